#include "lockstep/validation/meetings.h"

#include <algorithm>
#include <atomic>
#include <numeric>

#include "lockstep/base/parallel.h"

namespace lockstep {
namespace {

constexpr uint32_t touches_a_task = 1 << 15;

uint64_t key_of(AccountIndex x, AccountIndex y) { return uint64_t(std::min(x, y)) << 32 | std::max(x, y); }

}  // namespace

Meetings::Meetings(const EventTable& events, const TouchBook& book, std::span<const Stratum> strata) {
  take_touches(book, strata);
  list_by_event(events.size());
}

void Meetings::take_touches(const TouchBook& book, std::span<const Stratum> strata) {
  const TraceTable& all = book.touches;
  const auto stratum = [&](TouchIndex touch) { return strata[all.event[touch]]; };
  std::vector<TouchIndex> of_object;
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    of_object.clear();
    for (TouchIndex touch = book.object_begin[object]; touch < book.object_begin[object + 1]; ++touch)
      if (stratum(touch) != no_stratum) of_object.push_back(touch);
    std::ranges::stable_sort(of_object, {}, stratum);  // each stratum in order of time
    for (auto begin = of_object.begin(); begin != of_object.end();) {
      const auto end =
          std::find_if(begin, of_object.end(), [&](TouchIndex t) { return stratum(t) != stratum(*begin); });
      if (end - begin >= 2) {
        for (auto touch = begin; touch != end; ++touch) {
          touches_.object.push_back(ObjectIndex(kind_.size()));
          touches_.account.push_back(all.account[*touch]);
          touches_.time.push_back(all.time[*touch]);
          touches_.event.push_back(all.event[*touch]);
        }
        if (tasks_.empty() || tasks_.back().end - tasks_.back().begin >= touches_a_task)
          tasks_.push_back({uint32_t(touches_.size() - size_t(end - begin)), 0});
        tasks_.back().end = uint32_t(touches_.size());
        kind_.push_back(uint8_t(kind_of(stratum(*begin))));
      }
      begin = end;
    }
  }
}

void Meetings::list_by_event(size_t events) {
  event_begin_.assign(events + 1, 0);
  for (const EventIndex event : touches_.event) ++event_begin_[event + 1];
  std::partial_sum(event_begin_.begin(), event_begin_.end(), event_begin_.begin());
  std::vector<uint32_t> next(event_begin_.begin(), event_begin_.end() - 1);
  object_.resize(touches_.size());
  for (size_t touch = 0; touch < touches_.size(); ++touch)
    object_[next[touches_.event[touch]]++] = touches_.object[touch];
}

// Whether the two posts met on an object before this one, of a more specific trace perhaps.
bool Meetings::met_before(uint32_t earlier, uint32_t later) const {
  const ObjectIndex here = touches_.object[later];
  const Duration gap = touches_.time[later] - touches_.time[earlier];
  uint32_t i = event_begin_[touches_.event[earlier]], j = event_begin_[touches_.event[later]];
  while (object_[i] < here && object_[j] < here) {  // both lists hold `here`
    if (object_[i] == object_[j] && gap <= window_[object_[i]]) return true;
    const bool first = object_[i] <= object_[j], second = object_[j] <= object_[i];
    i += first;
    j += second;
  }
  return false;
}

// Two pointers over each object's touches, in time order.
template <class Visit>
void Meetings::for_each_touch_pair(Range range, Visit&& visit) const {
  uint32_t oldest = range.begin;
  for (uint32_t later = range.begin; later < range.end; ++later) {
    const ObjectIndex object = touches_.object[later];
    while (touches_.object[oldest] != object || touches_.time[later] - touches_.time[oldest] > window_[object]) {
      if (oldest == later) break;
      ++oldest;
    }
    for (uint32_t earlier = oldest; earlier < later; ++earlier) visit(earlier, later);
  }
}

// The pair of accounts, once for each meeting that count_pairs counts and that is none.
std::vector<uint64_t> Meetings::posts_that_met_before(unsigned threads) const {
  std::vector<std::vector<uint64_t>> found(tasks_.size());
  parallel_for(tasks_.size(), threads, [&](size_t task) {
    for_each_touch_pair(tasks_[task], [&](uint32_t earlier, uint32_t later) {
      if (met_before(earlier, later)) found[task].push_back(key_of(touches_.account[earlier], touches_.account[later]));
    });
  });
  std::vector<uint64_t> all;
  for (const std::vector<uint64_t>& part : found) all.insert(all.end(), part.begin(), part.end());
  std::ranges::sort(all);
  return all;
}

Result<std::vector<CompanyPair>> Meetings::count_pairs(const CompanyOptions& options, Progress& progress) {
  const Result<PairTable> counted = lockstep::count_pairs(touches_,
                                                          {.window = options.window,
                                                           .min_shared = 2,
                                                           .memory_bytes = options.memory_bytes,
                                                           .narrow_hot_objects = true,
                                                           .threads = options.threads},
                                                          progress);
  if (!counted) return counted.error();
  window_.assign(kind_.size(), options.window);
  for (const HotObject& hot : counted->hot_objects) window_[hot.object] = hot.window.value_or(Duration(-1));
  narrowed_ = counted->hot_objects.size();
  const std::vector<uint64_t> too_many = posts_that_met_before(options.threads);
  std::vector<CompanyPair> pairs;
  auto next = too_many.begin();
  for (const Pair& pair : counted->pairs) {
    const auto [begin, end] = std::equal_range(next, too_many.end(), key_of(pair.a, pair.b));
    next = end;
    if (const auto seen = uint32_t(pair.shared - size_t(end - begin)); seen >= 2)
      pairs.push_back({pair.a, pair.b, seen});
  }
  return pairs;
}

std::vector<ByKind> Meetings::with_everybody(std::span<const uint8_t> left_out, unsigned threads) const {
  std::vector<ByKind> meetings(left_out.size(), ByKind{});
  parallel_for(tasks_.size(), threads, [&](size_t task) {
    for_each_touch_pair(tasks_[task], [&](uint32_t earlier, uint32_t later) {
      const AccountIndex a = touches_.account[earlier], b = touches_.account[later];
      if (left_out[a] || left_out[b] || met_before(earlier, later)) return;
      const unsigned kind = kind_[touches_.object[later]];
      for (const AccountIndex account : {a, b})
        std::atomic_ref(meetings[account][kind]).fetch_add(1, std::memory_order_relaxed);
    });
  });
  return meetings;
}

}  // namespace lockstep
