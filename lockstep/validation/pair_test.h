// lockstep/validation/pair_test.h
//
// How surprising it is that two accounts met so often, given all that both of them touched.
//
// A meeting is a shared object whose two first touches lie within the window. Occasions are counted, not meetings: one
// for each context, and none within six hours of the last one counted. p_timing: given the objects that both touched,
// each context is a trial with 1 - prod(1 - q). p_lag: given those that both touched within the hour, with 1 - prod(1 -
// r); it forgives people who are shown the same things. Both are tails of a Poisson binomial.
#pragma once

#include <array>
#include <vector>

#include "lockstep/validation/references.h"

namespace lockstep {

// An object that both touched.
struct SharedObject {
  ObjectIndex object;
  uint32_t context;
  uint8_t part;
  Duration gap;
  Timestamp later;
  float q, r;
};

// The meetings that are counted as occasions over some parts, in order of time.
std::vector<const SharedObject*> occasions_of(const std::vector<SharedObject>& shared, Duration window, PartSet parts);

struct PairTest {
  unsigned occasions = 0;
  double p_timing = 1, p_lag = 1;
};

// Sorted by context. Two posts that share several objects count under the most specific alone; two posts in the seconds
// that schedulers use count not at all.
void shared_objects(const TouchBook& book, const References& references, AccountIndex a, AccountIndex b,
                    std::vector<SharedObject>& shared);

PairTest test_pair(const std::vector<SharedObject>& shared, Duration window, PartSet parts);

// Of the objects of one context that both touched: the probability that none brought them together, part by part.
struct ContextTrial {
  std::array<double, part_count> never = {1, 1, 1}, never_in_the_hour = {1, 1, 1};
  PartSet parts = no_parts;  // in which both touched one
};

// A shared object whose touches lie within the window, by its place among the shared ones.
struct PairMeeting {
  Timestamp later;
  uint32_t context;
  uint32_t place;
  uint8_t part;
};

// The same for pair after pair, most of which share much and met on less than two occasions.
class PairTests {
 public:
  PairTests(const TouchBook& book, const References& references) : book_(book), references_(references) {}

  // Whether the next pair met on two occasions or more over all parts. If not, it is not tested.
  bool next(AccountIndex a, AccountIndex b);
  PairTest test(PartSet parts);

 private:
  const TouchBook& book_;
  const References& references_;
  std::vector<SharedObject> shared_;
  std::vector<PairMeeting> meetings_;
  std::vector<ContextTrial> trials_;
};

}  // namespace lockstep
