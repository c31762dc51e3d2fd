// lockstep/cases/secrets.h
//
// Passwords and second factors.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lockstep::cases {

// argon2id with libsodium's limits for interactive use (64 MB, about 0.1 s a core).
std::string hash_password(std::string_view password);

// An empty hash takes as long as a real one and is never right: who asks cannot tell that there is no such person.
bool password_is(std::string_view password, const std::string& hash);

// RFC 6238: SHA-1, 30 s, six digits. The step that a code belongs to, if it is one of now's or the two beside it.
std::optional<int64_t> totp_step(std::string_view code, std::string_view secret, int64_t now);
std::string totp_code(std::string_view secret, int64_t step);

// Base32 of a secret, and what an authenticator's camera reads.
std::string otpauth(std::string_view secret, std::string_view handle);

}  // namespace lockstep::cases
