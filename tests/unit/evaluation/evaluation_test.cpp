#include "lockstep/evaluation/evaluation.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

namespace lockstep {
namespace {

// As proportion_ci(method="wilson") of scipy.stats.binomtest has it, SciPy 1.17.1.
TEST(Proportion, HasTheIntervalOfSciPy) {
  struct Case {
    uint64_t part, whole;
    double low, high;
  };
  for (const Case& known :
       {Case{0, 10, 0, 0.27753279986288926}, Case{1, 10, 0.017876213095072896, 0.4041500267952385},
        Case{10, 10, 0.7224672001371109, 1}, Case{3, 25000, 4.08116493349016e-05, 0.0003527862238919869},
        Case{0, 400000, 0, 9.603554822584356e-06}, Case{263, 276, 0.9210929877015211, 0.9722699938007487}}) {
    const Interval interval = Proportion{known.part, known.whole}.interval();
    EXPECT_NEAR(interval.low, known.low, 1e-7);
    EXPECT_NEAR(interval.high, known.high, 1e-7);
  }
}

// A truth of accounts "0", "1" … of which some are planted, in one group.
Truth truth_of(const std::vector<int>& planted) {
  Truth truth{
      .accounts = {}, .classes = {"planted", "ordinary"}, .class_of = {}, .groups = {"planted-1"}, .group_of = {}};
  for (size_t account = 0; account < planted.size(); ++account) {
    truth.accounts.intern(std::to_string(account));
    truth.class_of.push_back(planted[account] ? 0 : 1);
    truth.group_of.push_back(planted[account] ? 0 : not_planted);
  }
  return truth;
}

// Only positive scores are in the ranking.
ResultTables ranked(const std::vector<int>& scores) {
  ResultTables tables;
  for (uint32_t account = 0; account < scores.size(); ++account)
    if (scores[account] > 0) tables.ranking.push_back({account, double(scores[account])});
  return tables;
}

// average_precision_score of scikit-learn 1.9.1, with -1 and 0 as one lowest score.
TEST(AveragePrecision, AgreesWithScikitLearnWhereScoresTie) {
  const std::vector<int> planted{1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0};
  const std::vector<int> scores{9, 8, 7, 0, 6, 0, 0, 7, 5, 0, 0, 5, 0, 0, 0};
  EXPECT_NEAR(*evaluate(truth_of(planted), ranked(scores)).ranking.average_precision, 0.7071428571428571, 1e-12);
  const std::vector<int> many{0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1};
  const std::vector<int> their{2, 2, 4, 5, 3, 3, 2, 3, 6, 4, 0, 5, 6, 2, 2,
                               4, 1, 5, 4, 0, 5, 1, 4, 5, 4, 7, 5, 2, 7, 7};
  EXPECT_NEAR(*evaluate(truth_of(many), ranked(their)).ranking.average_precision, 0.6368680339268575, 1e-12);
}

// The definition, account by account: the precision among all with at least its score, averaged over the planted ones.
double average_precision_by_definition(const std::vector<int>& planted, const std::vector<int>& scores) {
  double sum = 0;
  unsigned all = 0;
  for (size_t i = 0; i < planted.size(); ++i) {
    if (!planted[i]) continue;
    ++all;
    unsigned taken = 0, right = 0;
    for (size_t j = 0; j < planted.size(); ++j)
      if (scores[j] >= scores[i]) ++taken, right += planted[j] != 0;
    sum += double(right) / taken;
  }
  return sum / all;
}

TEST(AveragePrecision, IsTheMeanPrecisionAtThePlantedAccounts) {
  rc::check([] {
    std::vector<int> planted = *rc::gen::container<std::vector<int>>(40, rc::gen::inRange(0, 2));
    planted[0] = 1;
    const auto scores = *rc::gen::container<std::vector<int>>(40, rc::gen::inRange(0, 9));
    const double found = *evaluate(truth_of(planted), ranked(scores)).ranking.average_precision;
    RC_ASSERT(std::abs(found - average_precision_by_definition(planted, scores)) < 1e-12);
  });
}

// Every count against sets of accounts, over results in which networks overlap and groups are scattered.
TEST(Evaluate, CountsAsSetsOfAccountsDo) {
  rc::check([] {
    constexpr uint32_t accounts = 30, networks = 5, groups = 3;
    Truth truth{
        .accounts = {}, .classes = {"planted", "ordinary"}, .class_of = {}, .groups = {"a", "b", "c"}, .group_of = {}};
    std::array<std::set<uint32_t>, groups> group;
    for (uint32_t account = 0; account < accounts; ++account) {
      const uint32_t its_group = *rc::gen::inRange<uint32_t>(0, groups + 2);
      truth.accounts.intern(std::to_string(account));
      truth.class_of.push_back(its_group < groups ? 0 : 1);
      truth.group_of.push_back(its_group < groups ? its_group : not_planted);
      if (its_group < groups) group[its_group].insert(account);
    }
    ResultTables tables;
    std::array<std::set<uint32_t>, networks> network;
    std::set<uint32_t> nominated;
    for (uint32_t n = 0; n < networks; ++n) {
      tables.networks.push_back({"n" + std::to_string(n), uint8_t(n == 0)});  // the first is a closed ring
      network[n] = *rc::gen::container<std::set<uint32_t>>(6, rc::gen::inRange<uint32_t>(0, accounts));
      for (uint32_t account : network[n]) tables.members.push_back({account, n, std::nullopt});
      if (n > 0) nominated.insert(network[n].begin(), network[n].end());
    }
    const auto common = [](const std::set<uint32_t>& a, const std::set<uint32_t>& b) {
      return uint64_t(std::ranges::count_if(a, [&](uint32_t account) { return b.contains(account); }));
    };
    uint64_t right = 0, planted = 0, found = 0, is_true = 0;
    for (const auto& members : group) {
      right += common(members, nominated);
      planted += members.size();
      uint64_t most = 0;
      for (uint32_t n = 1; n < networks; ++n) most = std::max(most, common(members, network[n]));
      found += most > 0 && 2 * most >= members.size();
    }
    for (uint32_t n = 1; n < networks; ++n)
      is_true += std::ranges::any_of(group, [&](const auto& members) {
        return common(members, network[n]) > 0 && 2 * common(members, network[n]) >= network[n].size();
      });
    const Evaluation evaluation = evaluate(truth, tables);
    RC_ASSERT(evaluation.account_precision.part == right);
    RC_ASSERT(evaluation.account_precision.whole == nominated.size());
    RC_ASSERT(evaluation.account_recall.whole == planted);
    RC_ASSERT(evaluation.network_recall.part == found);
    RC_ASSERT(evaluation.network_precision.part == is_true);
    RC_ASSERT(evaluation.accusations[0].in[0] == nominated.size() - right);
    RC_ASSERT(evaluation.accusations[0].in[1] + evaluation.planted_in[1] == network[0].size());
  });
}

}  // namespace
}  // namespace lockstep
