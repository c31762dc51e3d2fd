// lockstep/pairs/meet.h
//
// Every pair of every object, handed to the threads' sinks.
#pragma once

#include <atomic>
#include <span>

#include "lockstep/base/parallel.h"
#include "lockstep/pairs/object_pairs.h"
#include "lockstep/pairs/plan.h"
#include "lockstep/pairs/task_progress.h"

namespace lockstep {

// Passes the pairs of each object, each once an object, to sinks[thread].add(key); one thread a sink. Stops early when
// it is told to.
template <class Sink>
void meet_pairs(const TraceTable& touches, uint32_t accounts, const CountPlan& plan, Duration window,
                std::vector<Sink>& sinks, TaskProgress& progress) {
  std::atomic<size_t> next_task = 0;
  parallel_for(sinks.size(), unsigned(sinks.size()), [&](size_t thread) {
    ObjectPairs pairs(touches, accounts);
    Sink& sink = sinks[thread];
    for (size_t task = next_task++; task < plan.tasks.size() && !progress.cancelled(); task = next_task++) {
      const auto [begin, end] = plan.tasks[task];
      ObjectWindows windows(window, plan.hot_objects);
      for_each_object(touches, begin, end, [&](ObjectTouches object) {
        const std::optional<Duration> within = windows.of(object.object);
        if (within)
          pairs.for_each(
              object, *within, [&] { return progress.cancelled(); }, [&](PairKey key) { sink.add(key); });
      });
      progress.add(end - begin);
    }
  });
}

}  // namespace lockstep
