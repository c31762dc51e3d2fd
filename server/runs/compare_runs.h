// server/runs/compare_runs.h
//
// The networks of two results beside each other, matched by the members that they share.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep::server {

// same: the same members; grown, shrunk: all of the smaller one's are in the other; changed: some are shared; new,
// gone: no match. Each network is matched once, those that share most first.
struct NetworkMatch {
  std::string state;
  std::optional<std::string> a, b;  // network_id
  uint64_t members_a = 0, members_b = 0, shared = 0;
};

struct NetworkMembers {
  std::string network_id;
  std::vector<std::string> accounts;
};

// Matches in the order of `a`, then what is new in the order of `b`.
std::vector<NetworkMatch> compare_networks(const std::vector<NetworkMembers>& a, const std::vector<NetworkMembers>& b);

// From the members.csv of a result's folder.
Result<std::vector<NetworkMembers>> read_networks(const std::string& folder);

}  // namespace lockstep::server
