// What chance would have given, and how well each other explanation fits.
#include <fmt/format.h>

#include "lockstep/base/wording.h"
#include "lockstep/evidence/evidence.h"

namespace lockstep {
namespace {

constexpr double mostly = .5, partly = .2;
constexpr Duration quick = std::chrono::seconds(10);
constexpr size_t few_friends = 3;

std::string ratio_of(const TestedNetwork& test) {
  if (test.expected <= 0) return "";
  std::string text = fmt::format("; that is {} times as often", measured(test.seen / test.expected));
  if (test.ratio) text += fmt::format(" (95%: {} to {})", measured(test.ratio->low), measured(test.ratio->high));
  return text;
}

Alternative fans(const TestedNetwork& test) {
  const std::string share =
      fmt::format("The largest source stands behind {} of the objects that count; ", percent(test.of_largest_source));
  if (test.sources_known < mostly)
    return {"fans of one source", Fit::cannot_be_told,
            test.sources_known == 0
                ? "The source of the objects is not known."
                : fmt::format("The source is known for {} of the objects only.", percent(test.sources_known))};
  if (test.of_largest_source > mostly)
    return {"fans of one source", Fit::fits, share + "who follows it would meet there without any plan."};
  return {"fans of one source", test.of_largest_source > partly ? Fit::fits_partly : Fit::does_not_fit,
          share + "fans would have most of theirs from it."};
}

std::string delays(const TestedNetwork& test) {
  const double ratio = test.lags.log_likelihood_ratio;
  return fmt::format("Of {} a span of {} explains {}: log likelihood ratio {:.1f} {}.",
                     counted(test.lags.delays, "delay"), format_duration(test.lags.plan_span),
                     ratio >= 0 ? "more than any curve of reactions does" : "less than a curve of reactions does",
                     std::abs(ratio), ratio >= 0 ? "for a plan" : "for a reaction");
}

// Whoever holds several accounts in one hand posts faster than people can read.
Alternative one_hand(const TestedNetwork& test) {
  const Duration span = test.lags.plan_span;
  const bool plan = test.lags.log_likelihood_ratio >= test.least_for_a_plan;
  const Fit fit = !plan ? Fit::does_not_fit : span <= quick ? Fit::fits : Fit::fits_partly;
  return {
      "one hand with one tool", fit,
      fmt::format("One editor who feeds several pages, or one tool that reads one list, would act like this in the "
                  "open too: within {} of the first, time after time. Whose accounts they are is not in the delays.",
                  format_duration(span))};
}

Fit fit_of_reaction(const TestedNetwork& test) {
  if (test.lags.log_likelihood_ratio < 0) return Fit::fits;
  return test.lags.log_likelihood_ratio < test.least_for_a_plan ? Fit::fits_partly : Fit::does_not_fit;
}

Alternative friends(const TestedNetwork& test) {
  const std::string text =
      fmt::format("{} of the objects are posts by members themselves. {}", percent(test.on_own_posts), delays(test));
  const Fit fit = test.on_own_posts > partly ? Fit::fits : fit_of_reaction(test);
  if (fit == Fit::does_not_fit && test.members.size() <= few_friends && test.lags.plan_span <= quick)
    return {"friends or a team", Fit::fits_partly,
            text + " Two or three friends who always react within seconds look like this."};
  return {"friends or a team", fit, text};
}

Alternative cascade(const TestedNetwork& test) {
  return {"a cascade from one to the next", fit_of_reaction(test),
          fmt::format("Those who react to what they see are spread over a tail, from seconds to an hour. {}",
                      delays(test))};
}

Alternative wire(const NetworkView& view) {
  bool texts = false;
  double same_text = 0, all = 0;
  for (const Layer& layer : view.layers) texts |= layer.trace->name == "co-text";
  for (const Occasion& occasion : view.found.occasions) {
    same_text += view.layers[occasion.layer].trace->name == "co-text";
    ++all;
  }
  if (!texts) return {"a wire or a share button", Fit::cannot_be_told, "The table has no texts."};
  const double share = all > 0 ? same_text / all : 0;
  const Fit fit = share > mostly ? Fit::fits_partly : Fit::does_not_fit;
  return {
      "a wire or a share button", fit,
      fmt::format("{} of the occasions are the same text and nothing more specific; newsrooms on one wire and people "
                  "who press one button post the same words.",
                  percent(share))};
}

Alternative schedule(const NetworkView& view) {
  using namespace std::chrono_literals;
  if (view.resolution >= 1min)
    return {"a schedule", Fit::cannot_be_told,
            fmt::format("All times stand on a grid of {}: what a scheduler does cannot be told apart.",
                        format_duration(view.resolution))};
  return {"a schedule", Fit::does_not_fit,
          "Posts in the seconds that scheduling tools use in this stream were not counted as meetings."};
}

}  // namespace

std::string_view name(Fit fit) {
  switch (fit) {
    case Fit::fits:
      return "fits";
    case Fit::fits_partly:
      return "fits partly";
    case Fit::does_not_fit:
      return "does not fit";
    case Fit::cannot_be_told:
      return "cannot be told";
  }
  return "";
}

std::string chance_sentence(const TestedNetwork& test) {
  const bool one_source = test.network_class == NetworkClass::closed_ring;
  return fmt::format(
      "On {} that were not used to find them, two of them met {} times; independent accounts {} would meet {} times{}; "
      "q = {}.",
      counted(test.occasions, "occasion"), measured(test.seen),
      one_source ? "on posts that as many pass on" : "with the same sources and hours", measured(test.expected),
      ratio_of(test), probability(test.q_value));
}

std::vector<Alternative> alternatives_to(const NetworkView& view) {
  return {fans(view.test), one_hand(view.test), wire(view), friends(view.test), cascade(view.test), schedule(view)};
}

}  // namespace lockstep
