#include "lockstep/events/bad_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep {
namespace {

constexpr uint64_t enough_rows = 1'000'000;

std::string percent(double share) { return fmt::format("{:.3g}%", 100 * share); }

Error stopped_by(const ReadReport& report, RowCounts counts, double share) {
  const double found = double(counts.bad) / double(counts.rows);
  std::string hint;
  for (const auto& [kind, rows] : report.bad_rows) {
    hint += fmt::format("{}: {} {}", kind, rows.count, rows.count == 1 ? "row" : "rows");
    if (!rows.samples.empty()) hint += fmt::format(", first {}: {}", rows.samples[0].where, rows.samples[0].reason);
    hint += '\n';
  }
  hint += "see them all: lockstep inspect FILE --bad; to go on without them: --max-bad-rows " +
          fmt::format("{:.0f}%", std::min(100.0, 100 * found + 1));
  return {.kind = ErrorKind::limit,
          .message = fmt::format("{} of {} rows ({}) cannot be used, more than --max-bad-rows {}", counts.bad,
                                 counts.rows, percent(found), percent(share)),
          .where = report.inputs.size() == 1 ? report.inputs[0].path : "",
          .hint = hint};
}

}  // namespace

std::string place_of_cell(std::string_view path, uint64_t line, uint32_t column, std::string_view name) {
  return fmt::format("{}:{}: column {} \"{}\"", path, line, column, name);
}

BadRowSample sample_of(const BadRow& row, std::string_view path) {
  std::string where = fmt::format("{}:{}", path, row.line);
  if (row.column != 0) where += fmt::format(": column {}", row.column);
  return {std::move(where), row.reason};
}

std::string shown_text(std::string_view text) {
  constexpr size_t longest = 60;
  const bool cut = text.size() > longest;
  size_t length = std::min(text.size(), longest);
  while (cut && length > 0 && (uint8_t(text[length]) & 0xc0) == 0x80) --length;
  std::string shown = "\"";
  for (char c : text.substr(0, length)) shown += uint8_t(c) < 0x20 || c == 0x7f ? '?' : c;
  return shown + (cut ? "…\"" : "\"");
}

std::optional<Error> too_many_bad_rows(const ReadReport& report, double share) {
  const RowCounts counts = count_rows(report);
  if (counts.bad == 0 || double(counts.bad) <= share * double(counts.rows)) return std::nullopt;
  return stopped_by(report, counts, share);
}

std::optional<Error> hopeless(const ReadReport& report, double share) {
  if (report.rows < enough_rows) return std::nullopt;
  const RowCounts counts = count_rows(report);
  if (double(counts.bad) <= std::max(0.5, share) * double(counts.rows)) return std::nullopt;
  return stopped_by(report, counts, share);
}

}  // namespace lockstep
