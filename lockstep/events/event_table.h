// lockstep/events/event_table.h
//
// Events as columns: who did what when, and the values that others may share. Immutable once read_events has returned,
// but for forget_all_but.
//
// Memory: 25 bytes an event, 8 a value, and each distinct string once.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/string_pool.h"
#include "lockstep/base/time.h"
#include "lockstep/sources/field.h"

namespace lockstep {

using AccountIndex = uint32_t;
using EventIndex = uint32_t;

enum class EventKind : uint8_t { post, reply, repost, quote, like, follow, rename, deletion };
std::string_view name(EventKind kind);  // deletion is spelt "delete"

// Our names and those of the platforms: "retweet", "RETWEET", "QUOTE_TWEET", "tweet", "comment" …
std::optional<EventKind> kind_named(std::string_view name);

// A value of one field; list fields give one for each item, in the order of the cell.
struct EventValue {
  Field field;
  TermIndex term;  // in EventTable::terms
};

// A profile as it was observed.
struct AccountSnapshot {
  std::string handle, display_name;
  std::optional<Timestamp> created_at;
  std::optional<uint64_t> followers, following;
};

struct HandleChange {
  AccountIndex account;
  Timestamp time;
  std::string old_handle, new_handle;
};

struct EventTable {
  StringPool accounts;  // ids in bytewise order: comparing two AccountIndex compares the ids
  StringPool terms;     // every other text: values and post ids

  std::vector<Timestamp> time;
  std::vector<AccountIndex> account;
  std::vector<EventKind> kind;
  std::vector<TermIndex> post_id;     // no_term where the table has none, or where nobody asked for it
  std::vector<uint32_t> value_begin;  // size() + 1
  std::vector<EventValue> values;
  std::vector<bool> gathered;  // empty, or one an event: its values came from several rows, in no order

  std::vector<std::optional<AccountSnapshot>> snapshots;  // empty, or one an account
  std::vector<HandleChange> handle_changes;               // by (account, time)

  size_t size() const { return time.size(); }
  std::span<const EventValue> values_of(EventIndex event) const {
    return std::span(values).subspan(value_begin[event], value_begin[event + 1] - value_begin[event]);
  }
  // Whether the order of an event's values is the order in the post.
  bool in_order(EventIndex event) const { return gathered.empty() || !gathered[event]; }
  // The first value of a field, or no_term.
  TermIndex value_of(EventIndex event, Field field) const {
    for (const EventValue& value : values_of(event))
      if (value.field == field) return value.term;
    return no_term;
  }
};

}  // namespace lockstep
