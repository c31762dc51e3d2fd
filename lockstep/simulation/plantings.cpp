#include "lockstep/simulation/plantings.h"

#include <algorithm>
#include <cmath>

#include "lockstep/simulation/draw.h"

namespace lockstep::simulation {
namespace {

uint32_t an_ordinary_person(const Population& population, Rng& rng) {
  for (;;) {
    const uint32_t person = uint32_t(rng.below(population.people.size()));
    if (population.people[person].organic == OrganicClass::ordinary && !population.people[person].planted)
      return person;
  }
}

// Acts of ordinary life a day that leave `share` of the whole to the network.
double ordinary_acts_a_day(const Planting& planting, unsigned days) {
  const double own = planting.actions * planting.participation * planting.rotating;
  return planting.share >= 1 ? 0 : own * (1 - planting.share) / planting.share / days;
}

std::vector<uint32_t> participants(const Planting& planting, const PlantedNetwork& network, unsigned occasion,
                                   Rng& rng) {
  const size_t size = network.members.size();
  const size_t pool = std::max<size_t>(2, size_t(std::lround(planting.rotating * double(size))));
  std::vector<uint32_t> taking_part;
  for (size_t k = 0; k < pool; ++k) {
    const uint32_t member = network.members[(k + occasion * pool) % size];
    if (chance(rng, planting.participation)) taking_part.push_back(member);
  }
  while (taking_part.size() < 2) {
    const uint32_t member = network.members[rng.below(size)];
    if (std::find(taking_part.begin(), taking_part.end(), member) == taking_part.end()) taking_part.push_back(member);
  }
  for (size_t i = taking_part.size(); i > 1; --i) std::swap(taking_part[i - 1], taking_part[rng.below(i)]);
  if (planting.leader) {
    std::erase(taking_part, network.members[0]);
    taking_part.insert(taking_part.begin(), network.members[0]);
  }
  return taking_part;
}

std::vector<int64_t> delays(const Planting& planting, size_t members, Rng& rng) {
  std::vector<int64_t> after(members, 0);
  if (planting.avoid_window.count() > 0) {
    const double window = seconds(planting.avoid_window);
    for (size_t k = 1; k < members; ++k) after[k] = after[k - 1] + int64_t(window * (1.02 + .2 * rng.uniform())) + 1;
    return after;
  }
  for (size_t k = 1; k < members; ++k) after[k] = int64_t(rng.uniform() * (seconds(planting.jitter) + 1));
  if (!planting.leader) std::sort(after.begin(), after.end());
  return after;
}

PlantedTrace trace_of(const Planting& planting, Rng& rng) {
  return planting.trace == PlantedTrace::mixed ? PlantedTrace(rng.below(5)) : planting.trace;
}

}  // namespace

Plantings schedule_plantings(const SimulationOptions& options, Population& population, Calendar& calendar, Rng& rng) {
  Plantings plantings;
  const int64_t begin = options.start.time_since_epoch().count() / 1'000'000;
  for (const Planting& planting : options.plantings)
    for (unsigned n = 0; n < planting.networks; ++n) {
      PlantedNetwork network;
      network.source = uint32_t(rng.below(population.people.size()));
      const uint8_t wakes = population.people[network.source].wakes;
      for (unsigned k = 0; k < planting.size; ++k) {
        const uint32_t member = an_ordinary_person(population, rng);
        Person& person = population.people[member];
        person.planted = true;
        person.group = uint32_t(plantings.networks.size());
        person.posts_a_day = float(ordinary_acts_a_day(planting, options.days));
        network.members.push_back(member);
      }
      for (unsigned occasion = 0; occasion < planting.actions; ++occasion) {
        // on any day, in twelve of the sixteen waking hours; drawn one by one: the operands of a sum have no order
        const int64_t day = int64_t(rng.below(options.days));
        const int64_t hour = (wakes + 2 + int64_t(rng.below(12))) % 24;
        const int64_t second = int64_t(rng.below(3600));
        const int64_t at = begin + day * 86'400 + hour * 3600 + second;
        Occasion planned{.planting = &planting,
                         .network = uint32_t(plantings.networks.size()),
                         .trace = trace_of(planting, rng),
                         .exclusive = chance(rng, planting.exclusive),
                         .members = participants(planting, network, occasion, rng),
                         .delays = {},
                         .begun = false,
                         .target = 0,
                         .key = rng.next()};
        planned.delays = delays(planting, planned.members.size(), rng);
        for (size_t k = 0; k < planned.members.size(); ++k)
          calendar.add(at + planned.delays[k], planned.members[k], Does::occasion,
                       uint32_t(plantings.occasions.size()));
        plantings.occasions.push_back(std::move(planned));
      }
      plantings.networks.push_back(std::move(network));
    }
  return plantings;
}

}  // namespace lockstep::simulation
