// lockstep/evidence/evidence.h
//
// What stands behind a network, and what speaks for and against it: plain sentences with numbers, computed from the
// data and from nothing else. They say what was observed, never why.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "lockstep/evidence/names.h"
#include "lockstep/networks/networks.h"

namespace lockstep {

// A member's touch of an object within the window of another member's.
struct MemberTouch {
  uint32_t layer;
  ObjectIndex object;
  uint32_t touch;   // in the layer's touches
  uint32_t member;  // in the network's members
};

// An object that at least two members touched within the window of each other: `touches` from begin to end.
struct Occasion {
  uint32_t layer;
  ObjectIndex object;
  uint32_t begin, end;
};

struct MemberCounts {
  uint32_t events = 0;     // all that the account did in the stream
  uint32_t occasions = 0;  // that it took part in
  uint32_t partners = 0;   // members it forms a pair with
};

struct NetworkOccasions {
  std::vector<MemberTouch> touches;   // ascending (layer, object, touch)
  std::vector<Occasion> occasions;    // ascending (layer, object)
  std::vector<MemberCounts> members;  // as Network::members
  Timestamp first, last;              // of the touches
};

// Gathers the occasions of all networks from the posts behind their pairs. Memory: 16 bytes a touch.
class OccasionCollector {
 public:
  OccasionCollector(std::span<const Network> networks, std::span<const Pair> pairs);

  // Whole pairs, as visit_post_pairs gives them.
  void add(std::span<const PostPair> rows);

  // One a network. The collector is empty afterwards.
  std::vector<NetworkOccasions> finish(std::span<const Layer> layers, const EventTable& events);

 private:
  static constexpr uint32_t none = UINT32_MAX;
  void tidy(std::vector<MemberTouch>& touches);

  std::span<const Network> networks_;
  std::span<const Pair> pairs_;
  std::vector<uint32_t> network_of_pair_;
  std::vector<std::vector<MemberTouch>> touches_;  // by network
  std::vector<size_t> tidied_;                     // how many of them were tidy at last
};

// Who touched an object, in the whole stream.
struct Audience {
  uint32_t touches = 0, accounts = 0;
};

// Counted once an object, however many networks ask.
class Audiences {
 public:
  explicit Audiences(std::span<const Layer> layers) : layers_(layers) {}
  Audience of(uint32_t layer, ObjectIndex object);

 private:
  std::span<const Layer> layers_;
  std::map<std::pair<uint32_t, ObjectIndex>, Audience> known_;
};

struct Claim {
  std::string text;
  std::vector<AccountIndex> accounts;  // those it speaks of, if only some
};

// How well another explanation fits what was observed.
enum class Fit : uint8_t { fits, fits_partly, does_not_fit, cannot_be_told };
std::string_view name(Fit fit);

struct Alternative {
  std::string_view alternative;
  Fit fit;
  std::string text;
};

struct Evidence {
  std::string sentence;         // what was observed
  std::string chance_sentence;  // what chance would have given
  std::vector<Claim> speaks_for, speaks_against;
  std::vector<Alternative> alternatives;
};

// All that is known of one network when it is weighed.
struct NetworkView {
  const Network& network;
  const NetworkOccasions& found;
  std::span<const Pair> pairs;
  std::span<const Layer> layers;
  const EventTable& events;
  const TestedNetwork& test;
  Duration resolution;
  const Names& names;
};

std::string chance_sentence(const TestedNetwork& test);
std::vector<Alternative> alternatives_to(const NetworkView& view);

Evidence weigh(const NetworkView& view, Audiences& audiences);

}  // namespace lockstep
