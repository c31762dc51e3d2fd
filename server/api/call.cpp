#include "server/api/call.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <charconv>
#include <set>

#include "server/api/hex.h"
#include "server/api/schema.h"

namespace lockstep::server {
namespace {

Error wrong(std::string message, std::string where, std::string hint = {}) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = std::move(where), .hint = std::move(hint)};
}

std::optional<std::string_view> given(const HttpRequest& request, const std::string& in, const std::string& name) {
  if (in == "query") return request.query_value(name);  // UTF-8 already, as the path is
  if (in == "header") {
    std::string lower = name;
    for (char& c : lower) c = char(std::tolower(static_cast<unsigned char>(c)));
    const auto at = request.headers.find(lower);
    return at == request.headers.end() ? std::nullopt : std::optional<std::string_view>(at->second);
  }
  return request.param(name);
}

Result<Json> read_parameters(const Json& operation, const HttpRequest& request) {
  Json parameters = Json::object();
  std::set<std::string> known;
  for (const Json& each : operation.value("parameters", Json::array())) {
    const std::string name = each.at("name"), in = each.at("in");
    const Json& schema = each.at("schema");
    if (in == "query") known.insert(name);
    const std::optional<std::string_view> text = given(request, in, name);
    if (!text) {
      if (each.value("required", false)) return wrong("is missing", name);
      if (schema.contains("default")) parameters[name] = schema["default"];
      continue;
    }
    if (!simdjson::validate_utf8(text->data(), text->size())) return wrong("is not UTF-8", name);
    Result<Json> value = read_parameter(*text, schema, name);
    if (!value) return value.error();
    parameters[name] = std::move(*value);
  }
  std::set<std::string> seen;
  for (const auto& [name, value] : request.query) {
    if (!known.contains(name)) return wrong("is not known here", name);
    if (!seen.insert(name).second) return wrong("stands in the query twice", name);
  }
  return parameters;
}

bool is_json(std::string_view media_type) {
  media_type = media_type.substr(0, media_type.find(';'));
  while (media_type.ends_with(' ')) media_type.remove_suffix(1);
  return media_type == "application/json";
}

Result<Json> read_body(const Json& operation, const HttpRequest& request) {
  const auto wanted = operation.find("requestBody");
  if (wanted == operation.end() || !wanted->at("content").contains("application/json")) return Json();
  if (request.body.empty() && !wanted->value("required", false)) return Json();
  if (!is_json(request.header("content-type"))) return wrong("the body should be application/json", "content-type");
  Json body = Json::parse(request.body, nullptr, false);
  if (body.is_discarded()) return wrong("the body is not JSON in UTF-8", "body");
  if (auto right = check_value(body, wanted->at("content").at("application/json").at("schema"), ""); !right) {
    Error error = right.error();
    if (error.where.empty()) error.where = "body";
    return error;
  }
  return body;
}

}  // namespace

cases::Actor actor_of(const Identity& identity) {
  return {.person_id = identity.person_id, .handle = identity.handle, .roles = identity.roles};
}

Result<Call> read_call(const Json& operation, const HttpRequest& request, const cases::Store& store) {
  Result<Json> parameters = read_parameters(operation, request);
  if (!parameters) return parameters.error();
  Result<Json> body = read_body(operation, request);
  if (!body) return body.error();
  Call call{.http = request,
            .actor = actor_of(request.identity),
            .parameters = std::move(*parameters),
            .body = std::move(*body)};
  if (const auto key = request.header("idempotency-key"); !key.empty())
    call.actor.request =
        cases::RequestKey{.key = std::string(key),
                          .request = to_hex(store.tag(fmt::format("{} {}\n{}\n{}", request.method, request.path,
                                                                  call.parameters.dump(), request.body)))};
  return call;
}

std::optional<std::string> Call::seen() const {
  std::string_view text = http.header("if-match");
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.empty() || text == "*") return std::nullopt;
  return std::string(text);
}

Result<std::optional<int64_t>> Call::version() const {
  const std::optional<std::string> named = seen();
  if (!named) return std::optional<int64_t>();
  const std::string_view text = *named;
  int64_t version = 0;
  if (text.size() > 3 && text.starts_with("\"v") && text.ends_with('"')) {
    const char* const end = text.data() + text.size() - 1;
    const auto read = std::from_chars(text.data() + 2, end, version);
    if (read.ec == std::errc() && read.ptr == end) return std::optional(version);
  }
  return Error{.kind = ErrorKind::conflict, .message = "is no version of it", .where = "If-Match"};
}

}  // namespace lockstep::server
