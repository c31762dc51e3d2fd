#include "lockstep/base/wording.h"

#include <fmt/format.h>

#include <cmath>

namespace lockstep {

std::string grouped(uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

std::string counted(uint64_t number, std::string_view thing) {
  return fmt::format("{} {}{}", grouped(number), thing, number == 1 ? "" : "s");
}

std::string percent(double share) {
  return share > 0 && share < 0.01 ? fmt::format("{:.1g}%", 100 * share) : fmt::format("{:.0f}%", 100 * share);
}

std::string measured(double value) {
  return value >= 10 ? grouped(uint64_t(std::llround(value))) : fmt::format("{:.2g}", value);
}

std::string probability(double p) {
  constexpr const char* superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  if (p >= 0.001) return fmt::format("{:.2g}", p);
  if (p < 1e-300) return "less than 10⁻³⁰⁰";
  const std::string text = fmt::format("{:.0e}", p);  // 2e-09
  std::string power;
  for (const char digit : std::to_string(std::stoi(text.substr(3)))) power += superscripts[digit - '0'];
  return fmt::format("{} × 10⁻{}", text[0], power);
}

std::string listed(std::span<const std::string> things) {
  std::string text;
  for (size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 < things.size() ? ", " : " and ";
    text += things[i];
  }
  return text;
}

}  // namespace lockstep
