#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "lockstep/pairs/shared_touches.h"

namespace lockstep {
namespace {

// Stable by pair: a counting sort, which leaves the few of one pair to be put in order.
std::vector<SharedTouch> in_order(const std::vector<std::vector<SharedTouch>>& found, size_t pairs) {
  std::vector<size_t> begin(pairs + 1);
  for (const auto& part : found)
    for (const SharedTouch& touch : part) ++begin[touch.pair + 1];
  for (size_t pair = 0; pair < pairs; ++pair) begin[pair + 1] += begin[pair];
  std::vector<SharedTouch> sorted(begin[pairs]);
  std::vector<size_t> next(begin.begin(), begin.end() - 1);
  for (const auto& part : found)
    for (const SharedTouch& touch : part) sorted[next[touch.pair]++] = touch;
  for (size_t pair = 0; pair < pairs; ++pair)
    std::sort(sorted.begin() + ptrdiff_t(begin[pair]), sorted.begin() + ptrdiff_t(begin[pair + 1]),
              [](const SharedTouch& x, const SharedTouch& y) {
                return std::tie(x.object, x.touch_a, x.touch_b) < std::tie(y.object, y.touch_a, y.touch_b);
              });
  return sorted;
}

}  // namespace

Result<std::vector<SharedTouch>> collect_shared_touches(const TraceTable& touches, std::span<const Pair> pairs,
                                                        std::span<const HotObject> hot_objects,
                                                        const PairOptions& options, Progress& progress) {
  uint32_t accounts = account_bound(touches);
  for (const Pair& pair : pairs) accounts = std::max(accounts, pair.b + 1);  // some may never touch anything here
  const PairIndex index(pairs, accounts);
  const CountPlan plan = plan_counting(touches, options.window, false);
  const uint64_t room = options.memory_bytes / (2 * sizeof(SharedTouch));
  std::atomic<uint64_t> found = 0;
  std::vector<std::vector<SharedTouch>> parts(plan.tasks.size());
  TaskProgress told(progress, "evidence", touches.size(), "touches");
  parallel_for(plan.tasks.size(), options.threads, [&](size_t task) {
    if (told.cancelled() || found > room) return;
    SharedTouchFinder finder(touches, index);
    finder.for_each(plan.tasks[task], ObjectWindows(options.window, hot_objects),
                    [&](uint32_t pair, uint32_t earlier, uint32_t later) {
                      const bool in_turn = touches.account[earlier] < touches.account[later];
                      parts[task].push_back({.pair = pair,
                                             .object = touches.object[later],
                                             .touch_a = in_turn ? earlier : later,
                                             .touch_b = in_turn ? later : earlier});
                    });
    found += parts[task].size();
    told.add(plan.tasks[task].end - plan.tasks[task].begin);
  });
  if (progress.cancelled()) return stopped();
  if (found > room)
    return Error{
        .kind = ErrorKind::limit,
        .message = fmt::format("the posts behind {} pairs do not fit in memory: more than {} touches in common",
                               pairs.size(), room),
        .where = std::string(touches.trace),
        .hint = "give more memory (--memory) or a higher --min-shared"};
  return in_order(parts, pairs.size());
}

}  // namespace lockstep
