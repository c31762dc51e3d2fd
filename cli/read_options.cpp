#include "cli/read_options.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "lockstep/base/shell.h"

namespace lockstep::cli {
namespace {

constexpr const char* heading_what = "What is read";
constexpr const char* heading_columns = "What the columns mean";

void add_column_options(CLI::App& command, ReadArguments& arguments) {
  command.add_option("--map", arguments.map, "What the columns mean: account_id=user,time=created,urls=link")
      ->option_text("FIELD=COLUMN,…")
      ->group(heading_columns);
  command.add_option("--mapping", arguments.mapping, "The same from a file, one field=column a line")
      ->option_text("FILE")
      ->excludes("--map")
      ->group(heading_columns);
  command
      .add_option("--layout", arguments.layout, "Read the tables in this layout instead of telling it by the columns")
      ->option_text("NAME")
      ->excludes("--map", "--mapping")
      ->group(heading_columns);
  command.add_option("--date-order", arguments.date_order, "dmy or mdy: which number of 7/3/2018 is the day")
      ->option_text("ORDER")
      ->group(heading_columns);
  command
      .add_option("--accounts", arguments.accounts,
                  "Table of the accounts: account_id,handle,display_name,created_at,…")
      ->option_text("FILE")
      ->group(heading_columns);
  command.add_option("--renames", arguments.renames, "Table of changed handles: account_id,time,old_handle,new_handle")
      ->option_text("FILE")
      ->group(heading_columns);
}

void add_filter_options(CLI::App& command, ReadArguments& arguments) {
  auto add = [&](const char* name, auto& value, const char* text, const char* what) {
    return command.add_option(name, value, what)->option_text(text)->group(heading_what);
  };
  add("--since", arguments.since, "TIME", "Only posts of this time or later");
  add("--until", arguments.until, "TIME", "Only posts before this time");
  add("--only-hashtag", arguments.only_hashtags, "TAG", "Only posts with this hashtag; * and ? as in file names");
  add("--only-url", arguments.only_urls, "PATTERN",
      "Only posts with a link like this, as the table writes it: 'https://example.org/*'");
  add("--only-account", arguments.only_accounts, "PATTERN", "Only posts by accounts with an id like this");
  add("--only-language", arguments.only_languages, "LANGUAGE", "Only posts in this language, as the table names it");
  add("--only-kind", arguments.only_kinds, "KIND", "Only these acts: post, reply, repost, quote, like, …");
  for (const char* name : {"--only-hashtag", "--only-url", "--only-account", "--only-language", "--only-kind"})
    command.get_option(name)->allow_extra_args(false);
  add("--max-bad-rows", arguments.max_bad_rows, "SHARE", "Stop where more rows than this cannot be used")
      ->capture_default_str();
}

Error bad_option(std::string_view option, std::string_view value, std::string_view why, std::string hint) {
  return {.kind = ErrorKind::usage,
          .message = fmt::format("\"{}\" {}", value, why),
          .where = std::string(option),
          .hint = std::move(hint)};
}

Result<std::optional<Layout>> layout_asked_for(const ReadArguments& arguments) {
  if (!arguments.map.empty() || !arguments.mapping.empty()) {
    Result<Layout> mapped =
        arguments.map.empty() ? read_mapping_file(arguments.mapping) : parse_mapping(arguments.map, "--map");
    if (!mapped) return mapped.error();
    return std::optional(std::move(*mapped));
  }
  if (arguments.layout.empty()) return std::optional<Layout>();
  if (const Layout* layout = layout_named(arguments.layout)) return std::optional(*layout);
  std::string names;
  for (const Layout& layout : known_layouts())
    if (layout.holds == TableKind::events) names += (names.empty() ? "" : ", ") + layout.name;
  return bad_option("--layout", arguments.layout, "is not a layout", "the layouts: " + names);
}

Result<DateOrder> date_order(const std::string& text) {
  if (text.empty()) return DateOrder::unknown;
  if (text == "dmy") return DateOrder::day_first;
  if (text == "mdy") return DateOrder::month_first;
  return bad_option("--date-order", text, "is neither dmy nor mdy",
                    "dmy: 7/3/2018 is the seventh of March; mdy: it is the third of July");
}

Result<double> share(const std::string& text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number, std::chars_format::fixed);
  const std::string_view unit(rest, size_t(end - rest));
  if (unit == "%") number /= 100;
  if (failed == std::errc{} && (unit.empty() || unit == "%") && number >= 0 && number <= 1) return number;
  return bad_option("--max-bad-rows", text, "is not a share", "write it as 10% or 0.1, from 0 to 100%");
}

Result<std::vector<EventKind>> kinds(const std::vector<std::string>& texts) {
  std::vector<EventKind> kinds;
  for (const std::string& text : texts) {
    const std::optional<EventKind> kind = kind_named(text);
    if (!kind)
      return bad_option("--only-kind", text, "is not a kind of act",
                        "the kinds: post, reply, repost, quote, like, follow, rename, delete");
    kinds.push_back(*kind);
  }
  return kinds;
}

Result<std::optional<Timestamp>> instant(const std::string& text, std::string_view option) {
  if (text.empty()) return std::optional<Timestamp>();
  Result<Timestamp> time = parse_instant(text, option);
  if (!time) return time.error();
  return std::optional(*time);
}

Result<EventFilter> to_filter(const ReadArguments& arguments) {
  EventFilter filter;
  Result<std::optional<Timestamp>> since = instant(arguments.since, "--since");
  if (!since) return since.error();
  Result<std::optional<Timestamp>> until = instant(arguments.until, "--until");
  if (!until) return until.error();
  if (*since && *until && **since >= **until)
    return bad_option("--until", arguments.until, "is not later than --since " + arguments.since, "");
  Result<std::vector<EventKind>> only_kinds = kinds(arguments.only_kinds);
  if (!only_kinds) return only_kinds.error();
  return EventFilter{.since = *since,
                     .until = *until,
                     .only_hashtags = arguments.only_hashtags,
                     .only_urls = arguments.only_urls,
                     .only_accounts = arguments.only_accounts,
                     .only_languages = arguments.only_languages,
                     .only_kinds = std::move(*only_kinds)};
}

}  // namespace

void add_read_options(CLI::App& command, ReadArguments& arguments) {
  command.add_option("FILE", arguments.paths, "Tables of posts, or folders of them; - is standard input")->required();
  add_column_options(command, arguments);
  add_filter_options(command, arguments);
}

Result<ReadOptions> to_read_options(const ReadArguments& arguments, const Session& session) {
  Result<std::optional<Layout>> layout = layout_asked_for(arguments);
  if (!layout) return layout.error();
  Result<DateOrder> order = date_order(arguments.date_order);
  if (!order) return order.error();
  Result<double> max_bad_rows = share(arguments.max_bad_rows);
  if (!max_bad_rows) return max_bad_rows.error();
  Result<EventFilter> filter = to_filter(arguments);
  if (!filter) return filter.error();
  ReadOptions options;
  options.layout = std::move(*layout);
  options.date_order = *order;
  options.filter = std::move(*filter);
  options.max_bad_rows = *max_bad_rows;
  options.accounts_path = arguments.accounts;
  options.renames_path = arguments.renames;
  options.threads = session.threads;
  return options;
}

std::string to_command_line(const ReadArguments& arguments) {
  std::string line;
  for (const std::string& path : arguments.paths) line += (line.empty() ? "" : " ") + quoted_for_shell(path);
  auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) line += fmt::format(" {} {}", option, quoted_for_shell(value));
  };
  auto add_all = [&](const char* option, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(option, value);
  };
  add("--map", arguments.map);
  add("--mapping", arguments.mapping);
  add("--layout", arguments.layout);
  add("--date-order", arguments.date_order);
  add("--accounts", arguments.accounts);
  add("--renames", arguments.renames);
  add("--since", arguments.since);
  add("--until", arguments.until);
  add_all("--only-hashtag", arguments.only_hashtags);
  add_all("--only-url", arguments.only_urls);
  add_all("--only-account", arguments.only_accounts);
  add_all("--only-language", arguments.only_languages);
  add_all("--only-kind", arguments.only_kinds);
  if (arguments.max_bad_rows != "10%") add("--max-bad-rows", arguments.max_bad_rows);
  return line;
}

}  // namespace lockstep::cli
