#include "lockstep/ledger/entry.h"

#include <fmt/format.h>
#include <sodium.h>

#include "lockstep/ledger/text.h"

namespace lockstep {
namespace {

constexpr std::string_view entry_line = "lockstep entry", commitment_line = "lockstep commitment\n";

const unsigned char* data_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Digest commit(const Salt& salt, std::string_view payload) {
  crypto_hash_sha256_state state;
  crypto_hash_sha256_init(&state);
  crypto_hash_sha256_update(&state, data_of(commitment_line), commitment_line.size());
  crypto_hash_sha256_update(&state, salt.data(), salt.size());
  crypto_hash_sha256_update(&state, data_of(payload), payload.size());
  Digest digest;
  crypto_hash_sha256_final(&state, digest.data());
  return digest;
}

std::string to_text(const EntryRecord& record) {
  return fmt::format("{}\n{}\n{}\n", entry_line, record.index, base64(bytes_of(record.commitment)));
}

Result<EntryRecord> parse_entry_record(std::string_view text) {
  std::string_view rest = text;
  const bool begins = take_line(rest) == entry_line;
  const auto index = from_decimal<uint64_t>(take_line(rest).value_or(""));
  const auto commitment = from_base64(take_line(rest).value_or(""));
  if (!begins || !index || !commitment || commitment->size() != sizeof(Digest) || !rest.empty())
    return Error{ErrorKind::input, fmt::format("{} is not the record of an entry", in_quotes(text))};
  return EntryRecord{*index, *digest_of(*commitment)};
}

}  // namespace lockstep
