#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <fstream>

#include "lockstep/base/cannot_open.h"
#include "lockstep/base/nearest.h"
#include "lockstep/sources/layout.h"
#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string all_fields() {
  std::string names;
  for (unsigned i = 0; i < field_count; ++i) {
    if (i != 0) names += ", ";
    names += name(Field(i));
  }
  return names;
}

Error unknown_field(std::string_view field, std::string_view where) {
  std::vector<std::string> names;
  for (unsigned i = 0; i < field_count; ++i) names.emplace_back(name(Field(i)));
  const std::vector<std::string> near = nearest_names(field, names);
  return {.kind = ErrorKind::usage,
          .message = fmt::format("no field \"{}\"", field),
          .where = std::string(where),
          .hint = near.empty() ? "the fields: " + all_fields() : fmt::format("is it {}?", quoted_choice(near))};
}

// A comment begins at a # that stands first or behind a blank: a column's name may hold one.
std::string_view without_comment(std::string_view line) {
  for (size_t i = line.find('#'); i != std::string_view::npos; i = line.find('#', i + 1))
    if (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t') return line.substr(0, i);
  return line;
}

// Reads the assignments one by one; `where` says where each stands.
class MappingParser {
 public:
  Result<void> add(std::string_view assignment, std::string_view where) {
    const size_t equals = assignment.find('=');
    if (equals == std::string_view::npos)
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("\"{}\" is not field=column", assignment),
                   .where = std::string(where),
                   .hint = "write a mapping as account_id=user,time=created,urls=link"};
    const std::string_view field_name = trimmed(assignment.substr(0, equals));
    const std::string column(trimmed(assignment.substr(equals + 1)));
    const std::optional<Field> field = field_named(field_name);
    if (!field) return unknown_field(field_name, where);
    if (column.empty())
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("\"{}\" names no column", assignment),
                   .where = std::string(where)};
    for (const ColumnMeaning& other : columns_) {
      if (same_name(other.column, column))
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("column \"{}\" is mapped twice: to {} and to {}", column, name(other.field),
                                            name(*field)),
                     .where = std::string(where),
                     .hint = "give each column one meaning"};
      if (other.field == *field && !holds_list(*field))
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("{} is mapped twice: to column \"{}\" and to column \"{}\"", name(*field),
                                            other.column, column),
                     .where = std::string(where),
                     .hint = "only fields that hold lists may have several columns"};
    }
    columns_.push_back({column, *field, holds_list(*field) ? ListStyle::any : ListStyle::single});
    return {};
  }

  // Columns named like a field mean it, unless the mapping says otherwise.
  Layout layout() const {
    Layout layout{.name = "mapped", .description = "as the mapping says", .signature = {}, .columns = columns_};
    for (const ColumnMeaning& mapped : columns_) layout.signature.push_back(mapped.column);
    for (ColumnMeaning& plain : plain_layout().columns) {
      const bool taken = std::any_of(columns_.begin(), columns_.end(), [&](const ColumnMeaning& mapped) {
        return mapped.field == plain.field || same_name(mapped.column, plain.column);
      });
      if (taken) continue;
      if (plain.field == Field::account_id || plain.field == Field::time) layout.signature.push_back(plain.column);
      if (holds_list(plain.field)) plain.list = ListStyle::any;
      layout.columns.push_back(std::move(plain));
    }
    return layout;
  }

 private:
  std::vector<ColumnMeaning> columns_;
};

}  // namespace

Result<Layout> parse_mapping(std::string_view mapping, std::string_view option) {
  MappingParser parser;
  while (true) {
    const size_t comma = mapping.find(',');
    Result<void> added = parser.add(mapping.substr(0, comma), option);
    if (!added) return added.error();
    if (comma == std::string_view::npos) return parser.layout();
    mapping.remove_prefix(comma + 1);
  }
}

Result<Layout> read_mapping_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) return cannot_open(path, errno);
  MappingParser parser;
  std::string line;
  for (uint64_t number = 1; std::getline(file, line); ++number) {
    const std::string_view text = trimmed(without_comment(line));
    if (text.empty()) continue;
    Result<void> added = parser.add(text, fmt::format("{}:{}", path, number));
    if (!added) return added.error();
  }
  return parser.layout();
}

}  // namespace lockstep
