#include <algorithm>
#include <array>
#include <numeric>
#include <string>

#include "lockstep/base/parallel.h"
#include "lockstep/base/radix_sort.h"
#include "lockstep/base/string_pool.h"
#include "lockstep/peers/peers.h"
#include "lockstep/peers/similar_sets.h"
#include "lockstep/peers/toolkit_messages.h"
#include "lockstep/peers/toolkit_text.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 6> names{"co_retweet", "co_tweet",         "co_reply",
                                                "co_link",    "co_similar_tweet", "co_post"};

// The doubles that the Toolkit reads: the decimal number of seconds, correctly rounded.
double in_seconds(int64_t micros) { return double(micros) / 1e6; }

using Keys = std::vector<std::vector<uint32_t>>;  // for each key those that match it

// Every text is as similar to every other as a threshold of zero asks for.
void give_all_one_key(ToolkitItems& found) {
  for (ToolkitItem& item : found.items) item.key = 0;
  found.keys = std::min(found.keys, 1u);
}

// The token sets of the texts, tokens numbered from the rarest; equal rarities bytewise.
std::vector<std::vector<uint32_t>> token_sets(const EventTable& events, const std::vector<TermIndex>& texts,
                                              unsigned threads) {
  std::vector<std::vector<std::string>> tokens(texts.size());
  constexpr size_t block = 512;
  parallel_for((texts.size() + block - 1) / block, threads, [&](size_t at) {
    for (size_t i = at * block; i < std::min(texts.size(), (at + 1) * block); ++i)
      if (texts[i] != no_term) tokens[i] = toolkit_tokens(events.terms[texts[i]]);
  });
  StringPool pool;
  std::vector<std::vector<uint32_t>> sets(texts.size());
  std::vector<uint32_t> texts_with;
  for (size_t i = 0; i < texts.size(); ++i)
    for (const std::string& token : tokens[i]) {
      sets[i].push_back(pool.intern(token));
      texts_with.resize(pool.size());
      ++texts_with[sets[i].back()];
    }
  std::vector<uint32_t> order(pool.size()), rank(pool.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return texts_with[a] != texts_with[b] ? texts_with[a] < texts_with[b] : pool[a] < pool[b];
  });
  for (uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;
  for (std::vector<uint32_t>& set : sets) {
    for (uint32_t& token : set) token = rank[token];
    std::sort(set.begin(), set.end());
  }
  return sets;
}

Keys similar_keys(const EventTable& events, ToolkitItems& found, const ToolkitOptions& options) {
  const std::vector<std::vector<uint32_t>> sets = token_sets(events, found.text_of_key, options.threads);
  std::vector<SetOccurrence> by_time;
  for (const ToolkitItem& item : found.items) by_time.push_back({item.key, item.time});
  std::stable_sort(by_time.begin(), by_time.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
  constexpr Duration rounding(2);  // the doubles of two times are at most so far off
  return similar_sets(sets, by_time, options.time_window + rounding, options.similarity, options.min_document_size);
}

Keys own_keys(uint32_t keys) {
  Keys own(keys);
  for (uint32_t key = 0; key < keys; ++key) own[key] = {key};
  return own;
}

// The items of each key in order of time.
class Timelines {
 public:
  explicit Timelines(const ToolkitItems& found) : order_(found.items.size()), begin_(size_t(found.keys) + 1) {
    const std::vector<ToolkitItem>& items = found.items;
    std::iota(order_.begin(), order_.end(), 0u);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](uint32_t a, uint32_t b) { return items[a].time < items[b].time; });
    radix_sort(order_, 0, bits_for(found.keys), [&](uint32_t i) { return items[i].key; });
    for (const ToolkitItem& item : items) ++begin_[item.key + 1];
    std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
    for (uint32_t i : order_) seconds_.push_back(in_seconds(items[i].time.time_since_epoch().count()));
  }

  // The items of a key with from <= time <= to.
  std::span<const uint32_t> within(uint32_t key, double from, double to) const {
    const auto first = seconds_.begin() + begin_[key], last = seconds_.begin() + begin_[key + 1];
    const auto low = std::lower_bound(first, last, from), high = std::upper_bound(low, last, to);
    return std::span(order_).subspan(size_t(low - seconds_.begin()), size_t(high - low));
  }

 private:
  std::vector<uint32_t> order_;
  std::vector<uint32_t> begin_;  // of each key in order_
  std::vector<double> seconds_;  // as order_
};

// Counts, for one account after the other, how many of its messages match some message of each other account.
class Counter {
 public:
  Counter(const std::vector<ToolkitItem>& items, const Timelines& timelines, const Keys& matching, uint32_t accounts,
          const ToolkitOptions& options)
      : items_(items),
        timelines_(timelines),
        matching_(matching),
        options_(options),
        window_(in_seconds(options.time_window.count())),
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

  void match(uint32_t item) {
    const double time = in_seconds(items_[item].time.time_since_epoch().count());
    for (uint32_t key : matching_[items_[item].key])
      for (uint32_t other : timelines_.within(key, time - window_, time + window_)) {
        const AccountIndex account = items_[other].account;
        if (other == item || counted_for_[account] == message_) continue;
        counted_for_[account] = message_;
        if (weight_[account]++ == 0) matched_.push_back(account);
      }
  }

  const std::vector<ToolkitItem>& items_;
  const Timelines& timelines_;
  const Keys& matching_;
  const ToolkitOptions& options_;
  const double window_;
  uint64_t message_ = 0;
  std::vector<uint64_t> weight_;
  std::vector<uint64_t> counted_for_;  // the last of this account's messages that matched the other account
  std::vector<AccountIndex> matched_;
};

// The items by account and message, and where each account's begin.
struct Accounts {
  std::vector<uint32_t> order;
  std::vector<size_t> begin;
};

Accounts by_account(const std::vector<ToolkitItem>& items) {
  Accounts accounts;
  accounts.order.resize(items.size());
  std::iota(accounts.order.begin(), accounts.order.end(), 0u);
  radix_sort(accounts.order, 0, 32, [&](uint32_t i) { return items[i].message; });
  radix_sort(accounts.order, 0, 32, [&](uint32_t i) { return items[i].account; });
  for (size_t i = 0; i < items.size(); ++i)
    if (i == 0 || items[accounts.order[i]].account != items[accounts.order[i - 1]].account) accounts.begin.push_back(i);
  accounts.begin.push_back(items.size());
  return accounts;
}

Result<std::vector<WeightedEdge>> count_edges(const ToolkitItems& found, const Keys& matching, uint32_t accounts,
                                              const ToolkitOptions& options, Progress& progress) {
  const Timelines timelines(found);
  const Accounts of = by_account(found.items);
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

}  // namespace

std::string_view name(ToolkitNetwork network) { return names[unsigned(network)]; }

std::optional<ToolkitNetwork> toolkit_network_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return ToolkitNetwork(found - names.begin());
}

Result<std::vector<WeightedEdge>> toolkit_network(const EventTable& events, FieldSet columns,
                                                  const ToolkitOptions& options, Progress& progress) {
  Result<ToolkitItems> found = toolkit_items(events, columns, options.network);
  if (!found) return found.error();
  const bool by_similarity = options.network == ToolkitNetwork::co_similar_tweet && options.similarity > 0;
  if (options.network == ToolkitNetwork::co_similar_tweet && !by_similarity) give_all_one_key(*found);
  const Keys matching = by_similarity ? similar_keys(events, *found, options) : own_keys(found->keys);
  return count_edges(*found, matching, events.accounts.size(), options, progress);
}

}  // namespace lockstep
