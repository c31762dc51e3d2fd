#include "lockstep/sources/layout.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "lockstep/base/nearest.h"
#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {
namespace {

std::optional<uint32_t> position_of(std::string_view column, const std::vector<std::string>& columns) {
  for (uint32_t i = 0; i < columns.size(); ++i)
    if (columns[i] == column) return i;
  for (uint32_t i = 0; i < columns.size(); ++i)
    if (same_name(columns[i], column)) return i;
  return std::nullopt;
}

std::vector<std::string> missing_columns(const Layout& layout, const std::vector<std::string>& columns) {
  std::vector<std::string> missing;
  for (const std::string& column : layout.signature)
    if (!position_of(column, columns)) missing.push_back(column);
  return missing;
}

// The layout of which most is there: at least half, and not all of it. Ties: the first.
const Layout* nearest_layout(const std::vector<std::string>& columns) {
  const Layout* nearest = nullptr;
  double most = 0.5;
  for (const Layout& layout : known_layouts()) {
    if (layout.signature.size() < 3) continue;
    const double there = 1 - double(missing_columns(layout, columns).size()) / double(layout.signature.size());
    if (there < most || (nearest && there == most)) continue;
    nearest = &layout;
    most = there;
  }
  return nearest;
}

std::string shortened(const std::vector<std::string>& columns) {
  constexpr size_t shown = 40;
  if (columns.size() <= shown) return fmt::format("{}", fmt::join(columns, ", "));
  return fmt::format("{} and {} more", fmt::join(columns.begin(), columns.begin() + shown, ", "),
                     columns.size() - shown);
}

// What to do about a column that a layout needs and a table does not have.
std::string how_to_find(const Layout& layout, const std::string& missing, const std::vector<std::string>& columns) {
  const std::vector<std::string> near = nearest_names(missing, columns);
  if (!near.empty()) return fmt::format("is it {}?", quoted_choice(near));
  const bool left_to_its_name =
      layout.name == "mapped" && (missing == name(Field::account_id) || missing == name(Field::time));
  const std::string mapping = left_to_its_name ? suggest_mapping(columns) : "";
  return mapping.empty() ? "its columns: " + shortened(columns) : "map it too; from the names: --map " + mapping;
}

std::string lacking(const std::vector<std::string>& columns) {
  std::string missing;
  for (Field field : {Field::account_id, Field::time})
    if (!position_of(name(field), columns)) missing += (missing.empty() ? "" : " and ") + std::string(name(field));
  return (missing.find(' ') == std::string::npos ? "no column " : "no columns ") + missing;
}

std::string how_to_map(const std::vector<std::string>& columns) {
  std::string hint;
  if (const Layout* layout = nearest_layout(columns)) {
    for (const std::string& missing : missing_columns(*layout, columns)) {
      const std::vector<std::string> near = nearest_names(missing, columns, 1);
      hint += fmt::format("{} \"{}\"{}", hint.empty() ? "for the layout " + layout->name + " it lacks" : ",", missing,
                          near.empty() ? "" : fmt::format(" (it has \"{}\")", near[0]));
    }
    hint += '\n';
  }
  const std::string mapping = suggest_mapping(columns);
  if (!mapping.empty()) return hint + "say what the columns mean; from their names: --map " + mapping;
  return hint + "say what the columns mean: --map account_id=COLUMN,time=COLUMN,urls=COLUMN";
}

}  // namespace

std::string_view name(TableKind kind) {
  switch (kind) {
    case TableKind::events:
      return "events";
    case TableKind::accounts:
      return "accounts";
    case TableKind::renames:
      return "renames";
  }
  return "";
}

const std::vector<Layout>& known_layouts() {
  static const std::vector<Layout> layouts{
      coortweet_layout(), german_elections_layout(),     twitter_io_layout(), twitter_io_users_layout(),
      cnt_layout(),       russian_troll_tweets_layout(), renames_layout(),    plain_layout(),
      accounts_layout()};
  return layouts;
}

const Layout* layout_named(std::string_view name) {
  for (const Layout& layout : known_layouts())
    if (layout.name == name) return &layout;
  return nullptr;
}

Result<Layout> detect_layout(const std::vector<std::string>& columns, std::string_view path) {
  for (const Layout& layout : known_layouts())
    if (missing_columns(layout, columns).empty()) return layout;
  return Error{.kind = ErrorKind::input,
               .message = fmt::format("no known layout, and {}; it has: {}", lacking(columns), shortened(columns)),
               .where = std::string(path),
               .hint = how_to_map(columns)};
}

Result<std::vector<BoundColumn>> bind_layout(const Layout& layout, const std::vector<std::string>& columns,
                                             std::string_view path) {
  for (const std::string& missing : missing_columns(layout, columns)) {
    return Error{.kind = ErrorKind::input,
                 .message = fmt::format("no column \"{}\"{}", missing,
                                        layout.name == "mapped" ? "" : ", which the layout " + layout.name + " needs"),
                 .where = std::string(path),
                 .hint = how_to_find(layout, missing, columns)};
  }
  std::vector<BoundColumn> bound;
  for (const ColumnMeaning& meaning : layout.columns) {
    const std::optional<uint32_t> position = position_of(meaning.column, columns);
    if (!position) continue;
    const bool taken =
        std::any_of(bound.begin(), bound.end(), [&](const BoundColumn& other) { return other.field == meaning.field; });
    if (!taken || holds_list(meaning.field)) bound.push_back({*position, meaning.field, meaning.list});
  }
  return bound;
}

}  // namespace lockstep
