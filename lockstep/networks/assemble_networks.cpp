#include <algorithm>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double level_of_members = .01, most_p_lag_of_a_member = .1;
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

bool found_without(const Group& group, unsigned part, AccountIndex member) {
  return std::any_of(group.begin(), group.end(), [&](const Judged* each) {
    return each->proposal.held_out == part &&
           std::binary_search(each->proposal.members.begin(), each->proposal.members.end(), member);
  });
}

// Each member by the parts in which it was held out: those of the proposals that contain it.
std::vector<TestedMember> judge_members(const TestPass& pass, const Group& group, std::span<const AccountIndex> members,
                                        Duration window) {
  const std::vector<GroupObject> objects = group_objects(pass.book, pass.of(window), members, pass.left_out);
  std::array<std::vector<const GroupObject*>, part_count> counted;
  for (unsigned part = 0; part < part_count; ++part) counted[part] = counted_objects(pass.book, objects, part);
  std::vector<TestedMember> tested;
  std::vector<double> p_values;
  for (const AccountIndex member : members) {
    std::vector<const GroupObject*> judging;
    for (unsigned part = 0; part < part_count; ++part)
      if (found_without(group, part, member)) judging.insert(judging.end(), counted[part].begin(), counted[part].end());
    const MemberTest test = test_member(pass.book, judging, member, window);
    p_values.push_back(test.p_lag <= most_p_lag_of_a_member ? test.p_timing : 1);
    tested.push_back({member, test.p_timing, 1, test.occasions});
  }
  const std::vector<double> q = benjamini_hochberg(p_values);
  for (size_t i = 0; i < tested.size(); ++i) tested[i].q_value = q[i];
  std::erase_if(tested, [](const TestedMember& member) { return member.q_value > level_of_members; });
  return tested;
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
    std::vector<TestedMember> tested = judge_members(pass, group, members, best.proposal.window);
    if (tested.size() < pass.options.min_members) {
      add_failed(best, std::move(members), "beyond chance as a whole, but too few members on their own", tests);
      continue;
    }
    for (const TestedMember& member : tested) taken[member.account] = true;
    tests.networks.push_back(describe_network(pass, best, std::move(tested), group));
  }
  for (const Judged& each : pass.judged)
    if (each.q > pass.options.level)
      add_failed(each, each.proposal.members,
                 each.test.occasions < 2 ? "fewer than two occasions were left to judge by"
                                         : "not beyond chance on the occasions left to judge by",
                 tests);
}

}  // namespace lockstep
