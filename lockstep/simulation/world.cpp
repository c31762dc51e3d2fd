#include "lockstep/simulation/world.h"

#include <algorithm>

#include "lockstep/simulation/draw.h"
#include "lockstep/simulation/organic.h"

namespace lockstep::simulation {
namespace {

constexpr int64_t day_seconds = 86'400;
constexpr double acts_a_session = 3.5;

int64_t begin_of(const SimulationOptions& options) { return options.start.time_since_epoch().count() / 1'000'000; }

}  // namespace

World::World(const SimulationOptions& options, std::function<void(const Row&)> write)
    : options_(options),
      write_(std::move(write)),
      rng_(mix(options.seed) ^ 0x776f726c64),
      population_(make_population(options, groups_)),
      calendar_(begin_of(options), begin_of(options) + int64_t(options.days) * day_seconds) {
  plantings_ = schedule_plantings(options, population_, calendar_, rng_);
  campaigns_ = schedule_campaigns(options, population_, groups_, calendar_, rng_);
  campaign_last_.assign(campaigns_.size(), RecentPosts::none);
  newest_.assign(population_.people.size(), RecentPosts::none);
  took_part_.resize(population_.people.size());
  passed_on_.assign(population_.people.size(), {RecentPosts::none, RecentPosts::none, RecentPosts::none});
  outlet_.assign(population_.people.size(), false);
  for (const Alert& alert : population_.alerts)
    if (alert.does == Does::react_link) outlet_[alert.author] = true;
  lately_.resize(population_.community_begin.size() - 1);
  for (Lately& lately : lately_) lately.posts.fill(RecentPosts::none);
}

void World::live(unsigned day) {
  const int64_t midnight = begin_of(options_) + int64_t(day) * day_seconds;
  posts_.forget_before(midnight - day_seconds);
  plan_sessions(midnight);
  Act next;
  while (calendar_.next(midnight + day_seconds, next)) act(next);
}

// Sessions of a few acts, some tens of seconds apart, in waking hours with an evening peak.
void World::plan_sessions(int64_t midnight) {
  for (uint32_t account = 0; account < population_.people.size(); ++account) {
    const Person& person = population_.people[account];
    for (unsigned sessions = poisson(rng_, person.posts_a_day / acts_a_session); sessions > 0; --sessions) {
      const double waking = chance(rng_, .45) ? std::clamp(12.5 + 2 * normal(rng_), 0.0, 15.99) : 16 * rng_.uniform();
      const int64_t hour_of_day = int64_t(std::fmod(person.wakes + waking, 24.0) * 3600);
      int64_t time = midnight + hour_of_day;
      for (unsigned acts = geometric(rng_, acts_a_session); acts > 0; --acts) {
        const bool on_grid = person.organic == OrganicClass::scheduler;
        calendar_.add(on_grid ? time / 900 * 900 + int64_t(rng_.below(4)) : time, account,
                      on_grid ? Does::publish : Does::browse);
        time += 1 + int64_t(lognormal(rng_, on_grid ? 1800 : 55, 1.1));
      }
    }
  }
}

void World::act(const Act& act) {
  switch (act.does) {
    case Does::browse:
      return browse(act.account, act.time);
    case Does::publish:
      return publish(act.account, act.time, everyday_content(act.account));
    case Does::react_repost:
      pass_on(act.account, act.time, act.target);
      return;
    case Does::react_reply:
      return answer(act.account, act.time, act.target);
    case Does::react_link:
      if (const Post* post = posts_.find(act.target); post && post->content.article)
        share(act.account, act.time, *post->content.article);
      return;
    case Does::join:
      return join(act.account, act.time, act.target);
    case Does::occasion:
      return take_part(act.account, act.time, plantings_.occasions[act.target]);
  }
}

void World::browse(uint32_t account, int64_t time) {
  const double what = rng_.uniform();
  const auto [found, in_feed] =
      what < repost_share + reply_share ? find(account, time) : Found{RecentPosts::none, false};
  if (what < repost_share && found != RecentPosts::none) {
    took_part_[account][unsigned(OpenToAll::cascade)] += pass_on(account, time, found) && in_feed;
    return;
  }
  if (what < repost_share + reply_share && found != RecentPosts::none) return answer(account, time, found);
  Lately& lately = around(account);
  if (what > 1 - link_share) {
    const bool known = lately.article_count > 0 && chance(rng_, .75);
    const Article article = known ? lately.articles[rng_.below(std::min(seen, lately.article_count))]
                                  : Article{uint32_t(pareto(rng_, 1, .8)) % 400, uint32_t(rng_.below(1'000'000'000))};
    return share(account, time, article);
  }
  publish(account, time, everyday_content(account));
}

// The latest of a few whom one follows, within twelve hours; else something that goes around in the community.
World::Found World::find(uint32_t account, int64_t time) {
  const auto follows = population_.follows_of(account);
  uint32_t latest = RecentPosts::none;
  int64_t latest_time = time - 12 * 3600;
  for (unsigned tries = 0; tries < 5 && !follows.empty(); ++tries) {
    const uint32_t number = newest_[follows[rng_.below(follows.size())]];
    const Post* post = posts_.find(number);
    if (post && post->author != account && post->time > latest_time) latest = number, latest_time = post->time;
  }
  if (latest != RecentPosts::none && chance(rng_, cascade_share)) return {latest, true};
  const uint32_t going_around = around(account).posts[rng_.below(seen)];
  const Post* post = posts_.find(going_around);
  return post && post->author != account ? Found{going_around, false} : Found{latest, latest != RecentPosts::none};
}

Content World::everyday_content(uint32_t account) {
  const Person& person = population_.people[account];
  Content content{.key = rng_.next(),
                  .article = {},
                  .tag = 0,
                  .tags = 0,
                  .form = chance(rng_, .03) ? Form::small_talk : Form::sentence,
                  .language = person.language,
                  .topic = person.topic,
                  .changed = 0,
                  .changed_by = 0};
  if (chance(rng_, .18)) {
    content.tags = uint8_t(geometric(rng_, 1.8));
    content.tag = uint32_t(pareto(rng_, 1, .7)) % 500;
  }
  if (outlet_[account]) {
    content.form = Form::headline;
    content.article = Article{account, uint32_t(rng_.below(1'000'000'000))};
  }
  return content;
}

void World::publish(uint32_t account, int64_t time, Content content) {
  const uint32_t number = posts_.add({next_id(), time, account, content});
  const Post& post = *posts_.find(number);
  const bool automatic = population_.people[account].organic == OrganicClass::cross_poster;
  write_({post.id, account, time, "post", &post.content, nullptr, automatic ? "CrossPost" : "App"});
  newest_[account] = number;
  Lately& lately = around(account);
  if (chance(rng_, .1)) lately.posts[lately.next_post++ % seen] = number;
  if (content.article) {
    lately.articles[lately.next_article++ % seen] = *content.article;
    ++lately.article_count;
  }
  alert_followers(account, time, number, true);
  if (automatic) cross_post(account, time, content);
}

// One person's other accounts, within seconds, by a tool that says so.
void World::cross_post(uint32_t account, int64_t time, const Content& content) {
  for (uint32_t other : groups_.of[unsigned(OrganicClass::cross_poster)][population_.people[account].group])
    if (other != account && chance(rng_, .8))
      write_({next_id(), other, time + int64_t(rng_.below(5)), "post", &content, nullptr, "CrossPost"});
}

bool World::pass_on(uint32_t account, int64_t time, uint32_t number, bool always) {
  const Post* post = posts_.find(number);
  if (!post || post->author == account) return false;
  auto& before = passed_on_[account];
  if (!always && std::find(before.begin(), before.end(), number) != before.end()) return false;
  std::rotate(before.begin(), before.end() - 1, before.end());
  before[0] = number;
  write_({next_id(), account, time, "repost", &post->content, post, "App"});
  newest_[account] = number;
  Lately& lately = around(account);
  lately.posts[lately.next_post++ % seen] = number;
  alert_followers(account, time, number, false);
  return true;
}

void World::answer(uint32_t account, int64_t time, uint32_t number) {
  const Post* post = posts_.find(number);
  if (!post) return;
  Content content = everyday_content(account);
  content.article.reset();
  content.form = chance(rng_, .1) ? Form::small_talk : Form::sentence;
  write_({next_id(), account, time, "reply", &content, post, "App"});
}

void World::share(uint32_t account, int64_t time, const Article& article) {
  Content content = everyday_content(account);
  content.article = article;
  if (chance(rng_, .35)) {  // by the page's button
    content.form = Form::headline;
    content.key = mix(uint64_t(article.host) << 32 | article.number);
  }
  publish(account, time, content);
}

void World::join(uint32_t account, int64_t time, uint32_t number) {
  const Campaign& campaign = campaigns_[number];
  uint32_t& times = took_part_[account][unsigned(campaign.open_to_all)];
  if (chance(rng_, campaign.reposts) && posts_.find(campaign_last_[number])) {
    times += pass_on(account, time, campaign_last_[number]);
    return;
  }
  ++times;
  Content content = campaign.texts[rng_.below(campaign.texts.size())];
  if (content.form == Form::sentence) {  // own words
    content.key = rng_.next();
    content.language = population_.people[account].language;
  }
  publish(account, time, content);
  campaign_last_[number] = newest_[account];
}

void World::alert_followers(uint32_t account, int64_t time, uint32_t number, bool original) {
  for (const Alert& alert : population_.alerts_of(account)) {
    if (!original && !alert.reposts_too) continue;
    if (!chance(rng_, alert.probability) || !population_.awake(alert.follower, time)) continue;
    if (population_.people[alert.follower].planted && population_.people[alert.follower].posts_a_day == 0) continue;
    calendar_.add(time + 2 + int64_t(lognormal(rng_, alert.median_seconds, alert.sigma)), alert.follower, alert.does,
                  number);
  }
}

}  // namespace lockstep::simulation
