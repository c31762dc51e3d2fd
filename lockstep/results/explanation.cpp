#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"
#include "lockstep/results/explain_parts.h"

namespace lockstep {
namespace {

Result<TestedTables> read_touches(const ReadResult& read, const DetectOptions& options, Progress& progress) {
  TestedTables all;
  TouchBookMaker book(read.events.accounts);
  for (const TraceDefinition* trace : chosen_traces(read.events, options)) {
    if (!is_tested(*trace)) continue;
    progress.begin(fmt::format("{}: touches", trace->name), read.events.size(), "posts");
    Result<TraceTable> touches =
        collect_touches(*trace, read.events, {.shorteners_path = options.shorteners_path, .threads = options.threads});
    if (!touches) return touches.error();
    if (touches->size() == 0) continue;
    book.add(*touches);
    keep_shared_objects(*touches);
    all.tables.push_back(std::move(*touches));
  }
  all.book = book.finish();
  return all;
}

void say_what_rests_on_one(const ExplainedWindow& at, Explanation& explanation) {
  const ExplainedObject* most = most_rests_on(explanation);
  if (!most || at.occasions < 2) return;
  explanation.sentences.push_back(
      at.occasions == 2
          ? fmt::format("Without {} ({}), or the other one, nothing would be tested.", most->object, most->trace)
          : fmt::format("Most rests on {} ({}): without it, it would be {}.", most->object, most->trace,
                        probability(*most->p_without)));
}

template <class Test>
void fill(const Test& of, const TestedTables& tables, const DetectOptions& options,
          const std::vector<uint8_t>& left_out, Explanation& explanation) {
  for (ExplainedWindow& each : explanation.windows) {
    const References references(tables.book, each.window, left_out, options.threads);
    each = of.test(references);
    if (each.window == explanation.window) of.add_objects(references, explanation);
  }
  std::stable_sort(explanation.objects.begin(), explanation.objects.end(),
                   [](const ExplainedObject& a, const ExplainedObject& b) { return a.first < b.first; });
  const auto at = std::ranges::find(explanation.windows, explanation.window, &ExplainedWindow::window);
  of.say(*at, explanation);
  say_what_rests_on_one(*at, explanation);
}

}  // namespace

ExplainedObject TestedTables::named(ObjectIndex object) const {
  const TraceTable& table = tables[book.trace[object]];
  const Object& known = table.objects[book.own_index[object]];
  ExplainedObject explained;
  explained.trace = table.trace;
  explained.object = known.name;
  explained.source = known.source;
  explained.part = book.part[object];
  return explained;
}

const ExplainedObject* most_rests_on(const Explanation& explanation) {
  const ExplainedObject* most = nullptr;
  for (const ExplainedObject& object : explanation.objects)
    if (object.p_without && (!most || *object.p_without > *most->p_without)) most = &object;
  return most;
}

Result<Explanation> explain(const ReadResult& read, const DetectOptions& options,
                            const std::vector<std::string>& accounts, const std::vector<std::string>& left_out,
                            Duration window, Progress& progress) {
  std::vector<AccountIndex> members;
  for (const std::string& account : accounts) {
    const TermIndex found = read.events.accounts.find(account);
    if (found == no_term)
      return Error{.kind = ErrorKind::usage,
                   .message = fmt::format("\"{}\" is not an account of the tables", account),
                   .where = "--accounts",
                   .hint = "ids as members.csv and ranking.csv have them, separated by commas"};
    members.push_back(found);
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  if (members.size() < 2)
    return Error{
        .kind = ErrorKind::usage, .message = "names fewer than two accounts", .where = "--accounts", .hint = ""};
  std::vector<uint8_t> out(read.events.accounts.size(), 0);
  for (const std::string& account : left_out)
    if (const TermIndex found = read.events.accounts.find(account); found != no_term) out[found] = 1;
  const Result<TestedTables> tables = read_touches(read, options, progress);
  if (!tables) return tables.error();
  Explanation explanation;
  explanation.window = window;
  for (const Duration asked : options.windows)
    if (const auto runs = effective_window(asked, read.report.resolution)) explanation.windows.push_back({*runs});
  if (std::none_of(explanation.windows.begin(), explanation.windows.end(),
                   [&](const ExplainedWindow& each) { return each.window == window; }))
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("the run did not look at {}", format_duration(window)),
                 .where = "--window",
                 .hint = "a window of the run, as run.json has them"};
  for (const AccountIndex member : members) explanation.accounts.emplace_back(read.events.accounts[member]);
  if (members.size() == 2)
    fill(ExplainedPair(*tables, members[0], members[1]), *tables, options, out, explanation);
  else
    fill(ExplainedGroup(*tables, members, out), *tables, options, out, explanation);
  return explanation;
}

}  // namespace lockstep
