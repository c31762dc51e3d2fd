// lockstep/sources/bytes/sha256.h
//
// SHA-256 of bytes as they come (OpenSSL).
#pragma once

#include <memory>
#include <string>

#include "lockstep/base/result.h"

struct evp_md_ctx_st;

namespace lockstep {

class Sha256 {
 public:
  Sha256();
  void add(const char* bytes, size_t size);
  std::string hex();  // ends it: nothing may be added after

 private:
  struct Free {
    void operator()(evp_md_ctx_st* context) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> context_;
};

}  // namespace lockstep
