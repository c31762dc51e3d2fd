// An evaluation in words and tables.
#include <fmt/format.h>

#include <cmath>

#include "lockstep/base/wording.h"
#include "lockstep/evaluation/evaluation.h"

namespace lockstep {
namespace {

constexpr std::string_view nothing = "–";

std::string share(std::optional<double> share) { return share ? fmt::format("{:.3f}", *share) : std::string(nothing); }

std::string of(Proportion proportion) { return grouped(proportion.part) + " of " + grouped(proportion.whole); }

// No more digits than are known: 0, 0.4, 12, 3,410.
std::string rate(double per_100000) {
  if (per_100000 == 0) return "0";
  return per_100000 < 9.95 ? fmt::format("{:.1f}", per_100000) : grouped(uint64_t(std::llround(per_100000)));
}

std::string rate(Proportion proportion) {
  return proportion.whole == 0 ? std::string(nothing) : rate(1e5 * *proportion.share());
}

std::string rate_interval(Proportion proportion) {
  if (proportion.whole == 0) return std::string(nothing);
  const Interval interval = proportion.interval();
  return fmt::format("{}–{}", rate(1e5 * interval.low), rate(1e5 * interval.high));
}

std::vector<std::string> measure(std::string name, Proportion proportion) {
  const Interval interval = proportion.interval();
  return {std::move(name), of(proportion), share(proportion.share()),
          proportion.whole == 0 ? std::string(nothing) : fmt::format("{:.3f}–{:.3f}", interval.low, interval.high)};
}

Section summary(const Evaluation& evaluation) {
  Section section{"Accounts and networks", "", {"measure", "count", "share", "95%"}, {}};
  section.text =
      fmt::format("{}: {} planted in {}, the others organic. {} nominated.", counted(evaluation.accounts, "account"),
                  grouped(evaluation.account_recall.whole), counted(evaluation.planted.size(), "network"),
                  counted(evaluation.networks_of[0], "network"));
  section.rows = {measure("precision of nominated accounts", evaluation.account_precision),
                  measure("recall of planted accounts", evaluation.account_recall),
                  measure("precision of nominated networks", evaluation.network_precision),
                  measure("recall of planted networks", evaluation.network_recall),
                  measure("members of true networks that are planted", evaluation.member_precision)};
  section.rows.push_back({"organic accounts in true networks, per 100,000", of(evaluation.swept_in),
                          rate(evaluation.swept_in), rate_interval(evaluation.swept_in)});
  if (evaluation.network_recall.part > 0)
    section.rows.push_back({"nominated networks a found one is spread over",
                            fmt::format("at most {}", evaluation.most_spread),
                            fmt::format("{:.2f}", evaluation.mean_spread), ""});
  if (evaluation.network_precision.part > 0)
    section.rows.push_back({"planted networks in a true one", fmt::format("at most {}", evaluation.most_merged),
                            fmt::format("{:.2f}", evaluation.mean_merged), ""});
  return section;
}

Section ranking(const Evaluation& evaluation) {
  const Ranking& ranking = evaluation.ranking;
  const std::string ranked = grouped(ranking.ranked) + " ranked";
  return {"Ranking",
          "Equal scores enter together; accounts that are not ranked come last, all at once.",
          {"measure", "count", "share"},
          {{"average precision", ranked, share(ranking.average_precision)},
           {"recall at a precision of .99", "", share(ranking.recall_at_99)},
           {"recall at a precision of .95", "", share(ranking.recall_at_95)}}};
}

Section accusations(const Evaluation& evaluation) {
  Section section{"Organic accounts in networks, per 100,000 of their class",
                  "Only synchronised networks are nominated. The others are shown, and accuse nobody.",
                  {"class", "accounts"},
                  {}};
  for (std::string_view result_class : result_classes) {
    section.columns.emplace_back(result_class);
    section.columns.emplace_back("95%");
  }
  for (const Accusations& row : evaluation.accusations) {
    std::vector<std::string> cells{row.organic_class, grouped(row.accounts)};
    for (uint64_t accused : row.in) {
      const Proportion proportion{accused, row.accounts};
      cells.push_back(accused == 0 ? "0" : fmt::format("{} ({})", rate(proportion), grouped(accused)));
      cells.push_back(rate_interval(proportion));
    }
    section.rows.push_back(std::move(cells));
  }
  return section;
}

Section planted(const Evaluation& evaluation) {
  Section section{"Planted networks",
                  "Found: at least half of the accounts nominated in one network.",
                  {"network", "accounts", "nominated", "together", "in", "spread over", "found"},
                  {}};
  for (const PlantedNetwork& network : evaluation.planted)
    section.rows.push_back({network.group, grouped(network.accounts), grouped(network.nominated),
                            grouped(network.together), network.network_id.empty() ? "" : network.network_id,
                            grouped(network.spread_over), network.found() ? "yes" : "no"});
  return section;
}

std::string by_class(const NominatedNetwork& network) {
  std::vector<std::string> parts;
  for (const auto& [its_class, accounts] : network.organic) parts.push_back(fmt::format("{} {}", accounts, its_class));
  return parts.empty() ? std::string(nothing) : fmt::format("{}", fmt::join(parts, ", "));
}

Section nominated(const Evaluation& evaluation) {
  Section section{"Nominated networks",
                  "True: at least half of the members planted in one network.",
                  {"network", "members", "planted", "of one network", "true", "organic members"},
                  {}};
  for (const NominatedNetwork& network : evaluation.nominated)
    section.rows.push_back({network.network_id, grouped(network.members), grouped(network.planted),
                            grouped(network.together), network.is_true() ? "yes" : "no", by_class(network)});
  return section;
}

Section calibration(const Evaluation& evaluation) {
  Section section{"What was declared, and what was so", "", {"of", "declared false", "false", "share", "95%"}, {}};
  const auto add = [&](std::string what, std::string declared, Proportion seen) {
    std::vector<std::string> cells = measure(std::move(what), seen);
    cells.insert(cells.begin() + 1, std::move(declared));
    section.rows.push_back(std::move(cells));
  };
  if (evaluation.level)
    add("nominated networks", "at most " + percent(*evaluation.level),
        {evaluation.false_networks(), evaluation.network_precision.whole});
  uint64_t above = 0;
  for (const ConfidenceBin& bin : evaluation.confidence) {
    if (bin.members > above)
      add(fmt::format("members, confidence {} or more", bin.least), fmt::format("at most {}", percent(bin.declared)),
          {bin.organic, bin.members});
    above = bin.members;
  }
  return section;
}

}  // namespace

std::vector<Section> sections(const Evaluation& evaluation) {
  std::vector<Section> all{summary(evaluation), ranking(evaluation), accusations(evaluation)};
  if (!evaluation.planted.empty()) all.push_back(planted(evaluation));
  if (!evaluation.nominated.empty()) all.push_back(nominated(evaluation));
  if (Section section = calibration(evaluation); !section.rows.empty()) all.push_back(std::move(section));
  return all;
}

}  // namespace lockstep
