#include <fmt/format.h>

#include <algorithm>

#include "cli/aligned_rows.h"
#include "cli/inspection.h"

namespace lockstep::cli {
namespace {

std::string with_commas(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t i = text.size(); i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", with_commas(count), count == 1 ? one : many);
}

std::string percent(uint64_t part, uint64_t whole) {
  const double share = whole == 0 ? 0 : 100 * double(part) / double(whole);
  return share != 0 && share < 0.1 ? "<0.1%" : fmt::format("{:.1f}%", share);
}

std::string_view format_in_words(std::string_view format) {
  if (format == "csv") return "CSV";
  if (format == "ndjson") return "NDJSON";
  if (format == "json-array") return "JSON";
  return format == "parquet" ? "Parquet" : format;
}

bool is_alike(const InputReport& a, const InputReport& b) {
  return a.format == b.format && a.layout == b.layout &&
         std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(), b.columns.end(),
                    [](const ColumnReport& x, const ColumnReport& y) { return x.column == y.column; });
}

// Tables of the same columns are told of as one.
std::vector<std::vector<const InputReport*>> groups_of(const std::vector<InputReport>& inputs) {
  std::vector<std::vector<const InputReport*>> groups;
  for (const InputReport& input : inputs) {
    const auto group =
        std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return is_alike(*g[0], input); });
    if (group == groups.end()) {
      groups.push_back({&input});
    } else {
      group->push_back(&input);
    }
  }
  return groups;
}

std::string columns_text(const std::vector<const InputReport*>& group) {
  uint64_t rows = 0;
  std::vector<ColumnReport> columns = group[0]->columns;
  for (ColumnReport& column : columns) column.missing = 0;
  for (const InputReport* input : group) {
    rows += input->rows;
    for (size_t i = 0; i < columns.size(); ++i) columns[i].missing += input->columns[i].missing;
  }
  const bool counts = group[0]->holds == TableKind::events;
  AlignedRows text;
  text.add({"column", "means", counts ? "missing" : ""});
  for (const ColumnReport& column : columns) {
    const bool used = !column.field.empty();
    text.add({column.column, used ? column.field : "-",
              used && counts && column.missing != 0
                  ? fmt::format("{} ({})", with_commas(column.missing), percent(column.missing, rows))
                  : ""});
  }
  return text.text("  ");
}

std::string group_text(const std::vector<const InputReport*>& group) {
  const InputReport& first = *group[0];
  const Layout* layout = layout_named(first.layout);
  std::string text = first.path;
  if (group.size() > 1) text += fmt::format(" and {} more", with_commas(group.size() - 1));
  text += fmt::format(": {}, layout {}{}\n\n", format_in_words(first.format), first.layout,
                      layout ? " (" + layout->description + ")" : ", as the mapping says");
  return text + columns_text(group) + '\n';
}

std::string bad_rows_text(const ReadReport& report, bool all) {
  std::string text;
  for (const auto& [kind, bad] : report.bad_rows) {
    text += fmt::format("    {}: {}\n", kind, counted(bad.count, "row", "rows"));
    const size_t shown = all ? bad.samples.size() : std::min<size_t>(bad.samples.size(), 3);
    for (size_t i = 0; i < shown; ++i)
      text += fmt::format("      {}: {}\n", bad.samples[i].where, bad.samples[i].reason);
    if (shown < bad.count) text += fmt::format("      and {} more: --bad lists them\n", with_commas(bad.count - shown));
  }
  return text;
}

std::string totals_text(const Inspection& inspection) {
  const ReadReport& report = inspection.report;
  const auto [rows, bad] = count_rows(report);
  AlignedRows text;
  text.add({"rows", with_commas(report.rows)});
  text.add({"posts", with_commas(report.events)});
  text.add({"accounts", with_commas(report.accounts)});
  if (report.first_time) {
    text.add({"times", format_time(*report.first_time) + " to " + format_time(*report.last_time)});
    text.add({"resolution", format_duration(report.resolution)});
  }
  if (report.filtered_rows != 0) text.add({"filtered", counted(report.filtered_rows, "row", "rows") + " left out"});
  std::string bad_text = bad == 0 ? "none" : fmt::format("{} ({})", with_commas(bad), percent(bad, rows));
  if (double(bad) > inspection.max_bad_rows * double(rows))
    bad_text += fmt::format("; other commands stop above --max-bad-rows {:.3g}%", 100 * inspection.max_bad_rows);
  text.add({"bad rows", bad_text});
  return text.text("  ");
}

std::string notes_text(const std::vector<std::string>& notes) {
  if (notes.empty()) return {};
  std::string text = "\nNotes\n";
  for (const std::string& note : notes) text += "  - " + note + '\n';
  return text;
}

std::string traces_text(const std::vector<const TraceDefinition*>& traces) {
  if (traces.empty())
    return "\nTraces: none. No column that is read holds anything that posts could share; see --map\n";
  AlignedRows text;
  for (const TraceDefinition* trace : traces) text.add({std::string(trace->name), std::string(trace->description)});
  return "\nTraces that the data allow\n" + text.text("  ");
}

}  // namespace

std::string to_text(const Inspection& inspection, bool all_bad_rows) {
  std::string text;
  for (const std::vector<const InputReport*>& group : groups_of(inspection.report.inputs)) text += group_text(group);
  text += totals_text(inspection);
  text += bad_rows_text(inspection.report, all_bad_rows);
  text += notes_text(inspection.report.notes);
  if (inspection.report.events != 0) text += traces_text(inspection.traces);
  if (!inspection.next_command.empty()) text += "\nNext\n  " + inspection.next_command + '\n';
  return text;
}

}  // namespace lockstep::cli
