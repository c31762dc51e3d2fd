#include <algorithm>
#include <functional>
#include <unordered_map>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double decay = .7;
constexpr size_t most_pairs = 20;  // .7^20 < .001

// A network says more of its members than their pairs do: nominated ones come first, then those whose delays lean to a
// plan, the more the higher. What the members of the others did together has been explained, and counts little.
constexpr double nominated = 100, leaning = 50;
constexpr double least_leaning = .5;  // log likelihood ratio
constexpr double explained = .2;

double score_in(const TestedNetwork& network, double of_pairs) {
  if (network.network_class == NetworkClass::synchronised) return nominated + of_pairs;
  const double plan = network.lags.log_likelihood_ratio;
  const bool declared = network.network_class == NetworkClass::declared_automation;
  if (!declared && plan > least_leaning && network.far_beyond_chance())
    return leaning + std::min(plan, network.least_for_a_plan) + of_pairs / 1000;
  return explained * of_pairs;
}

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
  std::unordered_map<AccountIndex, const TestedNetwork*> network_of;
  for (const TestedNetwork& network : networks)
    for (const TestedMember& member : network.members) {
      scores.try_emplace(member.account);
      network_of[member.account] = &network;
    }
  std::vector<AccountScore> ranking;
  ranking.reserve(scores.size());
  for (auto& [account, own] : scores) {
    std::sort(own.begin(), own.end(), std::greater());
    double sum = 0, weight = 1;
    for (size_t k = 0; k < std::min(own.size(), most_pairs); ++k, weight *= decay) sum += weight * own[k];
    const auto known = network_of.find(account);
    ranking.push_back({account, known == network_of.end() ? sum : score_in(*known->second, sum)});
  }
  std::sort(ranking.begin(), ranking.end(), [](const AccountScore& x, const AccountScore& y) {
    return std::tie(y.score, x.account) < std::tie(x.score, y.account);
  });
  return ranking;
}

}  // namespace lockstep
