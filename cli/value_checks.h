// cli/value_checks.h
//
// What a value that was typed for an option must be, and the sentence that says so. The parser's own checks take -1 for
// a number without sign, and name their bounds in machine words.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>

namespace lockstep::cli {

// Digits only, and within the bounds.
CLI::Validator whole_number(uint64_t least, uint64_t most);

// Over 0, and `most` at most.
CLI::Validator share_up_to(double most);

// 500MB, 4GB: turned into bytes. `kb_is_1000`: else 1024, as in KiB.
CLI::Validator size_in_bytes(bool kb_is_1000);

}  // namespace lockstep::cli
