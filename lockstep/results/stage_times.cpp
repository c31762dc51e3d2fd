#include "lockstep/results/stage_times.h"

#include <sys/resource.h>

#include <nlohmann/json.hpp>

#include "lockstep/results/text_file.h"

namespace lockstep {
namespace {

double seconds_of(timeval time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; }

double rounded(double seconds) { return double(int64_t(seconds * 1e4 + 0.5)) / 1e4; }

}  // namespace

StageTimes::Clocks StageTimes::now() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return {.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
          .cpu_seconds = seconds_of(used.ru_utime) + seconds_of(used.ru_stime),
          .peak_bytes = uint64_t(used.ru_maxrss) * 1024};
}

void StageTimes::begin(std::string_view stage, uint64_t total, std::string_view unit) {
  end();
  open_ = stage;
  shown_.begin(stage, total, unit);
}

void StageTimes::end() {
  const Clocks clocks = now();
  if (!open_.empty())
    stages_.push_back({.name = open_,
                       .seconds = clocks.seconds - since_.seconds,
                       .cpu_seconds = clocks.cpu_seconds - since_.cpu_seconds,
                       .peak_bytes = clocks.peak_bytes});
  since_ = clocks;
}

Result<void> StageTimes::write(const std::string& path) {
  end();
  open_.clear();
  nlohmann::ordered_json stages = nlohmann::ordered_json::array();
  double seconds = 0, cpu_seconds = 0;
  for (const Stage& stage : stages_) {
    seconds += stage.seconds;
    cpu_seconds += stage.cpu_seconds;
    stages.push_back({{"stage", stage.name},
                      {"seconds", rounded(stage.seconds)},
                      {"cpu_seconds", rounded(stage.cpu_seconds)},
                      {"peak_bytes_so_far", stage.peak_bytes}});
  }
  const nlohmann::ordered_json timing = {{"seconds", rounded(seconds)},
                                         {"cpu_seconds", rounded(cpu_seconds)},
                                         {"peak_bytes", now().peak_bytes},
                                         {"stages", stages}};
  return write_text(path, timing.dump(2) + "\n");
}

}  // namespace lockstep
