// lockstep/sources/layout.h
//
// What the columns of a table mean. Each known layout is a file under sources/layouts/; the first whose signature
// columns are all there is taken. Anything else is read through a mapping that the user gives. Column names are
// compared without regard to case.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"
#include "lockstep/sources/field.h"

namespace lockstep {

// How several values stand in one cell.
enum class ListStyle : uint8_t {
  single,         // one value, taken whole
  blanks,         // separated by blanks
  single_blanks,  // separated by one blank each: two in a row have an empty value between them
  commas,         // separated by commas
  python,         // as Python prints them: ['a', 'b']; [] or nothing is none
  any,            // told apart cell by cell: as Python prints them, else separated by blanks or commas
};

// Which number of 7/3/2018 is the day.
enum class DateOrder : uint8_t { unknown, day_first, month_first };

// What a row of a table is.
enum class TableKind : uint8_t { events, accounts, renames };
std::string_view name(TableKind kind);

// One column's meaning. Several columns may carry the same list field (tco1_step1, tco2_step1 …); of several columns
// for another field the first that a table has is taken.
struct ColumnMeaning {
  std::string column;
  Field field;
  ListStyle list = ListStyle::single;
};

struct Layout {
  std::string name;                    // "coortweet", "cnt", "german-elections", "twitter-io", "russian-troll-tweets",
                                       // "plain", "mapped"; "twitter-io-users", "accounts", "renames"
  std::string description;             // one line for `inspect`
  std::vector<std::string> signature;  // columns that must all be there
  std::vector<ColumnMeaning> columns;  // those absent from a table are passed over
  TableKind holds = TableKind::events;
  DateOrder date_order = DateOrder::unknown;  // where the layout's publisher is known to write one
};

const std::vector<Layout>& known_layouts();
const Layout* layout_named(std::string_view name);

// A mapping given as "account_id=user,time=created,urls=link" (field=column). Columns that it does not name but that
// bear a field's name mean that field. Errors name the nearest fields.
Result<Layout> parse_mapping(std::string_view mapping, std::string_view option);

// A mapping file: one field=column a line, # begins a comment (first in a line or behind a blank).
Result<Layout> read_mapping_file(const std::string& path);

// The layout of a table with these columns; an error that names the nearest columns where none fits.
Result<Layout> detect_layout(const std::vector<std::string>& columns, std::string_view path);

// Where a table has what its layout means.
struct BoundColumn {
  uint32_t position;  // in the table's columns
  Field field;
  ListStyle list;
};

// Errors: a column of the signature (or of a mapping) that the table does not have, with the nearest ones.
Result<std::vector<BoundColumn>> bind_layout(const Layout& layout, const std::vector<std::string>& columns,
                                             std::string_view path);

// A --map that would read a table with these columns, as far as their names tell: "account_id=user,time=created".
// Empty where nothing comes near.
std::string suggest_mapping(const std::vector<std::string>& columns);

}  // namespace lockstep
