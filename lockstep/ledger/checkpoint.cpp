#include "lockstep/ledger/checkpoint.h"

#include <fmt/format.h>

#include "lockstep/ledger/text.h"

namespace lockstep {
namespace {

Error at_line(int line, std::string message) {
  return {ErrorKind::input, std::move(message), fmt::format("line {}", line)};
}

}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
  std::string text = fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(bytes_of(checkpoint.root)));
  for (const std::string& extension : checkpoint.extensions) text += extension + "\n";
  return text;
}

Result<Checkpoint> parse_checkpoint(std::string_view text) {
  Checkpoint checkpoint;
  const auto origin = take_line(text);
  if (!origin || origin->empty()) return at_line(1, "a checkpoint begins with the name of its log");
  checkpoint.origin = *origin;
  const auto size_line = take_line(text);
  const auto size = from_decimal<uint64_t>(size_line.value_or(""));
  if (!size) return at_line(2, fmt::format("{} is not a number of entries", in_quotes(size_line.value_or(""))));
  checkpoint.size = *size;
  const auto root_line = take_line(text);
  const auto root = from_base64(root_line.value_or(""));
  if (!root || root->size() != sizeof(Digest))
    return at_line(3, fmt::format("{} is not the base64 of 32 bytes", in_quotes(root_line.value_or(""))));
  checkpoint.root = *digest_of(*root);
  for (int line = 4; !text.empty(); ++line) {
    const auto extension = take_line(text);
    if (!extension || extension->empty()) return at_line(line, "an empty line, or one that does not end");
    checkpoint.extensions.emplace_back(*extension);
  }
  return checkpoint;
}

Result<std::string> sign_checkpoint(const Checkpoint& checkpoint, const SigningKey& key) {
  const std::string text = to_text(checkpoint);
  const Result<Checkpoint> read_back = parse_checkpoint(text);
  if (!read_back || *read_back != checkpoint)
    return Error{ErrorKind::usage, fmt::format("{} cannot be a line of a checkpoint", in_quotes(checkpoint.origin))};
  return sign_note(text, key);
}

Result<Checkpoint> open_checkpoint(std::string_view bytes, std::string_view origin,
                                   std::span<const VerifyingKey> keys) {
  const Result<Note> note = parse_note(bytes);
  if (!note) return note.error();
  if (const Result<void> verified = verify_note(*note, keys); !verified) return verified.error();
  Result<Checkpoint> checkpoint = parse_checkpoint(note->text);
  if (checkpoint && checkpoint->origin != origin)
    return at_line(
        1, fmt::format("this is a checkpoint of {}, not of {}", in_quotes(checkpoint->origin), in_quotes(origin)));
  return checkpoint;
}

}  // namespace lockstep
