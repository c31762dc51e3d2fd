#include <fmt/format.h>
#include <simdjson.h>
#include <sodium.h>

#include <algorithm>

#include "lockstep/ledger/note.h"
#include "lockstep/ledger/note_names.h"
#include "lockstep/ledger/text.h"

namespace lockstep {
namespace {

constexpr char ed25519 = 1;
constexpr std::string_view secret_prefix = "PRIVATE+KEY+";

std::string with_type(std::span<const uint8_t> bytes) {
  std::string typed(1, ed25519);
  typed.append(bytes.begin(), bytes.end());
  return typed;
}

std::string spelled(const VerifyingKey& key, std::span<const uint8_t> bytes) {
  return fmt::format("{}+{:08x}+{}", key.name, key_id(key), base64(with_type(bytes)));
}

// name+id+base64(type and 32 bytes), where the id is still to be checked.
struct Spelling {
  std::string name, id;
  std::array<uint8_t, 32> bytes;
};

std::optional<Spelling> parse_spelling(std::string_view text) {
  const size_t name_end = text.find('+');
  if (name_end == text.npos) return std::nullopt;
  const size_t id_end = text.find('+', name_end + 1);
  if (id_end == text.npos) return std::nullopt;
  auto typed = from_base64(text.substr(id_end + 1));
  if (!typed || typed->size() != 33 || typed->front() != ed25519) return std::nullopt;
  Spelling spelling{
      std::string(text.substr(0, name_end)), std::string(text.substr(name_end + 1, id_end - name_end - 1)), {}};
  std::copy(typed->begin() + 1, typed->end(), spelling.bytes.begin());
  sodium_memzero(typed->data(), typed->size());
  if (!is_key_name(spelling.name)) return std::nullopt;
  return spelling;
}

}  // namespace

bool is_key_name(std::string_view name) {
  // Unicode's white space beyond ASCII.
  constexpr std::string_view spaces[] = {"\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003",
                                         "\u2004", "\u2005", "\u2006", "\u2007", "\u2008", "\u2009", "\u200a",
                                         "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};
  return !name.empty() && simdjson::validate_utf8(name.data(), name.size()) &&
         std::ranges::none_of(name, [](char c) { return c == '+' || (c >= 0 && c <= ' ') || c == 0x7f; }) &&
         std::ranges::none_of(spaces, [&](std::string_view space) { return name.find(space) != name.npos; });
}

SigningKey::~SigningKey() { sodium_memzero(seed.data(), seed.size()); }

uint32_t key_id(const VerifyingKey& key) {
  const std::string named = key.name + "\n" + with_type(key.bytes);
  Digest digest;
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(named.data()), named.size());
  return uint32_t(digest[0]) << 24 | uint32_t(digest[1]) << 16 | uint32_t(digest[2]) << 8 | digest[3];
}

Result<SigningKey> make_signing_key(std::string name, const std::array<uint8_t, 32>& seed) {
  if (!is_key_name(name))
    return Error{ErrorKind::usage, fmt::format("{} cannot name a key", in_quotes(name)), "",
                 "a name without spaces and plus signs, such as harbour.example/lockstep"};
  SigningKey key{{std::move(name), {}}, seed};
  std::array<uint8_t, crypto_sign_SECRETKEYBYTES> secret;
  crypto_sign_seed_keypair(key.verifying.bytes.data(), secret.data(), seed.data());
  sodium_memzero(secret.data(), secret.size());
  return key;
}

std::string to_text(const VerifyingKey& key) { return spelled(key, key.bytes); }
std::string to_text(const SigningKey& key) { return std::string(secret_prefix) + spelled(key.verifying, key.seed); }

Result<VerifyingKey> parse_verifying_key(std::string_view text) {
  auto spelling = parse_spelling(text);
  if (!spelling)
    return Error{ErrorKind::input, fmt::format("{} is not a key to verify notes with", in_quotes(text)), "",
                 "it has three parts: name+8 hexadecimal digits+base64 of an Ed25519 key"};
  VerifyingKey key{std::move(spelling->name), spelling->bytes};
  if (spelling->id != fmt::format("{:08x}", key_id(key)))
    return Error{ErrorKind::input, fmt::format("the parts of the key {} do not belong together", in_quotes(text)), "",
                 fmt::format("its name and bytes make the id {:08x}: copy the whole line again", key_id(key))};
  return key;
}

Result<SigningKey> parse_signing_key(std::string_view text) {
  const Error damaged{ErrorKind::input, "this is not a key to sign notes with, or a damaged one", "",
                      "it has five parts: PRIVATE+KEY+name+8 hexadecimal digits+base64"};
  if (!text.starts_with(secret_prefix)) return damaged;
  auto spelling = parse_spelling(text.substr(secret_prefix.size()));
  if (!spelling) return damaged;
  Result<SigningKey> key = make_signing_key(std::move(spelling->name), spelling->bytes);
  sodium_memzero(spelling->bytes.data(), spelling->bytes.size());
  if (key && spelling->id != fmt::format("{:08x}", key_id(key->verifying))) return damaged;
  return key;
}

}  // namespace lockstep
