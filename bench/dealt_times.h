// bench/dealt_times.h
//
// Touches of which nothing depends on anything, for what measures whether p-values mean what they say.
//
// "table": the touches of tables, the times of each object's first touches dealt anew among its accounts; objects of
// fewer than so many accounts are left out: two times that change hands are as far apart as before. Or made up:
// "tempo" (objects of minutes and of days with one audience), "several" (three objects a post), "habitual" (accounts
// that are always quick, who depend on each other by that) and "sources" (twenty objects of each author).
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>
#include <string>
#include <tuple>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/events/events.h"
#include "lockstep/traces/traces.h"
#include "lockstep/validation/touch_book.h"

namespace lockstep {

inline void sort_rows(TraceTable& table) {
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

inline void keep_rows(TraceTable& table, const std::vector<uint8_t>& kept) {
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
inline void keep_first_touches(TraceTable& table, unsigned least_accounts) {
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

inline void shuffle(std::span<Timestamp> times, Rng& rng) {
  for (size_t left = times.size(); left > 1; --left) std::swap(times[left - 1], times[rng.below(left)]);
}

// Each object's times, dealt anew among its accounts.
inline void deal_times(TraceTable& table, Rng& rng) {
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

inline Stream read_stream(unsigned least_accounts, const std::vector<std::string>& paths, EventTable& events) {
  Result<ReadResult> read = read_events(paths, {}, no_progress());
  if (!read) {
    fmt::print(stderr, "{}\n", to_string(read.error()));
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

inline Timestamp at(double seconds) { return Timestamp(std::chrono::microseconds(int64_t(seconds * 1e6))); }

// 2,000 accounts; each of 1,200 objects is touched by 60 of them.
inline Stream made_up(std::string_view name, Rng& rng) {
  constexpr unsigned accounts = 2'000, objects = 1'200, touches = 60;
  Stream stream;
  for (unsigned account = 0; account < accounts; ++account) stream.accounts.intern(std::to_string(account));
  const unsigned per_post = name == "several" ? 3 : 1;
  TraceTable table;
  table.trace = "co-link";
  EventIndex event = 0;
  for (unsigned object = 0; object < objects; object += per_post) {
    for (unsigned k = 0; k < per_post; ++k) {
      table.objects.push_back({});
      if (name == "sources")
        table.objects.back().source = table.names[table.names.intern(fmt::format("{}", object / 20))];
    }
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

// The next of the streams that a bench was asked for: `arguments` are CASE REPEATS [LEAST TABLE...], as it was called.
class DealtStreams {
 public:
  DealtStreams(std::span<char*> arguments, uint64_t seed) : name_(arguments[0]), rng_(seed) {
    if (name_ == "table")
      stream_ = read_stream(unsigned(std::stoul(arguments[2])), {arguments.begin() + 3, arguments.end()}, events_);
  }
  static bool understands(std::span<char*> arguments) {
    return arguments.size() >= 2 && (std::string_view(arguments[0]) == "table") == (arguments.size() > 3);
  }
  TouchBook next() {
    if (name_ != "table") stream_ = made_up(name_, rng_);
    std::vector<const TraceTable*> tables;
    for (TraceTable& table : stream_.tables) {
      if (name_ == "table") deal_times(table, rng_);
      tables.push_back(&table);
    }
    return make_touch_book(tables, name_ == "table" ? events_.accounts : stream_.accounts);
  }
  Rng& rng() { return rng_; }

 private:
  std::string name_;
  Rng rng_;
  EventTable events_;  // the names in the tables are views of it
  Stream stream_;
};

}  // namespace lockstep
