// lockstep/traces/traces.h
//
// A trace is one way of touching an object that somebody else can touch too: the same repost target, link, text …
// Each trace is a file of its own in this folder and one line in registry.cpp.
//
// A repost touches the post that it reposts and nothing else: the links, hashtags and words in it are the doing of
// whoever wrote the post. A post that holds the same object twice touches it once.
//
// Cost: each distinct value is normalised once, in parallel; then a radix sort. Memory: 20 bytes a touch, 8 more while
// they are sorted, and the names that are no plain value of the table.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/events/events.h"

namespace lockstep {

using ObjectIndex = uint32_t;

// The things touched, by name; a trace numbers its own, in the order in which the events first touch them. `source` is
// who or what stands behind the object and could explain that many people touch it: the author of the target, "@name",
// the domain of a link; empty where that is not known.
struct Object {
  std::string_view name;
  std::string_view source;
};

// Who touched what when, as columns sorted by (object, time, account, event). Names are views into `names` or, where an
// object is a plain value of the table, into the EventTable: it must outlive this one.
struct TraceTable {
  std::string_view trace;  // "co-link"
  StringPool names;
  std::vector<Object> objects;

  std::vector<ObjectIndex> object;
  std::vector<AccountIndex> account;
  std::vector<Timestamp> time;
  std::vector<EventIndex> event;

  uint64_t objects_of_one = 0, touches_of_one = 0;  // that keep_shared_objects left out

  size_t size() const { return object.size(); }
  uint64_t all_objects() const { return objects.size() + objects_of_one; }
  uint64_t all_touches() const { return size() + touches_of_one; }
};

struct TraceOptions {
  std::string shorteners_path = {};  // CSV with the columns short and long: links that stand for others; empty: none
  unsigned threads = 0;              // the result is the same for any number
};

// What a trace is: how it is called, what it reads, how specific it is, and how it finds its touches.
struct TraceDefinition {
  std::string_view name;         // "co-repost"
  std::string_view description;  // "the same post reposted"
  std::string_view verb;         // for sentences: "reposted the same posts"
  FieldSet objects = {};         // a value of one of these may name an object
  FieldSet fields;               // all that must be read
  unsigned default_min_shared;   // objects in common before `detect` looks at a pair; more for weak traces
  Result<void> (*collect)(const EventTable& events, const TraceOptions& options, class TouchBuilder& touches);
};

// All traces, the most specific first: where two posts share several objects, the first trace counts.
std::span<const TraceDefinition> all_traces();

const TraceDefinition* trace_named(std::string_view name);

// The traces for which some event has a value that may name an object, the most specific first. Such a value may still
// turn out to name none (a text too short), and then there are no touches.
std::vector<const TraceDefinition*> traces_allowed_by(const EventTable& events);

// Errors: a table of shorteners that cannot be read.
Result<TraceTable> collect_touches(const TraceDefinition& trace, const EventTable& events, const TraceOptions& options);

// Leaves out the objects that one account alone touched, which are most, and numbers the others anew in their order.
// All names are then its own.
void keep_shared_objects(TraceTable& touches);

}  // namespace lockstep
