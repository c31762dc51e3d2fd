// lockstep/sources/bytes/text.h
//
// Bytes to UTF-8: a byte-order mark is dropped, UTF-16 is decoded.
#pragma once

#include <memory>
#include <string>

#include "lockstep/sources/bytes/peek.h"

namespace lockstep {

struct Text {
  std::unique_ptr<Peek> bytes;
  std::shared_ptr<const uint64_t> replaced;  // unpaired surrogates so far, now U+FFFD
  std::string note;                          // what was decoded; "" for UTF-8
};

// UTF-16 is known by its mark, or by a zero in every second byte of the beginning. What is not UTF-16 is passed on as
// it is, valid UTF-8 or not.
Result<Text> decode_text(std::unique_ptr<Peek> bytes);

}  // namespace lockstep
