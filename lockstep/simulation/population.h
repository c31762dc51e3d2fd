// lockstep/simulation/population.h
//
// Who there is: communities with a language and an hour of rising, how much each posts, whom each follows, and whose
// notifications are on. Everything follows from the seed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "lockstep/simulation/calendar.h"
#include "lockstep/simulation/simulation.h"

namespace lockstep::simulation {

inline constexpr uint32_t no_group = UINT32_MAX;

struct Person {
  float posts_a_day;
  uint32_t community;
  uint32_t group = no_group;  // of its class: which idol, outlet, team …
  OrganicClass organic = OrganicClass::ordinary;
  bool planted = false;
  uint8_t topic;
  uint8_t language;
  uint8_t wakes;  // hour of the day, UTC, at which 16 waking hours begin
};

// Somebody who is told at once when `author` posts, and may act on it.
struct Alert {
  uint32_t author, follower;
  float probability;
  float median_seconds;  // of the delay, lognormal
  float sigma;
  Does does;
  bool reposts_too;  // also told of what the author passes on
};

struct Population {
  std::vector<Person> people;
  std::vector<uint32_t> community_begin;  // people of community c are begin[c] … begin[c + 1]
  std::vector<uint32_t> follows_begin, follows;
  std::vector<uint32_t> followers;  // how many each has
  std::vector<uint32_t> alerts_begin;
  std::vector<Alert> alerts;  // by author

  std::span<const uint32_t> follows_of(uint32_t person) const {
    return std::span(follows).subspan(follows_begin[person], follows_begin[person + 1] - follows_begin[person]);
  }
  std::span<const Alert> alerts_of(uint32_t author) const {
    return std::span(alerts).subspan(alerts_begin[author], alerts_begin[author + 1] - alerts_begin[author]);
  }
  bool awake(uint32_t person, int64_t time) const {
    const int64_t hour = time / 3600 % 24;
    return (hour + 24 - people[person].wakes) % 24 < 16;
  }
};

// Members of each organic group, for campaigns and wires: groups[class][group] lists people.
struct Groups {
  std::array<std::vector<std::vector<uint32_t>>, organic_class_count> of;
};

Population make_population(const SimulationOptions& options, Groups& groups);

std::string account_id(uint64_t seed, uint32_t person);

}  // namespace lockstep::simulation
