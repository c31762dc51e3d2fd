#include <algorithm>
#include <map>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

// Each member by what was not looked at when it was found: of several proposals that hold it, by the first in an order
// that owes nothing to what judges it. That no earlier one held it only makes it look less like a member there.
std::vector<TestedMember> judge_members(const TestPass& pass, const ProposalGroup& group,
                                        std::span<const AccountIndex> members, Duration window, size_t windows) {
  std::vector<GroupObject> objects = group_objects(pass.book, members, window);
  ProposalGroup in_order = group;
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

}  // namespace

MembersAtWindow judge_at_best_window(const TestPass& pass, const ProposalGroup& group,
                                     std::span<const AccountIndex> members) {
  std::vector<Duration> windows;
  for (const Judged* each : group) windows.push_back(each->proposal.window);
  std::sort(windows.begin(), windows.end());
  windows.erase(std::unique(windows.begin(), windows.end()), windows.end());
  const auto worth = [](const MembersAtWindow& judged) {
    unsigned together = 0;
    for (const TestedMember& member : judged.members) together += member.occasions;
    return std::pair(judged.members.size(), together);
  };
  MembersAtWindow best;
  for (const Duration window : windows) {
    MembersAtWindow judged{window, judge_members(pass, group, members, window, windows.size())};
    if (best.window.count() == 0 || worth(judged) > worth(best)) best = std::move(judged);
  }
  return best;
}

namespace {

// What an account did on the objects that a network counts.
struct Companion {
  std::vector<double> timing = {}, lag = {};
  unsigned occasions = 0;
};

// Everybody who touched two objects or more on which the members came together: who that is owes nothing to when.
std::map<AccountIndex, Companion> companions_of(const TestPass& pass, std::span<const AccountIndex> members,
                                                std::span<const AccountIndex> proposed, Duration window) {
  const TouchBook& book = pass.book;
  std::vector<GroupObject> objects = group_objects(book, members, window);
  std::map<AccountIndex, Companion> companions;
  for (GroupObject* object : counted_objects(book, objects)) {
    if (object->together < 2) continue;
    rate(book, pass.of(window), proposed, pass.left_out, *object);
    for (TouchIndex touch = book.object_begin[object->object]; touch < book.object_begin[object->object + 1]; ++touch) {
      const AccountIndex account = book.touches.account[touch];
      if (book.on_grid[touch] || std::ranges::binary_search(members, account)) continue;
      const Timestamp time = book.touches.time[touch];
      const Duration away = time < object->centre ? object->centre - time : time - object->centre;
      Companion& companion = companions[account];
      companion.timing.push_back(object->reference.q);
      if (away <= std::max<Duration>(std::chrono::hours(1), window)) companion.lag.push_back(object->reference.r);
      companion.occasions += away <= window;
    }
  }
  std::erase_if(companions, [](const auto& each) { return each.second.timing.size() < 2; });
  return companions;
}

}  // namespace

std::vector<TestedMember> judge_companions(const TestPass& pass, std::span<const AccountIndex> members,
                                           std::span<const AccountIndex> proposed, Duration window) {
  std::vector<TestedMember> tested;
  std::vector<double> p_values;
  const auto windows = double(pass.references.size());  // the network's was chosen among them
  for (const auto& [account, did] : companions_of(pass, members, proposed, window)) {
    const double p = did.occasions < 2 ? 1 : std::min(1.0, windows * poisson_binomial_tail(did.timing, did.occasions));
    const bool forgiven = did.occasions < 2 || poisson_binomial_tail(did.lag, did.occasions) > most_p_lag_of_a_member;
    p_values.push_back(forgiven ? 1 : p);
    tested.push_back({account, p, 1, did.occasions, true});
  }
  const std::vector<double> q = benjamini_hochberg(p_values);
  for (size_t i = 0; i < tested.size(); ++i) tested[i].q_value = q[i];
  std::erase_if(tested, [](const TestedMember& member) { return member.q_value > level_of_members; });
  return tested;
}

}  // namespace lockstep
