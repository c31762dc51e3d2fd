#include <algorithm>

#include "lockstep/base/radix_sort.h"
#include "lockstep/peers/peers.h"

namespace lockstep {
namespace {

constexpr uint32_t unseen = UINT32_MAX;

struct AccountRows {
  std::vector<uint64_t> count;  // by AccountIndex
  std::vector<uint32_t> rank;   // by first appearance
};

AccountRows rows_of_accounts(std::span<const SharedRow> rows) {
  AccountRows of;
  uint32_t next = 0;
  for (const SharedRow& row : rows) {
    if (row.account >= of.count.size()) {
      of.count.resize(row.account + 1);
      of.rank.resize(row.account + 1, unseen);
    }
    ++of.count[row.account];
    if (of.rank[row.account] == unseen) of.rank[row.account] = next++;
  }
  return of;
}

// The rows of accounts that take part often enough, by object and time; on equal times by account in order of first
// appearance, then as they came.
std::vector<uint32_t> arranged(std::span<const SharedRow> rows, uint64_t min_participation) {
  const AccountRows of = rows_of_accounts(rows);
  std::vector<uint32_t> order;
  Timestamp first = Timestamp::max(), last = Timestamp::min();
  TermIndex last_object = 0;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    if (of.count[rows[i].account] < min_participation) continue;
    order.push_back(i);
    first = std::min(first, rows[i].time);
    last = std::max(last, rows[i].time);
    last_object = std::max(last_object, rows[i].object);
  }
  if (order.empty()) return order;
  radix_sort(order, 0, bits_for(of.rank.size()), [&](uint32_t i) { return of.rank[rows[i].account]; });
  radix_sort(order, 0, bits_for(uint64_t((last - first).count())),
             [&](uint32_t i) { return uint64_t((rows[i].time - first).count()); });
  radix_sort(order, 0, bits_for(last_object), [&](uint32_t i) { return rows[i].object; });
  return order;
}

bool is_loop(const SharedRow& a, const SharedRow& b) {
  return a.account == b.account || a.content == b.content || a.object == a.content || a.object == b.content;
}

// Two pointers over each object's rows, in time order.
Result<std::vector<SharedPair>> pairs_within_window(std::span<const SharedRow> rows, std::span<const uint32_t> order,
                                                    const CooRTweetOptions& options, Progress& progress) {
  std::vector<SharedPair> pairs;
  size_t oldest = 0;
  for (size_t newer = 0; newer < order.size(); ++newer) {
    const SharedRow& row = rows[order[newer]];
    while (rows[order[oldest]].object != row.object || row.time - rows[order[oldest]].time > options.time_window)
      ++oldest;
    for (size_t older = oldest; older < newer; ++older)
      if (options.keep_loops || !is_loop(rows[order[older]], row)) pairs.push_back({order[older], order[newer]});
    if (newer % 4096 != 0) continue;
    progress.at(newer);
    if (progress.cancelled()) return stopped();
  }
  return pairs;
}

// One pass: among the contents that occur in pairs, those of accounts that still take part often enough; a pair stays
// if either of its contents is one. A content that two accounts use counts for both.
void drop_rare_contents(std::span<const SharedRow> rows, std::span<const uint32_t> order, uint64_t min_participation,
                        std::vector<SharedPair>& pairs) {
  TermIndex last_content = 0;
  AccountIndex last_account = 0;
  for (uint32_t i : order) {
    last_content = std::max(last_content, rows[i].content);
    last_account = std::max(last_account, rows[i].account);
  }
  std::vector<bool> in_pairs(size_t(last_content) + 1), passes(size_t(last_content) + 1);
  for (const auto [older, newer] : pairs) in_pairs[rows[older].content] = in_pairs[rows[newer].content] = true;
  std::vector<uint64_t> rows_in_pairs(size_t(last_account) + 1);
  for (uint32_t i : order) rows_in_pairs[rows[i].account] += in_pairs[rows[i].content];
  for (uint32_t i : order)
    if (in_pairs[rows[i].content] && rows_in_pairs[rows[i].account] >= min_participation)
      passes[rows[i].content] = true;
  std::erase_if(pairs, [&](const SharedPair& pair) {
    return !passes[rows[pair.older].content] && !passes[rows[pair.newer].content];
  });
}

}  // namespace

Result<std::vector<SharedPair>> detect_groups(std::span<const SharedRow> rows, const CooRTweetOptions& options,
                                              Progress& progress) {
  const std::vector<uint32_t> order = arranged(rows, options.min_participation);
  progress.begin("pairs", order.size(), "rows");
  Result<std::vector<SharedPair>> pairs = pairs_within_window(rows, order, options, progress);
  if (pairs) drop_rare_contents(rows, order, options.min_participation, *pairs);
  return pairs;
}

}  // namespace lockstep
