#include "lockstep/networks/tested_networks.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "lockstep/base/parallel.h"
#include "lockstep/networks/propose.h"

namespace lockstep {
namespace {

constexpr double level_of_members = .01, most_p_lag_of_a_member = .1;
constexpr double plan_log_likelihood_ratio = 4;  // 55 : 1
constexpr double same_network = .5;              // of the smaller group
constexpr double most_on_own_posts = .1;
constexpr size_t least_members = 3;

struct Judged {
  Proposal proposal;
  GroupTest test;
  double q = 1;
};

// The second time, accepted accounts take no part in the references.
struct Pass {
  const TouchBook& book;
  const NetworkTestOptions& options;
  std::vector<uint8_t> left_out;
  Progress& progress;

  std::vector<Judged> judged;
  std::vector<std::unique_ptr<References>> references;  // one a window

  Result<void> run();
  Result<void> run(Duration window);
  const References& of(Duration window) const {
    return **std::find_if(references.begin(), references.end(), [&](const auto& r) { return r->window() == window; });
  }
};

Result<void> Pass::run(Duration window) {
  references.push_back(std::make_unique<References>(book, window, left_out, options.threads));
  const References& reference = *references.back();
  Result<PairTable> met = count_pairs(
      book.touches, {.window = window, .min_shared = 2, .narrow_hot_objects = true, .threads = options.threads},
      progress);
  if (!met) return met.error();
  if (progress.cancelled()) return stopped();
  const std::vector<NominatedPair> pairs = nominate_pairs(book, reference, met->pairs, options.threads);
  std::vector<Proposal> proposals = propose_groups(book, reference, pairs, options.seed, options.threads);
  std::vector<Judged> tested(proposals.size());
  parallel_for(proposals.size(), options.threads, [&](size_t i) {
    const std::vector<GroupObject> objects = group_objects(book, reference, proposals[i].members, left_out);
    tested[i].test = test_group(counted_objects(book, objects, proposals[i].held_out));
    tested[i].proposal = std::move(proposals[i]);
  });
  judged.insert(judged.end(), std::make_move_iterator(tested.begin()), std::make_move_iterator(tested.end()));
  return {};
}

Result<void> Pass::run() {
  for (const Duration window : options.windows) {
    if (Result<void> done = run(window); !done) return done;
    if (progress.cancelled()) return stopped();
  }
  std::vector<double> p_values;
  p_values.reserve(judged.size());
  for (const Judged& each : judged) p_values.push_back(each.test.p);
  const std::vector<double> q = benjamini_hochberg(p_values);
  for (size_t i = 0; i < judged.size(); ++i) judged[i].q = q[i];
  std::stable_sort(judged.begin(), judged.end(), [](const Judged& a, const Judged& b) {
    if (a.test.p != b.test.p) return a.test.p < b.test.p;
    if (a.proposal.members.size() != b.proposal.members.size())
      return a.proposal.members.size() > b.proposal.members.size();
    return std::tie(a.proposal.members, a.proposal.window, a.proposal.held_out) <
           std::tie(b.proposal.members, b.proposal.window, b.proposal.held_out);
  });
  return {};
}

double overlap(const std::vector<AccountIndex>& a, const std::vector<AccountIndex>& b) {
  std::vector<AccountIndex> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return double(both.size()) / double(std::min(a.size(), b.size()));
}

std::vector<AccountIndex> united(const std::vector<const Judged*>& group) {
  std::vector<AccountIndex> members;
  for (const Judged* each : group)
    members.insert(members.end(), each->proposal.members.begin(), each->proposal.members.end());
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

// Each member by the parts in which it was held out: those of the proposals that contain it.
std::vector<TestedMember> judge_members(const Pass& pass, const std::vector<const Judged*>& group,
                                        std::span<const AccountIndex> members, Duration window) {
  const std::vector<GroupObject> objects = group_objects(pass.book, pass.of(window), members, pass.left_out);
  std::array<std::vector<const GroupObject*>, part_count> counted;
  for (unsigned part = 0; part < part_count; ++part) counted[part] = counted_objects(pass.book, objects, part);
  std::vector<TestedMember> tested;
  std::vector<double> p_values;
  for (const AccountIndex member : members) {
    std::vector<const GroupObject*> judging;
    for (unsigned part = 0; part < part_count; ++part)
      if (std::any_of(group.begin(), group.end(), [&](const Judged* each) {
            return each->proposal.held_out == part &&
                   std::binary_search(each->proposal.members.begin(), each->proposal.members.end(), member);
          }))
        judging.insert(judging.end(), counted[part].begin(), counted[part].end());
    const MemberTest test = test_member(pass.book, judging, member, window);
    p_values.push_back(test.p_lag <= most_p_lag_of_a_member ? test.p_timing : 1);
    tested.push_back({member, test.p_timing, 1, test.occasions});
  }
  const std::vector<double> q = benjamini_hochberg(p_values);
  for (size_t i = 0; i < tested.size(); ++i) tested[i].q_value = q[i];
  std::erase_if(tested, [](const TestedMember& member) { return member.q_value > level_of_members; });
  return tested;
}

double share_on_own_posts(const TouchBook& book, std::span<const AccountIndex> members,
                          std::span<const GroupObject* const> objects) {
  if (objects.empty()) return 0;
  double own = 0;
  for (const GroupObject* object : objects) {
    const AccountIndex author = book.source_account[object->object];
    own += author != TouchBook::no_source && std::binary_search(members.begin(), members.end(), author);
  }
  return own / double(objects.size());
}

// What was found, seen from its final members.
TestedNetwork describe(const Pass& pass, const Judged& best, std::vector<TestedMember> tested,
                       const std::vector<const Judged*>& group) {
  TestedNetwork network{.network_id = {},
                        .network_class = NetworkClass::synchronised,
                        .window = best.proposal.window,
                        .members = std::move(tested),
                        .p_value = best.test.p,
                        .q_value = best.q,
                        .occasions = 0,
                        .seen = 0,
                        .expected = 0,
                        .lags = {},
                        .on_own_posts = 0};
  std::vector<AccountIndex> members;
  members.reserve(network.members.size());
  for (const TestedMember& member : network.members) members.push_back(member.account);
  const std::vector<GroupObject> objects = group_objects(pass.book, pass.of(network.window), members, pass.left_out);
  const auto everywhere = counted_objects(pass.book, objects, part_count);
  network.lags = fit_lags(group_delays(pass.book, everywhere), pass.options.resolution);
  network.on_own_posts = share_on_own_posts(pass.book, members, everywhere);
  for (unsigned part = 0; part < part_count; ++part) {
    if (std::none_of(group.begin(), group.end(), [&](const Judged* each) { return each->proposal.held_out == part; }))
      continue;
    for (const GroupObject* object : counted_objects(pass.book, objects, part)) {
      const double n = double(object->touches.size());
      network.expected += n * (n - 1) / 2 * object->reference.q;
      network.seen += double(object->together) * (object->together - 1) / 2;
      ++network.occasions;
    }
  }
  if (network.lags.log_likelihood_ratio < plan_log_likelihood_ratio || network.on_own_posts > most_on_own_posts)
    network.network_class = NetworkClass::close_circle;
  return network;
}

// Accepted proposals that are one network, best first, become one; nobody stands in two.
void assemble(const Pass& pass, NetworkTests& tests) {
  std::vector<bool> used(pass.judged.size()), taken(pass.book.accounts());
  for (size_t i = 0; i < pass.judged.size(); ++i) {
    const Judged& best = pass.judged[i];
    if (used[i] || best.q > pass.options.level) continue;
    std::vector<const Judged*> group;
    for (size_t k = i; k < pass.judged.size(); ++k)
      if (!used[k] && pass.judged[k].q <= pass.options.level &&
          overlap(best.proposal.members, pass.judged[k].proposal.members) >= same_network) {
        group.push_back(&pass.judged[k]);
        used[k] = true;
      }
    std::vector<AccountIndex> members = united(group);
    std::erase_if(members, [&](AccountIndex account) { return taken[account]; });
    if (members.size() < least_members) continue;
    std::vector<TestedMember> tested = judge_members(pass, group, members, best.proposal.window);
    if (tested.size() < least_members) {
      tests.candidates.push_back({members, best.proposal.window, best.test.p, best.q, best.test.occasions,
                                  "no three members stand on their own"});
      continue;
    }
    for (const TestedMember& member : tested) taken[member.account] = true;
    tests.networks.push_back(describe(pass, best, std::move(tested), group));
  }
  for (const Judged& each : pass.judged)
    if (each.q > pass.options.level)
      tests.candidates.push_back({each.proposal.members, each.proposal.window, each.test.p, each.q, each.test.occasions,
                                  each.test.occasions < 2 ? "fewer than two occasions were left to judge by"
                                                          : "not beyond chance on the occasions left to judge by"});
}

}  // namespace

std::string_view name(NetworkClass network_class) {
  switch (network_class) {
    case NetworkClass::synchronised:
      return "synchronised";
    case NetworkClass::closed_ring:
      return "closed_ring";
    case NetworkClass::close_circle:
      return "close_circle";
    case NetworkClass::declared_automation:
      return "declared_automation";
  }
  return "";
}

Result<NetworkTests> test_networks(const TouchBook& book, const NetworkTestOptions& options, Progress& progress) {
  std::vector<uint8_t> left_out(book.accounts(), 0);
  for (unsigned round = 0;; ++round) {
    progress.begin(round == 0 ? "test networks" : "test again without those found", 0, "");
    Pass pass{book, options, left_out, progress, {}, {}};
    if (Result<void> done = pass.run(); !done) return done.error();
    NetworkTests tests;
    tests.proposals = pass.judged.size();
    assemble(pass, tests);
    bool any = false;
    for (const TestedNetwork& network : tests.networks)
      if (network.network_class == NetworkClass::synchronised)
        for (const TestedMember& member : network.members) {
          left_out[member.account] = 1;
          any = true;
        }
    if (round == 0 && any) continue;
    std::stable_partition(tests.networks.begin(), tests.networks.end(), [](const TestedNetwork& network) {
      return network.network_class == NetworkClass::synchronised;
    });
    for (size_t i = 0; i < tests.networks.size(); ++i) tests.networks[i].network_id = fmt::format("n{}", i + 1);
    return tests;
  }
}

}  // namespace lockstep
