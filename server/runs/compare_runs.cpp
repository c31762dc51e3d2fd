#include "server/runs/compare_runs.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "lockstep/evaluation/evaluation.h"

namespace lockstep::server {
namespace {

struct Overlap {
  size_t a, b;
  uint64_t shared;
};

// Pairs of networks that share members, those that share most first; then in the order of their numbers, so that the
// answer is the same every time.
std::vector<Overlap> overlaps(const std::vector<NetworkMembers>& a, const std::vector<NetworkMembers>& b) {
  std::unordered_map<std::string, std::vector<size_t>> networks_of;
  for (size_t i = 0; i < b.size(); ++i)
    for (const std::string& account : b[i].accounts) networks_of[account].push_back(i);
  std::map<std::pair<size_t, size_t>, uint64_t> shared;
  for (size_t i = 0; i < a.size(); ++i)
    for (const std::string& account : a[i].accounts)
      if (const auto at = networks_of.find(account); at != networks_of.end())
        for (const size_t other : at->second) ++shared[{i, other}];
  std::vector<Overlap> found;
  for (const auto& [pair, count] : shared) found.push_back({pair.first, pair.second, count});
  std::ranges::stable_sort(found, std::greater(), &Overlap::shared);
  return found;
}

std::string state_of(uint64_t members_a, uint64_t members_b, uint64_t shared) {
  if (shared == members_a && shared == members_b) return "same";
  if (shared == members_a) return "grown";
  if (shared == members_b) return "shrunk";
  return "changed";
}

}  // namespace

std::vector<NetworkMatch> compare_networks(const std::vector<NetworkMembers>& a, const std::vector<NetworkMembers>& b) {
  std::vector<NetworkMatch> matches(a.size());
  for (size_t i = 0; i < a.size(); ++i)
    matches[i] = {.state = "gone", .a = a[i].network_id, .b = std::nullopt, .members_a = a[i].accounts.size()};
  std::vector<bool> matched(b.size(), false);
  for (const Overlap& overlap : overlaps(a, b)) {
    NetworkMatch& match = matches[overlap.a];
    if (match.b || matched[overlap.b]) continue;
    matched[overlap.b] = true;
    match.b = b[overlap.b].network_id;
    match.members_b = b[overlap.b].accounts.size();
    match.shared = overlap.shared;
    match.state = state_of(match.members_a, match.members_b, match.shared);
  }
  for (size_t i = 0; i < b.size(); ++i)
    if (!matched[i])
      matches.push_back({.state = "new", .a = std::nullopt, .b = b[i].network_id, .members_b = b[i].accounts.size()});
  return matches;
}

Result<std::vector<NetworkMembers>> read_networks(const std::string& folder) {
  std::vector<NetworkMembers> networks;
  std::unordered_map<std::string, size_t> known;
  const auto take = [&](const NamedRow& row) -> Result<void> {
    const auto [at, is_new] = known.try_emplace(std::string(row.cells[0]), networks.size());
    if (is_new) networks.push_back({std::string(row.cells[0]), {}});
    networks[at->second].accounts.emplace_back(row.cells[1]);
    return {};
  };
  const Result<void> read = read_named_columns(folder + "/members.csv", {"network_id", "account_id"}, take);
  if (!read) return read.error();
  return networks;
}

}  // namespace lockstep::server
