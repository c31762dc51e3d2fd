#include "lockstep/ledger/text.h"

#include <fmt/format.h>
#include <sodium.h>

namespace lockstep {

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the terminating NUL
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  size_t size = 0;
  if (text.size() % 4 != 0 ||
      sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
    return std::nullopt;
  bytes.resize(size);
  if (base64(bytes) != text) return std::nullopt;  // libsodium 1.0.18 takes bytes above 0x7f for letters
  return bytes;
}

std::optional<std::string_view> take_line(std::string_view& text) {
  const size_t end = text.find('\n');
  if (end == text.npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::string in_quotes(std::string_view text) {
  constexpr size_t shown = 60;
  std::string shown_text = "\"";
  for (const char c : text.substr(0, shown)) {
    if (c == '"' || c == '\\' || c < ' ' || c > '~')
      shown_text += fmt::format("\\x{:02x}", uint8_t(c));
    else
      shown_text += c;
  }
  return shown_text + (text.size() > shown ? "…\"" : "\"");
}

}  // namespace lockstep
