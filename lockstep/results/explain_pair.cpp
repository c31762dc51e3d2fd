#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"
#include "lockstep/results/explain_parts.h"

namespace lockstep {
namespace {

double larger(const PairTest& test) { return std::max(test.p_timing, test.p_lag); }

double p_without(std::vector<SharedObject> shared, ObjectIndex object, Duration window) {
  std::erase_if(shared, [object](const SharedObject& each) { return each.object == object; });
  return larger(test_pair(shared, window, all_parts));
}

float median(std::vector<float> values) {
  const auto middle = values.begin() + ptrdiff_t((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// One more object, of a source and an hour of its own, as the median of the occasions.
SharedObject one_more(const std::vector<const SharedObject*>& occasions, Duration gap) {
  std::vector<float> q, r;
  for (const SharedObject* each : occasions) {
    q.push_back(each->q);
    r.push_back(each->r);
  }
  return {UINT32_MAX, UINT32_MAX, 0, gap, occasions.back()->later + std::chrono::days(1), median(q), median(r)};
}

std::string why(const SharedObject& object, Duration window, const std::vector<const SharedObject*>& occasions) {
  if (std::ranges::find(occasions, &object) != occasions.end()) return std::string(counts_as_an_occasion);
  if (object.gap > window) return "further apart than the window";
  const bool same_context =
      std::ranges::any_of(occasions, [&](const SharedObject* other) { return other->context == object.context; });
  return same_context ? "the same source counts already" : "within six hours of one that counts";
}

}  // namespace

ExplainedWindow ExplainedPair::test(const References& references) const {
  std::vector<SharedObject> shared;
  shared_objects(tables_.book, references, a_, b_, shared);
  const PairTest test = test_pair(shared, references.window(), all_parts);
  return {references.window(), test.occasions, larger(test), test.p_timing, test.p_lag};
}

void ExplainedPair::add_objects(const References& references, Explanation& explanation) const {
  std::vector<SharedObject> shared;
  shared_objects(tables_.book, references, a_, b_, shared);
  const Duration window = references.window();
  const auto occasions = occasions_of(shared, window, all_parts);
  for (const SharedObject& each : shared) {
    ExplainedObject object = tables_.named(each.object);
    object.last = each.later;
    object.first = each.later - each.gap;
    object.accounts = 2;
    object.together = each.gap <= window ? 2 : 0;
    object.q = double(each.q);
    object.r = double(each.r);
    object.counts = why(each, window, occasions);
    if (object.counts == counts_as_an_occasion) object.p_without = p_without(shared, each.object, window);
    explanation.objects.push_back(std::move(object));
  }
  if (occasions.empty()) return;
  const auto p_with = [&, &shared = std::as_const(shared)](Duration gap) {
    std::vector<SharedObject> more = shared;
    more.push_back(one_more(occasions, gap));
    return larger(test_pair(more, window, all_parts));
  };
  explanation.p_if_together = p_with(Duration(0));
  explanation.p_if_apart = p_with(window + Duration(1));
}

void ExplainedPair::say(const ExplainedWindow& at, Explanation& explanation) const {
  std::vector<std::string>& sentences = explanation.sentences;
  sentences.push_back(fmt::format(
      "They share {} that are tested, and met within {} on {} of different sources and hours.",
      counted(explanation.objects.size(), "object"), format_duration(at.window), counted(at.occasions, "occasion")));
  if (at.occasions < 2) {
    sentences.emplace_back("Below two occasions nothing is tested: one meeting happens to anybody.");
    return;
  }
  sentences.push_back(
      fmt::format("Given the objects that both touched, so many would happen by chance with probability {} (timing); "
                  "given those that both touched within the hour, with {} (lag). The larger counts.",
                  probability(at.p_timing), probability(at.p_lag)));
  sentences.emplace_back(
      "A pair nominates nobody: a network is three or more, found on some of the posts and judged on the others.");
  sentences.push_back(fmt::format(
      "If they met once more as on the median of these occasions, it would be {}; if both touched one more such object "
      "within the hour, but further apart than {}, {}.",
      probability(explanation.p_if_together), format_duration(at.window), probability(explanation.p_if_apart)));
}

}  // namespace lockstep
