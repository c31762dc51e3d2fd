// lockstep/cases/signing_key.h
//
// The key that signs the history's checkpoints: a file of its own that only its owner may read, apart from the
// database, so that who can write to the tables cannot also sign.
#pragma once

#include <functional>

#include "lockstep/ledger/ledger.h"

namespace lockstep::cases {

// Makes the file where there is none, if the history is still empty: a log keeps the key that it began with.
Result<SigningKey> load_signing_key(const std::string& path, const std::string& origin, bool history_is_empty,
                                    const std::function<std::string(size_t)>& random);

}  // namespace lockstep::cases
