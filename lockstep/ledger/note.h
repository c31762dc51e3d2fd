// lockstep/ledger/note.h
//
// C2SP signed-note: a text, an empty line, and below it one line for each signature. Only Ed25519 (type 0x01) is made
// and checked here; signatures of other keys and kinds are kept and passed over, as the format asks.
#pragma once

#include <array>
#include <span>

#include "lockstep/ledger/tree.h"

namespace lockstep {

struct VerifyingKey {
  std::string name;               // not empty, no spaces, no plus sign
  std::array<uint8_t, 32> bytes;  // Ed25519
  bool operator==(const VerifyingKey&) const = default;
};

// Secret. Its bytes are wiped from memory when it ends.
struct SigningKey {
  VerifyingKey verifying;
  std::array<uint8_t, 32> seed;
  ~SigningKey();
};

uint32_t key_id(const VerifyingKey& key);  // the start of SHA-256 over name and key: a short name, not a safe one

// From 32 random bytes. Error: a name that a note cannot carry.
Result<SigningKey> make_signing_key(std::string name, const std::array<uint8_t, 32>& seed);

std::string to_text(const VerifyingKey& key);  // harbour.example/log+c74f20a3+ARpc2Q…
std::string to_text(const SigningKey& key);    // PRIVATE+KEY+harbour.example/log+c74f20a3+AYEKFA…
Result<VerifyingKey> parse_verifying_key(std::string_view text);
Result<SigningKey> parse_signing_key(std::string_view text);  // the error does not repeat the text

struct NoteSignature {
  std::string name;
  uint32_t key_id;
  std::string bytes;
};

struct Note {
  std::string text;  // ends in a newline
  std::vector<NoteSignature> signatures;
};

// Error: text that a note cannot hold (no newline at its end, control characters, not UTF-8).
Result<std::string> sign_note(std::string_view text, const SigningKey& key);

// At most 1 MB and 100 signatures. Errors say the line.
Result<Note> parse_note(std::string_view bytes);

// Every signature that one of the keys is said to have made must be right, and there must be one. Until this returned
// without error the text is worth nothing.
Result<void> verify_note(const Note& note, std::span<const VerifyingKey> keys);

}  // namespace lockstep
