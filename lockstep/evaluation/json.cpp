#include <cmath>
#include <nlohmann/json.hpp>

#include "lockstep/evaluation/evaluation.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

// Six digits: more would differ in the last place from what a reader works out by hand.
Json rounded(std::optional<double> value) {
  if (!value || !std::isfinite(*value)) return nullptr;
  return std::round(*value * 1e6) / 1e6;
}

Json rate(Proportion proportion) {
  const Interval interval = proportion.interval();
  const std::optional<double> share = proportion.share();
  return {{"accounts", proportion.part},
          {"per_100000", share ? rounded(1e5 * *share) : Json(nullptr)},
          {"low", rounded(1e5 * interval.low)},
          {"high", rounded(1e5 * interval.high)}};
}

Json counts(const CountByResultClass& numbers) {
  Json json = Json::object();
  for (size_t k = 0; k < result_classes.size(); ++k) json[std::string(result_classes[k])] = numbers[k];
  return json;
}

Json accusations(const Evaluation& evaluation) {
  Json list = Json::array();
  for (const Accusations& row : evaluation.accusations) {
    Json json{{"organic_class", row.organic_class}, {"accounts", row.accounts}};
    for (size_t k = 0; k < result_classes.size(); ++k)
      json[std::string(result_classes[k])] = rate({row.in[k], row.accounts});
    list.push_back(std::move(json));
  }
  return list;
}

Json planted(const Evaluation& evaluation) {
  Json list = Json::array();
  for (const PlantedNetwork& network : evaluation.planted)
    list.push_back({{"group", network.group},
                    {"accounts", network.accounts},
                    {"nominated", network.nominated},
                    {"together", network.together},
                    {"network_id", network.network_id.empty() ? Json(nullptr) : Json(network.network_id)},
                    {"spread_over", network.spread_over},
                    {"found", network.found()}});
  return list;
}

Json nominated(const Evaluation& evaluation) {
  Json list = Json::array();
  for (const NominatedNetwork& network : evaluation.nominated) {
    Json organic = Json::object();
    for (const auto& [its_class, accounts] : network.organic) organic[its_class] = accounts;
    list.push_back({{"network_id", network.network_id},
                    {"members", network.members},
                    {"planted", network.planted},
                    {"together", network.together},
                    {"groups", network.groups},
                    {"true", network.is_true()},
                    {"organic", organic}});
  }
  return list;
}

Json confidence(const Evaluation& evaluation) {
  Json list = Json::array();
  for (const ConfidenceBin& bin : evaluation.confidence)
    list.push_back({{"least_confidence", bin.least},
                    {"members", bin.members},
                    {"declared_rate", rounded(bin.declared)},
                    {"false", bin.organic}});
  return list;
}

Json curve(const Ranking& ranking) {
  Json list = Json::array();
  for (const CurvePoint& point : ranking.curve)
    list.push_back(
        {{"recall", rounded(point.recall)}, {"precision", rounded(point.precision)}, {"score", rounded(point.score)}});
  return list;
}

}  // namespace

std::string to_json(const Evaluation& evaluation) {
  const Proportion &accounts = evaluation.account_precision, &networks = evaluation.network_precision;
  const Json json{{"accounts", evaluation.accounts},
                  {"organic_accounts", evaluation.accusations[0].accounts},
                  {"planted_accounts", evaluation.account_recall.whole},
                  {"nominated_accounts", accounts.whole},
                  {"true_accounts", accounts.part},
                  {"account_precision", rounded(accounts.share())},
                  {"account_recall", rounded(evaluation.account_recall.share())},
                  {"planted_networks", evaluation.network_recall.whole},
                  {"found_networks", evaluation.network_recall.part},
                  {"networks", networks.whole},
                  {"true_networks", networks.part},
                  {"false_networks", evaluation.false_networks()},
                  {"network_precision", rounded(networks.share())},
                  {"network_recall", rounded(evaluation.network_recall.share())},
                  {"members_of_true_networks", evaluation.member_precision.whole},
                  {"member_precision", rounded(evaluation.member_precision.share())},
                  {"swept_in", rate(evaluation.swept_in)},
                  {"mean_spread", rounded(evaluation.mean_spread)},
                  {"most_spread", evaluation.most_spread},
                  {"mean_merged", rounded(evaluation.mean_merged)},
                  {"most_merged", evaluation.most_merged},
                  {"ranked_accounts", evaluation.ranking.ranked},
                  {"average_precision", rounded(evaluation.ranking.average_precision)},
                  {"recall_at_precision_99", rounded(evaluation.ranking.recall_at_99)},
                  {"recall_at_precision_95", rounded(evaluation.ranking.recall_at_95)},
                  {"networks_of_class", counts(evaluation.networks_of)},
                  {"planted_in_class", counts(evaluation.planted_in)},
                  {"accusations", accusations(evaluation)},
                  {"planted", planted(evaluation)},
                  {"nominated", nominated(evaluation)},
                  {"level", rounded(evaluation.level)},
                  {"confidence", confidence(evaluation)},
                  {"curve", curve(evaluation.ranking)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace lockstep
