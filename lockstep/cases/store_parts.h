// lockstep/cases/store_parts.h
//
// What a Store consists of: one connection that writes, some that read, the key, the clock.
#pragma once

#include <condition_variable>
#include <mutex>

#include "lockstep/cases/connect.h"
#include "lockstep/cases/store.h"
#include "lockstep/ledger/ledger.h"

namespace lockstep::cases {

class StoreParts {
 public:
  Address address;
  std::string url;
  StoreOptions options;
  std::optional<SigningKey> key;  // none: only to be read
  VerifyingKey verifying;

  std::mutex writing;
  std::unique_ptr<soci::session> writer;

  std::mutex reading;
  std::condition_variable returned;
  std::vector<std::unique_ptr<soci::session>> readers;

  std::function<void(const std::vector<Entry>&)> tell;
};

}  // namespace lockstep::cases
