#include <algorithm>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double level_of_members = .01, most_p_lag_of_a_member = .5;
constexpr double same_network = .5;  // of the smaller group

using Group = std::vector<const Judged*>;

std::vector<AccountIndex> united(const Group& group) {
  std::vector<AccountIndex> members;
  for (const Judged* each : group)
    members.insert(members.end(), each->proposal.members.begin(), each->proposal.members.end());
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

// Each member by what was not looked at when it was found: of several proposals that hold it, by the first in an order
// that owes nothing to what judges it. That no earlier one held it only makes it look less like a member there.
std::vector<TestedMember> judge_members(const TestPass& pass, const Group& group, std::span<const AccountIndex> members,
                                        Duration window, size_t windows) {
  std::vector<GroupObject> objects = group_objects(pass.book, members, window);
  Group in_order = group;
  std::sort(in_order.begin(), in_order.end(), [](const Judged* a, const Judged* b) {
    return order_of(a->proposal.looked_at) < order_of(b->proposal.looked_at);
  });
  std::vector<std::vector<GroupObject*>> judging;
  for (const Judged* each : in_order)
    judging.push_back(
        counted_and_rated(pass.book, pass.of(window), members, pass.left_out, objects, each->proposal.looked_at));
  std::vector<TestedMember> tested;
  std::vector<double> p_values;
  for (const AccountIndex member : members) {
    const auto first = std::find_if(in_order.begin(), in_order.end(), [&](const Judged* each) {
      return std::binary_search(each->proposal.members.begin(), each->proposal.members.end(), member);
    });
    const MemberTest test = test_member(pass.book, judging[size_t(first - in_order.begin())], member, window);
    const double p = std::min(1.0, double(windows) * test.p_timing);
    p_values.push_back(test.p_lag <= most_p_lag_of_a_member ? p : 1);
    tested.push_back({member, p, 1, test.occasions});
  }
  const std::vector<double> q = benjamini_hochberg(p_values);
  const double strangers = null_share(p_values);  // most candidates of a true network are members
  for (size_t i = 0; i < tested.size(); ++i) tested[i].q_value = strangers * q[i];
  std::erase_if(tested, [](const TestedMember& member) { return member.q_value > level_of_members; });
  return tested;
}

// At the window of the group's proposals that leaves most members, then that has them together most often, then the
// shortest; each p counts for as many windows as there were to choose from.
struct JudgedAt {
  Duration window{0};
  std::vector<TestedMember> members = {};
};

JudgedAt judge_at_best_window(const TestPass& pass, const Group& group, std::span<const AccountIndex> members) {
  std::vector<Duration> windows;
  for (const Judged* each : group) windows.push_back(each->proposal.window);
  std::sort(windows.begin(), windows.end());
  windows.erase(std::unique(windows.begin(), windows.end()), windows.end());
  const auto worth = [](const JudgedAt& judged) {
    unsigned together = 0;
    for (const TestedMember& member : judged.members) together += member.occasions;
    return std::pair(judged.members.size(), together);
  };
  JudgedAt best;
  for (const Duration window : windows) {
    JudgedAt judged{window, judge_members(pass, group, members, window, windows.size())};
    if (best.window.count() == 0 || worth(judged) > worth(best)) best = std::move(judged);
  }
  return best;
}

void add_failed(const Judged& judged, std::vector<AccountIndex> members, std::string_view reason, NetworkTests& tests) {
  tests.candidates.push_back({.found_by = FoundBy::test,
                              .members = std::move(members),
                              .window = judged.proposal.window,
                              .occasions = judged.test.occasions,
                              .p_value = judged.test.p,
                              .q_value = judged.q,
                              .reason = reason});
}

}  // namespace

double overlap(const std::vector<AccountIndex>& a, const std::vector<AccountIndex>& b) {
  std::vector<AccountIndex> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return double(both.size()) / double(std::min(a.size(), b.size()));
}

std::vector<AccountIndex> accounts_of(const std::vector<TestedMember>& members) {
  std::vector<AccountIndex> accounts;
  accounts.reserve(members.size());
  for (const TestedMember& member : members) accounts.push_back(member.account);
  return accounts;
}

void assemble_networks(const TestPass& pass, NetworkTests& tests) {
  std::vector<bool> used(pass.judged.size()), taken(pass.book.accounts());
  for (size_t i = 0; i < pass.judged.size(); ++i) {
    const Judged& best = pass.judged[i];
    if (used[i] || best.q > pass.options.level) continue;
    Group group;
    for (size_t k = i; k < pass.judged.size(); ++k)
      if (!used[k] && pass.judged[k].q <= pass.options.level &&
          overlap(best.proposal.members, pass.judged[k].proposal.members) >= same_network) {
        group.push_back(&pass.judged[k]);
        used[k] = true;
      }
    std::vector<AccountIndex> members = united(group);
    std::erase_if(members, [&](AccountIndex account) { return taken[account]; });
    if (members.size() < pass.options.min_members) continue;
    auto [window, tested] = judge_at_best_window(pass, group, members);
    if (tested.size() < pass.options.min_members) {
      add_failed(best, std::move(members), "beyond chance as a whole, but too few members on their own", tests);
      continue;
    }
    for (const TestedMember& member : tested) taken[member.account] = true;
    tests.networks.push_back(describe_network(pass, best, window, std::move(tested), group));
  }
  for (const Judged& each : pass.judged)
    if (each.q > pass.options.level)
      add_failed(each, each.proposal.members,
                 each.test.occasions < 2 ? "fewer than two occasions were left to judge by"
                                         : "not beyond chance on the occasions left to judge by",
                 tests);
}

}  // namespace lockstep
