#include "lockstep/base/wording.h"

#include <fmt/format.h>

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

std::string listed(std::span<const std::string> things) {
  std::string text;
  for (size_t i = 0; i < things.size(); ++i) {
    if (i > 0) text += i + 1 < things.size() ? ", " : " and ";
    text += things[i];
  }
  return text;
}

}  // namespace lockstep
