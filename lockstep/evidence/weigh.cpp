// What speaks for a network and what against it. Each finding is a function of its own that adds one sentence to one of
// the two sides, or none where the data have nothing to say about it.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "lockstep/base/wording.h"
#include "lockstep/evidence/evidence.h"

namespace lockstep {
namespace {

// Where a number begins to be worth a sentence.
constexpr uint32_t small_audience = 10, large_audience = 100;  // accounts outside the network
constexpr uint32_t few_occasions = 3;                          // a member that rests on so few rests on little
constexpr double worth_saying = 0.1;                           // share of the occasions
constexpr double delays_speak = 1;                             // log likelihood ratio
constexpr double sparse = 0.15;                                // share of the pairs that could be

struct Case {
  const NetworkView& view;
  Audiences& audiences;
  Evidence& evidence;

  size_t occasions() const { return view.found.occasions.size(); }
  const Object& object(const Occasion& occasion) const {
    return view.layers[occasion.layer].touches.objects[occasion.object];
  }
  Timestamp time(const MemberTouch& touch) const { return view.layers[touch.layer].touches.time[touch.touch]; }
  EventIndex event(const MemberTouch& touch) const { return view.layers[touch.layer].touches.event[touch.touch]; }

  void speaks_for(std::string text) const { evidence.speaks_for.push_back({std::move(text), {}}); }
  void speaks_against(std::string text, std::vector<AccountIndex> accounts = {}) const {
    evidence.speaks_against.push_back({std::move(text), std::move(accounts)});
  }
};

// Words and rhythm of the members, whatever became of them.
void weigh_declarations(const Case& c) {
  const TestedNetwork& test = c.view.test;
  if (test.declared_members == 0) return;
  c.speaks_against(fmt::format("{} of the {} {} by the clock and {} so by client or name{}.",
                               grouped(test.declared_members), counted(test.members.size(), "member"),
                               test.declared_members == 1 ? "posts" : "post",
                               test.declared_members == 1 ? "says" : "say",
                               test.network_class == NetworkClass::synchronised
                                   ? "; that is not enough, since not all do, or their sources are fewer than five"
                                   : ""));
}

// How much the posts that were held out could say.
void weigh_judgement(const Case& c) {
  using namespace std::chrono_literals;
  const TestedNetwork& test = c.view.test;
  if (test.occasions <= few_occasions)
    c.speaks_against(
        fmt::format("Only {} judged it; the others were used to find it.", counted(test.occasions, "occasion")));
  if (test.seen <= test.expected)
    c.speaks_against(fmt::format(
        "They met {:.1f} times as often as expected of accounts that came in the same hours: what goes beyond "
        "chance is that they came in the same hours.",
        test.seen / test.expected));
  else if (!test.far_beyond_chance())
    c.speaks_against(fmt::format("They met {:.1f} times as often as expected: beyond chance, but not far.",
                                 test.seen / test.expected));
  if (!test.ratio)
    c.speaks_against("On so few occasions it cannot be said with confidence how far beyond chance they met.");
  else if (test.ratio->low <= 1)
    c.speaks_against(fmt::format(
        "The occasions differ so much that how far beyond chance they met is uncertain (95%: {:.1f} to {:.1f} times).",
        test.ratio->low, test.ratio->high));
  const std::string text = fmt::format(
      "The delays after the first member {} within {}: log likelihood ratio {:.1f} for a plan against a "
      "reaction.",
      test.lags.log_likelihood_ratio >= 0 ? "end" : "do not end", format_duration(test.lags.plan_span),
      test.lags.log_likelihood_ratio);
  if (test.lags.log_likelihood_ratio >= test.least_for_a_plan && test.lags.plan_span <= 10s)
    c.speaks_against(
        "Faster than people read: one hand or one tool. The pages of one publisher or club, fed by one editor "
        "in the open, would look the same.");
  if (test.lags.log_likelihood_ratio >= delays_speak)
    c.speaks_for(text);
  else
    c.speaks_against(text);
}

void weigh_sources(const Case& c) {
  std::map<std::string_view, std::pair<size_t, uint32_t>> by_source;  // occasions; a layer it occurs in
  size_t known = 0;
  for (const Occasion& occasion : c.view.found.occasions)
    if (const std::string_view source = c.object(occasion).source; !source.empty()) {
      auto& [count, layer] = by_source[source];
      layer = occasion.layer;
      ++count;
      ++known;
    }
  if (2 * known < c.occasions())
    return c.speaks_against(fmt::format(
        "Who stands behind the objects is known for {} of the {}, so whether most come from one source cannot be said.",
        grouped(known), counted(c.occasions(), "occasion")));
  const auto largest = std::ranges::max_element(by_source, {}, [](const auto& entry) { return entry.second.first; });
  const auto [count, layer] = largest->second;
  const std::string name = c.view.names.source(c.view.layers[layer].trace->name, largest->first);
  if (2 * count >= known)
    c.speaks_against(
        fmt::format("{} of the {} whose source is known {} from one source, {}: whoever follows it could meet there.",
                    grouped(count), counted(known, "occasion"), count == 1 ? "comes" : "come", name));
  else
    c.speaks_for(fmt::format("The {} whose source is known come from {}; the largest, {}, stands behind {}.",
                             counted(known, "occasion"), counted(by_source.size(), "different source"), name,
                             grouped(count)));
}

void weigh_audiences(const Case& c) {
  size_t small = 0, large = 0;
  for (const Occasion& occasion : c.view.found.occasions) {
    std::set<uint32_t> members;
    for (uint32_t i = occasion.begin; i < occasion.end; ++i) members.insert(c.view.found.touches[i].member);
    const uint32_t accounts = c.audiences.of(occasion.layer, occasion.object).accounts;
    const size_t others = accounts - std::min<size_t>(accounts, members.size());
    small += others < small_audience;
    large += others >= large_audience;
  }
  const double least = worth_saying * double(c.occasions());
  if (small > 0 && double(small) >= least)
    c.speaks_for(fmt::format("{} of the {} had fewer than {} other accounts: few who could meet there by accident.",
                             grouped(small), counted(c.occasions(), "object"), small_audience));
  if (large > 0 && double(large) >= least)
    c.speaks_against(fmt::format("{} of the {} had at least {} other accounts: many could meet there.", grouped(large),
                                 counted(c.occasions(), "object"), large_audience));
}

void weigh_repetition(const Case& c) {
  std::vector<uint32_t> shared;
  for (uint32_t pair : c.view.network.pairs) shared.push_back(c.view.pairs[pair].shared);
  std::ranges::sort(shared, std::greater());
  const uint32_t half = shared[(shared.size() - 1) / 2];
  const std::string most = fmt::format("the most frequent on {}", grouped(shared.front()));
  if (half > few_occasions)
    c.speaks_for(fmt::format("At least half of the {} met on {} or more, {}.", counted(shared.size(), "pair"),
                             counted(half, "occasion"), most));
  else if (shared.front() <= few_occasions)
    c.speaks_against(fmt::format("No pair met on more than {}.", counted(shared.front(), "occasion")));
  else
    c.speaks_against(fmt::format("More than half of the {} met on {} or fewer, {}.", counted(shared.size(), "pair"),
                                 counted(few_occasions, "occasion"), most));
}

void weigh_company(const Case& c) {
  const uint64_t members = c.view.network.members.size(), possible = members * (members - 1) / 2;
  const size_t joined = c.view.network.pairs.size();
  const std::string text = fmt::format("{} of the {} that {} could form reach the minimum.", grouped(joined),
                                       counted(possible, "pair"), counted(members, "account"));
  if (2 * joined >= possible) c.speaks_for(text);
  if (double(joined) < sparse * double(possible)) c.speaks_against(text);
}

void weigh_days(const Case& c) {
  std::set<std::chrono::sys_days> days;
  for (const Occasion& occasion : c.view.found.occasions)
    days.insert(std::chrono::floor<std::chrono::days>(c.time(c.view.found.touches[occasion.begin])));
  if (days.size() > 2)
    c.speaks_for(fmt::format("The occasions fall on {} (UTC).", counted(days.size(), "different day")));
  if (days.size() == 1)
    c.speaks_against(fmt::format("All occasions begin on one day, {} (UTC): one event could explain them.",
                                 format_time(*days.begin()).substr(0, 10)));
}

// Half of the steps from one member's touch to the next one's, where both lie within the window.
void weigh_pace(const Case& c) {
  std::vector<Duration> steps;
  for (const Occasion& occasion : c.view.found.occasions)
    for (uint32_t i = occasion.begin + 1; i < occasion.end; ++i) {
      const MemberTouch &before = c.view.found.touches[i - 1], &after = c.view.found.touches[i];
      const Duration step = c.time(after) - c.time(before);
      if (before.member != after.member && step <= c.view.test.window) steps.push_back(step);
    }
  if (steps.empty()) return;
  std::ranges::nth_element(steps, steps.begin() + ptrdiff_t(steps.size() / 2));
  const Duration half = steps[steps.size() / 2], window = c.view.test.window;
  const std::string text = fmt::format(
      "Half of the {} from one member to the next take {}.", counted(steps.size(), "step"),
      half.count() == 0 ? "no time at all" : format_duration(half) + (half * 2 > window ? " or more" : " or less"));
  if (half * 4 <= window) c.speaks_for(text);
  if (half * 2 > window) c.speaks_against(text);
}

void weigh_activity(const Case& c) {
  uint64_t all = 0;
  for (const MemberCounts& member : c.view.found.members) all += member.events;
  std::set<EventIndex> together;
  for (const MemberTouch& touch : c.view.found.touches) together.insert(c.event(touch));
  const double share = double(together.size()) / double(all);
  const std::string text = fmt::format("{} of the members' {} ({}) belong to these occasions.",
                                       grouped(together.size()), counted(all, "post"), percent(share));
  if (share >= 0.5) c.speaks_for(text);
  if (share < worth_saying) c.speaks_against(text);
}

void weigh_weak_members(const Case& c) {
  std::vector<AccountIndex> weak;
  for (size_t i = 0; i < c.view.found.members.size(); ++i)
    if (c.view.found.members[i].occasions <= few_occasions) weak.push_back(c.view.network.members[i]);
  if (weak.empty()) return;
  if (weak.size() == c.view.network.members.size())
    return c.speaks_against(fmt::format("No member took part in more than {}.", counted(few_occasions, "occasion")));
  c.speaks_against(fmt::format("{} of the {} {} on {} or fewer.", grouped(weak.size()),
                               counted(c.view.network.members.size(), "member"), weak.size() == 1 ? "rests" : "rest",
                               counted(few_occasions, "occasion")),
                   weak);
}

// Members by all the names that an object's source may have for them.
std::map<std::string, AccountIndex> called(const NetworkView& view) {
  std::map<std::string, AccountIndex> names;
  for (AccountIndex member : view.network.members) {
    const std::string id(view.events.accounts[member]);
    names.emplace(id, member);
    names.emplace("@" + in_lower_case(id), member);
    if (member < view.events.snapshots.size() && view.events.snapshots[member])
      names.emplace("@" + in_lower_case(view.events.snapshots[member]->handle), member);
  }
  return names;
}

void weigh_each_others_posts(const Case& c) {
  const std::map<std::string, AccountIndex> members = called(c.view);
  std::set<AccountIndex> authors;
  size_t own = 0;
  for (const Occasion& occasion : c.view.found.occasions) {
    const std::string source(c.object(occasion).source);
    const auto author = members.find(source.starts_with('@') ? in_lower_case(source) : source);
    if (author == members.end()) continue;
    authors.insert(author->second);
    ++own;
  }
  if (own == 0) return;
  c.speaks_against(fmt::format("{} of the {} {} about posts by members themselves, as among friends or colleagues.",
                               grouped(own), counted(c.occasions(), "occasion"), own == 1 ? "is" : "are"),
                   {authors.begin(), authors.end()});
}

// Posts that a schedule puts on the quarter of an hour meet there whoever wrote them.
void weigh_the_clock(const Case& c) {
  using namespace std::chrono_literals;
  if (c.view.resolution > 1min) return;
  std::set<EventIndex> posts, on_the_quarter;
  for (const MemberTouch& touch : c.view.found.touches) {
    posts.insert(c.event(touch));
    const Duration into_quarter =
        c.time(touch) - std::chrono::floor<std::chrono::duration<int64_t, std::ratio<900>>>(c.time(touch));
    if (into_quarter < 1min) on_the_quarter.insert(c.event(touch));
  }
  const double even = double(posts.size()) / 15;
  if (double(on_the_quarter.size()) < 2 * even || on_the_quarter.size() < 4) return;
  c.speaks_against(
      fmt::format("{} of the {} stand in the first minute of a quarter of an hour, where {:.0f} would if they "
                  "were spread evenly: posts by the clock meet there.",
                  grouped(on_the_quarter.size()), counted(posts.size(), "post"), even));
}

std::string sentence(const NetworkView& view) {
  std::map<uint32_t, size_t> by_layer;
  for (const Occasion& occasion : view.found.occasions) ++by_layer[occasion.layer];
  std::vector<std::string> verbs;
  for (const auto& [layer, count] : by_layer) verbs.emplace_back(view.layers[layer].trace->verb);
  return fmt::format("{} {} within {} of each other, on {}.", counted(view.network.members.size(), "account"),
                     listed(verbs), format_duration(view.test.window),
                     counted(view.found.occasions.size(), "occasion"));
}

}  // namespace

Evidence weigh(const NetworkView& view, Audiences& audiences) {
  Evidence evidence{.sentence = sentence(view),
                    .chance_sentence = chance_sentence(view.test),
                    .speaks_for = {},
                    .speaks_against = {},
                    .alternatives = alternatives_to(view)};
  const Case c{.view = view, .audiences = audiences, .evidence = evidence};
  weigh_judgement(c);
  weigh_declarations(c);
  weigh_sources(c);
  weigh_audiences(c);
  weigh_repetition(c);
  weigh_company(c);
  weigh_days(c);
  weigh_pace(c);
  weigh_activity(c);
  weigh_weak_members(c);
  weigh_each_others_posts(c);
  weigh_the_clock(c);
  const std::string looked_at =
      "sources, audiences, repetition, days, pace, members with few occasions, members' own posts, the clock";
  if (evidence.speaks_for.empty()) c.speaks_for("Nothing was found among what was looked at: " + looked_at + ".");
  if (evidence.speaks_against.empty())
    c.speaks_against("Nothing was found among what was looked at: " + looked_at + ".");
  return evidence;
}

}  // namespace lockstep
