// The same hashtags in the same order: all that a post has, at least three. The object is named by them, "#a #b #c". A
// post whose hashtags stand in rows of their own has none: nobody knows their order.
#include <unordered_map>

#include "lockstep/traces/hashtag.h"
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

constexpr int fewest_tags = 3;

Result<void> collect(const EventTable& events, const TraceOptions&, TouchBuilder& touches) {
  std::unordered_map<TermIndex, std::string> tag_of_term;
  for (EventIndex event = 0; event < events.size(); ++event) {
    if (!is_own_post(events, event) || !events.in_order(event)) continue;
    std::string sequence;
    int tags = 0;
    for (const auto [field, term] : events.values_of(event)) {
      if (field != Field::hashtags) continue;
      const auto [known, fresh] = tag_of_term.try_emplace(term);
      std::string& tag = known->second;
      if (fresh) tag = normal_hashtag(events.terms[term]);
      if (tag.empty()) continue;
      if (tags++ > 0) sequence += ' ';
      sequence += tag;
    }
    if (tags >= fewest_tags) touches.touch(touches.named_object(sequence), event);
  }
  return {};
}

}  // namespace

TraceDefinition co_hashtag_sequence() {
  return {.name = "co-hashtag-sequence",
          .description = "the same three or more hashtags in the same order",
          .verb = "used the same hashtags in the same order",
          .objects = {Field::hashtags},
          .fields = {Field::kind, Field::is_repost, Field::reposted_post_id, Field::hashtags},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
