// lockstep/peers/toolkit_text.h
//
// What the Coordination Network Toolkit makes of a message.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// co_tweet: in lower case as Python makes it, without @ and what follows it up to white space, white space collapsed.
std::string toolkit_message(std::string_view text);

// co_similar_tweet: the distinct tokens of the same text, in bytewise order. Tokens are what stands between word
// breaks; white space and an apostrophe straight after a break are left out.
std::vector<std::string> toolkit_tokens(std::string_view text);

}  // namespace lockstep
