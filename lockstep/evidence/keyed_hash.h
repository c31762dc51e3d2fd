// lockstep/evidence/keyed_hash.h
//
// HMAC-SHA256, of which 80 bits are kept: a million names give the same pseudonym with a probability under 1e-12.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

class KeyedHash {
 public:
  explicit KeyedHash(std::string key) : key_(std::move(key)) {}

  // `kind` keeps an account and a post of the same id apart, and is the pseudonym's first letter.
  std::string operator()(char kind, std::string_view name) const;

 private:
  std::string key_;
};

}  // namespace lockstep
