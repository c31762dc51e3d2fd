#include "server/runs/said.h"

#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>

namespace lockstep::server {
namespace {

using nlohmann::json;

std::string member(const json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_string() ? at->get<std::string>() : std::string();
}

uint64_t number(const json& object, const char* name) {
  const auto at = object.find(name);
  return at != object.end() && at->is_number_unsigned() ? at->get<uint64_t>() : 0;
}

ErrorKind kind_named(const std::string& said) {
  for (const ErrorKind kind : {ErrorKind::usage, ErrorKind::input, ErrorKind::conflict, ErrorKind::limit})
    if (name(kind) == said) return kind;
  return ErrorKind::input;
}

}  // namespace

std::optional<RunProgress> parse_progress(int64_t run_id, const std::string& line) {
  const json said = json::parse(line, nullptr, false);
  if (!said.is_object() || member(said, "stage").empty()) return std::nullopt;
  const double done = double(number(said, "done")), total = double(number(said, "total"));
  RunProgress progress{.run_id = run_id, .stage = member(said, "stage"), .line = member(said, "stage")};
  if (total > 0) {
    progress.fraction = std::clamp(done / total, 0.0, 1.0);
    progress.line += fmt::format(": {:.0f}% of {:.0f} {}", 100 * progress.fraction, total, member(said, "unit"));
  } else if (done > 0) {
    progress.line += fmt::format(": {:.0f} {}", done, member(said, "unit"));
  }
  return progress;
}

Error said_error(const ChildEnd& end) {
  for (size_t at = 0; at < end.last_lines.size();) {
    const size_t newline = std::min(end.last_lines.find('\n', at), end.last_lines.size());
    const json said = json::parse(end.last_lines.substr(at, newline - at), nullptr, false);
    at = newline + 1;
    if (!said.is_object() || !said.contains("error") || !said["error"].is_object()) continue;
    const json& error = said["error"];
    return {.kind = kind_named(member(error, "kind")),
            .message = member(error, "message"),
            .where = member(error, "where"),
            .hint = member(error, "hint")};
  }
  const std::string how = end.signal ? fmt::format("ended by a signal ({})", strsignal(end.signal))
                                     : fmt::format("ended with status {}", end.exit_code);
  return {.kind = ErrorKind::input, .message = "the detection " + how, .hint = end.last_lines};
}

}  // namespace lockstep::server
