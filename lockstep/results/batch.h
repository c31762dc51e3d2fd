// lockstep/results/batch.h
#pragma once

#include <cstdint>

namespace lockstep {

// Posts behind pairs that are held at once, at about 100 bytes each.
inline constexpr uint64_t batch_rows = 4'000'000;

}  // namespace lockstep
