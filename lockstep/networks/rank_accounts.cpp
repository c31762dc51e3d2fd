#include <algorithm>
#include <functional>
#include <unordered_map>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double decay = .7, nominated = 100;
constexpr size_t most_pairs = 20;  // .7^20 < .001

}  // namespace

std::vector<AccountScore> rank_accounts(const TestPass& pass, const std::vector<TestedNetwork>& networks) {
  std::vector<TestedPair> pairs = pass.pairs;  // at its best window each
  std::sort(pairs.begin(), pairs.end(), [](const TestedPair& x, const TestedPair& y) {
    return std::tie(x.a, x.b, y.score) < std::tie(y.a, y.b, x.score);
  });
  pairs.erase(std::unique(pairs.begin(), pairs.end(),
                          [](const TestedPair& x, const TestedPair& y) { return x.a == y.a && x.b == y.b; }),
              pairs.end());
  std::unordered_map<AccountIndex, std::vector<double>> scores;
  for (const TestedPair& pair : pairs) {
    scores[pair.a].push_back(pair.score);
    scores[pair.b].push_back(pair.score);
  }
  for (const TestedNetwork& network : networks)
    for (const TestedMember& member : network.members) scores.try_emplace(member.account);
  std::unordered_map<AccountIndex, double> bonus;
  for (const TestedNetwork& network : networks)
    if (network.network_class == NetworkClass::synchronised)
      for (const TestedMember& member : network.members) bonus[member.account] = nominated;
  std::vector<AccountScore> ranking;
  ranking.reserve(scores.size());
  for (auto& [account, own] : scores) {
    std::sort(own.begin(), own.end(), std::greater());
    const auto known = bonus.find(account);
    double sum = known == bonus.end() ? 0 : known->second, weight = 1;
    for (size_t k = 0; k < std::min(own.size(), most_pairs); ++k, weight *= decay) sum += weight * own[k];
    ranking.push_back({account, sum});
  }
  std::sort(ranking.begin(), ranking.end(), [](const AccountScore& x, const AccountScore& y) {
    return std::tie(y.score, x.account) < std::tie(x.score, y.account);
  });
  return ranking;
}

}  // namespace lockstep
