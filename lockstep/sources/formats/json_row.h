// lockstep/sources/formats/json_row.h
//
// One JSON object to the cells of a row (simdjson, on demand). Numbers stay as they are spelt, so that no identifier is
// rounded.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/sources/formats/json_columns.h"
#include "lockstep/sources/formats/text_arena.h"

namespace lockstep {

class JsonRow {
 public:
  static constexpr size_t padding = 64;  // bytes behind an object that must be readable; the first is zero meanwhile

  JsonRow();
  ~JsonRow();

  struct Fault {
    std::string_view kind;  // "invalid UTF-8", "not an object", "invalid JSON"
    std::string_view reason;
  };

  // Adds the object's keys to the columns; false where it is broken.
  bool learn(std::string_view object, JsonColumns& columns);

  // Cell c goes to slots[c][row] unless slots[c] is null; texts that must be changed go to the arena.
  std::optional<Fault> read(std::string_view object, JsonColumns& columns, const std::vector<std::string_view*>& slots,
                            size_t row, TextArena& arena);

  uint64_t replaced() const { return replaced_; }

  // Values whose keys are no columns, by path.
  const std::map<std::string, uint64_t>& passed_over() const { return passed_over_; }

 private:
  struct Walk;
  struct Parser;
  std::unique_ptr<Parser> parser_;
  std::vector<std::string> lists_;    // by column: the items so far
  std::vector<size_t> list_columns_;  // those of lists_ that this row filled
  JsonKey nobodys_;                   // stands for keys that are no columns; their values are only checked
  std::map<std::string, uint64_t> passed_over_;
  uint64_t replaced_ = 0;
};

}  // namespace lockstep
