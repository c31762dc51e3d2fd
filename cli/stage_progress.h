// cli/stage_progress.h
//
// Progress as the person sees it, on standard error.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>

#include "lockstep/base/progress.h"

namespace lockstep::cli {

enum class ProgressLine { none, standard_error, json };

// On a terminal a line that is redrawn ten times a second, with rate and time left; otherwise a line as a stage begins,
// unless it bears the name of the one before (a second table is read). For programs: lines of JSON, one as a stage
// begins and then two a second at most: {"stage":"…","done":5,"total":10,"unit":"rows"}; total 0 is not known. Installs
// handlers: SIGINT or SIGTERM sets cancelled(), a second one ends the program at once.
class StageProgress final : public Progress {
 public:
  explicit StageProgress(ProgressLine line);

  void begin(std::string_view stage, uint64_t total, std::string_view unit) override;
  void at(uint64_t done) override;  // from any thread
  bool cancelled() const override;

  void end_stage();

 private:
  using Clock = std::chrono::steady_clock;

  void draw(Clock::time_point now);
  void tell(uint64_t done) const;
  double seconds_until(Clock::time_point now) const { return std::chrono::duration<double>(now - began_).count(); }

  bool lines_, redraws_, json_;
  std::mutex drawing_;
  std::atomic<uint64_t> done_{0};
  std::atomic<Clock::duration::rep> next_draw_{0};

  bool in_stage_ = false;
  std::string stage_, unit_;
  uint64_t total_ = 0;
  Clock::time_point began_;
};

}  // namespace lockstep::cli
