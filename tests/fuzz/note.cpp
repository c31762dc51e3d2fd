// Whatever the ledger reads from outside: notes, checkpoints, keys, tiles and their paths, records of entries. What is
// accepted must be spelled back as it was read.
#include <string>

#include "lockstep/ledger/ledger.h"

namespace {

using namespace lockstep;

void require(bool holds) {
  if (!holds) std::abort();
}

template <class T>
bool read(const Result<T>& result) {
  require(result.has_value() || !result.error().message.empty());
  return result.has_value();
}

const VerifyingKey& known_key() {
  static const VerifyingKey key = make_signing_key("harbour.example/log", {1, 2, 3})->verifying;
  return key;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto note = parse_note(text); read(note)) {
    read(verify_note(*note, std::span(&known_key(), 1)));
    require(text.starts_with(note->text + "\n"));
    if (const auto checkpoint = parse_checkpoint(note->text); read(checkpoint))
      require(to_text(*checkpoint) == note->text);
  }
  read(open_checkpoint(text, "harbour.example/log", std::span(&known_key(), 1)));
  if (const auto checkpoint = parse_checkpoint(text); read(checkpoint)) require(to_text(*checkpoint) == text);
  if (const auto record = parse_entry_record(text); read(record)) require(to_text(*record) == text);
  if (const auto key = parse_verifying_key(text); read(key)) require(to_text(*key) == text);
  if (const auto key = parse_signing_key(text); read(key)) require(to_text(*key) == text);
  if (const auto tile = parse_tile_path(text); read(tile))
    require(tile_path(*tile) == text || bundle_path(*tile) == text);
  if (const auto frontier = Frontier::from_bytes(text); read(frontier)) require(frontier->bytes() == text);
  const Tile tile{0, 0, size == 0 ? 1 : unsigned(data[0]) + 1};
  if (const auto entries = parse_entry_bundle(tile, text); read(entries)) require(*entry_bundle(*entries) == text);
  if (const auto hashes = parse_tile(tile, text); read(hashes)) require(tile_bytes(*hashes) == text);
  return 0;
}
