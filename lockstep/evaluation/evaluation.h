// lockstep/evaluation/evaluation.h
//
// A result held against the truth: who was nominated rightly, who wrongly, what was missed.
//
// Definitions, the same in the table, the JSON and the pictures:
//   - Planted accounts are those of class "planted"; everybody else is organic. Nominated is whoever stands in a
//   network
//     of class "synchronised"; the other classes are shown by a report but accuse nobody, and are counted apart.
//   - A planted network is found when at least half of its accounts are nominated in one network. A nominated network
//   is
//     true when at least half of its members are planted in one group.
//   - Average precision is the sum over the distinct scores of (recall gained) x (precision there), as scikit-learn has
//     it: accounts with the same score enter together, so that no order among them can help or harm. Accounts that are
//     not in the ranking come last, all together.
//   - Shares come with their 95% interval by Wilson 1927. Rates of false accusation are in 100,000 organic accounts of
//     the truth, whether they posted or not.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/base/string_pool.h"
#include "lockstep/evaluation/named_columns.h"
#include "lockstep/validation/validation.h"

namespace lockstep {

// What a network can be in networks.csv and members.csv. Only the first is a nomination.
inline constexpr std::array<std::string_view, 4> result_classes{"synchronised", "closed_ring", "close_circle",
                                                                "declared_automation"};
using CountByResultClass = std::array<uint64_t, result_classes.size()>;

inline constexpr uint32_t not_planted = UINT32_MAX;

struct Truth {
  StringPool accounts;
  std::vector<std::string> classes;  // distinct ones
  std::vector<uint32_t> class_of;    // each account's, into `classes`
  std::vector<std::string> groups;   // the planted networks
  std::vector<uint32_t> group_of;    // each account's, into `groups`, or not_planted
};

struct ResultTables {
  struct Network {
    std::string network_id;
    uint8_t result_class;
  };
  struct Member {
    uint32_t account, network;  // into Truth::accounts and `networks`
    std::optional<double> confidence;
  };
  struct Ranked {
    uint32_t account;
    double score;
  };
  std::vector<Network> networks;
  std::vector<Member> members;
  std::vector<Ranked> ranking;
  std::optional<double> level;  // the false discovery rate that the run declares
};

struct Proportion {
  uint64_t part = 0, whole = 0;
  std::optional<double> share() const;  // none of nothing
  Interval interval() const;            // 95%
};

struct CurvePoint {
  double recall, precision, score;  // of everybody with at least this score
};

struct Ranking {
  uint64_t ranked = 0;
  std::optional<double> average_precision;           // none where nothing is planted
  std::optional<double> recall_at_99, recall_at_95;  // the most that a cut of such precision reaches
  std::vector<CurvePoint> curve;                     // where recall grows
};

struct PlantedNetwork {
  std::string group;
  uint64_t accounts = 0, nominated = 0;  // in any network
  uint64_t together = 0;                 // in the one network that holds most of them
  std::string network_id;                // that one; empty: none
  uint64_t spread_over = 0;              // nominated networks with at least one of its accounts
  bool found() const { return together > 0 && 2 * together >= accounts; }
};

struct NominatedNetwork {
  std::string network_id;
  uint64_t members = 0, planted = 0, together = 0;          // `together`: planted in the group that it holds most of
  uint64_t groups = 0;                                      // planted networks of which it holds at least one account
  std::vector<std::pair<std::string, uint64_t>> organic{};  // its other members, by class
  bool is_true() const { return together > 0 && 2 * together >= members; }
};

struct Accusations {
  std::string organic_class;  // "all": everybody who is organic
  uint64_t accounts = 0;
  CountByResultClass in{};
};

// What the members' confidences declare, against what is so. 1 - confidence is a q-value: the false discovery rate
// among all who are at least as sure (Storey 2002, J. R. Stat. Soc. B 64:479-498), and says nothing of one member
// alone.
struct ConfidenceBin {
  double least;  // members with this confidence or more
  uint64_t members = 0, organic = 0;
  double declared = 0;  // the largest 1 - confidence among them: the share of organic ones that was declared at most
};

struct Evaluation {
  uint64_t accounts = 0;
  Proportion account_precision, account_recall, network_precision, network_recall;
  Proportion member_precision;              // planted members of true networks
  Proportion swept_in;                      // organic accounts in true networks, among all organic ones
  double mean_spread = 0, mean_merged = 0;  // networks a found network is spread over; groups in a true network
  uint64_t most_spread = 0, most_merged = 0;
  CountByResultClass planted_in{}, networks_of{};
  Ranking ranking;
  std::vector<PlantedNetwork> planted;      // by name
  std::vector<NominatedNetwork> nominated;  // by name
  std::vector<Accusations> accusations;     // "all", then by class
  std::optional<double> level;
  std::vector<ConfidenceBin> confidence;  // empty: the result declares none

  uint64_t false_networks() const { return network_precision.whole - network_precision.part; }
};

// truth.csv: account_id,class,group. Errors: it cannot be read, a column is missing, an account stands there twice, a
// planted one has no group.
Result<Truth> read_truth(const std::string& path);

// Errors: the folder is no result, or the result of a run that did not test; a table is missing or damaged; it speaks
// of accounts that the truth does not know, or twice of one.
Result<ResultTables> read_result(const std::string& folder, const Truth& truth);

Evaluation evaluate(const Truth& truth, const ResultTables& tables);

// One table for people: on the terminal and in evaluation.md.
struct Section {
  std::string title, text;  // a sentence or two; may be empty
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};
std::vector<Section> sections(const Evaluation& evaluation);

std::string to_json(const Evaluation& evaluation);

// evaluation.json, evaluation.md, precision_recall.svg and accusations.svg. Errors: a folder that is not empty, or
// cannot be written; then nothing is left.
Result<void> write_evaluation(const Evaluation& evaluation, const std::string& folder);

}  // namespace lockstep
