// lockstep/simulation/plantings.h
//
// Networks that were planned: who belongs to each, and on which occasions its members act.
#pragma once

#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/simulation/population.h"
#include "lockstep/simulation/simulation.h"

namespace lockstep::simulation {

struct Occasion {
  const Planting* planting;
  uint32_t network;
  PlantedTrace trace;  // never mixed
  bool exclusive;
  std::vector<uint32_t> members;  // who takes part, in the order of acting; emptied when its target was chosen
  std::vector<int64_t> delays;    // seconds after the first
  bool begun = false;             // the object is chosen when the first member acts
  uint32_t target;                // post number, for reposts and replies
  uint64_t key;                   // of a text, link or hashtags
};

struct PlantedNetwork {
  std::vector<uint32_t> members;
  uint32_t source;  // author, or key of a host, where there is only one
};

struct Plantings {
  std::vector<PlantedNetwork> networks;
  std::vector<Occasion> occasions;
};

// Takes members from ordinary people, sets how much ordinary life is left to them, and puts the occasions into the
// calendar.
Plantings schedule_plantings(const SimulationOptions& options, Population& population, Calendar& calendar, Rng& rng);

}  // namespace lockstep::simulation
