#include "lockstep/results/explanation.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"

namespace lockstep {
namespace {

struct Tables {
  std::vector<TraceTable> tables;
  TouchBook book;
};

Result<Tables> read_touches(const ReadResult& read, const DetectOptions& options, Progress& progress) {
  Tables all;
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

ExplainedObject named(const Tables& tables, ObjectIndex object) {
  const TraceTable& table = tables.tables[tables.book.trace[object]];
  const Object& known = table.objects[tables.book.own_index[object]];
  ExplainedObject explained;
  explained.trace = table.trace;
  explained.object = known.name;
  explained.source = known.source;
  explained.part = tables.book.part[object];
  return explained;
}

// Two accounts, as the pair test sees them.
struct OfPair {
  const Tables& tables;
  AccountIndex a, b;

  ExplainedWindow test(const References& references) const {
    std::vector<SharedObject> shared;
    shared_objects(tables.book, references, a, b, shared);
    const PairTest test = test_pair(shared, references.window(), all_parts);
    return {references.window(), test.occasions, test.p_timing, test.p_lag, 1};
  }

  void add_objects(const References& references, Explanation& explanation) const {
    std::vector<SharedObject> shared;
    shared_objects(tables.book, references, a, b, shared);
    const Duration window = references.window();
    const auto occasions = occasions_of(shared, window, all_parts);
    for (const SharedObject& each : shared) {
      ExplainedObject object = named(tables, each.object);
      object.last = each.later;
      object.first = each.later - each.gap;
      object.accounts = 2;
      object.together = each.gap <= window ? 2 : 0;
      object.q = double(each.q);
      object.r = double(each.r);
      const bool counted = std::find(occasions.begin(), occasions.end(), &each) != occasions.end();
      const bool same_context = std::any_of(occasions.begin(), occasions.end(), [&](const SharedObject* other) {
        return other != &each && other->context == each.context;
      });
      object.counts = counted             ? "counts as an occasion"
                      : each.gap > window ? "further apart than the window"
                      : same_context      ? "the same source counts already"
                                          : "within six hours of one that counts";
      explanation.objects.push_back(std::move(object));
    }
  }
};

// Three or more, as the group test sees them.
struct OfGroup {
  const Tables& tables;
  std::vector<AccountIndex> members;
  const std::vector<uint8_t>& left_out;

  ExplainedWindow test(const References& references) const {
    std::vector<GroupObject> objects = group_objects(tables.book, members, references.window());
    const GroupTest test = test_group(counted_and_rated(tables.book, references, members, left_out, objects));
    return {references.window(), test.occasions, 1, 1, test.p};
  }

  void add_objects(const References& references, Explanation& explanation) const {
    std::vector<GroupObject> objects = group_objects(tables.book, members, references.window());
    for (GroupObject& object : objects) rate(tables.book, references, members, left_out, object);
    const auto counted = counted_objects(tables.book, objects);
    for (const GroupObject& each : objects) {
      ExplainedObject object = named(tables, each.object);
      object.first = tables.book.touches.time[each.touches.front()];
      object.last = tables.book.touches.time[each.touches.back()];
      object.accounts = unsigned(each.touches.size());
      object.together = each.together;
      object.q = each.reference.q;
      object.r = each.reference.r;
      object.p = each.p;
      object.counts = std::find(counted.begin(), counted.end(), &each) != counted.end()
                          ? "counts as an occasion"
                          : "fewer came within the hour, or the same source or six hours count already";
      explanation.objects.push_back(std::move(object));
    }
  }
};

void say_pair(const ExplainedWindow& at, Explanation& explanation) {
  explanation.sentences.push_back(fmt::format(
      "They share {} that are tested, and met within {} on {} of different sources and hours.",
      counted(explanation.objects.size(), "object"), format_duration(at.window), counted(at.occasions, "occasion")));
  if (at.occasions < 2) {
    explanation.sentences.push_back("Below two occasions nothing is tested: one meeting happens to anybody.");
    return;
  }
  explanation.sentences.push_back(
      fmt::format("Given the objects that both touched, so many would happen by chance with probability {} (timing); "
                  "given those that "
                  "both touched within the hour, with {} (lag). The larger counts.",
                  probability(at.p_timing), probability(at.p_lag)));
  explanation.sentences.push_back(
      "A pair nominates nobody: a network is three or more, found on some of the posts and judged on the others.");
}

void say_group(const ExplainedWindow& at, Explanation& explanation) {
  explanation.sentences.push_back(
      fmt::format("At least two of them touched {}; {} of different sources and hours count.",
                  counted(explanation.objects.size(), "object"), counted(at.occasions, "occasion")));
  explanation.sentences.push_back(
      fmt::format("On all of these, so many together would happen by chance with probability {}. Of a set that was "
                  "chosen by looking, "
                  "that says little; a run judges a network on posts that were not used to find it.",
                  probability(at.p_group)));
}

void say_what_would_change(Explanation& explanation) {
  const auto counts = [](const ExplainedObject& object) { return object.counts == "counts as an occasion"; };
  const auto strongest = std::min_element(
      explanation.objects.begin(), explanation.objects.end(), [&](const ExplainedObject& a, const ExplainedObject& b) {
        return std::pair(!counts(a), a.p.value_or(a.q)) < std::pair(!counts(b), b.p.value_or(b.q));
      });
  if (strongest == explanation.objects.end() || !counts(*strongest)) return;
  explanation.sentences.push_back(fmt::format("Most rests on {} ({}): a meeting there happens by chance with {}.",
                                              strongest->object, strongest->trace, probability(strongest->q)));
}

template <class Test>
void fill(const Test& of, const Tables& tables, const DetectOptions& options, const std::vector<uint8_t>& left_out,
          Explanation& explanation) {
  for (ExplainedWindow& each : explanation.windows) {
    const References references(tables.book, each.window, left_out, options.threads);
    each = of.test(references);
    if (each.window == explanation.window) of.add_objects(references, explanation);
  }
  std::stable_sort(explanation.objects.begin(), explanation.objects.end(),
                   [](const ExplainedObject& a, const ExplainedObject& b) { return a.first < b.first; });
}

}  // namespace

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
  const Result<Tables> tables = read_touches(read, options, progress);
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
    fill(OfPair{*tables, members[0], members[1]}, *tables, options, out, explanation);
  else
    fill(OfGroup{*tables, members, out}, *tables, options, out, explanation);
  const auto at = std::find_if(explanation.windows.begin(), explanation.windows.end(),
                               [&](const ExplainedWindow& each) { return each.window == window; });
  if (members.size() == 2)
    say_pair(*at, explanation);
  else
    say_group(*at, explanation);
  say_what_would_change(explanation);
  return explanation;
}

}  // namespace lockstep
