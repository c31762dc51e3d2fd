// lockstep/sources/formats/excerpt.h
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// The beginning of a text, for a message: at most 60 bytes, what cannot be shown as \xNN.
std::string beginning(std::string_view text);

// The same in quotes.
std::string excerpt(std::string_view text);

// In quotes, from a little before the first byte that is not UTF-8.
std::string excerpt_at_invalid(std::string_view text);

}  // namespace lockstep
