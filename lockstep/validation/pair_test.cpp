#include "lockstep/validation/pair_test.h"

#include <algorithm>
#include <tuple>

#include "lockstep/validation/statistics.h"

namespace lockstep {
namespace {

constexpr Duration hour = std::chrono::hours(1), apart = std::chrono::hours(6);

struct TouchedByBoth {
  ObjectIndex object;
  TouchIndex by_a, by_b;
};

// Object by object.
void touched_by_both(const TouchBook& book, AccountIndex a, AccountIndex b, std::vector<TouchedByBoth>& touched) {
  const ObjectIndex* const objects = book.account_object.data();
  uint32_t i = book.account_begin[a], j = book.account_begin[b];
  const uint32_t end_a = book.account_begin[a + 1], end_b = book.account_begin[b + 1];
  const size_t most = std::min(end_a - i, end_b - j) + size_t(1);  // one is written before it is known to be wanted
  touched.resize(most);
  size_t count = 0;
  while (i < end_a && j < end_b) {
    const ObjectIndex object = objects[i], other = objects[j];
    touched[count] = {object, book.account_touch[i], book.account_touch[j]};
    count += object == other;
    i += object <= other;
    j += other <= object;
  }
  touched.resize(count);
}

// What shared_objects will read of these touches lies anywhere in memory.
void ask_for(const TouchBook& book, const References& references, const TouchedByBoth& touched) {
  for (const TouchIndex touch : {touched.by_a, touched.by_b}) {
    __builtin_prefetch(&book.touches.event[touch]);
    __builtin_prefetch(&book.touches.time[touch]);
    __builtin_prefetch(&book.on_grid[touch]);
  }
  __builtin_prefetch(&book.context[touched.object]);
  __builtin_prefetch(&book.part[touched.object]);
  __builtin_prefetch(&references.of_object(touched.object));
}

}  // namespace

// One is an occasion if its context is new and the last one counted lies six hours back.
std::vector<const SharedObject*> occasions_of(const std::vector<SharedObject>& shared, Duration window,
                                              unsigned without) {
  std::vector<const SharedObject*> meetings, occasions;
  for (const SharedObject& object : shared)
    if (object.gap <= window && object.part != without) meetings.push_back(&object);
  std::sort(meetings.begin(), meetings.end(), [](const SharedObject* a, const SharedObject* b) {
    return std::tie(a->later, a->context) < std::tie(b->later, b->context);
  });
  for (const SharedObject* meeting : meetings) {
    if (!occasions.empty() && meeting->later - occasions.back()->later <= apart) continue;
    if (std::any_of(occasions.begin(), occasions.end(),
                    [&](const SharedObject* other) { return other->context == meeting->context; }))
      continue;
    occasions.push_back(meeting);
  }
  return occasions;
}

void shared_objects(const TouchBook& book, const References& references, AccountIndex a, AccountIndex b,
                    std::vector<SharedObject>& shared) {
  shared.clear();
  thread_local std::vector<std::pair<EventIndex, EventIndex>> posts;
  posts.clear();
  thread_local std::vector<TouchedByBoth> touched;
  touched_by_both(book, a, b, touched);
  constexpr size_t ahead = 8;
  for (size_t i = 0; i < touched.size(); ++i) {
    if (i + ahead < touched.size()) ask_for(book, references, touched[i + ahead]);
    const auto [object, x, y] = touched[i];
    const std::pair post(book.touches.event[x], book.touches.event[y]);
    if (std::find(posts.begin(), posts.end(), post) != posts.end()) continue;
    posts.push_back(post);
    if (book.on_grid[x] && book.on_grid[y]) continue;
    const Timestamp at_x = book.touches.time[x], at_y = book.touches.time[y];
    const Reference& reference = references.of_object(object);
    shared.push_back({object, book.context[object], book.part[object], at_x < at_y ? at_y - at_x : at_x - at_y,
                      std::max(at_x, at_y), float(reference.q), float(reference.r)});
  }
  std::sort(shared.begin(), shared.end(), [](const SharedObject& x, const SharedObject& y) {
    return std::tie(x.context, x.object) < std::tie(y.context, y.object);
  });
}

PairTest test_pair(const std::vector<SharedObject>& shared, Duration window, unsigned without) {
  PairTest test;
  test.occasions = unsigned(occasions_of(shared, window, without).size());
  if (test.occasions < 2) return test;
  thread_local std::vector<double> timing, lag;
  timing.clear();
  lag.clear();
  for (size_t i = 0; i < shared.size();) {
    double never = 1, never_in_the_hour = 1;
    bool any = false;
    size_t end = i;
    for (; end < shared.size() && shared[end].context == shared[i].context; ++end) {
      if (shared[end].part == without) continue;
      any = true;
      never *= 1 - shared[end].q;
      if (shared[end].gap <= std::max(hour, window)) never_in_the_hour *= 1 - shared[end].r;
    }
    if (any) timing.push_back(1 - never);
    if (never_in_the_hour < 1) lag.push_back(1 - never_in_the_hour);
    i = end;
  }
  std::sort(timing.begin(), timing.end());
  std::sort(lag.begin(), lag.end());
  test.p_timing = poisson_binomial_tail(timing, test.occasions);
  test.p_lag = poisson_binomial_tail(lag, test.occasions);
  return test;
}

}  // namespace lockstep
