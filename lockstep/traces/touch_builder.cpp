#include "lockstep/traces/touch_builder.h"

#include <algorithm>
#include <numeric>

#include "lockstep/base/parallel.h"
#include "lockstep/traces/post_authors.h"

namespace lockstep {
namespace {

constexpr size_t terms_a_block = 4096;
constexpr size_t blocks_at_once = 16;

// visit(event, term) for each value, in order.
template <class Visit>
void for_each_value(const EventTable& events, Counts counts, Field field, Visit&& visit) {
  for (EventIndex event = 0; event < events.size(); ++event) {
    if (!counts(events, event)) continue;
    for (const EventValue& value : events.values_of(event))
      if (value.field == field) visit(event, value.term);
  }
}

}  // namespace

bool is_own_post(const EventTable& events, EventIndex event) {
  const EventKind kind = events.kind[event];
  if (kind != EventKind::post && kind != EventKind::reply && kind != EventKind::quote) return false;
  return events.value_of(event, Field::reposted_post_id) == no_term;
}

TouchBuilder::TouchBuilder(const EventTable& events, unsigned threads) : events_(events), threads_(threads) {}

ObjectIndex TouchBuilder::plain_object(TermIndex term, std::string_view source) {
  if (object_of_term_.empty()) object_of_term_.assign(events_.terms.size(), no_object);
  ObjectIndex& object = object_of_term_[term];
  if (object == no_object) {
    object = ObjectIndex(objects_.size());
    objects_.push_back({.name = term, .source = no_term, .plain = true});
  }
  if (objects_[object].source == no_term && !source.empty()) objects_[object].source = names_.intern(source);
  return object;
}

ObjectIndex TouchBuilder::named_object(std::string_view name, std::string_view source) {
  const TermIndex term = names_.intern(name);
  const TermIndex source_term = source.empty() ? no_term : names_.intern(source);
  object_of_name_.resize(names_.size(), no_object);
  ObjectIndex& object = object_of_name_[term];
  if (object == no_object) {
    object = ObjectIndex(objects_.size());
    objects_.push_back({.name = term, .source = source_term, .plain = false});
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

// One pass puts each touch where its object's stand: objects are numbered as they are first touched, so that the places
// written to at any time lie close together.
TraceTable TouchBuilder::finish(std::string_view trace) {
  std::vector<uint32_t> begin(objects_.size() + 1, 0);  // of each object's touches
  for (const Touch& touch : touches_) ++begin[touch.object + 1];
  std::partial_sum(begin.begin(), begin.end(), begin.begin());
  TraceTable table;
  table.trace = trace;
  table.event.resize(touches_.size());
  std::vector<uint32_t> next(begin.begin(), begin.end() - 1);
  for (const auto [object, event] : touches_) table.event[next[object]++] = event;
  std::vector<Touch>().swap(touches_);
  fill_columns(table, begin);
  names_.end_lookups();
  table.objects = named_objects();
  table.names = std::move(names_);
  return table;
}

std::vector<Object> TouchBuilder::named_objects() const {
  std::vector<Object> objects;
  objects.reserve(objects_.size());
  for (const auto& [name, source, plain] : objects_)
    objects.push_back(
        {(plain ? events_.terms : names_)[name], source == no_term ? std::string_view() : names_[source]});
  return objects;
}

// Each object's touches by (time, account, event), each once. In a canonical table they mostly stand so.
void TouchBuilder::fill_columns(TraceTable& table, const std::vector<uint32_t>& begin) const {
  struct Act {
    Timestamp time;
    AccountIndex account;
    EventIndex event;
    auto operator<=>(const Act&) const = default;
  };
  table.object.reserve(table.event.size());
  table.account.reserve(table.event.size());
  table.time.reserve(table.event.size());
  std::vector<Act> acts;
  size_t kept = 0;
  for (ObjectIndex object = 0; object < objects_.size(); ++object) {
    acts.clear();
    for (uint32_t place = begin[object]; place < begin[object + 1]; ++place) {
      const EventIndex event = table.event[place];
      acts.push_back({events_.time[event], events_.account[event], event});
    }
    if (!std::is_sorted(acts.begin(), acts.end())) std::sort(acts.begin(), acts.end());
    acts.erase(std::unique(acts.begin(), acts.end()), acts.end());
    for (const Act& act : acts) {
      table.event[kept++] = act.event;
      table.object.push_back(object);
      table.account.push_back(act.account);
      table.time.push_back(act.time);
    }
  }
  table.event.resize(kept);
}

}  // namespace lockstep
