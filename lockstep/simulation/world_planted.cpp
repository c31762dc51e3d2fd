// What planted networks do on their occasions.

#include <algorithm>

#include "lockstep/simulation/draw.h"
#include "lockstep/simulation/language.h"
#include "lockstep/simulation/world.h"

namespace lockstep::simulation {

// The object is chosen when the first member acts: one that hardly anybody else touches, or one that goes around.
void World::begin(Occasion& occasion, int64_t time) {
  occasion.begun = true;
  const PlantedNetwork& network = plantings_.networks[occasion.network];
  const bool one_source = occasion.planting->one_source;
  uint32_t target = RecentPosts::none;
  if (one_source) {  // a new post each time: nobody passes the same one on twice
    publish(network.source, time, everyday_content(network.source));
    target = newest_[network.source];
  } else if (occasion.exclusive) {
    for (unsigned tries = 0; tries < 200 && !posts_.find(target); ++tries)
      target = newest_[rng_.below(population_.people.size())];
  } else {
    for (unsigned tries = 0; tries < 200 && !posts_.find(target); ++tries) {
      const Lately& lately = lately_[rng_.below(lately_.size())];
      target = lately.posts[rng_.below(seen)];
    }
  }
  occasion.target = target;
}

void World::take_part(uint32_t account, int64_t time, Occasion& occasion) {
  if (!occasion.begun) begin(occasion, time);
  const Planting& planting = *occasion.planting;
  const PlantedNetwork& network = plantings_.networks[occasion.network];
  if (occasion.trace == PlantedTrace::repost) {
    pass_on(account, time, occasion.target, true);
    return;
  }
  if (occasion.trace == PlantedTrace::reply) return answer(account, time, occasion.target);
  Content content = everyday_content(account);
  content.article.reset();
  const Person& first = population_.people[network.members[0]];
  content.language = first.language;
  content.topic = first.topic;
  switch (occasion.trace) {
    case PlantedTrace::link: {
      const Lately& lately = lately_[occasion.key % lately_.size()];
      const bool hijack = !occasion.exclusive && !planting.one_source && lately.article_count > 0;
      content.article = hijack ? lately.articles[occasion.key % std::min(seen, lately.article_count)]
                               : Article{planting.one_source ? network.source : uint32_t(occasion.key % 400),
                                         uint32_t(occasion.key >> 34)};
      break;
    }
    case PlantedTrace::text:
      content.key = occasion.key;
      content.form = Form::template_text;
      content.changed = float(planting.paraphrase);
      content.changed_by = account + 1;
      content.tags = 0;
      break;
    default:  // hashtags
      content.tag = uint32_t(occasion.exclusive ? occasion.key % 100'000 : occasion.key % 500);
      content.tags = 4;
      break;
  }
  publish(account, time, content);
}

}  // namespace lockstep::simulation
