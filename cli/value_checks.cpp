#include "cli/value_checks.h"

#include <fmt/format.h>

#include <charconv>

namespace lockstep::cli {
namespace {

template <class Number>
bool reads_as(const std::string& text, Number& number) {
  const char* const end = text.data() + text.size();
  const auto [stop, failed] = std::from_chars(text.data(), end, number);
  return failed == std::errc() && stop == end;
}

}  // namespace

CLI::Validator whole_number(uint64_t least, uint64_t most) {
  const auto check = [least, most](std::string& text) -> std::string {
    uint64_t number = 0;
    if (reads_as(text, number) && number >= least && number <= most) return {};
    return fmt::format("\"{}\" is not a whole number from {} to {}", text, least, most);
  };
  return {check, ""};
}

CLI::Validator share_up_to(double most) {
  const auto check = [most](std::string& text) -> std::string {
    double number = 0;
    if (reads_as(text, number) && number > 0 && number <= most) return {};
    return fmt::format("\"{}\" is not a share over 0 and up to {}", text, most);
  };
  return {check, ""};
}

CLI::Validator size_in_bytes(bool kb_is_1000) {
  const auto convert = [read = CLI::AsSizeValue(kb_is_1000)](std::string& text) -> std::string {
    const std::string typed = text;
    try {
      if (!typed.starts_with('-') && read(text).empty()) return {};
    } catch (const CLI::ParseError&) {
      // said below
    }
    return fmt::format("\"{}\" is not a size, such as 500MB or 4GB", typed);
  };
  return {convert, ""};
}

}  // namespace lockstep::cli
