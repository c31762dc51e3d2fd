// lockstep/traces/normal_text.h
//
// What stays of a text when everything is evened out that copies of it differ in.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// One spelling for characters (Unicode NFKC), one case, without zero-width and other invisible ones.
std::string fold_characters(std::string_view text);

// White space, of any kind and length, as one blank; none at the ends.
std::string collapse_blanks(std::string_view text);

// Without links (http://…, https://…, www.…, pic.twitter.com/…, t.co/…) and mentions (@name, @name@host), characters
// folded, blanks collapsed. A link ends at white space, behind … and where a script without blanks (Han, Kana …)
// begins.
std::string normal_text(std::string_view text);

// At least 20 letters and digits; an ideograph or a kana stands for three. Greetings and bare hashtags stay under it.
bool says_enough(std::string_view normal);

}  // namespace lockstep
