#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"
#include "lockstep/results/explain_parts.h"

namespace lockstep {
namespace {

std::vector<double> p_values(const std::vector<GroupObject*>& counted) {
  std::vector<double> p;
  for (const GroupObject* object : counted) p.push_back(object->p);
  return p;
}

// Another object of its source or hours may count in its place.
double p_without(const TouchBook& book, std::vector<GroupObject> objects, ObjectIndex object) {
  std::erase_if(objects, [object](const GroupObject& each) { return each.object == object; });
  return test_group(counted_objects(book, objects)).p;
}

// One more object, of another source, attended as the first of them.
double p_with(CountedObjects counted, double p) {
  GroupObject one_more = *counted.front();
  one_more.context = UINT32_MAX;
  one_more.p = p;
  counted.push_back(&one_more);
  counted.candidates.push_back({&one_more, one_more.reference});
  return test_group(counted).p;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + ptrdiff_t((values.size() - 1) / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

std::string why(const TouchBook& book, const GroupObject& object, const std::vector<GroupObject*>& counted) {
  constexpr Duration apart = std::chrono::hours(6);
  if (std::ranges::find(counted, &object) != counted.end()) return std::string(counts_as_an_occasion);
  for (const GroupObject* other : counted)
    if (book.context[other->object] == book.context[object.object]) return "the same source counts already";
  for (const GroupObject* other : counted)
    if (std::chrono::abs(other->centre - object.centre) <= apart) return "within six hours of one that counts";
  return object.attended < 2 ? "nobody came within the hour of another"
                             : "far fewer came than to the best attended one";
}

}  // namespace

ExplainedWindow ExplainedGroup::test(const References& references) const {
  std::vector<GroupObject> objects = group_objects(tables_.book, members_, references.window());
  const GroupTest test = test_group(counted_and_rated(tables_.book, references, members_, left_out_, objects));
  return {references.window(), test.occasions, test.p};
}

void ExplainedGroup::add_objects(const References& references, Explanation& explanation) const {
  std::vector<GroupObject> objects = group_objects(tables_.book, members_, references.window());
  for (GroupObject& object : objects) rate(tables_.book, references, members_, left_out_, object);
  const auto counted = counted_objects(tables_.book, objects);
  for (const GroupObject& each : objects) {
    ExplainedObject object = tables_.named(each.object);
    object.first = tables_.book.touches.time[each.touches.front()];
    object.last = tables_.book.touches.time[each.touches.back()];
    object.accounts = unsigned(each.touches.size());
    object.together = each.together;
    object.q = each.reference.q;
    object.r = each.reference.r;
    object.p = each.p;
    object.counts = why(tables_.book, each, counted);
    if (object.counts == counts_as_an_occasion) object.p_without = p_without(tables_.book, objects, each.object);
    explanation.objects.push_back(std::move(object));
  }
  if (counted.empty()) return;
  const std::vector<double> p = p_values(counted);
  explanation.p_if_together = p_with(counted, median(p));
  explanation.p_if_apart = p_with(counted, 1);
}

void ExplainedGroup::say(const ExplainedWindow& at, Explanation& explanation) const {
  std::vector<std::string>& sentences = explanation.sentences;
  sentences.push_back(fmt::format("At least two of them touched {}; {} of different sources and hours count.",
                                  counted(explanation.objects.size(), "object"), counted(at.occasions, "occasion")));
  if (at.occasions < 2) {
    sentences.emplace_back("Below two occasions nothing is tested: one meeting happens to anybody.");
    return;
  }
  sentences.push_back(
      fmt::format("On all of these, so many together would happen by chance with probability {}. Of a set that was "
                  "chosen by looking, that says little; a run judges a network on posts that were not used to find it.",
                  probability(at.p)));
  sentences.push_back(fmt::format(
      "If they met once more as on the median of these occasions, it would be {}; if as many touched one more object, "
      "no two within {} of each other, {}.",
      probability(explanation.p_if_together), format_duration(at.window), probability(explanation.p_if_apart)));
}

}  // namespace lockstep
