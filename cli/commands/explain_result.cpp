#include "cli/commands/explain_result.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <functional>

#include "lockstep/sources/sources.h"

namespace lockstep::cli {
namespace {

using Cell = std::function<std::string(size_t column)>;

Result<void> each_row(const std::string& path, const std::vector<bool>& wanted,
                      const std::function<void(const Cell&)>& take) {
  Result<std::vector<Table>> tables = open_tables(path, {});
  if (!tables) return tables.error();
  RowBatch batch;
  std::vector<BadRow> bad;
  for (;;) {
    const Result<bool> more = tables->front().rows->next(wanted, batch, bad);
    if (!more) return more.error();
    if (!*more) return {};
    for (size_t row = 0; row < batch.rows; ++row)
      take([&](size_t column) { return std::string(batch.columns[column].text[row]); });
  }
}

}  // namespace

Result<ExplainedResult> read_explained_result(const std::string& folder) {
  ExplainedResult result;
  const Result<void> members =
      each_row(folder + "/members.csv", {true, true, true, false, false, false, false, true}, [&](const Cell& cell) {
        result.members.push_back({cell(0), cell(1), cell(2), cell(7) == "yes"});
      });
  if (!members) return members.error();
  const Result<void> networks = each_row(folder + "/networks.csv", {true, false, false, true}, [&](const Cell& cell) {
    const Result<Duration> window = parse_duration(cell(3) + "s", "window_seconds");
    if (window) result.networks.push_back({cell(0), *window});
  });
  if (!networks) return networks.error();
  return result;
}

const ExplainedResult::Member* ExplainedResult::member(const std::string& account) const {
  const auto known = std::ranges::find(members, account, &Member::account_id);
  return known == members.end() ? nullptr : &*known;
}

std::optional<Duration> ExplainedResult::window_of(const std::vector<std::string>& accounts) const {
  const Member* first = accounts.empty() ? nullptr : member(accounts.front());
  if (!first) return std::nullopt;
  for (const std::string& account : accounts)
    if (const Member* other = member(account); !other || other->network_id != first->network_id) return std::nullopt;
  const auto network = std::ranges::find(networks, first->network_id, &Network::network_id);
  return network == networks.end() ? std::nullopt : std::optional(network->window);
}

std::vector<std::string> ExplainedResult::nominated() const {
  std::vector<std::string> accounts;
  for (const Member& member : members)
    if (member.network_class == "synchronised") accounts.push_back(member.account_id);
  return accounts;
}

std::vector<std::string> ExplainedResult::standing(const std::vector<std::string>& accounts) const {
  std::vector<std::string> sentences;
  bool closed_ring = false;
  for (const std::string& account : accounts) {
    const Member* known = member(account);
    if (!known) continue;
    closed_ring |= known->network_class == "closed_ring";
    sentences.push_back(fmt::format("{} is a member of {} ({}){}.", account, known->network_id, known->network_class,
                                    known->joined ? ": it joined by all of the network's occasions, corrected for "
                                                    "everybody who was there, and the network does not rest on it"
                                                  : ""));
  }
  if (closed_ring)
    sentences.emplace_back("A closed ring is judged on each post of its source; below, one source counts once.");
  if (sentences.empty()) sentences.emplace_back("None of them is a member of a network of this result.");
  return sentences;
}

}  // namespace lockstep::cli
