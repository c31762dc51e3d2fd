#include "server/api/document.h"

#include <yaml-cpp/yaml.h>

#include <charconv>
#include <optional>
#include <stdexcept>

__asm__(
    ".pushsection .rodata\n"
    ".global lockstep_openapi_begin\n"
    ".global lockstep_openapi_end\n"
    "lockstep_openapi_begin:\n"
    ".incbin \"" LOCKSTEP_OPENAPI
    "\"\n"
    "lockstep_openapi_end:\n"
    ".byte 0\n"
    ".popsection\n");
extern "C" const char lockstep_openapi_begin[], lockstep_openapi_end[];

namespace lockstep::server {
namespace {

template <class Number>
std::optional<Number> number(const std::string& text) {
  Number value{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// YAML's core schema: what is not quoted can be a number, true, false or null.
Json scalar(const YAML::Node& node) {
  const std::string& text = node.Scalar();
  if (node.Tag() == "!") return text;
  if (text == "true" || text == "false") return text == "true";
  if (text == "null" || text == "~") return nullptr;
  if (const auto whole = number<int64_t>(text)) return *whole;
  if (const auto real = number<double>(text)) return *real;
  return text;
}

Json to_json(const YAML::Node& node) {
  if (node.IsScalar()) return scalar(node);
  if (node.IsSequence()) {
    Json list = Json::array();
    for (const YAML::Node& each : node) list.push_back(to_json(each));
    return list;
  }
  Json object = node.IsMap() ? Json::object() : Json();
  for (const auto& member : node) object[member.first.Scalar()] = to_json(member.second);
  return object;
}

Json resolved(const Json& node, const Json& root) {
  if (node.is_array()) {
    Json list = Json::array();
    for (const Json& each : node) list.push_back(resolved(each, root));
    return list;
  }
  if (!node.is_object()) return node;
  if (const auto ref = node.find("$ref"); ref != node.end() && ref->is_string())
    return resolved(root.at(Json::json_pointer(ref->get<std::string>().substr(1))), root);
  Json object = Json::object();
  for (const auto& [name, value] : node.items()) object[name] = resolved(value, root);
  return object;
}

}  // namespace

std::string_view document_text() { return {lockstep_openapi_begin, lockstep_openapi_end}; }

const Json& document() {
  static const Json parsed = [] {
    const Json raw = to_json(YAML::Load(std::string(document_text())));
    return resolved(raw, raw);
  }();
  return parsed;
}

}  // namespace lockstep::server
