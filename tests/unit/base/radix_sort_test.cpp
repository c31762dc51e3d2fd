#include "lockstep/base/radix_sort.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace lockstep {
namespace {

RC_GTEST_PROP(RadixSort, IsAStableSortByTheBitsAsked, (std::vector<uint64_t> keys)) {
  const unsigned low = *rc::gen::inRange(0u, 64u);
  const unsigned high = *rc::gen::inRange(low, 65u);
  const auto bits = [&](uint64_t key) {
    return high - low == 64 ? key : (key >> low) & ((uint64_t(1) << (high - low)) - 1);
  };
  std::vector<uint64_t> expected = keys;
  std::stable_sort(expected.begin(), expected.end(), [&](uint64_t a, uint64_t b) { return bits(a) < bits(b); });
  radix_sort(keys, low, high, [](uint64_t key) { return key; });
  RC_ASSERT(keys == expected);
}

TEST(RadixSort, SortsManyItemsOverSeveralDigits) {
  std::vector<uint64_t> keys(100000);
  for (size_t i = 0; i < keys.size(); ++i) keys[i] = (i * 0x9e3779b97f4a7c15u) >> 20;
  radix_sort(keys, 0, bits_for(uint64_t(1) << 44), [](uint64_t key) { return key; });
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
}

}  // namespace
}  // namespace lockstep
