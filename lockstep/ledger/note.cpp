#include "lockstep/ledger/note.h"

#include <fmt/format.h>
#include <simdjson.h>
#include <sodium.h>

#include <algorithm>

#include "lockstep/ledger/note_names.h"
#include "lockstep/ledger/text.h"

namespace lockstep {
namespace {

constexpr std::string_view dash = "— ";
constexpr size_t max_bytes = 1'000'000, max_signatures = 100;

const unsigned char* data_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

Error in_note(std::string message, size_t line = 0) {
  return {ErrorKind::input, std::move(message), line == 0 ? "" : fmt::format("line {}", line)};
}

bool is_text(std::string_view text) {
  return simdjson::validate_utf8(text.data(), text.size()) &&
         std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' ' && c != '\n'; });
}

std::optional<NoteSignature> parse_signature(std::string_view line) {
  if (!line.starts_with(dash)) return std::nullopt;
  line.remove_prefix(dash.size());
  const size_t space = line.find(' ');
  if (space == line.npos || !is_key_name(line.substr(0, space))) return std::nullopt;
  const auto bytes = from_base64(line.substr(space + 1));
  if (!bytes || bytes->size() < 5) return std::nullopt;
  uint32_t id = 0;
  for (size_t i = 0; i < 4; ++i) id = id << 8 | uint8_t((*bytes)[i]);
  return NoteSignature{std::string(line.substr(0, space)), id, bytes->substr(4)};
}

std::string signature_line(const VerifyingKey& key, std::string_view signature) {
  std::string bytes;
  for (int shift = 24; shift >= 0; shift -= 8) bytes += char(key_id(key) >> shift);
  bytes += signature;
  return fmt::format("{}{} {}\n", dash, key.name, base64(bytes));
}

bool is_signed_by(const Note& note, const NoteSignature& signature, const VerifyingKey& key) {
  return signature.bytes.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(data_of(signature.bytes), data_of(note.text), note.text.size(),
                                     key.bytes.data()) == 0;
}

}  // namespace

Result<std::string> sign_note(std::string_view text, const SigningKey& key) {
  if (!text.ends_with('\n') || !is_text(text))
    return in_note(
        fmt::format("{} cannot be signed as a note: lines of UTF-8 without control characters can", in_quotes(text)));
  std::array<uint8_t, crypto_sign_SECRETKEYBYTES> secret;  // libsodium's form: the seed and the public key behind it
  std::ranges::copy(key.verifying.bytes, std::ranges::copy(key.seed, secret.begin()).out);
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, data_of(text), text.size(),
                       secret.data());
  sodium_memzero(secret.data(), secret.size());
  return fmt::format("{}\n{}", text, signature_line(key.verifying, signature));
}

Result<Note> parse_note(std::string_view bytes) {
  if (bytes.size() > max_bytes)
    return in_note(fmt::format("a note of {} bytes; at most {} are read", bytes.size(), max_bytes));
  if (!is_text(bytes)) return in_note("a note holds UTF-8 without control characters; this does not");
  const size_t blank = bytes.rfind("\n\n");
  if (blank == bytes.npos) return in_note("no empty line between a text and its signatures: this is not a signed note");
  Note note{std::string(bytes.substr(0, blank + 1)), {}};
  std::string_view rest = bytes.substr(blank + 2);
  size_t line_number = size_t(std::ranges::count(note.text, '\n')) + 1;
  while (!rest.empty()) {
    ++line_number;
    const auto line = take_line(rest);
    if (!line) return in_note("the last signature has no newline: the note was cut off", line_number);
    auto signature = parse_signature(*line);
    if (!signature)
      return in_note(fmt::format("{} is not a signature: \"— name base64\" is", in_quotes(*line)), line_number);
    if (note.signatures.size() == max_signatures)
      return in_note(fmt::format("more than {} signatures", max_signatures), line_number);
    note.signatures.push_back(std::move(*signature));
  }
  if (note.signatures.empty()) return in_note("a note without a signature");
  return note;
}

Result<void> verify_note(const Note& note, std::span<const VerifyingKey> keys) {
  bool verified = false;
  for (const NoteSignature& signature : note.signatures) {
    const auto key = std::ranges::find_if(keys, [&](const VerifyingKey& known) {
      return known.name == signature.name && key_id(known) == signature.key_id;
    });
    if (key == keys.end()) continue;
    if (!is_signed_by(note, signature, *key))
      return in_note(fmt::format("the signature of {} is not right: text or signature were changed", key->name));
    verified = true;
  }
  if (verified) return {};
  const NoteSignature& other = note.signatures.front();
  return in_note(
      fmt::format("signed by {} (key {:08x}), not by a key that was given", in_quotes(other.name), other.key_id));
}

}  // namespace lockstep
