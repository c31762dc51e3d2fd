// tests/unit/validation/made_up_touches.h
//
// Touch books for tests, without files: posts by accounts, drawn or given one by one.
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/validation/touch_book.h"

namespace lockstep {

// Two tables: reposts, of which each object has an author, and texts, which have no source.
class MadeUpTouches {
 public:
  static constexpr unsigned reposts = 0, texts = 1;

  explicit MadeUpTouches(unsigned accounts) {
    for (unsigned account = 0; account < accounts; ++account) ids_.intern("a" + std::to_string(1000 + account));
    tables_.resize(2);
    tables_[reposts].trace = "co-repost";
    tables_[texts].trace = "co-text";
  }

  ObjectIndex repost_of(const std::string& author) {
    TraceTable& table = tables_[reposts];
    table.objects.push_back({"", table.names[table.names.intern(author)]});
    return ObjectIndex(table.objects.size() - 1);
  }
  ObjectIndex text() {
    tables_[texts].objects.push_back({});
    return ObjectIndex(tables_[texts].objects.size() - 1);
  }
  EventIndex next_event() { return events_++; }
  void touch(unsigned table, ObjectIndex object, AccountIndex account, double seconds, EventIndex event) {
    rows_[table].emplace_back(object, Timestamp(Duration(1'700'000'000'000'000 + int64_t(seconds * 1e6))), account,
                              event);
  }
  void touch(unsigned table, ObjectIndex object, AccountIndex account, double seconds) {
    touch(table, object, account, seconds, next_event());
  }

  // No touch in a second that schedulers use; mark_grid says otherwise.
  TouchBook book() {
    for (unsigned k = 0; k < 2; ++k) {
      std::sort(rows_[k].begin(), rows_[k].end());
      for (const auto& [object, time, account, event] : rows_[k]) {
        tables_[k].object.push_back(object);
        tables_[k].time.push_back(time);
        tables_[k].account.push_back(account);
        tables_[k].event.push_back(event);
      }
    }
    const TraceTable* const both[] = {&tables_[0], &tables_[1]};
    TouchBook book = make_touch_book(both, ids_);
    std::fill(book.on_grid.begin(), book.on_grid.end(), uint8_t(0));
    list_touches(book, book.accounts());
    return book;
  }

 private:
  StringPool ids_;
  std::vector<TraceTable> tables_;
  std::vector<std::tuple<ObjectIndex, Timestamp, AccountIndex, EventIndex>> rows_[2];
  EventIndex events_ = 0;
};

// Objects of minutes, of an hour and of days, by eight authors and by nobody, some touched by nearly all of 90 accounts
// and some by two; one post in three is a repost of something and holds a text as well. A tenth of the touches lie on
// the schedulers' grid.
inline TouchBook random_touches(uint64_t seed, unsigned posts = 2500) {
  constexpr unsigned accounts = 90, objects = 30;
  constexpr double spans[] = {200, 3600, 200'000};
  Rng rng(seed);
  MadeUpTouches made(accounts);
  std::vector<double> begin[2], span[2];
  for (unsigned k = 0; k < 2; ++k)
    for (unsigned object = 0; object < objects; ++object) {
      if (k == MadeUpTouches::reposts)
        made.repost_of("author " + std::to_string(rng.below(8)));
      else
        made.text();
      begin[k].push_back(double(rng.below(6 * 86'400)));
      span[k].push_back(spans[rng.below(3)]);
    }
  for (unsigned n = 0; n < posts; ++n) {
    const auto account = AccountIndex(rng.below(accounts));
    const bool two = rng.below(3) == 0;
    const auto first = unsigned(rng.below(2));
    const ObjectIndex object = ObjectIndex(rng.below(1 + rng.below(objects)));
    const double time = begin[first][object] + double(rng.below(uint64_t(span[first][object])));
    const EventIndex event = made.next_event();
    made.touch(first, object, account, time, event);
    if (two) made.touch(1 - first, object, account, time, event);
  }
  TouchBook book = made.book();
  for (uint8_t& on_grid : book.on_grid) on_grid = rng.below(10) == 0;
  list_touches(book, book.accounts());
  return book;
}

}  // namespace lockstep
