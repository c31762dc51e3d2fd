#include "lockstep/validation/touch_book.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lockstep/base/hash.h"
#include "lockstep/base/radix_sort.h"

namespace lockstep {
namespace {

// Hashtag sequences are left out of what joins objects: the popular ones would join half of a stream. Two posts that
// share one beside something more specific count under that alone, so nothing is counted on both sides.
bool joins(std::string_view trace) { return trace != "co-hashtag-sequence"; }

uint32_t root(std::vector<uint32_t>& parent, uint32_t node) {
  while (parent[node] != node) node = parent[node] = parent[parent[node]];
  return node;
}

// The first touch of each account, object by object; the tables are sorted by (object, time, account).
void take_first_touches(std::span<const TraceTable* const> tables, uint32_t accounts, TouchBook& book) {
  std::vector<uint64_t> last_object(accounts, UINT64_MAX);
  for (size_t t = 0; t < tables.size(); ++t) {
    const TraceTable& table = *tables[t];
    const uint32_t offset = book.objects();
    for (ObjectIndex object = 0; object < table.objects.size(); ++object) {
      book.trace.push_back(uint8_t(t));
      book.own_index.push_back(object);
    }
    for (size_t i = 0; i < table.size(); ++i) {
      const uint64_t object = offset + table.object[i];
      if (last_object[table.account[i]] == object) continue;
      last_object[table.account[i]] = object;
      book.touches.object.push_back(uint32_t(object));
      book.touches.account.push_back(table.account[i]);
      book.touches.time.push_back(table.time[i]);
      book.touches.event.push_back(table.event[i]);
    }
  }
  book.object_begin.assign(book.objects() + 1, 0);
  for (const ObjectIndex object : book.touches.object) ++book.object_begin[object + 1];
  std::partial_sum(book.object_begin.begin(), book.object_begin.end(), book.object_begin.begin());
}

void list_by_account(uint32_t accounts, TouchBook& book) {
  book.account_begin.assign(accounts + 1, 0);
  for (const AccountIndex account : book.touches.account) ++book.account_begin[account + 1];
  std::partial_sum(book.account_begin.begin(), book.account_begin.end(), book.account_begin.begin());
  std::vector<uint32_t> next = book.account_begin;
  book.account_touch.resize(book.touches.size());
  book.account_object.resize(book.touches.size());
  for (TouchIndex touch = 0; touch < book.touches.size(); ++touch) {
    const uint32_t place = next[book.touches.account[touch]]++;
    book.account_touch[place] = touch;
    book.account_object[place] = book.touches.object[touch];
  }
}

// Sources are numbered per trace, contexts over all: what one author's posts explain, their quotes and replies share.
void find_contexts(std::span<const TraceTable* const> tables, const StringPool& accounts, TouchBook& book) {
  StringPool names;
  std::vector<uint32_t> context_of_name;
  uint32_t contexts = 0;
  book.source.assign(book.objects(), TouchBook::no_source);
  book.context.assign(book.objects(), 0);
  book.source_account.assign(book.objects(), TouchBook::no_source);
  std::vector<uint32_t> source_of_name;
  std::vector<AccountIndex> account_of_name;
  for (ObjectIndex object = 0, previous = 0; object < book.objects(); previous = object++) {
    if (object == 0 || book.trace[object] != book.trace[previous])
      source_of_name.assign(source_of_name.size(), TouchBook::no_source);
    const std::string_view source = tables[book.trace[object]]->objects[book.own_index[object]].source;
    if (source.empty()) {
      book.context[object] = contexts++;
      continue;
    }
    const TermIndex name = names.intern(source);
    if (name == context_of_name.size()) {
      context_of_name.push_back(contexts++);
      source_of_name.push_back(TouchBook::no_source);
      account_of_name.push_back(accounts.find(source));
    }
    if (source_of_name[name] == TouchBook::no_source) source_of_name[name] = book.sources++;
    book.source[object] = source_of_name[name];
    book.context[object] = context_of_name[name];
    book.source_account[object] = account_of_name[name];
  }
}

void deal_into_parts(std::span<const TraceTable* const> tables, TouchBook& book) {
  std::vector<uint32_t> parent(book.objects());
  std::iota(parent.begin(), parent.end(), 0u);
  EventIndex events = 0;
  for (const EventIndex event : book.touches.event) events = std::max(events, event + 1);
  std::vector<ObjectIndex> first(events, UINT32_MAX);
  for (TouchIndex touch = 0; touch < book.touches.size(); ++touch) {
    const ObjectIndex object = book.touches.object[touch];
    if (!joins(tables[book.trace[object]]->trace)) continue;
    ObjectIndex& other = first[book.touches.event[touch]];
    if (other == UINT32_MAX) {
      other = object;
      continue;
    }
    const uint32_t a = root(parent, other), b = root(parent, object);
    parent[std::max(a, b)] = std::min(a, b);
  }
  book.part.resize(book.objects());
  for (ObjectIndex object = 0; object < book.objects(); ++object)
    book.part[object] = uint8_t(mix(root(parent, object) + 0x70617274) % part_count);
}

}  // namespace

std::array<bool, 900> posting_grid(std::span<const Timestamp> times) {
  std::array<double, 900> count{};
  for (const Timestamp time : times) {
    const int64_t second = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    ++count[size_t((second % 900 + 900) % 900)];
  }
  const double mean = double(times.size()) / 900;
  std::array<bool, 900> grid;
  for (size_t second = 0; second < 900; ++second)
    grid[second] = count[second] > 3 * mean && count[second] > mean + 6 * std::sqrt(mean) + 20;
  return grid;
}

TouchBook make_touch_book(std::span<const TraceTable* const> tables, const StringPool& accounts) {
  TouchBook book;
  take_first_touches(tables, accounts.size(), book);
  list_by_account(accounts.size(), book);
  find_contexts(tables, accounts, book);
  deal_into_parts(tables, book);
  const std::array<bool, 900> grid = posting_grid(book.touches.time);
  book.on_grid.reserve(book.touches.size());
  for (const Timestamp time : book.touches.time) {
    const int64_t second = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
    book.on_grid.push_back(grid[size_t((second % 900 + 900) % 900)]);
  }
  return book;
}

}  // namespace lockstep
