// lockstep/validation/references.h
//
// How often two touches of an object fall close together when nobody planned it: q = P(within the window), and
// r = P(within the window | within the hour). Taken from the stream itself: from the object's other touches, from its
// source's other objects, and from objects of the same trace and size, in which no source weighs more than a hundredth.
// And how clumped touches are: where six in ten come in the first minute and the others whenever they like, q is .36,
// but of those who come at all any number are there in that minute.
//
// What is tested never rates itself: a network's own touches are left out, and a pair's objects below 50 touches rate
// themselves not at all.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lockstep/validation/touch_book.h"

namespace lockstep {

struct Reference {
  double q, r;
  double clumping = 1;  // P(two others within the window of a touch) : q^2, at least 1
};

// Pairs of touches, and how many of them lie within the window and within the hour.
struct PairCounts {
  double all = 0, within = 0, within_hour = 0;
  double touches = 0;
  double triples = 0, within_twice = 0;  // a touch and two others, in order; of which both lie within the window of it
};

PairCounts count_touch_pairs(std::span<const Timestamp> times, Duration window);

// What the test of pairs asks of an object, in one place of memory.
struct PairReference {
  uint32_t context;
  float q, r;
  uint8_t part;
};

class References {
 public:
  // Accounts with left_out[account] != 0 take no part.
  References(const TouchBook& book, Duration window, std::span<const uint8_t> left_out, unsigned threads)
      : References(book, window, left_out, threads, nullptr) {}

  // Of some touches of a stream, `everybody` being the references of all: an object learns from what everybody does
  // with objects of its trace and size, and from those who belong to no group on it; neither from its source, which a
  // ring may have to itself, nor in the test of pairs from itself.
  References(const TouchBook& book, Duration window, std::span<const uint8_t> left_out, unsigned threads,
             const References* everybody);

  // Known of each object, whoever touched it.
  References(const TouchBook& book, Duration window, std::vector<Reference> known);

  // For the test of pairs, where nobody knows yet who else may belong to them.
  const Reference& of_object(ObjectIndex object) const { return of_object_[object]; }
  const PairReference& for_pairs(ObjectIndex object) const { return for_pairs_[object]; }

  // For the test of a network: `others` are the object's touches by everybody else.
  Reference with_others(ObjectIndex object, const PairCounts& others) const;

  Duration window() const { return window_; }

  // Over all objects: what the references rest on.
  PairCounts total() const;

  // The median over objects with two touches or more.
  Reference typical() const;

 private:
  static constexpr unsigned sizes = 16;
  Reference pooled(unsigned trace, double touches) const;
  void lay_out_for_pairs();

  const TouchBook& book_;
  Duration window_;
  const References* everybody_;
  bool known_ = false;
  std::vector<PairCounts> counts_;                    // of each object
  std::vector<PairCounts> source_counts_;             // of each source
  std::vector<std::array<PairCounts, sizes>> pools_;  // by trace and log2 of the touches
  std::array<PairCounts, sizes> all_traces_ = {};     // by log2 of the touches
  std::vector<Reference> of_object_;
  std::vector<PairReference> for_pairs_;
};

}  // namespace lockstep
