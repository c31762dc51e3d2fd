// bench_group_calibration CASE REPEATS [LEAST TABLE…]: whether the p-values of the test of a group mean what they say,
// where nothing depends on anything. The cases: bench/dealt_times.h.
//
// Groups of 3 to 20 accounts, drawn by what they touched and not by when: some of one object's audience, judged by all
// other contexts; and an account with those that share most objects with it, judged by all. Of those with two occasions
// or more it prints how many p lie below 1e-1 … 1e-4, by window, as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "bench/dealt_times.h"
#include "lockstep/validation/validation.h"

namespace {

using namespace lockstep;

constexpr std::array<Duration, 3> windows{std::chrono::seconds(10), std::chrono::seconds(60), std::chrono::minutes(10)};
constexpr size_t groups_of_each_draw = 10'000;

struct Tally {
  Duration window;
  uint64_t groups = 0;
  std::array<uint64_t, 4> below{};  // 1e-1 … 1e-4

  void add(const GroupTest& test) {
    if (test.occasions < 2) return;
    ++groups;
    double level = 1e-1;
    for (uint64_t& count : below) {
      count += test.p <= level;
      level /= 10;
    }
  }
};

struct Group {
  std::vector<AccountIndex> members = {};  // ascending
  LookedAt looked_at = {};
};

unsigned any_size(Rng& rng) { return unsigned(3 + rng.below(18)); }

Group some_of_an_audience(const TouchBook& book, Rng& rng) {
  const auto touch = TouchIndex(rng.below(book.touches.size()));
  const ObjectIndex object = book.touches.object[touch];
  std::vector<AccountIndex> audience;
  for (TouchIndex other = book.object_begin[object]; other < book.object_begin[object + 1]; ++other)
    if (other != touch) audience.push_back(book.touches.account[other]);
  Group group{{book.touches.account[touch]}, {.burst = Burst{object, book.context[object], book.touches.time[touch]}}};
  for (unsigned left = any_size(rng) - 1; left > 0 && !audience.empty(); --left) {
    AccountIndex& next = audience[rng.below(audience.size())];
    group.members.push_back(next);
    next = audience.back();
    audience.pop_back();
  }
  std::ranges::sort(group.members);
  return group;
}

Group who_share_most(const TouchBook& book, Rng& rng) {
  const AccountIndex one = book.touches.account[rng.below(book.touches.size())];
  std::vector<AccountIndex> company;  // as often as they share an object
  for (const TouchIndex touch : book.touches_of(one)) {
    const ObjectIndex object = book.touches.object[touch];
    for (TouchIndex other = book.object_begin[object]; other < book.object_begin[object + 1]; ++other)
      if (book.touches.account[other] != one) company.push_back(book.touches.account[other]);
  }
  std::ranges::sort(company);
  std::vector<std::pair<int64_t, AccountIndex>> by_shared;
  for (auto first = company.begin(); first != company.end();) {
    const auto next = std::upper_bound(first, company.end(), *first);
    by_shared.emplace_back(first - next, *first);
    first = next;
  }
  std::ranges::sort(by_shared);
  by_shared.resize(std::min<size_t>(by_shared.size(), any_size(rng) - 1));
  Group group{{one}};
  for (const auto& [shared, account] : by_shared) group.members.push_back(account);
  std::ranges::sort(group.members);
  return group;
}

}  // namespace

int main(int argc, char** argv) {
  const std::span<char*> arguments(argv + 1, argv + argc);
  if (!DealtStreams::understands(arguments)) {
    fmt::print(stderr, "bench_group_calibration table REPEATS LEAST TABLE… | (tempo | several | …) REPEATS\n");
    return 2;
  }
  DealtStreams streams(arguments, 5);
  std::vector<Tally> tallies;
  for (const Duration window : windows) tallies.push_back({window});
  for (unsigned long repeat = std::stoul(arguments[1]); repeat > 0; --repeat) {
    const TouchBook book = streams.next();
    const std::vector<uint8_t> nobody(book.accounts(), 0);
    std::vector<Group> groups;
    for (size_t k = 0; k < groups_of_each_draw; ++k) {
      groups.push_back(some_of_an_audience(book, streams.rng()));
      groups.push_back(who_share_most(book, streams.rng()));
    }
    for (Tally& tally : tallies) {
      const References references(book, tally.window, nobody, 1);
      for (const auto& [members, looked_at] : groups) {
        std::vector<GroupObject> objects = group_objects(book, members, tally.window);
        tally.add(test_group(counted_and_rated(book, references, members, nobody, objects, looked_at)));
      }
    }
  }
  std::string_view between = "[";
  for (const Tally& tally : tallies) {
    fmt::print("{}{{\"window\":\"{}\",\"groups\":{},\"below\":[{}]}}", between, format_duration(tally.window),
               tally.groups, fmt::join(tally.below, ","));
    between = ",";
  }
  fmt::print("]\n");
}
