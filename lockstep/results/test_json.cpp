#include "lockstep/results/test_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "lockstep/base/wording.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_candidates = 5000, most_accounts = 8;  // on the page; candidates.csv has all
constexpr unsigned delay_bins = 30;

std::string reference_sentence(const ReferenceSummary& reference) {
  const PairCounts& pairs = reference.pairs;
  return fmt::format(
      "Within {}: {} of {} touches of one object lie that near each other; of those within the hour, {}. Each object "
      "is rated by its own other touches, its source's other objects, and objects of its trace and size.",
      format_duration(reference.window), percent(pairs.all > 0 ? pairs.within / pairs.all : 0),
      counted(uint64_t(pairs.all), "pair") + " of",
      percent(pairs.within_hour > 0 ? pairs.within / pairs.within_hour : 0));
}

std::vector<std::string> reference_sentences(const NetworkTests& tests) {
  std::vector<std::string> sentences;
  for (const ReferenceSummary& reference : tests.references) sentences.push_back(reference_sentence(reference));
  if (!tests.references.empty() && tests.references[0].left_out > 0)
    sentences.push_back(fmt::format("{} of networks found in a first round took no part in them.",
                                    counted(tests.references[0].left_out, "account")));
  return sentences;
}

Json power_rows(const NetworkTests& tests) {
  Json rows = Json::array();
  for (const PowerRow& row : tests.power)
    rows.push_back({{"members", row.members},
                    {"jitter_seconds", seconds(row.jitter)},
                    {"window_seconds", seconds(row.window)},
                    {"occasions", row.occasions ? Json(*row.occasions) : Json(nullptr)}});
  return rows;
}

// Even bins from 0 to a little beyond the span of the plan, and the tail in the last one.
Json delays_of(const TestedNetwork& test, Duration resolution) {
  const double step = std::max(seconds(resolution), 1.0);
  const double wanted = std::max(2.0 * seconds(test.lags.plan_span), 4 * step);
  const double width = std::max(step, std::ceil(wanted / delay_bins / step) * step);
  Json edges = Json::array(), seen = Json::array(), plan = Json::array(), reaction = Json::array();
  std::vector<double> counts(delay_bins, 0);
  unsigned beyond = 0;
  for (const std::vector<Duration>& occasion : test.delays)
    for (const Duration delay : occasion) {
      const auto bin = size_t(seconds(delay) / width);
      if (bin < delay_bins) ++counts[bin];
      beyond += bin >= delay_bins;
    }
  const LagExpectation expected = expected_delays(test.lags, test.delays, width, delay_bins);
  for (unsigned bin = 0; bin < delay_bins; ++bin) {
    edges.push_back(bin * width);
    seen.push_back(uint64_t(counts[bin]));
    plan.push_back(std::round(100 * expected.plan[bin]) / 100);
    reaction.push_back(std::round(100 * expected.reaction[bin]) / 100);
  }
  edges.push_back(delay_bins * width);
  return {{"edges", edges},
          {"seen", seen},
          {"beyond", beyond},
          {"plan", plan},
          {"reaction", reaction},
          {"plan_span_seconds", seconds(test.lags.plan_span)},
          {"reaction_median_seconds", std::round(10 * test.lags.reaction_median_seconds) / 10},
          {"log_likelihood_ratio", std::round(100 * test.lags.log_likelihood_ratio) / 100},
          {"least_for_a_plan", std::round(100 * test.least_for_a_plan) / 100}};
}

}  // namespace

std::string power_sentence(const NetworkTests& tests) {
  const std::string table =
      fmt::format("the table holds {} that two accounts or more touched", counted(tests.shared_objects, "object"));
  for (const PowerRow& row : tests.power) {
    if (row.members != 12 || row.jitter != std::chrono::seconds(60)) continue;
    const std::string network = "a network of 12 who act within 60 s of each other, six in ten of them each time,";
    if (!row.occasions)
      return fmt::format(
          "This could show little: {} would not be found even on 40 occasions in the time and among the accounts of "
          "this table.",
          network);
    if (*row.occasions > tests.shared_objects)
      return fmt::format("This could show little: {}, and {} would take {} to be found with probability .8.", table,
                         network, counted(*row.occasions, "occasion"));
    return fmt::format(
        "A{} would have been found with probability .8 from {} on, whenever they act, and on objects as most here are.",
        network.substr(1), counted(*row.occasions, "occasion"));
  }
  return "Nothing could have been found: nothing was compared.";
}

std::string verdict(const Findings& findings) {
  const NetworkTests& tests = findings.detection.tests;
  if (std::ranges::any_of(tests.networks, [](const TestedNetwork& network) {
        return network.network_class == NetworkClass::synchronised;
      }))
    return "";
  const std::string found =
      tests.networks.empty() ? "no group was confirmed beyond chance on posts that were not used to find it"
                             : "the groups that go beyond chance do so as friends, teams or one source's readers do, "
                               "or on too few delays to tell";
  return fmt::format("Nobody is nominated: {}. {}", found, power_sentence(tests));
}

Json tests_of(const Findings& findings, double level) {
  const Detection& detection = findings.detection;
  Json windows = Json::array();
  for (const Duration window : detection.windows) windows.push_back(seconds(window));
  return {{"windows_seconds", windows},
          {"level", level},
          {"proposals", detection.tests.proposals},
          {"tested_pairs", detection.tests.tested_pairs},
          {"candidates_by_count", detection.counted_networks},
          {"references", reference_sentences(detection.tests)},
          {"power", {{"sentence", power_sentence(detection.tests)}, {"rows", power_rows(detection.tests)}}}};
}

Json candidates_of(const Findings& findings) {
  Json ids = Json::array(), found_by = ids, members = ids, accounts = ids, windows = ids, occasions = ids, p = ids,
       q = ids, reasons = ids;
  for (const CandidateRow& row : candidate_rows(findings, most_accounts)) {
    if (ids.size() == most_candidates) break;
    ids.push_back(row.candidate_id);
    found_by.push_back(row.found_by);
    members.push_back(row.candidate->members.size());
    accounts.push_back(fmt::format("{}", fmt::join(row.accounts, " ")));
    windows.push_back(seconds(row.candidate->window));
    occasions.push_back(row.candidate->occasions);
    p.push_back(four_digits(row.candidate->p_value));
    q.push_back(four_digits(row.candidate->q_value));
    reasons.push_back(row.reason);
  }
  return {{"candidate_id", ids},       {"found_by", found_by},   {"members", members}, {"accounts", accounts},
          {"window_seconds", windows}, {"occasions", occasions}, {"p_value", p},       {"q_value", q},
          {"reason", reasons}};
}

uint64_t candidates_left_out(const Findings& findings) {
  const size_t all = findings.detection.tests.candidates.size();
  return all - std::min(all, most_candidates);
}

Json network_test_of(const Findings& findings, size_t network) {
  const TestedNetwork& test = findings.detection.test(network);
  const Evidence& evidence = findings.evidence[network];
  const Interval chance = poisson_range(test.expected);
  Json alternatives = Json::array();
  for (const Alternative& other : evidence.alternatives)
    alternatives.push_back({{"alternative", other.alternative}, {"fit", name(other.fit)}, {"text", other.text}});
  return {{"class", name(test.network_class)},
          {"regime", "timing"},
          {"window_seconds", seconds(test.window)},
          {"p_value", test.p_value},
          {"q_value", test.q_value},
          {"judged_occasions", test.occasions},
          {"seen", test.seen},
          {"expected", four_digits(test.expected)},
          {"expected_low", chance.low},
          {"expected_high", chance.high},
          {"ratio", test.expected > 0 ? Json(four_digits(test.seen / test.expected)) : Json(nullptr)},
          {"ratio_low", test.ratio ? Json(four_digits(test.ratio->low)) : Json(nullptr)},
          {"ratio_high", test.ratio ? Json(four_digits(test.ratio->high)) : Json(nullptr)},
          {"chance_sentence", evidence.chance_sentence},
          {"alternatives", alternatives},
          {"delays", delays_of(test, findings.read.report.resolution)}};
}

}  // namespace lockstep
