// lockstep/networks/test_pass.h
//
// One round over all windows: references, tested pairs, proposals, and the test of each on what it was not found on.
#pragma once

#include <memory>
#include <tuple>
#include <vector>

#include "lockstep/networks/propose.h"
#include "lockstep/networks/tested_networks.h"

namespace lockstep {

struct Judged {
  Proposal proposal;
  GroupTest test;
  double q = 1;
};

// Bursts in order of time, then parts: an order that owes nothing to what the other objects say.
std::tuple<bool, Timestamp, ObjectIndex, PartSet> order_of(const LookedAt& looked_at);

// Posts of one source on which two accounts must have met to be looked at there: fans who met twice are most pairs, and
// say little.
inline constexpr uint32_t least_met_by_one_source = 3;

struct TestPass {
  const TouchBook& book;
  const NetworkTestOptions& options;
  std::vector<uint8_t> left_out;    // accounts that take no part in the references
  std::string_view name;            // of the round: "Testing"
  const TestPass* whole = nullptr;  // of the stream that these touches are some of, each object a context of its own:
                                    // bursts propose nothing, and sources explain nothing

  std::vector<Judged> judged = {};                           // the least p first
  std::vector<std::unique_ptr<References>> references = {};  // one a window
  std::vector<TestedPair> pairs = {};                        // of all windows

  Result<void> run(Progress& progress);
  const References& of(Duration window) const;

  // Adds the test of each proposal to `judged`; then, of all, q among so many proposals at least, and their order.
  void test(std::vector<Proposal> proposals, const References& reference);
  void correct(size_t proposals = 0);

 private:
  Result<void> run(Duration window, Progress& all);
};

// Accepted proposals that are one network.
using ProposalGroup = std::vector<const Judged*>;

// Of members, one by one: the false discovery rate, and how far the hour alone may explain that one came near.
inline constexpr double level_of_members = .01, most_p_lag_of_a_member = .5;

// Those of `members` who stand on their own, ascending, at the window of the group's proposals that leaves most of
// them, then that has them together most often, then the shortest; each p counts for as many windows as there were.
struct MembersAtWindow {
  Duration window{0};
  std::vector<TestedMember> members = {};
};
MembersAtWindow judge_at_best_window(const TestPass& pass, const ProposalGroup& group,
                                     std::span<const AccountIndex> members);

// The members by who came within the window of whom on two of all objects, an hour apart; the largest piece first. Two
// groups that met once are two.
std::vector<std::vector<TestedMember>> fall_apart(const TouchBook& book, std::vector<TestedMember> members,
                                                  Duration window);

// Accounts that are no members and came with these more often than by chance, by all objects, ascending. Whoever
// touched two of them takes part in the correction, so that it does not matter who was looked at, and why. `proposed`:
// everybody who takes no part in the references.
std::vector<TestedMember> judge_companions(const TestPass& pass, std::span<const AccountIndex> members,
                                           std::span<const AccountIndex> proposed, Duration window);

// Accepted proposals that are one network, best first, become one; nobody stands in two. What came with the best and
// shares less than half with what was found of it stands by itself. What failed is added too.
void assemble_networks(const TestPass& pass, NetworkTests& tests);

// Adds the rings that one source carries, of accounts that stand in no network yet. Nothing else that shows there is
// kept: readers and fans of one source are as far beyond chance, and only their delays tell them from a ring.
Result<void> add_closed_rings(const TestPass& pass, NetworkTests& tests, Progress& progress);

// Of the groups that counting alone would name, those that no network covers by half, with the reason.
void judge_counted(const TestPass& pass, NetworkTests& tests);

// What the delays must reach among these networks: of those that could be nominated, or be a closed ring, as far as all
// else goes, for that many may look like a plan by accident.
double least_for_a_plan(const std::vector<TestedNetwork>& networks, bool of_one_source);

// Which class each is, once it is known what else stands.
void classify(std::vector<TestedNetwork>& networks, Duration resolution);

// What was found, seen from its final members, of no class yet; `group`: the proposals that it was made of.
TestedNetwork describe_network(const TestPass& pass, const Judged& best, Duration window,
                               std::vector<TestedMember> members, const ProposalGroup& group);

// How all of its members act, on all objects where they met: delays, authors and sources.
void add_delays(const TestPass& pass, TestedNetwork& network);

// Accounts by the pairs that they stand in: the sum of .7^k times the k-th best -log10 p; 100 more for members of
// nominated networks.
std::vector<AccountScore> rank_accounts(const TestPass& pass, const std::vector<TestedNetwork>& networks);

// By drawing networks into the stream (draw_network.h), on objects as its typical one, and by proposing and judging
// them as the tests do among as many proposals, with `least_for_a_plan` asked of the delays.
std::vector<PowerRow> estimate_power(const TestPass& pass, double least_for_a_plan);

// The share of the smaller group that is in both.
double overlap(const std::vector<AccountIndex>& a, const std::vector<AccountIndex>& b);

// The accounts of members, ascending.
std::vector<AccountIndex> accounts_of(const std::vector<TestedMember>& members);

}  // namespace lockstep
