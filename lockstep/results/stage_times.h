// lockstep/results/stage_times.h
//
// Passes progress on, and notes how long each stage took and how much memory the program held at most by its end.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"

namespace lockstep {

class StageTimes final : public Progress {
 public:
  explicit StageTimes(Progress& shown) : shown_(shown) {}

  void begin(std::string_view stage, uint64_t total, std::string_view unit) override;
  void at(uint64_t done) override { shown_.at(done); }
  bool cancelled() const override { return shown_.cancelled(); }

  // timing.json
  Result<void> write(const std::string& path);

 private:
  struct Stage {
    std::string name;
    double seconds, cpu_seconds;
    uint64_t peak_bytes;
  };
  struct Clocks {
    double seconds, cpu_seconds;
    uint64_t peak_bytes;
  };
  static Clocks now();
  void end();

  Progress& shown_;
  std::string open_;
  Clocks since_ = now();
  std::vector<Stage> stages_;
};

}  // namespace lockstep
