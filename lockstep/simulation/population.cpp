#include "lockstep/simulation/population.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "lockstep/simulation/draw.h"
#include "lockstep/simulation/language.h"
#include "lockstep/simulation/organic.h"

namespace lockstep::simulation {
namespace {

// Communities of falling size (the k-th holds about 1/k of the first), each with one topic and one language.
void make_communities(const SimulationOptions& options, Population& population, Rng& rng) {
  const uint32_t accounts = options.accounts;
  const unsigned count = std::max(1u, accounts / 600);
  double harmonic = 0;
  for (unsigned k = 1; k <= count; ++k) harmonic += 1.0 / (k + 4);
  population.community_begin.push_back(0);
  double placed = 0;
  for (unsigned k = 1; k <= count; ++k) {
    placed += 1.0 / (k + 4) / harmonic;
    population.community_begin.push_back(k == count ? accounts : uint32_t(placed * accounts));
  }
  population.people.resize(accounts);
  for (unsigned community = 0; community < count; ++community) {
    const uint8_t topic = uint8_t(rng.below(topic_count));
    const uint8_t language = chance(rng, .5) ? 0 : uint8_t(rng.below(language_count));
    const int zone = int(rng.below(5)) * 3;  // most of a community lives in one zone
    for (uint32_t i = population.community_begin[community]; i < population.community_begin[community + 1]; ++i) {
      Person& person = population.people[i];
      person.community = community;
      person.topic = chance(rng, .8) ? topic : uint8_t(rng.below(topic_count));
      person.language = language;
      const int home = chance(rng, .85) ? zone : int(rng.below(24));
      person.wakes = uint8_t((30 - home + int(std::lround(1.5 * normal(rng)))) % 24);
      person.posts_a_day = float(std::min(150.0, lognormal(rng, options.posts_a_day * std::exp(-.72), 1.2)));
    }
  }
}

// Whom somebody follows: mostly the well-known of the own community, some from anywhere.
uint32_t somebody_to_follow(const Population& population, uint32_t person, Rng& rng) {
  const auto& begin = population.community_begin;
  const uint32_t community =
      chance(rng, .85) ? population.people[person].community : uint32_t(rng.below(begin.size() - 1));
  const uint32_t size = begin[community + 1] - begin[community];
  if (size == 0) return person;
  const double skewed = chance(rng, .7) ? std::pow(rng.uniform(), 3.0) : rng.uniform();
  return begin[community] + std::min(size - 1, uint32_t(skewed * size));
}

void make_follows(Population& population, std::vector<Alert>& alerts, Rng& rng) {
  const uint32_t accounts = uint32_t(population.people.size());
  population.followers.resize(accounts);
  population.follows_begin.push_back(0);
  for (uint32_t person = 0; person < accounts; ++person) {
    const unsigned count = unsigned(std::min(80.0, pareto(rng, 6, 1.3)));
    for (unsigned k = 0; k < count; ++k) {
      const uint32_t followed = somebody_to_follow(population, person, rng);
      if (followed == person) continue;
      population.follows.push_back(followed);
      ++population.followers[followed];
      if (chance(rng, ordinary_alert_share))
        alerts.push_back({followed, person, .25f, 45.f, 1.2f, Does::react_repost, chance(rng, .5)});
    }
    population.follows_begin.push_back(uint32_t(population.follows.size()));
  }
}

// Draws members for the groups of one class from the people who are still ordinary, in a random order.
void make_groups(const Abundance& abundance, unsigned wanted, std::vector<uint32_t>& free, Population& population,
                 std::vector<std::vector<uint32_t>>& groups, Rng& rng) {
  while (wanted > 0 && !free.empty()) {
    unsigned size = unsigned(double(abundance.group_least) *
                             std::pow(double(abundance.group_most) / abundance.group_least, rng.uniform()));
    size = std::min({size, std::max(wanted, 2u), unsigned(free.size())});
    std::vector<uint32_t> members(free.end() - size, free.end());
    free.resize(free.size() - size);
    for (uint32_t member : members) {
      population.people[member].organic = abundance.organic;
      population.people[member].group = uint32_t(groups.size());
    }
    groups.push_back(std::move(members));
    wanted -= std::min(wanted, size);
  }
}

void assign_classes(const SimulationOptions& options, Population& population, Groups& groups, Rng& rng) {
  std::vector<uint32_t> free(population.people.size());
  std::iota(free.begin(), free.end(), 0u);
  for (size_t i = free.size(); i > 1; --i) std::swap(free[i - 1], free[rng.below(i)]);
  const double in_classes = options.organic_share * options.accounts;
  const bool large = options.accounts >= 2000;
  for (const Abundance& abundance : abundances) {
    const unsigned least = large ? abundance.least : 0;
    const unsigned wanted = std::max(least, unsigned(in_classes * abundance.share));
    if (options.organic_share > 0)
      make_groups(abundance, wanted, free, population, groups.of[unsigned(abundance.organic)], rng);
  }
}

// Friends and colleagues see each other's posts at once; fans and readers those of whom they are fond.
void make_alerts(const Population& population, const Groups& groups, std::vector<Alert>& alerts, Rng& rng) {
  const auto among = [&](OrganicClass organic, float probability, float median, float sigma, double linked, bool all) {
    for (const auto& members : groups.of[unsigned(organic)])
      for (uint32_t author : members)
        for (uint32_t follower : members)
          if (author != follower && chance(rng, linked))
            alerts.push_back({author, follower, probability, median, sigma, Does::react_repost, all});
  };
  among(OrganicClass::friend_circle, .30f, 40.f, 1.2f, .8, true);
  among(OrganicClass::team, .12f, 240.f, 1.1f, .5, false);
  const auto of_somebody = [&](OrganicClass organic, float median, float sigma, Does does, unsigned sources) {
    for (const auto& members : groups.of[unsigned(organic)]) {
      std::vector<uint32_t> authors;
      for (unsigned k = 0; k < sources; ++k) authors.push_back(uint32_t(rng.below(population.people.size())));
      for (uint32_t follower : members) {
        const float fond = float(.2 + .6 * rng.uniform());
        for (uint32_t author : authors)
          if (author != follower) alerts.push_back({author, follower, fond, median, sigma, does, false});
      }
    }
  };
  of_somebody(OrganicClass::fan, 20.f, 1.0f, Does::react_repost, 1);
  of_somebody(OrganicClass::prize_hunter, 90.f, 1.0f, Does::react_reply, 12);
  of_somebody(OrganicClass::loyal_reader, 40.f, 1.1f, Does::react_link, 1);
  of_somebody(OrganicClass::team, 180.f, 1.1f, Does::react_repost, 1);
}

}  // namespace

Population make_population(const SimulationOptions& options, Groups& groups) {
  Population population;
  Rng rng(options.seed);
  make_communities(options, population, rng);
  std::vector<Alert> alerts;
  make_follows(population, alerts, rng);
  assign_classes(options, population, groups, rng);
  make_alerts(population, groups, alerts, rng);
  // whom others wait for posts several times a day
  for (const Alert& alert : alerts)
    if (alert.does != Does::react_repost || population.people[alert.follower].organic == OrganicClass::fan)
      population.people[alert.author].posts_a_day = std::max(population.people[alert.author].posts_a_day, 5.f);
  std::stable_sort(alerts.begin(), alerts.end(), [](const Alert& a, const Alert& b) { return a.author < b.author; });
  population.alerts_begin.assign(population.people.size() + 1, 0);
  for (const Alert& alert : alerts) ++population.alerts_begin[alert.author + 1];
  std::partial_sum(population.alerts_begin.begin(), population.alerts_begin.end(), population.alerts_begin.begin());
  population.alerts = std::move(alerts);
  return population;
}

std::string account_id(uint64_t seed, uint32_t person) {
  return fmt::format("{}", mix(mix(seed) ^ (uint64_t(person) + 1)));
}

}  // namespace lockstep::simulation
