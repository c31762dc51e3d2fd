// lockstep/peers/token_sets.h
//
// Texts as sets of numbered tokens.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lockstep {

// The Toolkit's tokens of each text, ascending; 0 is the token that the fewest texts have.
std::vector<std::vector<uint32_t>> token_sets(std::span<const std::string_view> texts, unsigned threads);

}  // namespace lockstep
