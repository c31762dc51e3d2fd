// lockstep/base/stages_of.h
//
// The stages of a part of the work, with the part's name before them: "co-text: pairs".
#pragma once

#include <string>

#include "lockstep/base/progress.h"

namespace lockstep {

class StagesOf final : public Progress {
 public:
  StagesOf(std::string_view part, Progress& whole) : before_(std::string(part) + ": "), whole_(whole) {}
  void begin(std::string_view stage, uint64_t total, std::string_view unit) override {
    whole_.begin(before_ + std::string(stage), total, unit);
  }
  void at(uint64_t done) override { whole_.at(done); }
  bool cancelled() const override { return whole_.cancelled(); }

 private:
  std::string before_;
  Progress& whole_;
};

}  // namespace lockstep
