// lockstep/results/report_network.h
//
// One network as web/src/report/data.ts (NetworkData) wants it, in parts that can be left out.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "lockstep/results/findings.h"

namespace lockstep {

// The events of all members, by account and in time order.
std::unordered_map<AccountIndex, std::vector<EventIndex>> events_of_members(const Findings& findings);

class ReportNetwork {
 public:
  using Json = nlohmann::ordered_json;

  // What is not looked at on a page is left out there; the tables beside the report have all of it.
  struct Limits {
    size_t members = 3000, pairs = 20'000, occasions = 2000;
  };
  ReportNetwork(const Findings& findings, size_t network, Audiences& audiences, const Limits& limits);

  size_t members_left_out() const;
  size_t pairs_left_out() const;
  size_t posts() const { return posts_.size(); }

  // Each a run of JSON properties, without braces. `core` is what the network is, its members and pairs.
  std::string core() const;
  std::string detail(bool with_texts) const;  // objects, touches, posts
  std::string others() const;
  struct Activity {
    std::string json;
    uint64_t ticks = 0, left_out = 0;
  };
  Activity activity(const std::unordered_map<AccountIndex, std::vector<EventIndex>>& events) const;

  static std::string no_detail();
  static std::string no_others();
  static std::string no_activity();

 private:
  Json members() const;
  Json pairs() const;
  Json objects() const;
  Json touches() const;
  Json posts(bool with_texts) const;
  const ObjectTest* test_of(const Occasion& occasion) const;  // nullptr where the tests did not look at it
  const Network& network() const { return findings_.detection.networks[index_]; }
  const NetworkOccasions& found() const { return findings_.pairs.occasions[index_]; }
  const TraceTable& table(uint32_t layer) const { return findings_.detection.layers[layer].touches; }

  const Findings& findings_;
  size_t index_;
  Audiences& audiences_;
  std::vector<uint32_t> shown_members_;    // positions in Network::members, those with most occasions first
  std::vector<uint32_t> place_of_member_;  // in shown_members_, UINT32_MAX where left out
  std::vector<uint32_t> shown_pairs_;      // positions in Detection::pairs
  std::vector<uint32_t> shown_occasions_;  // positions in NetworkOccasions::occasions, in time order
  std::vector<EventIndex> posts_;          // ascending
};

// Seconds since 1970, whole where they are.
nlohmann::ordered_json time_in_report(Timestamp time);

}  // namespace lockstep
