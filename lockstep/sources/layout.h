// lockstep/sources/layout.h
//
// What the columns of a table mean. Each known layout is a file under sources/layouts/; the first whose signature
// columns are all there is taken. Anything else is read through a mapping that the user gives.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/sources/field.h"

namespace lockstep {

// How several values stand in one cell.
enum class ListStyle : uint8_t {
  single,  // one value, taken whole
  blanks,  // separated by blanks
  commas,  // separated by commas
  python,  // as Python prints them: ['a', 'b']; [] or nothing is none
};

// One column's meaning. Several columns may carry the same list field (tco1_step1, tco2_step1 …).
struct ColumnMeaning {
  std::string column;
  Field field;
  ListStyle list = ListStyle::single;
};

struct Layout {
  std::string name;                    // "coortweet", "cnt", "german-elections", "twitter-io", "russian-troll-tweets",
                                       // "plain", "mapped"
  std::string description;             // one line for `inspect`
  std::vector<std::string> signature;  // columns that must all be there
  std::vector<ColumnMeaning> columns;  // those absent from a table are passed over
};

const std::vector<Layout>& known_layouts();

// A mapping given as "account_id=user,time=created,urls=link" (field=column). Errors name the nearest fields and
// columns.
Result<Layout> parse_mapping(std::string_view mapping, std::string_view option);

// A mapping file: one field=column a line, # begins a comment.
Result<Layout> read_mapping_file(const std::string& path);

// The layout of a table with these columns; an error that names the nearest columns where none fits.
Result<Layout> detect_layout(const std::vector<std::string>& columns, std::string_view path);

}  // namespace lockstep
