#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <numeric>

#include "cli/aligned_rows.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "lockstep/evaluation/evaluation.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  std::string result, truth, out;
};

std::string to_text(const Section& section) {
  std::string text = section.title + "\n";
  if (!section.text.empty()) text += "  " + section.text + "\n";
  AlignedRows rows;
  rows.add(section.columns);
  for (const std::vector<std::string>& row : section.rows) rows.add(row);
  std::vector<size_t> numbers(section.columns.size() - 1);
  std::iota(numbers.begin(), numbers.end(), 1);
  return text + rows.text("  ", numbers);
}

Result<void> run(const Session& session, const Arguments& arguments) {
  const Result<Truth> truth = read_truth(arguments.truth);
  if (!truth) return truth.error();
  const Result<ResultTables> tables = read_result(arguments.result, *truth);
  if (!tables) return tables.error();
  const Evaluation evaluation = evaluate(*truth, *tables);
  if (!arguments.out.empty())
    if (Result<void> written = write_evaluation(evaluation, arguments.out); !written) return written;
  if (session.json) {
    std::fputs(to_json(evaluation).c_str(), stdout);
    return {};
  }
  std::string_view between;
  for (const Section& section : sections(evaluation)) {
    fmt::print("{}{}", between, to_text(section));
    between = "\n";
  }
  return {};
}

}  // namespace

void add_evaluate(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = &add_command(
      app,
      {.name = "evaluate",
       .group = "Try it out",
       .what = "Hold a result against the truth: who was nominated rightly, who wrongly, what was missed",
       .more = "The truth is a table account_id,class,group: class \"planted\" acted in concert, everybody else is "
               "organic. Nominated is whoever stands in a network of class \"synchronised\"; the other classes "
               "are counted apart. Shares and rates come with 95% intervals (Wilson).",
       .examples = "lockstep evaluate stream/posts-result --truth stream/truth.csv\n"
                   "lockstep evaluate result --truth truth.csv --out evaluation --json"});
  command->add_option("RESULT", arguments->result, "The folder that lockstep detect left")->required();
  command
      ->add_option("--truth", arguments->truth, "Table of every account with its class, and the group of planted ones")
      ->required();
  command->add_option("--out", arguments->out, "New folder for evaluation.json, evaluation.md and two pictures (SVG)");
  command->callback([&session, arguments] {
    if (const Result<void> done = run(session, *arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
