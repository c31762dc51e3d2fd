#include "lockstep/peers/count_matches.h"

#include <algorithm>
#include <numeric>

#include "lockstep/base/parallel.h"
#include "lockstep/base/radix_sort.h"

namespace lockstep {
namespace {

// The doubles that the Toolkit reads: the decimal number of seconds, correctly rounded.
double in_seconds(Duration span) { return double(span.count()) / 1e6; }
double in_seconds(Timestamp time) { return in_seconds(time.time_since_epoch()); }

// Items in order of time, some key's or all.
class Timeline {
 public:
  void add(uint32_t item, double seconds) {
    items_.push_back(item);
    seconds_.push_back(seconds);
  }

  // The items with from <= time <= to, among those at [begin, end).
  std::span<const uint32_t> within(double from, double to, size_t begin, size_t end) const {
    const auto first = seconds_.begin() + ptrdiff_t(begin), last = seconds_.begin() + ptrdiff_t(end);
    const auto low = std::lower_bound(first, last, from), high = std::upper_bound(low, last, to);
    return std::span(items_).subspan(size_t(low - seconds_.begin()), size_t(high - low));
  }
  size_t size() const { return items_.size(); }

 private:
  std::vector<uint32_t> items_;
  std::vector<double> seconds_;
};

class Timelines {
 public:
  explicit Timelines(const ToolkitItems& found) : begin_(size_t(found.keys) + 1) {
    const std::vector<ToolkitItem>& items = found.items;
    std::vector<uint32_t> order(items.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return items[a].time < items[b].time; });
    for (uint32_t i : order) all_.add(i, in_seconds(items[i].time));
    radix_sort(order, 0, bits_for(found.keys), [&](uint32_t i) { return items[i].key; });
    for (uint32_t i : order) by_key_.add(i, in_seconds(items[i].time));
    for (const ToolkitItem& item : items) ++begin_[item.key + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  }

  std::span<const uint32_t> of_key(uint32_t key, double from, double to) const {
    return by_key_.within(from, to, begin_[key], begin_[key + 1]);
  }
  std::span<const uint32_t> of_all(double from, double to) const { return all_.within(from, to, 0, all_.size()); }

 private:
  Timeline all_, by_key_;
  std::vector<uint32_t> begin_;  // of each key in by_key_
};

// Counts for one account after the other.
class Counter {
 public:
  Counter(const std::vector<ToolkitItem>& items, const Timelines& timelines, const MatchingKeys& matching,
          uint32_t accounts, const ToolkitOptions& options)
      : items_(items),
        timelines_(timelines),
        matching_(matching),
        options_(options),
        window_(in_seconds(options.time_window)),
        weight_(accounts),
        counted_for_(accounts, no_message) {}

  // `own` are the account's items, those of one message side by side. Appends its edges, ascending.
  void count(std::span<const uint32_t> own, std::vector<WeightedEdge>& edges) {
    for (size_t i = 0; i < own.size(); ++i) {
      const bool is_new = i == 0 || items_[own[i]].message != items_[own[i - 1]].message;
      if (is_new) ++message_;
      match(own[i]);
    }
    const AccountIndex account = items_[own[0]].account;
    std::sort(matched_.begin(), matched_.end());
    for (AccountIndex other : matched_) {
      if (weight_[other] >= options_.min_edge_weight && (options_.loops || other != account))
        edges.push_back({account, other, weight_[other]});
      weight_[other] = 0;
    }
    matched_.clear();
  }

 private:
  static constexpr uint64_t no_message = UINT64_MAX;

  // A key that thousands match (a template's variants) is looked for in the window, not the other way round.
  void match(uint32_t item) {
    const double time = in_seconds(items_[item].time);
    const std::vector<uint32_t>& keys = matching_[items_[item].key];
    if (keys.size() > 1) {
      const std::span<const uint32_t> near = timelines_.of_all(time - window_, time + window_);
      if (near.size() < 8 * keys.size()) {
        for (uint32_t other : near)
          if (std::binary_search(keys.begin(), keys.end(), items_[other].key)) take(item, other);
        return;
      }
    }
    for (uint32_t key : keys)
      for (uint32_t other : timelines_.of_key(key, time - window_, time + window_)) take(item, other);
  }

  void take(uint32_t item, uint32_t other) {
    const AccountIndex account = items_[other].account;
    if (other == item || counted_for_[account] == message_) return;
    counted_for_[account] = message_;
    if (weight_[account]++ == 0) matched_.push_back(account);
  }

  const std::vector<ToolkitItem>& items_;
  const Timelines& timelines_;
  const MatchingKeys& matching_;
  const ToolkitOptions& options_;
  const double window_;
  uint64_t message_ = 0;
  std::vector<uint64_t> weight_;
  std::vector<uint64_t> counted_for_;  // the last of this account's messages that matched the other account
  std::vector<AccountIndex> matched_;
};

// The items by account and message, and where each account's begin.
struct ItemsByAccount {
  std::vector<uint32_t> order;
  std::vector<size_t> begin;
};

ItemsByAccount by_account(const std::vector<ToolkitItem>& items) {
  ItemsByAccount of;
  of.order.resize(items.size());
  std::iota(of.order.begin(), of.order.end(), 0u);
  radix_sort(of.order, 0, 32, [&](uint32_t i) { return items[i].message; });
  radix_sort(of.order, 0, 32, [&](uint32_t i) { return items[i].account; });
  for (size_t i = 0; i < items.size(); ++i)
    if (i == 0 || items[of.order[i]].account != items[of.order[i - 1]].account) of.begin.push_back(i);
  of.begin.push_back(items.size());
  return of;
}

}  // namespace

Result<std::vector<WeightedEdge>> count_matches(const ToolkitItems& found, const MatchingKeys& matching,
                                                uint32_t accounts, const ToolkitOptions& options, Progress& progress) {
  const Timelines timelines(found);
  const ItemsByAccount of = by_account(found.items);
  const size_t own = of.begin.size() - 1;
  const size_t accounts_a_task = own / (size_t(8) * thread_count(options.threads)) + 1;
  const size_t tasks = (own + accounts_a_task - 1) / accounts_a_task;
  std::vector<std::vector<WeightedEdge>> edges(tasks);
  progress.begin("messages", found.items.size(), "messages");
  parallel_for(tasks, options.threads, [&](size_t task) {
    Counter counter(found.items, timelines, matching, accounts, options);
    const size_t end = std::min(own, (task + 1) * accounts_a_task);
    for (size_t i = task * accounts_a_task; i < end && !progress.cancelled(); ++i)
      counter.count(std::span(of.order).subspan(of.begin[i], of.begin[i + 1] - of.begin[i]), edges[task]);
  });
  if (progress.cancelled()) return stopped();
  std::vector<WeightedEdge> all;
  for (const auto& some : edges) all.insert(all.end(), some.begin(), some.end());
  return all;
}

}  // namespace lockstep
