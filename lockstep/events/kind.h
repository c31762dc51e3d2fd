// lockstep/events/kind.h
//
// Which act a row is.
#pragma once

#include <optional>
#include <string_view>

#include "lockstep/events/event_table.h"

namespace lockstep {

// Our names and those of the platforms: "retweet", "RETWEET", "QUOTE_TWEET", "tweet", "comment" …
std::optional<EventKind> kind_named(std::string_view name);

// Whether a text says of itself that it repeats another: "RT @name: …".
bool reads_as_repost(std::string_view text);

// Of rows that are one post, the one whose kind says most.
EventKind more_telling(EventKind a, EventKind b);

}  // namespace lockstep
