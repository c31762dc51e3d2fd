#include <fmt/format.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <memory>

#include "cli/command.h"
#include "cli/commands.h"
#include "cli/inspection.h"
#include "cli/read_options.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  ReadArguments read;
  bool bad = false;
};

// A share of bad rows that lets `detect` pass, in whole percent.
std::string enough_bad_rows(RowCounts counts) {
  return fmt::format("{:.0f}%", std::ceil(100 * double(counts.bad) / double(counts.rows)));
}

void run(Session& session, const Arguments& arguments) {
  Result<ReadOptions> options = to_read_options(arguments.read, session);
  if (!options) return session.fail(options.error());
  const double max_bad_rows = options->max_bad_rows;
  options->max_bad_rows = std::numeric_limits<double>::infinity();
  if (arguments.bad) options->bad_row_samples = std::numeric_limits<unsigned>::max();
  Result<ReadResult> read = read_events(arguments.read.paths, *options, session.progress());
  if (!read) return session.fail(read.error());
  ReadArguments next = arguments.read;
  const RowCounts counts = count_rows(read->report);
  if (double(counts.bad) > max_bad_rows * double(counts.rows)) next.max_bad_rows = enough_bad_rows(counts);
  const Inspection inspection{
      .report = std::move(read->report),
      .traces = traces_allowed_by(read->events),
      .next_command = read->report.events == 0 ? "" : "lockstep detect " + to_command_line(next),
      .max_bad_rows = max_bad_rows};
  std::fputs((session.json ? to_json(inspection) : to_text(inspection, arguments.bad)).c_str(), stdout);
}

}  // namespace

void add_inspect(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = &add_command(
      app, {.name = "inspect",
            .group = "Find accounts that act in concert",
            .what = "Say what tables hold before anything runs: layout, columns, accounts, times, bad rows",
            .examples = "lockstep inspect posts.csv\n"
                        "lockstep inspect export/ --map account_id=user,time=created,urls=link\n"
                        "lockstep inspect posts.csv --bad"});
  add_read_options(*command, arguments->read);
  command->add_flag("--bad", arguments->bad, "List every row that cannot be used, not only the first few of each kind");
  command->callback([&session, arguments] { run(session, *arguments); });
}

}  // namespace lockstep::cli
