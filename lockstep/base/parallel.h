// lockstep/base/parallel.h
//
// Work split over threads. Results must not depend on the split: write by index, or add up integers.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace lockstep {

// 0 means all cores.
inline unsigned thread_count(unsigned asked) {
  return asked != 0 ? asked : std::max(1u, std::thread::hardware_concurrency());
}

// work(i) for each i in [0, n), handed out one by one: give it tasks of some size, not elements.
template <class Work>
void parallel_for(size_t n, unsigned threads, Work&& work) {
  const size_t workers = std::min<size_t>(thread_count(threads), n);
  if (workers <= 1) {
    for (size_t i = 0; i < n; ++i) work(i);
    return;
  }
  std::atomic<size_t> next = 0;
  auto run = [&] {
    for (size_t i = next++; i < n; i = next++) work(i);
  };
  std::vector<std::jthread> others;
  for (size_t w = 1; w < workers; ++w) others.emplace_back(run);
  run();
}

}  // namespace lockstep
