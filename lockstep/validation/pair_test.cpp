#include "lockstep/validation/pair_test.h"

#include <algorithm>
#include <tuple>

#include "lockstep/validation/statistics.h"

namespace lockstep {
namespace {

constexpr Duration hour = std::chrono::hours(1), apart = std::chrono::hours(6);

}  // namespace

// One is an occasion if its context is new and the last one counted lies six hours back.
std::vector<const SharedObject*> occasions_of(const std::vector<SharedObject>& shared, Duration window, PartSet parts) {
  std::vector<const SharedObject*> meetings, occasions;
  for (const SharedObject& object : shared)
    if (object.gap <= window && holds(parts, object.part)) meetings.push_back(&object);
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
  const ObjectIndex* const objects = book.account_object.data();
  uint32_t i = book.account_begin[a], j = book.account_begin[b];
  const uint32_t end_a = book.account_begin[a + 1], end_b = book.account_begin[b + 1];
  while (i < end_a && j < end_b) {
    const ObjectIndex object = objects[i], other = objects[j];
    if (object != other) {
      i += object < other;
      j += other < object;
      continue;
    }
    const TouchIndex x = book.account_touch[i++], y = book.account_touch[j++];
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

PairTest test_pair(const std::vector<SharedObject>& shared, Duration window, PartSet parts) {
  PairTest test;
  test.occasions = unsigned(occasions_of(shared, window, parts).size());
  if (test.occasions < 2) return test;
  thread_local std::vector<double> timing, lag;
  timing.clear();
  lag.clear();
  for (size_t i = 0; i < shared.size();) {
    double never = 1, never_in_the_hour = 1;
    bool any = false;
    size_t end = i;
    for (; end < shared.size() && shared[end].context == shared[i].context; ++end) {
      if (!holds(parts, shared[end].part)) continue;
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
