// lockstep/pairs/pairs.h
//
// Who touched the same object at nearly the same time, and how often.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"
#include "lockstep/traces/traces.h"

namespace lockstep {

struct PairOptions {
  Duration window = std::chrono::seconds(60);  // inclusive: a gap of exactly `window` counts; 0: the same instant
  uint32_t min_shared = 2;                     // objects in common, counted once each
  uint64_t memory_bytes = uint64_t(4) << 30;   // above it, pairs are counted by partitions on disk
  std::string spill_folder = {};               // empty: the system's folder for temporary files
  bool narrow_hot_objects = false;             // `detect` only; `pairs` never narrows or drops
  unsigned threads = 0;                        // the result is the same for any number
};

struct Pair {
  AccountIndex a, b;      // a < b
  uint32_t shared;        // distinct objects of which some touch of a lies within the window of some touch of b
  Timestamp first, last;  // of the later of the two touches, over all such touches
};

// An object that so many touch at once that its pairs would say nothing and cost everything.
struct HotObject {
  ObjectIndex object;
  uint64_t touches;
  std::optional<Duration> window;  // narrowed to this; nothing: left out
};

struct PairTable {
  std::vector<Pair> pairs;             // ascending (a, b)
  std::vector<HotObject> hot_objects;  // ascending object
};

Result<PairTable> count_pairs(const TraceTable& touches, const PairOptions& options, Progress& progress);

// Two touches of one object within the window, by two accounts of one pair.
struct SharedTouch {
  uint32_t pair;  // in the pairs given
  ObjectIndex object;
  uint32_t touch_a, touch_b;  // positions in the TraceTable, of the pair's a and b
};

// Everything behind the pairs, ascending (pair, object, touch_a, touch_b).
Result<std::vector<SharedTouch>> collect_shared_touches(const TraceTable& touches, std::span<const Pair> pairs,
                                                        std::span<const HotObject> hot_objects,
                                                        const PairOptions& options, Progress& progress);

}  // namespace lockstep
