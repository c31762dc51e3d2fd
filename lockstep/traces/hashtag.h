// lockstep/traces/hashtag.h
//
// One spelling for a hashtag.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

// "#" and the tag in one case and one spelling of its characters (NFKC, case folded), without blanks around it; empty
// where nothing is left. "Fähre", "#FÄHRE" and "＃fähre" are "#fähre".
std::string normal_hashtag(std::string_view tag);

}  // namespace lockstep
