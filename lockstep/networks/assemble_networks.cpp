#include <algorithm>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double same_network = .5;  // of the smaller group
constexpr std::string_view too_few_members = "beyond chance as a whole, but too few members on their own";

std::vector<AccountIndex> united(const ProposalGroup& group) {
  std::vector<AccountIndex> members;
  for (const Judged* each : group)
    members.insert(members.end(), each->proposal.members.begin(), each->proposal.members.end());
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

// What the proposals of a network say of one piece of it: the members of other pieces take no part. It is no less
// likely by chance than the whole was, whose members chose the piece, and stands only where it is beyond chance itself;
// nothing otherwise.
std::vector<Judged> without_others(const TestPass& pass, const ProposalGroup& group,
                                   const std::vector<TestedMember>& piece,
                                   const std::vector<std::vector<TestedMember>>& pieces) {
  std::vector<Judged> judged;
  for (const Judged* each : group) judged.push_back(*each);
  if (pieces.size() == 1) return judged;
  std::vector<AccountIndex> others;
  for (const std::vector<TestedMember>& other : pieces)
    if (&other != &piece)
      for (const TestedMember& member : other) others.push_back(member.account);
  std::ranges::sort(others);
  for (Judged& each : judged) {
    std::vector<AccountIndex>& members = each.proposal.members;
    std::erase_if(members, [&](AccountIndex account) { return std::ranges::binary_search(others, account); });
    std::vector<GroupObject> objects = group_objects(pass.book, members, each.proposal.window);
    const GroupTest test = test_group(counted_and_rated(pass.book, pass.of(each.proposal.window), members,
                                                        pass.left_out, objects, each.proposal.looked_at));
    each.test = {std::max(each.test.p, test.p), test.occasions};
    const auto next = std::ranges::lower_bound(pass.judged, each.test.p, {}, [](const Judged& j) { return j.test.p; });
    each.q = next == pass.judged.end() ? 1 : next->q;
  }
  std::erase_if(judged, [&](const Judged& each) { return each.q > pass.options.level; });
  std::ranges::stable_sort(judged, {}, [](const Judged& each) { return each.test.p; });
  return judged;
}

// Once all networks stand, so that nobody is taken from another; nominated ones first. What is said of a network, and
// whether it is nominated, rests on those alone who were confirmed without this.
void join_companions(const TestPass& pass, const std::vector<std::vector<AccountIndex>>& proposed,
                     std::vector<bool>& taken, std::vector<TestedNetwork>& networks) {
  for (const bool nominated : {true, false})
    for (size_t n = 0; n < networks.size(); ++n) {
      TestedNetwork& network = networks[n];
      if ((network.network_class == NetworkClass::synchronised) != nominated) continue;
      if (network.network_class == NetworkClass::declared_automation) continue;  // each of its members says so itself
      for (const TestedMember& joined :
           judge_companions(pass, accounts_of(network.members), proposed[n], network.window))
        if (!taken[joined.account]) {
          taken[joined.account] = true;
          network.members.push_back(joined);
          network.declared_members += !pass.options.declared.empty() && pass.options.declared[joined.account] != 0;
        }
      std::ranges::sort(network.members, {}, &TestedMember::account);
    }
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

// One that is mostly another that failed so says nothing new.
void add_too_small(const Judged& judged, std::vector<AccountIndex> members, NetworkTests& tests) {
  if (std::ranges::none_of(tests.candidates, [&](const FailedCandidate& other) {
        return overlap(members, other.members) >= same_network;
      }))
    add_failed(judged, std::move(members), too_few_members, tests);
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
  std::vector<std::vector<AccountIndex>> proposed;  // one a network
  for (size_t i = 0; i < pass.judged.size(); ++i) {
    const Judged& best = pass.judged[i];
    if (used[i] || best.q > pass.options.level) continue;
    ProposalGroup group;
    for (size_t k = i; k < pass.judged.size(); ++k)
      if (!used[k] && pass.judged[k].q <= pass.options.level &&
          overlap(best.proposal.members, pass.judged[k].proposal.members) >= same_network)
        group.push_back(&pass.judged[k]);
    std::vector<AccountIndex> members = united(group);
    std::erase_if(members, [&](AccountIndex account) { return taken[account]; });
    if (members.size() < pass.options.min_members) continue;
    auto [window, tested] = judge_at_best_window(pass, group, members);
    std::vector<std::vector<TestedMember>> pieces;
    if (tested.size() >= pass.options.min_members) pieces = fall_apart(pass.book, std::move(tested), window);
    const size_t before = tests.networks.size();
    for (const std::vector<TestedMember>& piece : pieces) {
      if (piece.size() < pass.options.min_members) continue;
      const std::vector<Judged> judged = without_others(pass, group, piece, pieces);
      if (judged.empty()) continue;
      for (const TestedMember& member : piece) taken[member.account] = true;
      ProposalGroup of_piece;
      for (const Judged& each : judged) of_piece.push_back(&each);
      tests.networks.push_back(describe_network(pass, judged.front(), window, piece, of_piece));
      proposed.push_back(united(of_piece));
    }
    const std::span found = std::span(tests.networks).subspan(before);
    if (found.empty()) add_too_small(best, std::move(members), tests);
    for (const Judged* each : group)  // what the best came with may stand without it
      used[size_t(each - pass.judged.data())] = std::ranges::any_of(found, [&](const TestedNetwork& network) {
        return overlap(each->proposal.members, accounts_of(network.members)) >= same_network;
      });
  }
  classify(tests.networks, pass.options.resolution);
  join_companions(pass, proposed, taken, tests.networks);
  for (TestedNetwork& network : tests.networks)
    if (std::ranges::any_of(network.members, &TestedMember::joined)) add_delays(pass, network);
  classify(tests.networks, pass.options.resolution);
  for (const Judged& each : pass.judged)
    if (each.q > pass.options.level)
      add_failed(each, each.proposal.members,
                 each.test.occasions < 2 ? "fewer than two occasions were left to judge by"
                                         : "not beyond chance on the occasions left to judge by",
                 tests);
}

}  // namespace lockstep
