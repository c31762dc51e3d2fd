#include <algorithm>
#include <numeric>
#include <set>

#include "lockstep/base/wording.h"
#include "lockstep/columnar/csv_writer.h"
#include "lockstep/results/findings.h"

namespace lockstep {
namespace {

std::string traces_of(const Findings& findings, const NetworkOccasions& found) {
  std::set<uint32_t> layers;
  for (const Occasion& occasion : found.occasions) layers.insert(occasion.layer);
  std::string names;
  for (uint32_t layer : layers)
    names += (names.empty() ? "" : " ") + std::string(findings.detection.layers[layer].trace->name);
  return names;
}

const AccountSnapshot* snapshot_of(const EventTable& events, AccountIndex account) {
  if (account >= events.snapshots.size() || !events.snapshots[account]) return nullptr;
  return &*events.snapshots[account];
}

}  // namespace

std::vector<uint32_t> members_by_name(const Network& network, const Names& names) {
  std::vector<uint32_t> order(network.members.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](uint32_t member) { return names.rank(network.members[member]); });
  return order;
}

std::vector<Pair> pairs_by_name(const Network& network, const Findings& findings) {
  std::vector<Pair> pairs;
  for (uint32_t pair : network.pairs) pairs.push_back(findings.detection.pairs[pair]);
  if (!findings.names.keyed()) return pairs;
  const auto rank = [&](AccountIndex account) { return findings.names.rank(account); };
  for (Pair& pair : pairs)
    if (rank(pair.a) > rank(pair.b)) std::swap(pair.a, pair.b);
  std::ranges::sort(pairs, {}, [&](const Pair& pair) { return std::pair(rank(pair.a), rank(pair.b)); });
  return pairs;
}

std::string_view class_of(const Findings& findings, size_t network) {
  return name(findings.detection.test(network).network_class);
}

Result<void> write_networks_csv(const Findings& findings, const ResultFolder& folder) {
  Result<CsvWriter> csv = CsvWriter::create(folder.file("networks.csv"));
  if (!csv) return csv.error();
  csv->row("network_id", "class", "regime", "window_seconds", "members", "pairs", "shared", "occasions",
           "judged_occasions", "seen", "expected", "p_value", "q_value", "first_time", "last_time", "traces",
           "sentence");
  for (size_t n = 0; n < findings.detection.networks.size(); ++n) {
    const Network& network = findings.detection.networks[n];
    const NetworkOccasions& found = findings.pairs.occasions[n];
    const TestedNetwork& test = findings.detection.test(n);
    csv->row(std::string_view(network.network_id), class_of(findings, n), "timing", seconds(test.window),
             uint64_t(network.members.size()), uint64_t(network.pairs.size()), network.shared,
             uint64_t(found.occasions.size()), uint64_t(test.occasions), test.seen, four_digits(test.expected),
             four_digits(test.p_value), four_digits(test.q_value), std::string_view(format_time(found.first)),
             std::string_view(format_time(found.last)), std::string_view(traces_of(findings, found)),
             std::string_view(findings.evidence[n].sentence + " " + findings.evidence[n].chance_sentence));
  }
  return csv->finish();
}

Result<void> write_members_csv(const Findings& findings, const ResultFolder& folder) {
  Result<CsvWriter> csv = CsvWriter::create(folder.file("members.csv"));
  if (!csv) return csv.error();
  csv->row("account_id", "network_id", "class", "confidence", "events", "occasions", "judged_occasions", "joined",
           "partners", "handle", "display_name", "created_at", "followers", "following");
  for (size_t n = 0; n < findings.detection.networks.size(); ++n) {
    const Network& network = findings.detection.networks[n];
    for (uint32_t member : members_by_name(network, findings.names)) {
      const AccountIndex account = network.members[member];
      const MemberCounts& counts = findings.pairs.occasions[n].members[member];
      const AccountSnapshot* known = snapshot_of(findings.events(), account);
      csv->cell(findings.names.account(account)).cell(network.network_id).cell(class_of(findings, n));
      const TestedMember& tested = findings.detection.test(n).members[member];
      csv->cell(six_decimals(1 - tested.q_value));
      csv->cell(uint64_t(counts.events)).cell(uint64_t(counts.occasions));
      csv->cell(uint64_t(tested.occasions)).cell(tested.joined ? "yes" : "no").cell(uint64_t(counts.partners));
      csv->cell(findings.names.handle(account).value_or("")).cell(findings.names.display_name(account).value_or(""));
      csv->cell(known && known->created_at ? format_time(*known->created_at) : "");
      csv->cell(known && known->followers ? std::to_string(*known->followers) : "");
      csv->cell(known && known->following ? std::to_string(*known->following) : "");
      csv->end_row();
    }
  }
  return csv->finish();
}

}  // namespace lockstep
