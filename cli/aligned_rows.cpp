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

// U+202A to U+202E and U+2066 to U+2069: what stands after them is shown in another order than it is written.
bool turns_the_line(std::string_view text) {
  if (text.size() < 3 || uint8_t(text[0]) != 0xe2) return false;
  const uint8_t second = uint8_t(text[1]), third = uint8_t(text[2]);
  return (second == 0x80 && third >= 0xaa && third <= 0xae) || (second == 0x81 && third >= 0xa6 && third <= 0xa9);
}

}  // namespace

std::string for_the_terminal(std::string text) {
  std::string shown;
  for (size_t i = 0; i < text.size(); ++i) {
    if (turns_the_line(std::string_view(text).substr(i))) {
      shown += '?';
      i += 2;
      continue;
    }
    const bool of_8_bits = uint8_t(text[i]) == 0xc2 && i + 1 < text.size() && uint8_t(text[i + 1]) < 0xa0;
    const bool controls = of_8_bits || (controls_the_terminal(text[i]) && text[i] != '\n');
    shown += controls ? '?' : text[i];
    i += of_8_bits;
  }
  return shown;
}

void AlignedRows::add(std::vector<std::string> cells) {
  for (std::string& cell : cells) {
    cell = for_the_terminal(std::move(cell));
    std::ranges::replace(cell, '\n', '?');
  }
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
