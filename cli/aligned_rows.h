// cli/aligned_rows.h
//
// A small table on the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep::cli {

// What others wrote, without what a terminal would take for a command; ends of lines stay. Those of 8 bits are two in
// UTF-8 (C2 80 to C2 9F), and count as well; so do the marks that turn the rest of a line around.
std::string for_the_terminal(std::string text);

// Rows of cells, each column as wide as its widest cell; the last column is not padded.
class AlignedRows {
 public:
  // Control characters in a table's own words are shown as ?.
  void add(std::vector<std::string> cells);

  // `right`: columns whose cells stand on the right.
  std::string text(std::string_view indent, const std::vector<size_t>& right = {}) const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace lockstep::cli
