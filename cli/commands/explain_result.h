// cli/commands/explain_result.h
//
// What a result says of its accounts: in which network they stand, and at which window that was found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/base/time.h"

namespace lockstep::cli {

struct ExplainedResult {
  struct Member {
    std::string account_id, network_id, network_class;
    bool joined;
  };
  struct Network {
    std::string network_id;
    Duration window;
  };
  std::vector<Member> members;
  std::vector<Network> networks;

  const Member* member(const std::string& account) const;

  // Of the network in which all of them stand; none where they do not.
  std::optional<Duration> window_of(const std::vector<std::string>& accounts) const;

  // The accounts of all nominated networks.
  std::vector<std::string> nominated() const;

  // Which of them stand in which network, as sentences.
  std::vector<std::string> standing(const std::vector<std::string>& accounts) const;
};

// Errors: members.csv or networks.csv cannot be read.
Result<ExplainedResult> read_explained_result(const std::string& folder);

}  // namespace lockstep::cli
