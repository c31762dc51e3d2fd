#include "server/runs/run_options.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep::server {
namespace {

struct Allowed {
  std::string_view name;
  bool is_file = false;
  bool detect_only = false;
};

constexpr Allowed allowed_options[] = {
    {"--map"},
    {"--mapping", true},
    {"--layout"},
    {"--date-order"},
    {"--accounts", true},
    {"--renames", true},
    {"--since"},
    {"--until"},
    {"--only-hashtag"},
    {"--only-url"},
    {"--only-account"},
    {"--only-language"},
    {"--only-kind"},
    {"--max-bad-rows"},
    {"--trace", false, true},
    {"--window", false, true},
    {"--level", false, true},
    {"--min-shared", false, true},
    {"--min-members", false, true},
    {"--seed", false, true},
    {"--company", false, true},
    {"--shorteners", true, true},
};

Error wrong(std::string message) {
  std::string names;
  for (const Allowed& each : allowed_options) names += (names.empty() ? "" : ", ") + std::string(each.name);
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = "options", .hint = "possible are " + names};
}

const Allowed* find(std::string_view name, RunCommand command) {
  const auto* at = std::ranges::find(allowed_options, name, &Allowed::name);
  if (at == std::end(allowed_options) || (at->detect_only && command != RunCommand::detect)) return nullptr;
  return at;
}

}  // namespace

Result<std::vector<std::string>> check_run_options(const std::vector<std::string>& typed, const RunPaths& paths,
                                                   RunCommand command) {
  std::vector<std::string> checked;
  for (size_t i = 0; i < typed.size(); ++i) {
    const size_t equals = typed[i].find('=');
    const std::string name = typed[i].substr(0, equals);
    const Allowed* option = find(name, command);
    if (!option) return wrong(fmt::format("\"{}\" is not an option that a run may have", name));
    if (equals == std::string::npos && i + 1 == typed.size()) return wrong(fmt::format("{} has no value", name));
    std::string value = equals == std::string::npos ? typed[++i] : typed[i].substr(equals + 1);
    if (value.find('\0') != std::string::npos) return wrong(fmt::format("{}: a value with a NUL", name));
    if (option->is_file) {
      Result<std::string> path = paths.resolve(value);
      if (!path) return path.error();
      value = std::move(*path);
    }
    checked.push_back(fmt::format("{}={}", name, value));
  }
  return checked;
}

}  // namespace lockstep::server
