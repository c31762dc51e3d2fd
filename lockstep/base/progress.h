// lockstep/base/progress.h
//
// How long work tells where it stands, and learns that it should stop. The library neither prints nor reads a clock:
// who calls it hands in a Progress.
#pragma once

#include <cstdint>
#include <string_view>

#include "lockstep/base/error.h"

namespace lockstep {

class Progress {
 public:
  virtual ~Progress() = default;

  // A stage begins; the one before has ended. `total` in units ("rows", "bytes"), 0 where it is not known.
  virtual void begin(std::string_view stage, uint64_t total, std::string_view unit) = 0;

  // `done` units of the stage so far. Cheap: call it every few thousand units.
  virtual void at(uint64_t done) = 0;

  // Whether to stop: return stopped() as soon as it is convenient. Safe from any thread.
  virtual bool cancelled() const = 0;
};

// Says nothing and never stops.
Progress& no_progress();

// The error that work returns after cancelled().
Error stopped();

}  // namespace lockstep
