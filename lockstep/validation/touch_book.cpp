#include "lockstep/validation/touch_book.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lockstep/base/hash.h"

namespace lockstep {
namespace {

// Hashtag sequences are left out of what joins objects: the popular ones would join half of a stream. Posts that lie on
// both sides of a division do not judge what they helped to find (post_parts).
bool joins(std::string_view trace) { return trace != "co-hashtag-sequence"; }

uint32_t root(std::vector<uint32_t>& parent, uint32_t node) {
  while (parent[node] != node) node = parent[node] = parent[parent[node]];
  return node;
}

// In the order that they had, without those of objects that were left out.
void number_sources(TouchBook& book) {
  std::vector<uint32_t> number(book.sources, 0);
  for (const uint32_t source : book.source)
    if (source != TouchBook::no_source) number[source] = 1;
  book.sources = 0;
  for (uint32_t& source : number) source = source == 1 ? book.sources++ : TouchBook::no_source;
  for (uint32_t& source : book.source)
    if (source != TouchBook::no_source) source = number[source];
}

void list_by_object(TouchBook& book) {
  book.object_begin.assign(book.objects() + 1, 0);
  for (const ObjectIndex object : book.touches.object) ++book.object_begin[object + 1];
  std::partial_sum(book.object_begin.begin(), book.object_begin.end(), book.object_begin.begin());
}

// Of each event, whether it stands in two touches or more.
std::vector<bool> touching_several(std::span<const EventIndex> events) {
  const size_t count = events.empty() ? 0 : *std::ranges::max_element(events) + size_t(1);
  std::vector<bool> once(count), several(count);
  for (const EventIndex event : events) {
    if (once[event]) several[event] = true;
    once[event] = true;
  }
  return several;
}

void list_by_account(TouchBook& book, size_t accounts) {
  book.account_begin.assign(accounts + 1, 0);
  for (const AccountIndex account : book.touches.account) ++book.account_begin[account + 1];
  std::partial_sum(book.account_begin.begin(), book.account_begin.end(), book.account_begin.begin());
  std::vector<uint32_t> next = book.account_begin;
  book.account_touch.resize(book.touches.size());
  book.account_object.resize(book.touches.size());
  book.account_post.resize(book.touches.size());
  const std::vector<bool> several = touching_several(book.touches.event);
  for (TouchIndex touch = 0; touch < book.touches.size(); ++touch) {
    const uint32_t place = next[book.touches.account[touch]]++;
    book.account_touch[place] = touch;
    book.account_object[place] = book.touches.object[touch];
    const EventIndex event = book.touches.event[touch];
    book.account_post[place] = {book.touches.time[touch], event, book.on_grid[touch] != 0, several[event]};
  }
}

}  // namespace

void list_touches(TouchBook& book, size_t accounts) {
  list_by_object(book);
  list_by_account(book, accounts);
}

size_t PostingGrid::second_of(Timestamp time) {
  const int64_t second = std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
  return size_t((second % 900 + 900) % 900);
}

std::array<bool, 900> PostingGrid::crowded() const {
  // Over the seconds that occur: times on a grid of a minute know fifteen of them, and none is crowded for that.
  const auto occur = double(std::ranges::count_if(count_, [](double count) { return count > 0; }));
  const double mean = std::accumulate(count_.begin(), count_.end(), 0.0) / std::max(1.0, occur);
  std::array<bool, 900> grid;
  for (size_t second = 0; second < 900; ++second)
    grid[second] = count_[second] > 3 * mean && count_[second] > mean + 6 * std::sqrt(mean) + 20;
  return grid;
}

void TouchBookMaker::join(EventIndex event, uint32_t number) {
  if (event >= first_.size()) first_.resize(event + size_t(1), UINT32_MAX);
  uint32_t& other = first_[event];
  if (other == UINT32_MAX) {
    other = number;
    return;
  }
  const uint32_t a = root(parent_, other), b = root(parent_, number);
  parent_[std::max(a, b)] = std::min(a, b);
}

// Sources are numbered per trace, contexts over all: what one author's posts explain, their quotes and replies share.
std::optional<TouchBookMaker::Source> TouchBookMaker::source_of(std::string_view source) {
  if (source.empty()) return std::nullopt;
  const TermIndex name = names_.intern(source);
  if (name == sources_.size()) sources_.push_back({contexts_++, accounts_.find(source), TouchBook::no_source});
  if (sources_[name].number == TouchBook::no_source) sources_[name].number = book_.sources++;
  return sources_[name];
}

// Touches are sorted by (object, time, account), so that an account's first one comes first.
void TouchBookMaker::add(const TraceTable& table) {
  TraceTable& touches = book_.touches;
  const bool joining = joins(table.trace);
  for (Source& source : sources_) source.number = TouchBook::no_source;
  std::vector<ObjectIndex> last_object(accounts_.size(), UINT32_MAX);
  parent_.reserve(parent_.size() + table.objects.size());
  ObjectIndex own_index = 0;
  size_t touch = 0;
  for (ObjectIndex object = 0; object < table.objects.size(); ++object) {
    const auto number = uint32_t(parent_.size());
    parent_.push_back(number);
    const size_t before = touches.size();
    for (; touch < table.size() && table.object[touch] == object; ++touch) {
      if (last_object[table.account[touch]] == object) continue;
      last_object[table.account[touch]] = object;
      grid_.add(table.time[touch]);
      if (joining) join(table.event[touch], number);
      touches.object.push_back(book_.objects());
      touches.account.push_back(table.account[touch]);
      touches.time.push_back(table.time[touch]);
      touches.event.push_back(table.event[touch]);
    }
    const std::optional<Source> source = source_of(table.objects[object].source);
    const uint32_t context = source ? source->context : contexts_++;
    if (touches.size() - before < 2) {
      touches.object.resize(before);
      touches.account.resize(before);
      touches.time.resize(before);
      touches.event.resize(before);
      continue;
    }
    number_.push_back(number);
    book_.trace.push_back(tables_);
    book_.own_index.push_back(own_index++);
    book_.source.push_back(source ? source->number : TouchBook::no_source);
    book_.source_account.push_back(source ? source->account : TouchBook::no_source);
    book_.context.push_back(context);
  }
  ++tables_;
}

TouchBook TouchBookMaker::finish() {
  list_by_object(book_);
  book_.part.reserve(book_.objects());
  for (const uint32_t number : number_)
    book_.part.push_back(uint8_t(mix(root(parent_, number) + 0x70617274) % part_count));
  std::vector<uint8_t> parts_of_post(first_.size(), 0);
  for (TouchIndex touch = 0; touch < book_.touches.size(); ++touch) {
    const EventIndex event = book_.touches.event[touch];
    if (event >= parts_of_post.size()) parts_of_post.resize(event + size_t(1), 0);
    parts_of_post[event] |= uint8_t(1u << book_.part[book_.touches.object[touch]]);
  }
  book_.post_parts.reserve(book_.touches.size());
  for (const EventIndex event : book_.touches.event) book_.post_parts.push_back(parts_of_post[event]);
  for (std::vector<uint32_t>* done : {&parent_, &number_, &first_}) std::vector<uint32_t>().swap(*done);
  const std::array<bool, 900> grid = grid_.crowded();
  book_.on_grid.reserve(book_.touches.size());
  for (const Timestamp time : book_.touches.time) book_.on_grid.push_back(grid[PostingGrid::second_of(time)]);
  number_sources(book_);
  list_by_account(book_, accounts_.size());
  return std::move(book_);
}

TouchBook narrowed(const TouchBook& book, std::span<const uint8_t> kept, uint32_t least_touches) {
  TouchBook left;
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    const TouchIndex begin = book.object_begin[object], end = book.object_begin[object + 1];
    if (std::count_if(&kept[begin], &kept[begin] + (end - begin), [](uint8_t k) { return k != 0; }) < least_touches)
      continue;
    for (TouchIndex touch = begin; touch < end; ++touch) {
      if (!kept[touch]) continue;
      left.touches.object.push_back(left.objects());
      left.touches.account.push_back(book.touches.account[touch]);
      left.touches.time.push_back(book.touches.time[touch]);
      left.touches.event.push_back(book.touches.event[touch]);
      left.on_grid.push_back(book.on_grid[touch]);
      left.post_parts.push_back(book.post_parts[touch]);
    }
    left.trace.push_back(book.trace[object]);
    left.own_index.push_back(book.own_index[object]);
    left.source.push_back(book.source[object]);
    left.source_account.push_back(book.source_account[object]);
    left.context.push_back(book.context[object]);
    left.part.push_back(book.part[object]);
  }
  left.sources = book.sources;
  number_sources(left);
  list_touches(left, book.accounts());
  return left;
}

TouchBook make_touch_book(std::span<const TraceTable* const> tables, const StringPool& accounts) {
  TouchBookMaker maker(accounts);
  for (const TraceTable* table : tables) maker.add(*table);
  return maker.finish();
}

}  // namespace lockstep
