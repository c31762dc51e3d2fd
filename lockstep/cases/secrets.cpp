#include "lockstep/cases/secrets.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

namespace lockstep::cases {
namespace {

constexpr int64_t step_seconds = 30;

// Of a password that nobody has.
const std::string& nobodys_hash() {
  static const std::string hash = hash_password("nobody has this one");
  return hash;
}

std::string base32(std::string_view bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  uint32_t held = 0;
  int bits = 0;
  for (unsigned char byte : bytes) {
    held = held << 8 | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += alphabet[held >> (bits - 5) & 31];
  }
  if (bits > 0) out += alphabet[held << (5 - bits) & 31];
  return out;
}

}  // namespace

std::string hash_password(std::string_view password) {
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                            crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc();
  hash.resize(hash.find('\0'));
  return hash;
}

bool password_is(std::string_view password, const std::string& hash) {
  const std::string& tried = hash.empty() ? nobodys_hash() : hash;
  if (password.data() == nullptr) password = "";  // an empty view may point nowhere, which libsodium must not be given
  return crypto_pwhash_str_verify(tried.c_str(), password.data(), password.size()) == 0 && !hash.empty();
}

std::string totp_code(std::string_view secret, int64_t step) {
  unsigned char counter[8];
  for (int i = 0; i < 8; ++i) counter[i] = static_cast<unsigned char>(step >> (56 - 8 * i));
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  HMAC(EVP_sha1(), secret.data(), int(secret.size()), counter, sizeof counter, mac, &length);
  const unsigned char* part = mac + (mac[length - 1] & 15);
  const uint32_t number = uint32_t(part[0] & 127) << 24 | uint32_t(part[1]) << 16 | uint32_t(part[2]) << 8 | part[3];
  return fmt::format("{:06}", number % 1'000'000);
}

std::optional<int64_t> totp_step(std::string_view code, std::string_view secret, int64_t now) {
  const int64_t current = now / step_seconds;
  std::optional<int64_t> found;
  for (int64_t step = current - 1; step <= current + 1; ++step) {
    const std::string right = totp_code(secret, step);
    if (code.size() == right.size() && sodium_memcmp(code.data(), right.data(), right.size()) == 0) found = step;
  }
  return found;
}

std::string otpauth(std::string_view secret, std::string_view handle) {
  return fmt::format("otpauth://totp/Lockstep:{}?secret={}&issuer=Lockstep", handle, base32(secret));
}

}  // namespace lockstep::cases
