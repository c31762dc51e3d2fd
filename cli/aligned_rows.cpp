#include "cli/aligned_rows.h"

#include <algorithm>
#include <cstdint>

namespace lockstep::cli {
namespace {

// Bytes that begin a character: enough for what is said on a terminal.
size_t columns_of(std::string_view text) {
  return size_t(std::count_if(text.begin(), text.end(), [](char c) { return (uint8_t(c) & 0xc0) != 0x80; }));
}

bool controls_the_terminal(char c) { return uint8_t(c) < 0x20 || c == 0x7f; }

}  // namespace

void AlignedRows::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) std::ranges::replace_if(cell, controls_the_terminal, '?');
  rows_.push_back(std::move(cells));
}

std::string AlignedRows::text(std::string_view indent, const std::vector<size_t>& right) const {
  std::vector<size_t> width;
  for (const std::vector<std::string>& row : rows_) {
    width.resize(std::max(width.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) width[i] = std::max(width[i], columns_of(row[i]));
  }
  std::string text;
  for (const std::vector<std::string>& row : rows_) {
    std::string line(indent);
    for (size_t i = 0; i < row.size(); ++i) {
      const std::string padding(width[i] - columns_of(row[i]), ' ');
      const bool stands_right = std::find(right.begin(), right.end(), i) != right.end();
      line += (i == 0 ? "" : "  ") + (stands_right ? padding + row[i] : row[i] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace lockstep::cli
