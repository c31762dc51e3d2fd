// bench_calibration CASE REPEATS [LEAST TABLE…]: whether the p-values of the pair tests mean what they say, where
// nothing depends on anything.
//
// CASE is "table" (the touches of the tables, the times of each object's first touches dealt anew among its accounts;
// objects of fewer than LEAST accounts are left out: two times that change hands are as far apart as before), or one
// that is made up: "tempo" (objects of minutes and of days with one audience), "several" (three objects a post) and
// "habitual" (accounts that are always quick, who depend on each other by that). Pairs with at least three trials are
// tested: K meetings among the trials of a test, as p = P(K > k) + U P(K = k); and the p that nomination uses, the
// larger of both, on occasions. Prints how many lie below 1e-2 … 1e-6, as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/events/events.h"
#include "lockstep/traces/traces.h"
#include "lockstep/validation/validation.h"

namespace {

using namespace lockstep;

constexpr Duration window = std::chrono::seconds(60), hour = std::chrono::hours(1);
constexpr unsigned least_trials = 3;

struct Tally {
  std::string_view test;
  uint64_t pairs = 0;
  std::array<uint64_t, 5> below{};  // 1e-2 … 1e-6

  void add(double p) {
    ++pairs;
    double level = 1e-2;
    for (uint64_t& count : below) {
      count += p <= level;
      level /= 10;
    }
  }
};

void sort_rows(TraceTable& table) {
  std::vector<size_t> order(table.size());
  std::iota(order.begin(), order.end(), size_t(0));
  std::sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return std::tie(table.object[a], table.time[a], table.account[a], table.event[a]) <
           std::tie(table.object[b], table.time[b], table.account[b], table.event[b]);
  });
  const auto arrange = [&](auto& column) {
    auto arranged = column;
    for (size_t i = 0; i < order.size(); ++i) arranged[i] = column[order[i]];
    column = std::move(arranged);
  };
  arrange(table.object);
  arrange(table.account);
  arrange(table.time);
  arrange(table.event);
}

void keep_rows(TraceTable& table, const std::vector<uint8_t>& kept) {
  const auto keep = [&](auto& column) {
    size_t next = 0;
    for (size_t i = 0; i < kept.size(); ++i)
      if (kept[i]) column[next++] = column[i];
    column.resize(next);
  };
  keep(table.object);
  keep(table.account);
  keep(table.time);
  keep(table.event);
}

// The first touch of each account and object, of objects with enough accounts.
void keep_first_touches(TraceTable& table, unsigned least_accounts) {
  std::vector<uint8_t> first(table.size(), 1);
  std::vector<uint32_t> last_object;  // of each account: the object it touched last, and one
  for (size_t i = 0; i < table.size(); ++i) {
    if (table.account[i] >= last_object.size()) last_object.resize(table.account[i] + 1);
    first[i] = last_object[table.account[i]] != table.object[i] + 1;
    last_object[table.account[i]] = table.object[i] + 1;
  }
  keep_rows(table, first);
  std::vector<uint8_t> enough(table.size(), 1);
  for (size_t begin = 0, end = 0; begin < table.size(); begin = end) {
    while (end < table.size() && table.object[end] == table.object[begin]) ++end;
    if (end - begin < least_accounts) std::fill(enough.begin() + begin, enough.begin() + end, 0);
  }
  keep_rows(table, enough);
}

void shuffle(std::span<Timestamp> times, Rng& rng) {
  for (size_t left = times.size(); left > 1; --left) std::swap(times[left - 1], times[rng.below(left)]);
}

// Each object's times, dealt anew among its accounts.
void deal_times(TraceTable& table, Rng& rng) {
  for (size_t begin = 0, end = 0; begin < table.size(); begin = end) {
    while (end < table.size() && table.object[end] == table.object[begin]) ++end;
    shuffle(std::span(table.time).subspan(begin, end - begin), rng);
  }
  sort_rows(table);
}

struct Stream {
  std::vector<TraceTable> tables;
  StringPool accounts;
};

Stream read_stream(unsigned least_accounts, const std::vector<std::string>& paths, EventTable& events) {
  Result<ReadResult> read = read_events(paths, {}, no_progress());
  if (!read) {
    fmt::print(stderr, "bench_calibration: {}\n", to_string(read.error()));
    std::exit(exit_code(read.error().kind));
  }
  events = std::move(read->events);
  Stream stream;
  for (const TraceDefinition* trace : traces_allowed_by(events)) {
    if (trace->default_min_shared > 2) continue;
    Result<TraceTable> table = collect_touches(*trace, events, {});
    if (!table) continue;
    keep_first_touches(*table, least_accounts);
    stream.tables.push_back(std::move(*table));
  }
  return stream;
}

Timestamp at(double seconds) { return Timestamp(std::chrono::microseconds(int64_t(seconds * 1e6))); }

// 2,000 accounts; each of 1,200 objects is touched by 60 of them.
Stream made_up(std::string_view name, Rng& rng) {
  constexpr unsigned accounts = 2'000, objects = 1'200, touches = 60;
  Stream stream;
  for (unsigned account = 0; account < accounts; ++account) stream.accounts.intern(std::to_string(account));
  const unsigned per_post = name == "several" ? 3 : 1;
  TraceTable table;
  table.trace = "co-link";
  EventIndex event = 0;
  for (unsigned object = 0; object < objects; object += per_post) {
    for (unsigned k = 0; k < per_post; ++k) table.objects.push_back({});
    const double begins = rng.uniform() * 14 * 86'400;
    const double span = name == "tempo" && object % 2 ? 600 : 2 * 86'400;
    std::vector<uint8_t> taken(accounts, 0);
    for (unsigned touch = 0; touch < touches; ++touch) {
      uint32_t account = uint32_t(rng.below(accounts));
      while (taken[account]) account = uint32_t(rng.below(accounts));
      taken[account] = 1;
      const bool quick = name == "habitual" && account % 5 == 0;
      const double delay = quick ? 240 * rng.uniform() : span * rng.uniform();
      for (unsigned k = 0; k < per_post; ++k) {
        table.object.push_back(object + k);
        table.account.push_back(account);
        table.time.push_back(at(std::floor(begins + delay)));
        table.event.push_back(event);
      }
      ++event;
    }
  }
  sort_rows(table);
  stream.tables.push_back(std::move(table));
  return stream;
}

// P(K > k) + U P(K = k)
double randomised(const std::vector<double>& trials, unsigned met, Rng& rng) {
  const double at_least = poisson_binomial_tail(trials, met), more = poisson_binomial_tail(trials, met + 1);
  return more + rng.uniform() * (at_least - more);
}

void test(const std::vector<SharedObject>& shared, std::array<Tally, 3>& tallies, Rng& rng) {
  std::vector<double> timing, lag;
  unsigned met = 0;
  for (size_t i = 0, end = 0; i < shared.size(); i = end) {
    double never = 1, never_in_the_hour = 1;
    bool meets = false;
    for (end = i; end < shared.size() && shared[end].context == shared[i].context; ++end) {
      never *= 1 - shared[end].q;
      if (shared[end].gap <= hour) never_in_the_hour *= 1 - shared[end].r;
      meets |= shared[end].gap <= window;
    }
    met += meets;
    timing.push_back(1 - never);
    if (never_in_the_hour < 1) lag.push_back(1 - never_in_the_hour);
  }
  if (timing.size() >= least_trials) tallies[0].add(randomised(timing, met, rng));
  if (lag.size() >= least_trials) tallies[1].add(randomised(lag, met, rng));
  if (timing.size() >= least_trials) {
    const PairTest used = test_pair(shared, window, all_parts);
    tallies[2].add(std::max(used.p_timing, used.p_lag));
  }
}

// Every pair of accounts that shares at least three objects.
void test_pairs(const TouchBook& book, const References& references, std::array<Tally, 3>& tallies, Rng& rng) {
  std::vector<uint32_t> common(book.accounts(), 0);
  std::vector<AccountIndex> others;
  std::vector<SharedObject> shared;
  for (AccountIndex account = 0; account < book.accounts(); ++account) {
    others.clear();
    for (TouchIndex touch : book.touches_of(account)) {
      const ObjectIndex object = book.touches.object[touch];
      for (TouchIndex other = book.object_begin[object]; other < book.object_begin[object + 1]; ++other)
        if (book.touches.account[other] > account && ++common[book.touches.account[other]] == least_trials)
          others.push_back(book.touches.account[other]);
    }
    for (AccountIndex other : others) {
      shared_objects(book, references, account, other, shared);
      test(shared, tallies, rng);
    }
    for (TouchIndex touch : book.touches_of(account)) {
      const ObjectIndex object = book.touches.object[touch];
      for (TouchIndex other = book.object_begin[object]; other < book.object_begin[object + 1]; ++other)
        common[book.touches.account[other]] = 0;
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc > 2 ? argv[1] : "";
  if (name.empty() || (name == "table") != (argc > 4)) {
    fmt::print(stderr, "bench_calibration table REPEATS LEAST TABLE… | (tempo | several | habitual) REPEATS\n");
    return 2;
  }
  Rng rng(4);
  EventTable events;  // the names in the tables are views of it
  Stream stream;
  if (name == "table") stream = read_stream(unsigned(std::stoul(argv[3])), {argv + 4, argv + argc}, events);
  std::array<Tally, 3> tallies{Tally{"timing"}, Tally{"lag"}, Tally{"combined"}};
  for (unsigned long repeat = std::stoul(argv[2]); repeat > 0; --repeat) {
    if (name != "table") stream = made_up(name, rng);
    for (TraceTable& table : stream.tables)
      if (name == "table") deal_times(table, rng);
    std::vector<const TraceTable*> tables;
    for (const TraceTable& table : stream.tables) tables.push_back(&table);
    const TouchBook book = make_touch_book(tables, name == "table" ? events.accounts : stream.accounts);
    const References references(book, window, std::vector<uint8_t>(book.accounts(), 0), 1);
    test_pairs(book, references, tallies, rng);
  }
  std::string_view between = "[";
  for (const Tally& tally : tallies) {
    fmt::print("{}{{\"test\":\"{}\",\"pairs\":{},\"below\":[{}]}}", between, tally.test, tally.pairs,
               fmt::join(tally.below, ","));
    between = ",";
  }
  fmt::print("]\n");
}
