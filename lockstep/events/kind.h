// lockstep/events/kind.h
//
// Which act a row is.
#pragma once

#include <string_view>

#include "lockstep/events/event_table.h"

namespace lockstep {

// Whether a text says of itself that it repeats another: "RT @name: …".
bool reads_as_repost(std::string_view text);

// Of rows that are one post, the one whose kind says most.
EventKind more_telling(EventKind a, EventKind b);

}  // namespace lockstep
