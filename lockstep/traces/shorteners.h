// lockstep/traces/shorteners.h
//
// Links that stand for others, from a table that the user gives: CSV (or any format that can be read) with the columns
// short and long. Nothing is looked up on the network.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "lockstep/base/result.h"

namespace lockstep {

class Shorteners {
 public:
  // Both as given; a short link that stands for several long ones keeps the first in bytewise order.
  void add(std::string_view short_url, std::string_view long_url);

  // The canonical URL of what this one stands for, through several steps where need be, or its own.
  std::string canonical(std::string_view url) const;

 private:
  std::unordered_map<std::string, std::string> long_of_short_;  // canonical forms
};

// An empty path: none. Errors: a file that cannot be read or lacks the columns.
Result<Shorteners> read_shorteners(const std::string& path);

}  // namespace lockstep
