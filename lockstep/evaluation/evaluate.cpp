#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "lockstep/evaluation/evaluation.h"
#include "lockstep/evaluation/rank.h"

namespace lockstep {
namespace {

constexpr uint8_t nominating = 0;  // in result_classes

// planted-2 before planted-10
bool by_name(const std::string& a, const std::string& b) {
  return std::pair(a.size(), std::string_view(a)) < std::pair(b.size(), std::string_view(b));
}

class Scales {
 public:
  Scales(const Truth& truth, const ResultTables& tables) : truth_(truth), tables_(tables) {
    classes_of_.assign(truth.class_of.size(), 0);
    for (const ResultTables::Member& member : tables.members) {
      const uint8_t its_class = tables.networks[member.network].result_class;
      classes_of_[member.account] |= uint8_t(1 << its_class);
      if (its_class != nominating) continue;
      ++members_[member.network];
      if (is_planted(member.account)) ++overlaps_[{member.network, truth.group_of[member.account]}];
    }
  }

  Evaluation weigh() const {
    Evaluation evaluation;
    evaluation.accounts = truth_.class_of.size();
    evaluation.level = tables_.level;
    evaluation.ranking = weigh_ranking(truth_, tables_);
    for (const ResultTables::Network& network : tables_.networks) ++evaluation.networks_of[network.result_class];
    evaluation.planted = planted_networks();
    evaluation.nominated = nominated_networks();
    evaluation.accusations = accusations();
    evaluation.confidence = confidence();
    weigh_accounts(evaluation);
    weigh_networks(evaluation);
    return evaluation;
  }

 private:
  bool is_planted(uint32_t account) const { return truth_.group_of[account] != not_planted; }
  bool is_in(uint32_t account, unsigned result_class) const { return classes_of_[account] >> result_class & 1; }

  std::vector<PlantedNetwork> planted_networks() const {
    std::vector<PlantedNetwork> all(truth_.groups.size());
    for (size_t group = 0; group < all.size(); ++group) all[group].group = truth_.groups[group];
    for (uint32_t account = 0; account < truth_.group_of.size(); ++account) {
      if (!is_planted(account)) continue;
      PlantedNetwork& network = all[truth_.group_of[account]];
      ++network.accounts;
      network.nominated += is_in(account, nominating);
    }
    for (const auto& [where, accounts] : overlaps_) {
      PlantedNetwork& network = all[where.second];
      const std::string& network_id = tables_.networks[where.first].network_id;
      ++network.spread_over;
      if (accounts > network.together || (accounts == network.together && by_name(network_id, network.network_id)))
        network.together = accounts, network.network_id = network_id;
    }
    std::ranges::sort(all, by_name, &PlantedNetwork::group);
    return all;
  }

  std::vector<NominatedNetwork> nominated_networks() const {
    std::vector<NominatedNetwork> all;
    std::map<uint32_t, size_t> place;
    for (const auto& [network, members] : members_) {
      place[network] = all.size();
      all.push_back({.network_id = tables_.networks[network].network_id, .members = members});
    }
    for (const auto& [where, accounts] : overlaps_) {
      NominatedNetwork& network = all[place[where.first]];
      network.planted += accounts;
      network.together = std::max(network.together, accounts);
      ++network.groups;
    }
    std::map<std::pair<size_t, std::string>, uint64_t> organic;
    for (const ResultTables::Member& member : tables_.members)
      if (place.contains(member.network) && !is_planted(member.account))
        ++organic[{place[member.network], truth_.classes[truth_.class_of[member.account]]}];
    for (const auto& [where, accounts] : organic) all[where.first].organic.emplace_back(where.second, accounts);
    std::ranges::sort(all, by_name, &NominatedNetwork::network_id);
    return all;
  }

  // "all" first, then who does nothing special, then by name.
  std::vector<Accusations> accusations() const {
    std::map<std::tuple<int, std::string>, Accusations> by_class;
    Accusations& all = by_class[{0, "all"}];
    all.organic_class = "all";
    for (uint32_t account = 0; account < truth_.class_of.size(); ++account) {
      if (is_planted(account)) continue;
      const std::string& its_class = truth_.classes[truth_.class_of[account]];
      Accusations& own = by_class[{its_class == "ordinary" ? 1 : 2, its_class}];
      own.organic_class = its_class;
      for (Accusations* counts : {&all, &own}) {
        ++counts->accounts;
        for (unsigned k = 0; k < result_classes.size(); ++k) counts->in[k] += is_in(account, k);
      }
    }
    std::vector<Accusations> rows;
    for (const auto& [order, counts] : by_class) rows.push_back(counts);
    return rows;
  }

  std::vector<ConfidenceBin> confidence() const {
    std::vector<ConfidenceBin> bins{{.9999}, {.999}, {.99}, {.9}, {0}};
    uint64_t known = 0;
    for (const ResultTables::Member& member : tables_.members) {
      if (tables_.networks[member.network].result_class != nominating || !member.confidence) continue;
      ++known;
      for (ConfidenceBin& bin : bins) {
        if (*member.confidence < bin.least) continue;
        ++bin.members;
        bin.organic += !is_planted(member.account);
        bin.declared = std::max(bin.declared, 1 - *member.confidence);
      }
    }
    if (known == 0) return {};
    return bins;
  }

  void weigh_accounts(Evaluation& evaluation) const {
    uint64_t planted = 0;
    for (uint32_t account = 0; account < truth_.class_of.size(); ++account) {
      if (!is_planted(account)) continue;
      ++planted;
      for (unsigned k = 0; k < result_classes.size(); ++k) evaluation.planted_in[k] += is_in(account, k);
    }
    const uint64_t right = evaluation.planted_in[nominating], wrong = evaluation.accusations[0].in[nominating];
    evaluation.account_precision = {right, right + wrong};
    evaluation.account_recall = {right, planted};
  }

  void weigh_networks(Evaluation& evaluation) const {
    uint64_t groups = 0, spread = 0;
    for (const NominatedNetwork& network : evaluation.nominated) {
      ++evaluation.network_precision.whole;
      if (!network.is_true()) continue;
      ++evaluation.network_precision.part;
      evaluation.member_precision.part += network.planted;
      evaluation.member_precision.whole += network.members;
      groups += network.groups;
      evaluation.most_merged = std::max(evaluation.most_merged, network.groups);
    }
    for (const PlantedNetwork& network : evaluation.planted) {
      ++evaluation.network_recall.whole;
      if (!network.found()) continue;
      ++evaluation.network_recall.part;
      spread += network.spread_over;
      evaluation.most_spread = std::max(evaluation.most_spread, network.spread_over);
    }
    if (evaluation.network_precision.part > 0)
      evaluation.mean_merged = double(groups) / double(evaluation.network_precision.part);
    if (evaluation.network_recall.part > 0)
      evaluation.mean_spread = double(spread) / double(evaluation.network_recall.part);
    evaluation.swept_in = {swept_in(evaluation), evaluation.accusations[0].accounts};
  }

  // Organic accounts, each once, in networks that are true.
  uint64_t swept_in(const Evaluation& evaluation) const {
    std::map<std::string_view, bool> is_true;
    for (const NominatedNetwork& network : evaluation.nominated) is_true[network.network_id] = network.is_true();
    std::vector<bool> swept(truth_.class_of.size(), false);
    for (const ResultTables::Member& member : tables_.members) {
      const auto network = is_true.find(tables_.networks[member.network].network_id);
      if (network != is_true.end() && network->second && !is_planted(member.account)) swept[member.account] = true;
    }
    return uint64_t(std::count(swept.begin(), swept.end(), true));
  }

  const Truth& truth_;
  const ResultTables& tables_;
  std::vector<uint8_t> classes_of_;       // each account's, as bits: it may stand in several networks
  std::map<uint32_t, uint64_t> members_;  // of each nominated network
  std::map<std::pair<uint32_t, uint32_t>, uint64_t> overlaps_;  // accounts of (nominated network, planted group)
};

}  // namespace

Evaluation evaluate(const Truth& truth, const ResultTables& tables) { return Scales(truth, tables).weigh(); }

}  // namespace lockstep
