// lockstep/events/glob.h
//
// Patterns with * (anything) and ? (one byte).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

bool matches_glob(std::string_view text, std::string_view pattern);

// Any of several; an empty set matches everything.
class GlobSet {
 public:
  GlobSet() = default;
  explicit GlobSet(std::vector<std::string> patterns) : patterns_(std::move(patterns)) {}
  bool empty() const { return patterns_.empty(); }
  bool matches(std::string_view text) const {
    for (const std::string& pattern : patterns_)
      if (matches_glob(text, pattern)) return true;
    return patterns_.empty();
  }

 private:
  std::vector<std::string> patterns_;
};

}  // namespace lockstep
