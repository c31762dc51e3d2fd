#include "server/api/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <regex>

namespace lockstep::server {
namespace {

constexpr size_t longest_under_pattern = 256;

Error wrong(const std::string& where, std::string message, std::string hint = {}) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = where, .hint = std::move(hint)};
}

bool is_type(const Json& value, std::string_view type) {
  if (type == "object") return value.is_object();
  if (type == "array") return value.is_array();
  if (type == "string") return value.is_string();
  if (type == "boolean") return value.is_boolean();
  if (type == "null") return value.is_null();
  if (type == "number") return value.is_number();
  if (type != "integer") return false;
  if (value.is_number_unsigned()) return value.get<uint64_t>() <= uint64_t(INT64_MAX);
  if (value.is_number_integer()) return true;
  return value.is_number_float() && std::abs(value.get<double>()) < 9e15 &&
         std::trunc(value.get<double>()) == value.get<double>();
}

std::string types_in_words(const Json& type) {
  if (type.is_string()) return type.get<std::string>();
  std::string words;
  for (const Json& each : type) words += (words.empty() ? "" : " or ") + each.get<std::string>();
  return words;
}

size_t characters(const std::string& text) {
  return size_t(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

Result<void> check_string(const std::string& text, const Json& schema, const std::string& where) {
  if (text.find('\0') != std::string::npos) return wrong(where, "holds a NUL");
  const size_t length = characters(text);
  if (schema.contains("minLength") && length < schema["minLength"].get<size_t>())
    return wrong(where, fmt::format("has {} characters; at least {} are needed", length, schema["minLength"].dump()));
  if (schema.contains("maxLength") && length > schema["maxLength"].get<size_t>())
    return wrong(where, fmt::format("has {} characters; at most {} are taken", length, schema["maxLength"].dump()));
  if (!schema.contains("pattern")) return {};
  const std::string pattern = schema["pattern"];
  if (text.size() > longest_under_pattern || !std::regex_search(text, std::regex(pattern)))
    return wrong(where, "is not written as it should be", "it must match " + pattern);
  return {};
}

Result<void> check_number(double number, const Json& schema, const std::string& where) {
  if (schema.contains("minimum") && number < schema["minimum"].get<double>())
    return wrong(where, fmt::format("is {}; at least {} is taken", number, schema["minimum"].dump()));
  if (schema.contains("maximum") && number > schema["maximum"].get<double>())
    return wrong(where, fmt::format("is {}; at most {} is taken", number, schema["maximum"].dump()));
  return {};
}

Result<void> check_array(const Json& list, const Json& schema, const std::string& where) {
  if (schema.contains("minItems") && list.size() < schema["minItems"].get<size_t>())
    return wrong(where, fmt::format("has {} entries; at least {} are needed", list.size(), schema["minItems"].dump()));
  if (schema.contains("maxItems") && list.size() > schema["maxItems"].get<size_t>())
    return wrong(where, fmt::format("has {} entries; at most {} are taken", list.size(), schema["maxItems"].dump()));
  if (!schema.contains("items")) return {};
  for (size_t i = 0; i < list.size(); ++i)
    if (auto right = check_value(list[i], schema["items"], fmt::format("{}[{}]", where, i)); !right) return right;
  return {};
}

Result<void> check_object(const Json& object, const Json& schema, const std::string& where) {
  static const Json none = Json::object();
  const Json& known = schema.contains("properties") ? schema["properties"] : none;
  const auto place = [&](const std::string& name) { return where.empty() ? name : where + "." + name; };
  if (schema.contains("required"))
    for (const Json& name : schema["required"])
      if (!object.contains(name.get<std::string>())) return wrong(place(name.get<std::string>()), "is missing");
  if (schema.contains("minProperties") && object.size() < schema["minProperties"].get<size_t>())
    return wrong(where, "says nothing");
  for (const auto& [name, value] : object.items()) {
    if (const auto property = known.find(name); property != known.end()) {
      if (auto right = check_value(value, *property, place(name)); !right) return right;
    } else if (schema.value("additionalProperties", Json(true)) == Json(false)) {
      return wrong(place(name), "is not known here");
    }
  }
  return {};
}

}  // namespace

Result<void> check_value(const Json& value, const Json& schema, const std::string& where) {
  if (const auto type = schema.find("type"); type != schema.end()) {
    const bool fits =
        type->is_string()
            ? is_type(value, type->get<std::string>())
            : std::ranges::any_of(*type, [&](const Json& each) { return is_type(value, each.get<std::string>()); });
    if (!fits) return wrong(where, "should be " + types_in_words(*type));
  }
  if (const auto choices = schema.find("enum"); choices != schema.end() && !std::ranges::count(*choices, value))
    return wrong(where, "is none of what is possible", "possible are " + choices->dump());
  if (value.is_string()) return check_string(value.get_ref<const std::string&>(), schema, where);
  if (value.is_number()) return check_number(value.get<double>(), schema, where);
  if (value.is_array()) return check_array(value, schema, where);
  if (value.is_object()) return check_object(value, schema, where);
  return {};
}

Result<Json> read_parameter(std::string_view text, const Json& schema, const std::string& where) {
  Json value = std::string(text);
  const char* const end = text.data() + text.size();
  if (schema.value("type", Json()) == "integer") {
    int64_t number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end)
      return wrong(where, fmt::format("\"{}\" is not a whole number", text));
    value = number;
  } else if (schema.value("type", Json()) == "number") {
    double number = 0;
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number))
      return wrong(where, fmt::format("\"{}\" is not a number", text));
    value = number;
  }
  if (auto right = check_value(value, schema, where); !right) return right.error();
  return value;
}

}  // namespace lockstep::server
