#include "lockstep/networks/test_pass.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "lockstep/base/parallel.h"
#include "lockstep/base/stages_of.h"

namespace lockstep {

std::tuple<bool, Timestamp, ObjectIndex, PartSet> order_of(const LookedAt& looked_at) {
  const Burst burst = looked_at.burst.value_or(Burst{});
  return {!looked_at.burst, burst.centre, burst.object, looked_at.parts};
}

const References& TestPass::of(Duration window) const {
  return **std::find_if(references.begin(), references.end(), [&](const auto& r) { return r->window() == window; });
}

Result<void> TestPass::run(Duration window, Progress& all) {
  StagesOf progress(fmt::format("{} within {}", name, format_duration(window)), all);
  progress.begin("references", 0, "");
  references.push_back(
      std::make_unique<References>(book, window, left_out, options.threads, whole ? &whole->of(window) : nullptr));
  const References& reference = *references.back();
  Result<PairTable> met = count_pairs(book.touches,
                                      {.window = window,
                                       .min_shared = whole ? least_met_by_one_source : 2,
                                       .narrow_hot_objects = true,
                                       .threads = options.threads},
                                      progress);
  if (!met) return met.error();
  if (progress.cancelled()) return stopped();
  progress.begin("pairs that met twice", 0, "");
  const std::vector<TestedPair> tested_pairs = test_pairs(book, reference, met->pairs, options.threads);
  pairs.insert(pairs.end(), tested_pairs.begin(), tested_pairs.end());
  progress.begin("groups", 0, "");
  std::vector<Proposal> proposals = propose_groups(book, reference, tested_pairs, options.seed, options.threads);
  if (!whole) {
    std::vector<Proposal> found = propose_bursts(book, window);
    proposals.insert(proposals.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
  }
  test(std::move(proposals), reference);
  return {};
}

void TestPass::test(std::vector<Proposal> proposals, const References& reference) {
  std::vector<Judged> tested(proposals.size());
  parallel_for(proposals.size(), options.threads, [&](size_t i) {
    const std::vector<AccountIndex>& members = proposals[i].members;
    std::vector<GroupObject> objects = group_objects(book, members, reference.window());
    tested[i].test = test_group(counted_and_rated(book, reference, members, left_out, objects, proposals[i].looked_at));
    tested[i].proposal = std::move(proposals[i]);
  });
  judged.insert(judged.end(), std::make_move_iterator(tested.begin()), std::make_move_iterator(tested.end()));
}

void TestPass::correct(size_t proposals) {
  std::vector<double> p_values;
  p_values.reserve(judged.size());
  for (const Judged& each : judged) p_values.push_back(each.test.p);
  const std::vector<double> q = benjamini_hochberg(p_values, proposals);
  for (size_t i = 0; i < judged.size(); ++i) judged[i].q = q[i];
  std::stable_sort(judged.begin(), judged.end(), [](const Judged& a, const Judged& b) {
    if (a.test.p != b.test.p) return a.test.p < b.test.p;
    if (a.proposal.members.size() != b.proposal.members.size())
      return a.proposal.members.size() > b.proposal.members.size();
    if (a.proposal.members != b.proposal.members) return a.proposal.members < b.proposal.members;
    return std::tuple(a.proposal.window, order_of(a.proposal.looked_at)) <
           std::tuple(b.proposal.window, order_of(b.proposal.looked_at));
  });
}

Result<void> TestPass::run(Progress& progress) {
  for (const Duration window : options.windows) {
    if (Result<void> done = run(window, progress); !done) return done;
    if (progress.cancelled()) return stopped();
  }
  correct();
  return {};
}

}  // namespace lockstep
