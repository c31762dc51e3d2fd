#include "lockstep/simulation/campaigns.h"

#include <array>

#include "lockstep/simulation/draw.h"
#include "lockstep/simulation/language.h"
#include "lockstep/simulation/organic.h"

namespace lockstep::simulation {
namespace {

constexpr int64_t day = 86'400, hour = 3'600;

struct Schedule {
  const SimulationOptions& options;
  const Population& population;
  const Groups& groups;
  Calendar& calendar;
  Rng& rng;
  int64_t begin, span;
  std::vector<Campaign> campaigns;

  int64_t any_time() { return begin + int64_t(rng.uniform() * double(span)); }
  uint32_t anybody() { return uint32_t(rng.below(population.people.size())); }

  Content text(Form form, uint32_t person, unsigned tags) {
    const Person& who = population.people[person];
    return {.key = rng.next(),
            .article = {},
            .tag = uint32_t(rng.below(4000)),
            .tags = uint8_t(tags),
            .form = form,
            .language = who.language,
            .topic = who.topic,
            .changed = 0,
            .changed_by = 0};
  }
  Article new_article() { return {uint32_t(rng.below(40)), uint32_t(rng.below(1'000'000'000))}; }

  void join(uint32_t person, int64_t time) {
    if (population.awake(person, time)) calendar.add(time, person, Does::join, uint32_t(campaigns.size() - 1));
  }

  // Signatures come for days, and in waves when somebody well known signs.
  void petitions() {
    for (const auto& signers : groups.of[unsigned(OrganicClass::petitioner)])
      for (unsigned n = 0; n < petitions_a_group; ++n) {
        Content content = text(Form::template_text, signers[0], 1);
        content.article = new_article();
        campaigns.push_back({{content}, .15});
        const int64_t opens = any_time(), wave = opens + int64_t(exponential(rng, 1.5 * day));
        for (uint32_t signer : signers)
          join(signer,
               chance(rng, .4) ? wave + int64_t(lognormal(rng, 1500, 1)) : opens + int64_t(exponential(rng, 2 * day)));
      }
  }

  void tweetathons() {
    for (const auto& members : groups.of[unsigned(OrganicClass::tweetathon)])
      for (unsigned n = 0; n < tweetathons_a_group; ++n) {
        Campaign campaign{{}, .35};
        const Content first = text(Form::template_text, members[0], 2);
        for (unsigned k = 0; k < 15; ++k) {
          campaign.texts.push_back(text(Form::template_text, members[0], 2));
          campaign.texts.back().tag = first.tag;
        }
        campaigns.push_back(std::move(campaign));
        const int64_t starts = any_time() / hour * hour;
        for (uint32_t member : members)
          for (unsigned posts = geometric(rng, 4); posts > 0; --posts)
            join(member, starts + int64_t(rng.uniform() * hour));
      }
  }

  // A headline written by a button: strangers, all day.
  void share_buttons() {
    for (const auto& sharers : groups.of[unsigned(OrganicClass::sharer)])
      for (unsigned n = 0; n < headlines_a_day * options.days; ++n) {
        const Article article = new_article();
        Content content = text(Form::headline, sharers[0], 0);
        content.article = article;
        campaigns.push_back({{content}, 0});
        const int64_t appears = any_time();
        for (uint32_t sharer : sharers)
          if (chance(rng, .12)) join(sharer, appears + int64_t(lognormal(rng, 2 * hour, 1.2)));
      }
  }

  // The whole stream, for a while: news, with one link and many words.
  void storms() {
    for (unsigned n = 0; n < storms_a_day * options.days; ++n) {
      Content content = text(Form::headline, anybody(), 1);
      content.article = new_article();
      Content own = content;
      own.form = Form::sentence;
      campaigns.push_back({{content, own}, .5, OpenToAll::breaking_news});
      const int64_t breaks = any_time();
      const double reach = pareto(rng, storm_reach_least, 1.2);
      for (uint32_t person = 0; person < population.people.size(); ++person)
        if (chance(rng, std::min(storm_reach_most, reach))) join(person, breaks + int64_t(lognormal(rng, 1200, 1.1)));
    }
  }

  // Goals: everybody who watches writes the same hashtag in the same minute. Some matches a week.
  void matches() {
    constexpr unsigned rovers = topic_count - 1;
    for (unsigned n = 0; n < options.days * matches_a_week / 7 + 1; ++n) {
      const int64_t kick_off = any_time() / hour * hour;
      Content content = text(Form::sentence, anybody(), 1);
      content.topic = rovers;
      campaigns.push_back({{content}, .2, OpenToAll::goals});
      for (unsigned goals = 1 + poisson(rng, 2.5); goals > 0; --goals) {
        const int64_t goal = kick_off + int64_t(rng.uniform() * 6300);
        for (uint32_t person = 0; person < population.people.size(); ++person)
          if (population.people[person].topic == rovers && chance(rng, goal_share))
            join(person, goal + int64_t(lognormal(rng, 35, .9)));
      }
    }
  }

  // "#gardenmonday": each week the same day, all day, own words.
  void hashtag_drives() {
    for (unsigned n = 0; n < topic_count; ++n) {
      Content content = text(Form::sentence, anybody(), 1);
      content.topic = uint8_t(n);
      campaigns.push_back({{content}, .1, OpenToAll::hashtag_drive});
      for (int64_t at = begin + int64_t(n % 7) * day; at < begin + span; at += 7 * day)
        for (uint32_t person = 0; person < population.people.size(); ++person)
          if (population.people[person].topic == n && chance(rng, hashtag_drive_share))
            join(person, at + int64_t(rng.uniform() * day));
    }
  }

  // The agency's copy, run by most of its newsrooms within minutes.
  void wires() {
    for (const auto& newsrooms : groups.of[unsigned(OrganicClass::wire)])
      for (unsigned n = 0; n < wire_stories_a_day * options.days; ++n) {
        Content content = text(Form::headline, newsrooms[0], 0);
        content.article = new_article();
        campaigns.push_back({{content}, 0});
        const int64_t sent = any_time();
        for (uint32_t newsroom : newsrooms)
          if (chance(rng, newsroom_share))
            calendar.add(sent + int64_t(lognormal(rng, 60, 1)), newsroom, Does::join, uint32_t(campaigns.size() - 1));
      }
  }
};

}  // namespace

std::string_view name(OpenToAll kind) {
  static constexpr std::array<std::string_view, open_to_all_count> names{"", "breaking_news", "goals", "hashtag_drive",
                                                                         "cascade"};
  return names[unsigned(kind)];
}

std::vector<Campaign> schedule_campaigns(const SimulationOptions& options, const Population& population,
                                         const Groups& groups, Calendar& calendar, Rng& rng) {
  const int64_t begin = options.start.time_since_epoch().count() / 1'000'000;
  Schedule schedule{options, population, groups, calendar, rng, begin, int64_t(options.days) * day, {}};
  if (options.organic_share > 0) {
    schedule.petitions();
    schedule.tweetathons();
    schedule.share_buttons();
    schedule.wires();
  }
  schedule.storms();
  schedule.matches();
  schedule.hashtag_drives();
  return std::move(schedule.campaigns);
}

}  // namespace lockstep::simulation
