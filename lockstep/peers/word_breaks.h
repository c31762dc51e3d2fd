// lockstep/peers/word_breaks.h
//
// Where words begin and end by Unicode's default rules (UAX 29), which the Toolkit's tokens stand on. ICU's own word
// iterator follows other rules: it splits Han, Kana and Thai by dictionary.
#pragma once

#include <span>
#include <vector>

namespace lockstep {

// For each position in 0 … size, whether a word boundary stands there. A text without characters has none.
std::vector<bool> word_breaks(std::span<const char32_t> text);

// Unicode's Word_Break=WSegSpace.
bool is_word_space(char32_t c);

}  // namespace lockstep
