// lockstep/simulation/draw.h
//
// The distributions that the simulator draws from, the same on every machine.
#pragma once

#include <cmath>
#include <cstdint>

#include "lockstep/base/random.h"

namespace lockstep::simulation {

// Box and Muller 1958; one of the two is thrown away, so that a draw depends on nothing before it.
inline double normal(Rng& rng) {
  const double radius = std::sqrt(-2 * std::log(1 - rng.uniform()));
  return radius * std::cos(6.283185307179586 * rng.uniform());
}

inline double lognormal(Rng& rng, double median, double sigma) { return median * std::exp(sigma * normal(rng)); }

// P(X > x) = (least / x)^alpha
inline double pareto(Rng& rng, double least, double alpha) { return least * std::pow(1 - rng.uniform(), -1 / alpha); }

inline double exponential(Rng& rng, double mean) { return -mean * std::log(1 - rng.uniform()); }

// Knuth's product for small means; a rounded normal above 30.
inline unsigned poisson(Rng& rng, double mean) {
  if (mean > 30) return unsigned(std::max(0.0, std::round(mean + std::sqrt(mean) * normal(rng))));
  const double bound = std::exp(-mean);
  unsigned count = 0;
  for (double product = rng.uniform(); product > bound; product *= rng.uniform()) ++count;
  return count;
}

// 1, 2, 3 … with the given mean.
inline unsigned geometric(Rng& rng, double mean) {
  return 1 + unsigned(std::log(1 - rng.uniform()) / std::log(1 - 1 / mean));
}

inline bool chance(Rng& rng, double probability) { return rng.uniform() < probability; }

}  // namespace lockstep::simulation
