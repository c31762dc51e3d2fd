// lockstep/traces/traces.h
//
// A trace is one way of touching an object that somebody else can touch too: the same repost target, link, text …
// Each trace is a file of its own in this folder and one line in registry.cpp.
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

// The things touched, by name; a trace numbers its own. `source` is who or what stands behind the object and could
// explain that many people touch it: the author of the target, "@name", the domain of a link; empty where that is not
// known.
struct Object {
  std::string_view name;    // in TraceTable::names
  std::string_view source;  // in TraceTable::names
};

// Who touched what when, as columns sorted by (object, time, account, event).
struct TraceTable {
  std::string_view trace;  // "co-link"
  StringPool names;
  std::vector<Object> objects;

  std::vector<ObjectIndex> object;
  std::vector<AccountIndex> account;
  std::vector<Timestamp> time;
  std::vector<EventIndex> event;

  size_t size() const { return object.size(); }
};

struct TraceOptions {
  std::string shorteners_path;  // CSV short,long
  unsigned threads = 0;
};

// What a trace is: how it is called, what it reads, how specific it is, and how it finds its touches.
struct TraceDefinition {
  std::string_view name;         // "co-repost"
  std::string_view description;  // "the same post reposted"
  std::string_view verb;         // for sentences: "reposted the same posts"
  FieldSet fields;               // what must be read; the trace is allowed where the data has them
  unsigned default_min_shared;   // objects in common before `detect` looks at a pair; more for weak traces
  Result<void> (*collect)(const EventTable& events, const TraceOptions& options, class TouchBuilder& touches);
};

// All traces, the most specific first: where two posts share several objects, the first trace counts.
std::span<const TraceDefinition> all_traces();

const TraceDefinition* trace_named(std::string_view name);

Result<TraceTable> collect_touches(const TraceDefinition& trace, const EventTable& events, const TraceOptions& options);

}  // namespace lockstep
