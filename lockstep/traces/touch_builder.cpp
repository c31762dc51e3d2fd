#include "lockstep/traces/touch_builder.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "lockstep/base/parallel.h"
#include "lockstep/base/radix_sort.h"
#include "lockstep/traces/post_authors.h"

namespace lockstep {
namespace {

constexpr size_t terms_a_block = 4096;
constexpr size_t blocks_at_once = 64;

// visit(event, term) for each value, in order.
template <class Visit>
void for_each_value(const EventTable& events, Counts counts, Field field, Visit&& visit) {
  for (EventIndex event = 0; event < events.size(); ++event) {
    if (!counts(events, event)) continue;
    for (const EventValue& value : events.values_of(event))
      if (value.field == field) visit(event, value.term);
  }
}

bool in_order_of_time_and_account(const EventTable& events) {
  for (size_t i = 1; i < events.size(); ++i)
    if (std::tie(events.time[i], events.account[i]) < std::tie(events.time[i - 1], events.account[i - 1])) return false;
  return true;
}

// The rank of each event by (time, account, event).
std::vector<EventIndex> ranks(const EventTable& events) {
  std::vector<EventIndex> order(events.size());
  std::iota(order.begin(), order.end(), EventIndex(0));
  std::stable_sort(order.begin(), order.end(), [&](EventIndex a, EventIndex b) {
    return std::tie(events.time[a], events.account[a]) < std::tie(events.time[b], events.account[b]);
  });
  std::vector<EventIndex> rank(order.size());
  for (EventIndex i = 0; i < order.size(); ++i) rank[order[i]] = i;
  return rank;
}

void resize(TraceTable& table, size_t touches) {
  table.object.resize(touches);
  table.account.resize(touches);
  table.time.resize(touches);
  table.event.resize(touches);
}

// Moves the objects' touches together, which end before the next object's begin. `end`: by object.
void close_gaps(TraceTable& table, const std::vector<uint32_t>& end) {
  size_t kept = 0;
  for (size_t i = 0; i < table.size(); ++i) {
    if (i >= end[table.object[i]]) continue;
    table.object[kept] = table.object[i];
    table.account[kept] = table.account[i];
    table.time[kept] = table.time[i];
    table.event[kept] = table.event[i];
    ++kept;
  }
  resize(table, kept);
}

}  // namespace

bool is_own_post(const EventTable& events, EventIndex event) {
  const EventKind kind = events.kind[event];
  if (kind != EventKind::post && kind != EventKind::reply && kind != EventKind::quote) return false;
  return events.value_of(event, Field::reposted_post_id) == no_term;
}

TouchBuilder::TouchBuilder(const EventTable& events, unsigned threads)
    : events_(events), threads_(threads), object_of_term_(events.terms.size(), no_object) {}

ObjectIndex TouchBuilder::plain_object(TermIndex term, std::string_view source) {
  ObjectIndex& object = object_of_term_[term];
  if (object == no_object) {
    object = ObjectIndex(objects_.size());
    objects_.push_back({events_.terms[term], {}});
  }
  if (objects_[object].source.empty() && !source.empty()) objects_[object].source = names_[names_.intern(source)];
  return object;
}

ObjectIndex TouchBuilder::named_object(std::string_view name, std::string_view source) {
  const TermIndex term = names_.intern(name);
  const TermIndex source_term = names_.intern(source);
  object_of_name_.resize(names_.size(), no_object);
  ObjectIndex& object = object_of_name_[term];
  if (object == no_object) {
    object = ObjectIndex(objects_.size());
    objects_.push_back({names_[term], names_[source_term]});
  }
  return object;
}

void TouchBuilder::touch_plain(Field field, Counts counts) {
  touches_.reserve(touches_.size() + events_.values.size());
  for_each_value(events_, counts, field, [&](EventIndex event, TermIndex term) {
    if (!events_.terms[term].empty()) touch(plain_object(term), event);
  });
}

void TouchBuilder::touch_target(Field target, Field author) {
  const PostAuthors authors(events_);
  for_each_value(events_, is_own_post, target, [&](EventIndex event, TermIndex post) {
    if (events_.terms[post].empty()) return;
    touch(plain_object(post, author_of_target(events_, event, post, author, authors)), event);
  });
}

void TouchBuilder::touch_named(Field field, const NameOf& name_of, Counts counts) {
  std::vector<uint32_t> place(events_.terms.size(), UINT32_MAX);  // of a term in `distinct`
  std::vector<TermIndex> distinct;  // in order of first appearance, which the objects are numbered by
  for_each_value(events_, counts, field, [&](EventIndex, TermIndex term) {
    if (place[term] != UINT32_MAX) return;
    place[term] = uint32_t(distinct.size());
    distinct.push_back(term);
  });
  const std::vector<ObjectIndex> objects = name_terms(distinct, name_of);
  for_each_value(events_, counts, field, [&](EventIndex event, TermIndex term) {
    if (objects[place[term]] != no_object) touch(objects[place[term]], event);
  });
}

// Some blocks at a time: names are made in parallel and entered in order, and few stand in memory twice.
std::vector<ObjectIndex> TouchBuilder::name_terms(const std::vector<TermIndex>& terms, const NameOf& name_of) {
  std::vector<ObjectIndex> objects;
  objects.reserve(terms.size());
  while (objects.size() < terms.size()) {
    const size_t begin = objects.size();
    std::vector<NamedObject> named(std::min(terms.size() - begin, terms_a_block * blocks_at_once));
    parallel_for((named.size() + terms_a_block - 1) / terms_a_block, threads_, [&](size_t block) {
      const size_t end = std::min(named.size(), (block + 1) * terms_a_block);
      for (size_t i = block * terms_a_block; i < end; ++i) named[i] = name_of(events_.terms[terms[begin + i]]);
    });
    for (const auto& [name, source] : named) objects.push_back(name.empty() ? no_object : named_object(name, source));
  }
  return objects;
}

// By (time, account, event). In a canonical table the events' own order is that of time and account.
void TouchBuilder::put_in_order() {
  const auto by_event = [](const Touch& a, const Touch& b) { return a.event < b.event; };
  if (!in_order_of_time_and_account(events_)) {
    const std::vector<EventIndex> rank = ranks(events_);
    radix_sort(touches_, 0, bits_for(rank.size()), [&](const Touch& touch) { return rank[touch.event]; });
  } else if (!std::is_sorted(touches_.begin(), touches_.end(), by_event)) {
    radix_sort(touches_, 0, bits_for(events_.size()), [](const Touch& touch) { return touch.event; });
  }
}

// One pass puts each touch where it belongs: objects are numbered as they are first touched, so that the places written
// to at any time lie close together.
TraceTable TouchBuilder::finish(std::string_view trace) {
  put_in_order();
  TraceTable table;
  table.trace = trace;
  resize(table, touches_.size());
  std::vector<uint32_t> next(objects_.size() + 1, 0);  // by object: the place of its next touch
  for (const Touch& touch : touches_) ++next[touch.object + 1];
  std::partial_sum(next.begin(), next.end(), next.begin());
  bool any_twice = false;
  for (const auto [object, event] : touches_) {
    const uint32_t place = next[object];
    const bool twice = place > 0 && table.object[place - 1] == object && table.event[place - 1] == event;
    any_twice |= twice;
    if (twice) continue;
    ++next[object];
    table.object[place] = object;
    table.account[place] = events_.account[event];
    table.time[place] = events_.time[event];
    table.event[place] = event;
  }
  if (any_twice) close_gaps(table, next);
  table.names = std::move(names_);
  table.objects = std::move(objects_);
  return table;
}

}  // namespace lockstep
