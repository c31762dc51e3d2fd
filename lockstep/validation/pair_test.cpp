#include "lockstep/validation/pair_test.h"

#include <algorithm>
#include <tuple>

#include "lockstep/validation/statistics.h"

namespace lockstep {
namespace {

constexpr Duration hour = std::chrono::hours(1), apart = std::chrono::hours(6);

// Places in the lists of two accounts where both have the same object; object by object.
struct TouchedByBoth {
  ObjectIndex object;
  uint32_t of_a, of_b;
};
void touched_by_both(const TouchBook& book, AccountIndex a, AccountIndex b, std::vector<TouchedByBoth>& touched) {
  const ObjectIndex* const objects = book.account_object.data();
  uint32_t i = book.account_begin[a], j = book.account_begin[b];
  const uint32_t end_a = book.account_begin[a + 1], end_b = book.account_begin[b + 1];
  const size_t most = std::min(end_a - i, end_b - j) + size_t(1);  // one is written before it is known to be wanted
  touched.resize(most);
  size_t count = 0;
  while (i < end_a && j < end_b) {
    const ObjectIndex object = objects[i], other = objects[j];
    touched[count] = {object, i, j};
    count += object == other;
    i += object <= other;
    j += other <= object;
  }
  touched.resize(count);
}

// Object by object, the most specific trace first.
void find_shared(const TouchBook& book, const References& references, AccountIndex a, AccountIndex b,
                 std::vector<SharedObject>& shared) {
  thread_local std::vector<std::pair<EventIndex, EventIndex>> posts;
  thread_local std::vector<TouchedByBoth> touched;
  posts.clear();
  shared.clear();
  touched_by_both(book, a, b, touched);
  constexpr size_t ahead = 8;
  for (size_t i = 0; i < touched.size(); ++i) {
    if (i + ahead < touched.size()) __builtin_prefetch(&references.for_pairs(touched[i + ahead].object));
    const AccountPost &x = book.account_post[touched[i].of_a], &y = book.account_post[touched[i].of_b];
    if (x.on_several && y.on_several) {
      const std::pair post(x.event, y.event);
      if (std::find(posts.begin(), posts.end(), post) != posts.end()) continue;
      posts.push_back(post);
    }
    if (x.on_grid && y.on_grid) continue;
    const auto [context, q, r, part] = references.for_pairs(touched[i].object);
    shared.push_back({touched[i].object, context, part, x.time < y.time ? y.time - x.time : x.time - y.time,
                      std::max(x.time, y.time), q, r});
  }
}

// In order of time.
void find_meetings(const std::vector<SharedObject>& shared, Duration window, std::vector<PairMeeting>& meetings) {
  meetings.clear();
  for (const SharedObject& object : shared)
    if (object.gap <= window)
      meetings.push_back({object.later, object.context, uint32_t(&object - shared.data()), object.part});
  std::sort(meetings.begin(), meetings.end(), [](const PairMeeting& a, const PairMeeting& b) {
    return std::tie(a.later, a.context) < std::tie(b.later, b.context);
  });
}

// One is an occasion if its context is new and the last one counted lies six hours back.
void find_occasions(std::span<const PairMeeting> meetings, PartSet parts, std::vector<PairMeeting>& occasions) {
  occasions.clear();
  for (const PairMeeting& meeting : meetings) {
    if (!holds(parts, meeting.part)) continue;
    if (!occasions.empty() && meeting.later - occasions.back().later <= apart) continue;
    if (std::any_of(occasions.begin(), occasions.end(),
                    [&](const PairMeeting& other) { return other.context == meeting.context; }))
      continue;
    occasions.push_back(meeting);
  }
}

unsigned count_occasions(std::span<const PairMeeting> meetings, PartSet parts) {
  thread_local std::vector<PairMeeting> occasions;
  find_occasions(meetings, parts, occasions);
  return unsigned(occasions.size());
}

// In an order that owes nothing to the numbers of the contexts.
void find_trials(const std::vector<SharedObject>& shared, Duration window, std::vector<ContextTrial>& trials) {
  thread_local std::vector<std::pair<uint32_t, uint32_t>> by_context;  // context, place
  by_context.clear();
  for (const SharedObject& object : shared) by_context.emplace_back(object.context, uint32_t(&object - shared.data()));
  std::sort(by_context.begin(), by_context.end());
  trials.clear();
  for (size_t i = 0; i < by_context.size(); ++i) {
    if (i == 0 || by_context[i].first != by_context[i - 1].first) trials.emplace_back();
    const SharedObject& object = shared[by_context[i].second];
    ContextTrial& trial = trials.back();
    trial.parts |= PartSet(1u << object.part);
    trial.never[object.part] *= 1 - object.q;
    if (object.gap <= std::max(hour, window)) trial.never_in_the_hour[object.part] *= 1 - object.r;
  }
  std::sort(trials.begin(), trials.end(), [](const ContextTrial& a, const ContextTrial& b) {
    return std::tie(a.never, a.never_in_the_hour, a.parts) < std::tie(b.never, b.never_in_the_hour, b.parts);
  });
}

PairTest test_trials(std::span<const ContextTrial> trials, unsigned occasions, PartSet parts) {
  PairTest test;
  test.occasions = occasions;
  if (occasions < 2) return test;
  thread_local std::vector<double> timing, lag;
  timing.clear();
  lag.clear();
  const auto over_parts = [&](const std::array<double, part_count>& never) {
    double product = 1;
    for (unsigned part = 0; part < part_count; ++part) product *= holds(parts, part) ? never[part] : 1;
    return product;
  };
  for (const ContextTrial& trial : trials) {
    if ((trial.parts & parts) == no_parts) continue;
    timing.push_back(1 - over_parts(trial.never));
    if (const double never = over_parts(trial.never_in_the_hour); never < 1) lag.push_back(1 - never);
  }
  test.p_timing = poisson_binomial_tail(timing, occasions);
  test.p_lag = poisson_binomial_tail(lag, occasions);
  return test;
}

}  // namespace

std::vector<const SharedObject*> occasions_of(const std::vector<SharedObject>& shared, Duration window, PartSet parts) {
  std::vector<PairMeeting> meetings, counted;
  find_meetings(shared, window, meetings);
  find_occasions(meetings, parts, counted);
  std::vector<const SharedObject*> occasions;
  for (const PairMeeting& meeting : counted) occasions.push_back(&shared[meeting.place]);
  return occasions;
}

void shared_objects(const TouchBook& book, const References& references, AccountIndex a, AccountIndex b,
                    std::vector<SharedObject>& shared) {
  find_shared(book, references, a, b, shared);
  std::sort(shared.begin(), shared.end(), [](const SharedObject& x, const SharedObject& y) {
    return std::tie(x.context, x.object) < std::tie(y.context, y.object);
  });
}

PairTest test_pair(const std::vector<SharedObject>& shared, Duration window, PartSet parts) {
  std::vector<PairMeeting> meetings;
  std::vector<ContextTrial> trials;
  find_meetings(shared, window, meetings);
  find_trials(shared, window, trials);
  return test_trials(trials, count_occasions(meetings, parts), parts);
}

bool PairTests::next(AccountIndex a, AccountIndex b) {
  find_shared(book_, references_, a, b, shared_);
  find_meetings(shared_, references_.window(), meetings_);
  if (count_occasions(meetings_, all_parts) < 2) return false;
  find_trials(shared_, references_.window(), trials_);
  return true;
}

PairTest PairTests::test(PartSet parts) { return test_trials(trials_, count_occasions(meetings_, parts), parts); }

}  // namespace lockstep
