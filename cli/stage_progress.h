// cli/stage_progress.h
//
// Progress as the person sees it, and what each stage cost. The only clock of the program is here.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "lockstep/base/progress.h"

namespace lockstep::cli {

struct StageCost {
  std::string stage;
  double wall_seconds;
  double cpu_seconds;          // of all threads
  uint64_t peak_memory_bytes;  // of the process, since its start
};

enum class ProgressLine { none, standard_error };

// On a terminal a line that is redrawn ten times a second, with rate and time left; otherwise a line as a stage begins.
// Installs handlers: SIGINT or SIGTERM sets cancelled(), a second one ends the program at once.
class StageProgress final : public Progress {
 public:
  explicit StageProgress(ProgressLine line);

  void begin(std::string_view stage, uint64_t total, std::string_view unit) override;
  void at(uint64_t done) override;  // from any thread
  bool cancelled() const override;

  void end_stage();
  const std::vector<StageCost>& costs() const { return costs_; }

 private:
  using Clock = std::chrono::steady_clock;

  void draw(Clock::time_point now);
  double seconds_until(Clock::time_point now) const { return std::chrono::duration<double>(now - began_).count(); }

  bool lines_, redraws_;
  std::mutex drawing_;
  std::atomic<uint64_t> done_{0};
  std::atomic<Clock::duration::rep> next_draw_{0};

  bool in_stage_ = false;
  std::string stage_, unit_;
  uint64_t total_ = 0;
  Clock::time_point began_;
  double cpu_at_begin_ = 0;
  std::vector<StageCost> costs_;
};

}  // namespace lockstep::cli
