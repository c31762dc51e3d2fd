// lockstep/sources/formats/json_text.h
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "lockstep/sources/formats/text_arena.h"

namespace lockstep {

// The text of a JSON string, given without its quotes: itself where nothing is escaped. NUL and unpaired surrogates
// become U+FFFD and are added to `replaced`. Nothing where an escape is not one of JSON's.
std::optional<std::string_view> unescape_json(std::string_view escaped, TextArena& arena, uint64_t& replaced);

// Whether this is a number as JSON spells them.
bool is_json_number(std::string_view token);

}  // namespace lockstep
