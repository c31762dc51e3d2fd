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

struct RowKey {
  Timestamp time;
  AccountIndex rank;  // of the account, bytewise
  uint32_t row;
};

// Rows [begin, end) of the sorted keys that are one post.
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
    sort_rows();
    if (options_.order == EventOrder::as_read) put_in_reading_order();
    emit();
    number_accounts();
    number_terms();
    if (options_.merge_rows) count_repeated_post_ids();  // else a row is no post
    return std::move(result_);
  }

 private:
  // The accounts of the rows that are left, bytewise.
  void rank_accounts() {
    std::vector<uint8_t> used(rows_.accounts.size(), 0);
    for (AccountIndex account : rows_.account)
      if (account != no_account) used[account] = 1;
    for (AccountIndex account = 0; account < used.size(); ++account)
      if (used[account]) by_rank_.push_back(account);
    sort_bytewise(rows_.accounts, by_rank_);
    rank_.resize(used.size());
    for (AccountIndex rank = 0; rank < by_rank_.size(); ++rank) rank_[by_rank_[rank]] = rank;
  }

  void sort_rows() {
    keys_.reserve(rows_.size());
    for (uint32_t row = 0; row < rows_.size(); ++row)
      if (rows_.account[row] != no_account) keys_.push_back({rows_.time[row], rank_[rows_.account[row]], row});
    release(rows_.time);
    release(rows_.account);
    sort_by_time();
    sort_runs([](const RowKey& a, const RowKey& b) { return a.time == b.time; },
              [](const RowKey& a, const RowKey& b) { return a.rank != b.rank ? a.rank < b.rank : a.row < b.row; });
    sort_runs([](const RowKey& a, const RowKey& b) { return a.time == b.time && a.rank == b.rank; },
              [&](const RowKey& a, const RowKey& b) { return precedes(a.row, b.row); });
  }

  // Tables are mostly in order already.
  void sort_by_time() {
    auto earlier = [](const RowKey& a, const RowKey& b) { return a.time < b.time; };
    if (std::is_sorted(keys_.begin(), keys_.end(), earlier)) return;
    const auto [first, last] = std::minmax_element(keys_.begin(), keys_.end(), earlier);
    const Timestamp begin = first->time;
    const bool whole_seconds = std::all_of(keys_.begin(), keys_.end(), [&](const RowKey& key) {
      return (key.time - begin) % std::chrono::seconds(1) == Duration(0);
    });
    const uint64_t unit = whole_seconds ? 1'000'000 : 1;  // fewer digits
    radix_sort(keys_, 0, bits_for(uint64_t((last->time - begin).count()) / unit),
               [&](const RowKey& key) { return uint64_t((key.time - begin).count()) / unit; });
  }

  // Sorts each run of keys that are alike by `order`.
  template <class Alike, class Order>
  void sort_runs(Alike&& alike, Order&& order) {
    for (auto begin = keys_.begin(), end = begin; begin != keys_.end(); begin = end) {
      end = std::find_if(begin + 1, keys_.end(), [&](const RowKey& key) { return !alike(*begin, key); });
      if (end - begin > 1) std::sort(begin, end, order);
    }
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
    while (end < keys_.size() && are_one_post(keys_[begin], keys_[end])) ++end;
    return end;
  }

  bool are_one_post(const RowKey& a, const RowKey& b) const {
    return options_.merge_rows && a.time == b.time && a.rank == b.rank && rows_.post_id[a.row] != no_term &&
           rows_.post_id[a.row] == rows_.post_id[b.row];
  }

  // Posts by their first row, and the rows of each as they were read.
  void put_in_reading_order() {
    std::vector<Group> groups;
    for (uint32_t begin = 0, end; begin < keys_.size(); begin = end) {
      end = end_of_post(begin);
      std::sort(keys_.begin() + begin, keys_.begin() + end,
                [](const RowKey& a, const RowKey& b) { return a.row < b.row; });
      groups.push_back({begin, end});
    }
    std::sort(groups.begin(), groups.end(),
              [&](const Group& a, const Group& b) { return keys_[a.begin].row < keys_[b.begin].row; });
    std::vector<RowKey> ordered;
    ordered.reserve(keys_.size());
    for (const Group& group : groups)
      ordered.insert(ordered.end(), keys_.begin() + group.begin, keys_.begin() + group.end);
    keys_ = std::move(ordered);
  }

  // Column by column and in parts, so that old and new ones do not all stand in memory at once: values go after each
  // part of the posts, and until the rest is gone times and accounts stay in the keys, of which the first of each post
  // is kept.
  void emit() {
    EventTable& events = result_.events;
    events.kind.reserve(keys_.size());
    events.post_id.reserve(keys_.size());
    events.value_begin.reserve(keys_.size() + 1);
    events.value_begin.push_back(0);
    events.values.reserve(rows_.values.size());
    ValueFilter filter(options_.filter, rows_.terms);
    const bool keeps_all = filter.is_empty();
    constexpr size_t parts = 4;
    size_t kept = 0, part_begin = 0;
    for (uint32_t begin = 0, end; begin < keys_.size(); begin = end) {
      end = end_of_post(begin);
      if (begin >= part_begin + keys_.size() / parts + 1) {
        drop_values(std::span(keys_).subspan(begin));
        part_begin = begin;
      }
      ask_ahead(begin);
      result_.merged_rows += end - begin - 1;
      const RowKey first = keys_[begin];
      const EventKind kind = merge({begin, end});
      if (!keeps_all && !filter.keeps(kind, std::span(events.values).subspan(events.value_begin.back()))) {
        events.values.resize(events.value_begin.back());
        result_.filtered_rows += end - begin;
        continue;
      }
      events.kind.push_back(kind);
      events.gathered.push_back(gathered_);
      events.post_id.push_back(rows_.post_id[first.row]);
      events.value_begin.push_back(uint32_t(events.values.size()));
      keys_[kept++] = first;
    }
    keys_.resize(kept);
    release(rows_.values);
    release(rows_.value_begin);
    release(rows_.post_id);
    release(rows_.kind);
    take_times_and_accounts();
  }

  // Keeps only the values of rows that are still to come.
  void drop_values(std::span<const RowKey> to_come) {
    std::vector<bool> comes(rows_.kind.size(), false);
    for (const RowKey& key : to_come) comes[key.row] = true;
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

  void take_times_and_accounts() {
    EventTable& events = result_.events;
    events.time.reserve(keys_.size());
    events.account.reserve(keys_.size());
    for (const RowKey& key : keys_) {
      events.time.push_back(key.time);
      events.account.push_back(key.rank);
    }
    release(keys_);
  }

  // In a table out of order each row is a place of its own in memory: its values are asked for before they are needed.
  void ask_ahead(size_t key) const {
    constexpr size_t far = 32, near = 16;
    if (key + far >= keys_.size()) return;
    const uint32_t distant = keys_[key + far].row;
    __builtin_prefetch(&rows_.value_begin[distant]);
    __builtin_prefetch(&rows_.kind[distant]);
    __builtin_prefetch(&rows_.post_id[distant]);
    __builtin_prefetch(rows_.values.data() + rows_.value_begin[keys_[key + near].row]);
  }

  // Appends the values of the group's first row, and of the others what is new: then `gathered_` is set.
  EventKind merge(const Group& group) {
    gathered_ = false;
    std::vector<EventValue>& values = result_.events.values;
    const size_t begin = values.size();
    const std::span<const EventValue> first = values_of(keys_[group.begin].row);
    values.insert(values.end(), first.begin(), first.end());
    EventKind kind = rows_.kind[keys_[group.begin].row];
    if (group.end - group.begin == 1) return kind;
    std::unordered_set<uint64_t> there;
    auto key = [](const EventValue& value) { return uint64_t(value.field) << 32 | value.term; };
    for (const EventValue& value : first) there.insert(key(value));
    for (size_t i = group.begin + 1; i < group.end; ++i) {
      kind = more_telling(kind, rows_.kind[keys_[i].row]);
      for (const EventValue& value : values_of(keys_[i].row))
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
    events.terms = std::move(rows_.terms);
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
  std::vector<RowKey> keys_;
  bool gathered_ = false;  // whether the post merged last took values from several rows
  Arranged result_;
};

}  // namespace

Arranged arrange_events(EventTable rows, const ReadOptions& options) {
  return Arranger(std::move(rows), options).run();
}

}  // namespace lockstep
