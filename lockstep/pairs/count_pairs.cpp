#include <atomic>

#include "lockstep/pairs/counted_pairs.h"
#include "lockstep/pairs/shared_touches.h"

namespace lockstep {
namespace {

std::vector<Pair> sorted_pairs(std::vector<CountedKey> counted) {
  for (CountedKey& entry : counted) {
    const auto [a, b] = accounts_of(entry.key);
    entry.key = uint64_t(a) << 32 | b;
  }
  std::sort(counted.begin(), counted.end(), [](const CountedKey& x, const CountedKey& y) { return x.key < y.key; });
  std::vector<Pair> pairs;
  pairs.reserve(counted.size());
  for (const CountedKey& entry : counted)
    pairs.push_back({.a = AccountIndex(entry.key >> 32),
                     .b = AccountIndex(entry.key),
                     .shared = entry.count,
                     .first = Timestamp::max(),
                     .last = Timestamp::min()});
  return pairs;
}

// Lowers or raises `at` to `time`, from any thread.
template <class Better>
void move_to(Timestamp& at, Timestamp time, Better better) {
  std::atomic_ref<Timestamp> shared(at);
  Timestamp now = shared.load(std::memory_order_relaxed);
  while (better(time, now) && !shared.compare_exchange_weak(now, time, std::memory_order_relaxed)) {
  }
}

// First and last are looked for when it is known which pairs are wanted, which is few of those that were met.
void find_times(const TraceTable& touches, uint32_t accounts, const CountPlan& plan, const PairOptions& options,
                std::vector<Pair>& pairs, TaskProgress& progress) {
  const PairIndex index(pairs, accounts);
  parallel_for(plan.tasks.size(), options.threads, [&](size_t task) {
    if (progress.cancelled()) return;
    SharedTouchFinder finder(touches, index);
    finder.for_each(plan.tasks[task], ObjectWindows(options.window, plan.hot_objects),
                    [&](uint32_t pair, uint32_t, uint32_t later) {
                      move_to(pairs[pair].first, touches.time[later], std::less{});
                      move_to(pairs[pair].last, touches.time[later], std::greater{});
                    });
    progress.add(plan.tasks[task].end - plan.tasks[task].begin);
  });
}

}  // namespace

Result<PairTable> count_pairs(const TraceTable& touches, const PairOptions& options, Progress& progress) {
  const uint32_t accounts = account_bound(touches);
  const CountPlan plan = plan_counting(touches, options.window, options.narrow_hot_objects);
  Result<std::vector<CountedKey>> counted = counted_pairs(touches, accounts, plan, options, progress);
  if (!counted) return counted.error();
  PairTable table{.pairs = sorted_pairs(*std::move(counted)), .hot_objects = plan.hot_objects};
  TaskProgress dating(progress, "first and last", touches.size(), "touches");
  find_times(touches, accounts, plan, options, table.pairs, dating);
  if (progress.cancelled()) return stopped();
  return table;
}

}  // namespace lockstep
