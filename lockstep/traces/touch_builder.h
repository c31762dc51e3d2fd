// lockstep/traces/touch_builder.h
//
// How a trace says who touched what; the builder numbers the objects and sorts.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/traces/traces.h"

namespace lockstep {

inline constexpr ObjectIndex no_object = UINT32_MAX;

struct NamedObject {
  std::string name;  // empty: no object
  std::string source;
};

// Which events count for a trace.
using Counts = bool (*)(const EventTable& events, EventIndex event);

// A post, reply or quote: what it says and links to is its account's own doing. Not so a repost, a like, a rename …
bool is_own_post(const EventTable& events, EventIndex event);

class TouchBuilder {
 public:
  TouchBuilder(const EventTable& events, unsigned threads);

  // The object whose name is this term as it stands. A source is kept from the first call that gives one.
  ObjectIndex plain_object(TermIndex term, std::string_view source = {});

  // The object of this name, new or known.
  ObjectIndex named_object(std::string_view name, std::string_view source = {});

  void touch(ObjectIndex object, EventIndex event) { touches_.push_back({object, event}); }

  // The objects that the field's values are, as they stand.
  void touch_plain(Field field, Counts counts = is_own_post);

  // The posts that own posts point to, with their authors as source: as the event says, else as the table knows.
  void touch_target(Field target, Field author);

  // The objects that the field's values name. `name_of` is called once for each distinct value, from several threads.
  using NameOf = std::function<NamedObject(std::string_view value)>;
  void touch_named(Field field, const NameOf& name_of, Counts counts = is_own_post);

  TraceTable finish(std::string_view trace);

 private:
  struct Touch {
    ObjectIndex object;
    EventIndex event;
  };
  struct Names {
    TermIndex name, source;  // no_term: none
    bool plain;              // the name is a term of the EventTable, and not of names_
  };
  std::vector<Object> named_objects() const;
  std::vector<ObjectIndex> name_terms(const std::vector<TermIndex>& terms, const NameOf& name_of);
  void fill_columns(TraceTable& table, const std::vector<uint32_t>& begin) const;

  const EventTable& events_;
  unsigned threads_;
  StringPool names_;
  std::vector<Names> objects_;
  std::vector<ObjectIndex> object_of_term_;  // plain ones, by TermIndex of the EventTable
  std::vector<ObjectIndex> object_of_name_;  // by TermIndex of names_
  std::vector<Touch> touches_;
};

}  // namespace lockstep
