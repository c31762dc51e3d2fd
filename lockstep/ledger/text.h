// lockstep/ledger/text.h
//
// The spellings that notes, checkpoints and entries share.
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace lockstep {

std::string base64(std::string_view bytes);

// Standard alphabet, padded, nothing left over; none where it is anything else.
std::optional<std::string> from_base64(std::string_view text);

// Decimal, no sign, no leading zeroes; none where it is anything else or too large.
template <class Number>
std::optional<Number> from_decimal(std::string_view text) {
  if (text.empty() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  Number number{};
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// The text up to the next newline, which is taken off too; none where no newline is left.
std::optional<std::string_view> take_line(std::string_view& text);

// For messages: the first 60 bytes in double quotes, what cannot be printed as \xNN.
std::string in_quotes(std::string_view text);

}  // namespace lockstep
