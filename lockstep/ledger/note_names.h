// lockstep/ledger/note_names.h
#pragma once

#include <string_view>

namespace lockstep {

// What a note may call a key: not empty, UTF-8, no white space, no plus sign, no control characters.
bool is_key_name(std::string_view name);

}  // namespace lockstep
