// lockstep/networks/tested_networks.h
//
// Networks that stand on objects which were not used to find them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/pairs/pairs.h"
#include "lockstep/validation/validation.h"

namespace lockstep {

enum class NetworkClass : uint8_t {
  synchronised,  // together beyond chance, and by a plan rather than by reacting: the only class that is nominated
  closed_ring,   // the same, but one source carries it
  close_circle,  // together beyond chance, as friends or colleagues react: shown, not nominated
  declared_automation,  // says itself that it posts by machine: shown, not nominated
};
std::string_view name(NetworkClass network_class);

struct TestedMember {
  AccountIndex account;
  double p_value, q_value;
  unsigned occasions;  // on which it came with the others, among those that judged it
};

struct TestedNetwork {
  std::string network_id;  // "n1", "n2" …: nominated ones first, by p
  NetworkClass network_class;
  Duration window;
  std::vector<TestedMember> members;  // ascending account
  double p_value, q_value;
  unsigned occasions;     // that judged it
  double seen, expected;  // pairs of members together on them; by chance
  LagFit lags;
  double on_own_posts;  // share of its objects whose author is a member
};

// What was proposed and did not stand.
struct FailedCandidate {
  std::vector<AccountIndex> members;
  Duration window;
  double p_value, q_value;
  unsigned occasions;
  std::string_view reason;
};

struct NetworkTestOptions {
  std::vector<Duration> windows{std::chrono::seconds(10), std::chrono::seconds(60), std::chrono::minutes(10)};
  Duration resolution{1};
  double level = .01;  // false discovery rate over all proposals
  uint64_t seed = 1;
  unsigned threads = 0;
};

struct NetworkTests {
  std::vector<TestedNetwork> networks;
  std::vector<FailedCandidate> candidates;
  size_t proposals = 0;
};

Result<NetworkTests> test_networks(const TouchBook& book, const NetworkTestOptions& options, Progress& progress);

}  // namespace lockstep
