// lockstep/base/nearest.h
//
// Names that somebody may have meant: for errors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// Insertions, deletions, substitutions and swaps of neighbours that lead from one name to the other.
unsigned edit_distance(std::string_view a, std::string_view b);

// The names near to `asked`, the nearest first, at most `count`: those a third of its length away or less, without
// regard to case.
std::vector<std::string> nearest_names(std::string_view asked, const std::vector<std::string>& names, size_t count = 3);

bool same_name(std::string_view a, std::string_view b);  // without regard to the case of ASCII letters

// "a", "b" or "c"; each in quotes.
std::string quoted_choice(const std::vector<std::string>& names);

}  // namespace lockstep
