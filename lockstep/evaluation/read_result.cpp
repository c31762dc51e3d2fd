#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "lockstep/base/nearest.h"
#include "lockstep/evaluation/evaluation.h"
#include "lockstep/evaluation/named_columns.h"
#include "lockstep/results/results.h"

namespace lockstep {
namespace {

constexpr std::string_view detect_again = "run lockstep detect again, with this version";

Error damaged(const NamedRow& row, std::string message, std::string hint = "") {
  return {.kind = ErrorKind::input, .message = std::move(message), .where = row.where, .hint = std::move(hint)};
}

Result<uint8_t> class_named(const NamedRow& row, std::string_view name) {
  const auto known = std::find(result_classes.begin(), result_classes.end(), name);
  if (known == result_classes.end())
    return damaged(row, fmt::format("class \"{}\" is none of {}", name, fmt::join(result_classes, ", ")),
                   fmt::format("a network found by count was never tested: {}", detect_again));
  return uint8_t(known - result_classes.begin());
}

Result<uint32_t> known_account(const NamedRow& row, std::string_view account, const Truth& truth) {
  const TermIndex index = truth.accounts.find(account);
  if (index == no_term)
    return damaged(row, fmt::format("account \"{}\" is not in the truth", account),
                   "is it the truth of this stream? a result with pseudonyms cannot be held against it");
  return index;
}

Result<double> number_in(const NamedRow& row, std::string_view text, std::string_view what) {
  double number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size() || std::isnan(number))
    return damaged(row, fmt::format("{} \"{}\" is not a number", what, text));
  return number;
}

// Each account (of a network) once.
class Once {
 public:
  Result<void> see(const NamedRow& row, uint64_t key) {
    if (seen_.insert(key).second) return {};
    return damaged(row, fmt::format("account \"{}\" stands here for the second time", row.cells[0]));
  }

 private:
  std::unordered_set<uint64_t> seen_;
};

Result<void> read_networks(const std::string& path, ResultTables& tables, StringPool& ids) {
  return read_named_columns(path, {"network_id", "class"}, [&](const NamedRow& row) -> Result<void> {
    const Result<uint8_t> its_class = class_named(row, row.cells[1]);
    if (!its_class) return its_class.error();
    if (ids.intern(row.cells[0]) != tables.networks.size())
      return damaged(row, fmt::format("network \"{}\" stands here for the second time", row.cells[0]));
    tables.networks.push_back({std::string(row.cells[0]), *its_class});
    return {};
  });
}

Result<void> read_members(const std::string& path, const Truth& truth, const StringPool& ids, ResultTables& tables) {
  Once once;
  return read_named_columns(path, {"account_id", "network_id", "confidence"}, [&](const NamedRow& row) -> Result<void> {
    const Result<uint32_t> account = known_account(row, row.cells[0], truth);
    if (!account) return account.error();
    const TermIndex network = ids.find(row.cells[1]);
    if (network == no_term) return damaged(row, fmt::format("network \"{}\" is not in networks.csv", row.cells[1]));
    const Result<void> first = once.see(row, uint64_t(network) << 32 | *account);
    if (!first) return first.error();
    std::optional<double> confidence;
    if (!row.cells[2].empty()) {
      const Result<double> number = number_in(row, row.cells[2], "confidence");
      if (!number) return number.error();
      confidence = *number;
    }
    tables.members.push_back({*account, network, confidence});
    return {};
  });
}

Result<void> read_ranking(const std::string& path, const Truth& truth, ResultTables& tables) {
  Once once;
  return read_named_columns(path, {"account_id", "score"}, [&](const NamedRow& row) -> Result<void> {
    const Result<uint32_t> account = known_account(row, row.cells[0], truth);
    if (!account) return account.error();
    const Result<void> first = once.see(row, *account);
    if (!first) return first.error();
    const Result<double> score = number_in(row, row.cells[1], "score");
    if (!score) return score.error();
    tables.ranking.push_back({*account, *score});
    return {};
  });
}

Result<void> have_members(const std::string& path, const ResultTables& tables) {
  std::vector<bool> has(tables.networks.size(), false);
  for (const ResultTables::Member& member : tables.members) has[member.network] = true;
  for (size_t network = 0; network < has.size(); ++network)
    if (!has[network])
      return Error{.kind = ErrorKind::input,
                   .message = fmt::format("network \"{}\" has no member here", tables.networks[network].network_id),
                   .where = path,
                   .hint = std::string(detect_again)};
  return {};
}

// tests.level of run.json; none where the file does not say it.
std::optional<double> declared_level(const std::string& path) {
  std::ifstream file(path);
  const nlohmann::json run = nlohmann::json::parse(file, nullptr, false);
  if (!run.is_object() || !run.contains("tests") || !run["tests"].is_object()) return std::nullopt;
  const auto level = run["tests"].find("level");
  if (level == run["tests"].end() || !level->is_number()) return std::nullopt;
  return level->get<double>();
}

Result<void> is_result(const std::string& folder) {
  std::error_code failed;
  if (!std::filesystem::exists(folder, failed))
    return Error{.kind = ErrorKind::file, .message = "no such folder", .where = folder};
  if (!holds_result(folder))
    return Error{.kind = ErrorKind::input,
                 .message = "does not hold the result of a run",
                 .where = folder,
                 .hint = "name the folder that lockstep detect left (it holds run.json and members.csv)"};
  for (const char* table : {"networks.csv", "ranking.csv"})
    if (!std::filesystem::exists(folder + "/" + table, failed))
      return Error{.kind = ErrorKind::file,
                   .message = "is missing",
                   .where = folder + "/" + table,
                   .hint = std::string(detect_again)};
  return {};
}

}  // namespace

Result<ResultTables> read_result(const std::string& folder, const Truth& truth) {
  if (const Result<void> fine = is_result(folder); !fine) return fine.error();
  ResultTables tables;
  StringPool ids;
  Result<void> read = read_networks(folder + "/networks.csv", tables, ids);
  if (read) read = read_members(folder + "/members.csv", truth, ids, tables);
  if (read) read = have_members(folder + "/members.csv", tables);
  if (read) read = read_ranking(folder + "/ranking.csv", truth, tables);
  if (!read) return read.error();
  tables.level = declared_level(folder + "/run.json");
  return tables;
}

}  // namespace lockstep
