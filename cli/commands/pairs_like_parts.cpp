#include "cli/commands/pairs_like_parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep::cli {

Error usage(std::string option, std::string message, std::string hint) {
  return {.kind = ErrorKind::usage, .message = std::move(message), .where = std::move(option), .hint = std::move(hint)};
}

Result<Duration> time_window(const LikeArguments& like, Duration tools_own) {
  if (like.time_window.empty()) return tools_own;
  return parse_duration(like.time_window, "--time-window");
}

Result<ReadResult> read_as_it_stands(Session& session, const ReadArguments& arguments, FieldSet fields) {
  Result<ReadOptions> options = to_read_options(arguments, session);
  if (!options) return options.error();
  options->fields = fields;
  options->order = EventOrder::as_read;
  options->merge_rows = false;
  options->keep_empty_items = true;
  Result<ReadResult> read = read_events(arguments.paths, *options, session.progress());
  if (read && !session.quiet)
    for (const std::string& note : read->report.notes) fmt::print(stderr, "{}\n", note);
  return read;
}

FieldSet columns_read(const ReadReport& report) {
  FieldSet columns;
  for (const InputReport& input : report.inputs)
    for (const ColumnReport& column : input.columns) {
      std::string_view names = column.field;
      while (!names.empty()) {
        const size_t end = std::min(names.find(", "), names.size());
        if (const auto field = field_named(names.substr(0, end))) columns.add(*field);
        names.remove_prefix(std::min(names.size(), end + 2));
      }
    }
  return columns;
}

}  // namespace lockstep::cli
