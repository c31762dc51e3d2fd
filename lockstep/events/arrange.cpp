#include "lockstep/events/arrange.h"

#include <sys/mman.h>

#include <algorithm>
#include <numeric>
#include <unordered_set>

#include "lockstep/base/radix_sort.h"
#include "lockstep/events/kind.h"
#include "lockstep/events/table_reader.h"
#include "lockstep/events/value_filter.h"

namespace lockstep {
namespace {

// Rows [begin, end) of the order that are one post.
struct Group {
  uint32_t begin, end;
};

// Gives the memory back, which an empty list assigned would keep.
template <class Value>
void release(std::vector<Value>& column) {
  std::vector<Value>().swap(column);
}

// Gives back the memory behind the last value of a large column. Whole pages of it, whose content nobody may rely on.
template <class Value>
void release_behind(std::vector<Value>& column) {
  constexpr size_t page = 4096;
  char* const behind = reinterpret_cast<char*>(column.data() + column.size());
  const size_t bytes = (column.capacity() - column.size()) * sizeof(Value);
  const size_t to_next_page = (page - uintptr_t(behind) % page) % page;
  if (bytes >= to_next_page + page) madvise(behind + to_next_page, (bytes - to_next_page) / page * page, MADV_DONTNEED);
}

class Arranger {
 public:
  Arranger(EventTable rows, const ReadOptions& options) : options_(options), rows_(std::move(rows)) {}

  Arranged run() {
    rank_accounts();
    list_rows();
    const bool stay = options_.order == EventOrder::any && nothing_merges();
    if (!stay) sort_rows();
    if (options_.order == EventOrder::as_read) put_in_reading_order();
    ValueFilter filter(options_.filter, rows_.terms);
    if (filter.is_empty() && rows_are_events())
      take_columns();
    else
      emit(filter);
    number_accounts();
    result_.events.terms = std::move(rows_.terms);
    if (!stay) number_terms();
    if (options_.merge_rows) count_repeated_post_ids();  // else a row is no post
    return std::move(result_);
  }

 private:
  // The accounts of the rows that are left, bytewise; from here on a row has its account's rank.
  void rank_accounts() {
    std::vector<uint8_t> used(rows_.accounts.size(), 0);
    for (AccountIndex account : rows_.account)
      if (account != no_account) used[account] = 1;
    for (AccountIndex account = 0; account < used.size(); ++account)
      if (used[account]) by_rank_.push_back(account);
    sort_bytewise(rows_.accounts, by_rank_);
    rank_.resize(used.size());
    for (AccountIndex rank = 0; rank < by_rank_.size(); ++rank) rank_[by_rank_[rank]] = rank;
    for (AccountIndex& account : rows_.account)
      if (account != no_account) account = rank_[account];
  }

  void list_rows() {
    order_.reserve(rows_.size());
    for (uint32_t row = 0; row < rows_.size(); ++row)
      if (rows_.account[row] != no_account) order_.push_back(row);
  }

  bool nothing_merges() const {
    return !options_.merge_rows ||
           std::all_of(rows_.post_id.begin(), rows_.post_id.end(), [](TermIndex id) { return id == no_term; });
  }

  void sort_rows() {
    // tables are mostly in order already
    auto earlier = [&](uint32_t a, uint32_t b) { return rows_.time[a] < rows_.time[b]; };
    if (!std::is_sorted(order_.begin(), order_.end(), earlier)) return sort_by_time();
    sort_instants([&](size_t i) { return rows_.time[order_[i]]; });
  }

  void sort_by_time() {
    const auto [first, last] = std::minmax_element(rows_.time.begin(), rows_.time.end());
    const Timestamp begin = *first;
    const uint64_t span = uint64_t((*last - begin).count());
    const bool whole_seconds = std::all_of(rows_.time.begin(), rows_.time.end(), [&](Timestamp time) {
      return (time - begin) % std::chrono::seconds(1) == Duration(0);
    });
    if (whole_seconds && span / 1'000'000 <= UINT32_MAX)
      sort_by_ticks<uint32_t, 1'000'000>(begin, span);
    else
      sort_by_ticks<uint64_t, 1>(begin, span);
  }

  template <class Ticks, uint64_t micros_a_tick>
  void sort_by_ticks(Timestamp begin, uint64_t span) {
    struct Key {
      Ticks time;
      uint32_t row;
    };
    std::vector<Key> keys;
    keys.reserve(order_.size());
    for (uint32_t row : order_)
      keys.push_back({Ticks(uint64_t((rows_.time[row] - begin).count()) / micros_a_tick), row});
    radix_sort(keys, 0, bits_for(span / micros_a_tick), [](const Key& key) { return key.time; });
    for (size_t i = 0; i < keys.size(); ++i) order_[i] = keys[i].row;
    sort_instants([&](size_t i) { return keys[i].time; });
  }

  // The rows of one instant by account, and those of one account in it by what they hold. `time_at`: of a place in the
  // order.
  template <class TimeAt>
  void sort_instants(TimeAt&& time_at) {
    for_each_run(order_, time_at, [&](std::span<uint32_t> instant) {
      sort_by_account(instant);
      auto account_at = [&](size_t i) { return rows_.account[instant[i]]; };
      for_each_run(instant, account_at, [&](std::span<uint32_t> alike) {
        std::sort(alike.begin(), alike.end(), [&](uint32_t a, uint32_t b) { return precedes(a, b); });
      });
    });
  }

  // Calls visit(run) for each two places or more that follow each other and have the same value.
  template <class ValueAt, class Visit>
  static void for_each_run(std::span<uint32_t> order, ValueAt&& value_at, Visit&& visit) {
    for (size_t begin = 0, end; begin < order.size(); begin = end) {
      const auto value = value_at(begin);
      for (end = begin + 1; end < order.size() && value_at(end) == value;) ++end;
      if (end - begin > 1) visit(order.subspan(begin, end - begin));
    }
  }

  void sort_by_account(std::span<uint32_t> rows) {
    by_account_.clear();
    for (uint32_t row : rows) by_account_.push_back(uint64_t(rows_.account[row]) << 32 | row);
    std::sort(by_account_.begin(), by_account_.end());
    for (size_t i = 0; i < rows.size(); ++i) rows[i] = uint32_t(by_account_[i]);
  }

  std::span<const EventValue> values_of(uint32_t row) const { return rows_.values_of(row); }

  int compare(TermIndex a, TermIndex b) const {
    if (a == b) return 0;
    if (a == no_term || b == no_term) return a == no_term ? -1 : 1;
    return rows_.terms[a].compare(rows_.terms[b]);
  }

  // By post id, kind and values; rows that are alike in all of it by their place.
  bool precedes(uint32_t a, uint32_t b) const {
    if (const int order = compare(rows_.post_id[a], rows_.post_id[b])) return order < 0;
    if (rows_.kind[a] != rows_.kind[b]) return rows_.kind[a] < rows_.kind[b];
    const std::span<const EventValue> of_a = values_of(a), of_b = values_of(b);
    for (size_t i = 0; i < of_a.size() && i < of_b.size(); ++i) {
      if (of_a[i].field != of_b[i].field) return of_a[i].field < of_b[i].field;
      if (const int order = compare(of_a[i].term, of_b[i].term)) return order < 0;
    }
    return of_a.size() != of_b.size() ? of_a.size() < of_b.size() : a < b;
  }

  // Where the rows that are one post with the one at `begin` end.
  uint32_t end_of_post(uint32_t begin) const {
    uint32_t end = begin + 1;
    while (end < order_.size() && are_one_post(order_[begin], order_[end])) ++end;
    return end;
  }

  bool are_one_post(uint32_t a, uint32_t b) const {
    return options_.merge_rows && rows_.post_id[a] != no_term && rows_.post_id[a] == rows_.post_id[b] &&
           rows_.account[a] == rows_.account[b] && rows_.time[a] == rows_.time[b];
  }

  // Posts by their first row, and the rows of each as they were read.
  void put_in_reading_order() {
    std::vector<Group> groups;
    for (uint32_t begin = 0, end; begin < order_.size(); begin = end) {
      end = end_of_post(begin);
      std::sort(order_.begin() + begin, order_.begin() + end);
      groups.push_back({begin, end});
    }
    std::sort(groups.begin(), groups.end(),
              [&](const Group& a, const Group& b) { return order_[a.begin] < order_[b.begin]; });
    std::vector<uint32_t> ordered;
    ordered.reserve(order_.size());
    for (const Group& group : groups)
      ordered.insert(ordered.end(), order_.begin() + group.begin, order_.begin() + group.end);
    order_ = std::move(ordered);
  }

  // Whether every row is an event of its own, and its values may stand in memory twice for a while.
  bool rows_are_events() const {
    if (rows_.values.size() > 2 * rows_.size()) return false;
    for (size_t i = 1; i < order_.size(); ++i)
      if (are_one_post(order_[i - 1], order_[i])) return false;
    return true;
  }

  bool order_is_that_of_rows() const {
    for (uint32_t i = 0; i < order_.size(); ++i)
      if (order_[i] != i) return false;
    return order_.size() == rows_.size();
  }

  void take_columns() {
    EventTable& events = result_.events;
    if (order_is_that_of_rows()) {
      events.time = std::move(rows_.time);
      events.account = std::move(rows_.account);
      events.kind = std::move(rows_.kind);
      events.post_id = std::move(rows_.post_id);
      events.value_begin = std::move(rows_.value_begin);
      events.values = std::move(rows_.values);
      return release_rows();
    }
    events.time = taken(rows_.time);
    events.account = taken(rows_.account);
    events.kind = taken(rows_.kind);
    events.post_id = taken(rows_.post_id);
    events.value_begin.reserve(order_.size() + 1);
    events.value_begin.push_back(0);
    events.values.reserve(rows_.values.size());
    for (uint32_t row : order_) {
      for (const EventValue& value : values_of(row)) events.values.push_back(value);
      events.value_begin.push_back(uint32_t(events.values.size()));
    }
    release_rows();
  }

  // A column in the order of the events; its memory serves the next one.
  template <class Value>
  std::vector<Value> taken(std::vector<Value>& column) const {
    std::vector<Value> ordered;
    ordered.reserve(order_.size());
    for (uint32_t row : order_) ordered.push_back(column[row]);
    release(column);
    return ordered;
  }

  // Where values are the bulk of the table they go in parts, so that old and new ones do not all stand in memory at
  // once.
  void emit(ValueFilter& filter) {
    reserve_events();
    EventTable& events = result_.events;
    const bool keeps_all = filter.is_empty();
    const size_t part = rows_.values.size() > 2 * order_.size() ? order_.size() / 4 + 1 : order_.size();
    size_t part_begin = 0;
    for (uint32_t begin = 0, end; begin < order_.size(); begin = end) {
      end = end_of_post(begin);
      if (begin >= part_begin + part) {
        drop_values(std::span(order_).subspan(begin));
        part_begin = begin;
      }
      ask_ahead(begin);
      result_.merged_rows += end - begin - 1;
      const uint32_t first = order_[begin];
      const EventKind kind = merge({begin, end});
      if (!keeps_all && !filter.keeps(kind, std::span(events.values).subspan(events.value_begin.back()))) {
        events.values.resize(events.value_begin.back());
        result_.filtered_rows += end - begin;
        continue;
      }
      if (gathered_) {
        events.gathered.resize(events.size(), false);
        events.gathered.push_back(true);
      }
      events.time.push_back(rows_.time[first]);
      events.account.push_back(rows_.account[first]);
      events.kind.push_back(kind);
      events.post_id.push_back(rows_.post_id[first]);
      events.value_begin.push_back(uint32_t(events.values.size()));
    }
    if (!events.gathered.empty()) events.gathered.resize(events.size(), false);
    release_rows();
  }

  void reserve_events() {
    EventTable& events = result_.events;
    events.time.reserve(order_.size());
    events.account.reserve(order_.size());
    events.kind.reserve(order_.size());
    events.post_id.reserve(order_.size());
    events.value_begin.reserve(order_.size() + 1);
    events.value_begin.push_back(0);
    events.values.reserve(rows_.values.size());
  }

  void release_rows() {
    release(rows_.time);
    release(rows_.account);
    release(rows_.kind);
    release(rows_.post_id);
    release(rows_.value_begin);
    release(rows_.values);
    release(order_);
  }

  // Keeps only the values of rows that are still to come.
  void drop_values(std::span<const uint32_t> to_come) {
    std::vector<bool> comes(rows_.kind.size(), false);
    for (uint32_t row : to_come) comes[row] = true;
    uint32_t kept = 0, begin = 0;
    for (size_t row = 0; row < comes.size(); ++row) {
      const uint32_t end = rows_.value_begin[row + 1];
      rows_.value_begin[row] = kept;
      for (; begin < end; ++begin)
        if (comes[row]) rows_.values[kept++] = rows_.values[begin];
    }
    rows_.value_begin[comes.size()] = kept;
    rows_.values.resize(kept);
    release_behind(rows_.values);
  }

  // In a table out of order each row is a place of its own in memory: its cells are asked for before they are needed.
  void ask_ahead(size_t place) const {
    constexpr size_t far = 32, near = 16;
    if (place + far >= order_.size()) return;
    const uint32_t distant = order_[place + far];
    __builtin_prefetch(&rows_.value_begin[distant]);
    __builtin_prefetch(&rows_.time[distant]);
    __builtin_prefetch(&rows_.account[distant]);
    __builtin_prefetch(&rows_.kind[distant]);
    __builtin_prefetch(&rows_.post_id[distant]);
    __builtin_prefetch(rows_.values.data() + rows_.value_begin[order_[place + near]]);
  }

  // Appends the values of the group's first row, and of the others what is new: then `gathered_` is set.
  EventKind merge(const Group& group) {
    gathered_ = false;
    std::vector<EventValue>& values = result_.events.values;
    const size_t begin = values.size();
    const std::span<const EventValue> first = values_of(order_[group.begin]);
    for (const EventValue& value : first) values.push_back(value);
    EventKind kind = rows_.kind[order_[group.begin]];
    if (group.end - group.begin == 1) return kind;
    std::unordered_set<uint64_t> there;
    auto key = [](const EventValue& value) { return uint64_t(value.field) << 32 | value.term; };
    for (const EventValue& value : first) there.insert(key(value));
    for (size_t i = group.begin + 1; i < group.end; ++i) {
      kind = more_telling(kind, rows_.kind[order_[i]]);
      for (const EventValue& value : values_of(order_[i]))
        if (there.insert(key(value)).second) {
          values.push_back(value);
          gathered_ = true;
        }
    }
    std::stable_sort(values.begin() + ptrdiff_t(begin), values.end(),
                     [](const EventValue& a, const EventValue& b) { return a.field < b.field; });
    return kind;
  }

  // The accounts that still have an event; their order stays.
  void number_accounts() {
    EventTable& events = result_.events;
    std::vector<AccountIndex> number(by_rank_.size(), 0);
    for (AccountIndex rank : events.account) number[rank] = 1;
    const bool all_stay = by_rank_.size() == rank_.size() && std::find(number.begin(), number.end(), 0) == number.end();
    if (all_stay) {
      rows_.accounts.renumber(rank_);
      events.accounts = std::move(rows_.accounts);
      result_.account_before = std::move(by_rank_);
      return;
    }
    for (AccountIndex rank = 0; rank < by_rank_.size(); ++rank) {
      if (!number[rank]) continue;
      number[rank] = events.accounts.intern(rows_.accounts[by_rank_[rank]]);
      result_.account_before.push_back(by_rank_[rank]);
    }
    for (AccountIndex& account : events.account) account = number[account];
  }

  // By first appearance.
  void number_terms() {
    EventTable& events = result_.events;
    std::vector<TermIndex> number(events.terms.size(), no_term);
    TermIndex next = 0;
    auto renumber = [&](TermIndex& term) {
      if (term == no_term) return;
      if (number[term] == no_term) number[term] = next++;
      term = number[term];
    };
    for (EventIndex event = 0; event < events.size(); ++event) {
      renumber(events.post_id[event]);
      for (uint32_t i = events.value_begin[event]; i < events.value_begin[event + 1]; ++i)
        renumber(events.values[i].term);
    }
    for (TermIndex& unused : number)
      if (unused == no_term) unused = next++;
    events.terms.renumber(number);
  }

  void count_repeated_post_ids() {
    std::vector<bool> seen(result_.events.terms.size(), false);
    for (TermIndex post : result_.events.post_id) {
      if (post == no_term) continue;
      result_.repeated_post_ids += seen[post];
      seen[post] = true;
    }
  }

  const ReadOptions& options_;
  EventTable rows_;
  std::vector<AccountIndex> by_rank_, rank_;
  std::vector<uint32_t> order_;       // of the rows, as they are handed out
  std::vector<uint64_t> by_account_;  // of one instant: account, row
  bool gathered_ = false;             // whether the post merged last took values from several rows
  Arranged result_;
};

}  // namespace

Arranged arrange_events(EventTable rows, const ReadOptions& options) {
  return Arranger(std::move(rows), options).run();
}

}  // namespace lockstep
