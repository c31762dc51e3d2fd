// lockstep/base/random.h
//
// Random numbers that are the same on every machine for the same seed: xoshiro256** (Blackman and Vigna 2018), seeded
// by splitmix64. The standard library's distributions differ between implementations and are not used.
#pragma once

#include <array>
#include <cstdint>

#include "lockstep/base/hash.h"

namespace lockstep {

class Rng {
 public:
  explicit Rng(uint64_t seed) {
    for (uint64_t& word : state_) word = mix(seed += 0x9e3779b97f4a7c15u);
  }

  uint64_t next() {
    const uint64_t result = rotate(state_[1] * 5, 7) * 9;
    const uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotate(state_[3], 45);
    return result;
  }

  // In [0, 1).
  double uniform() { return double(next() >> 11) * 0x1.0p-53; }

  // In [0, bound), without bias worth naming (Lemire 2019, without the rejection step); bound > 0.
  uint64_t below(uint64_t bound) { return uint64_t((static_cast<unsigned __int128>(next()) * bound) >> 64); }

 private:
  static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  std::array<uint64_t, 4> state_;
};

}  // namespace lockstep
