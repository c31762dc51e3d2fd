#include "lockstep/validation/timelines.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <tuple>

#include "lockstep/base/parallel.h"

namespace lockstep {
namespace {

bool is_post(EventKind kind) {
  return kind == EventKind::post || kind == EventKind::reply || kind == EventKind::quote || kind == EventKind::repost;
}

bool has_link(const EventTable& events, EventIndex event) {
  return events.value_of(event, Field::urls) != no_term || events.value_of(event, Field::domains) != no_term;
}

}  // namespace

std::vector<Stratum> find_strata(const EventTable& events) {
  std::vector<uint32_t> language_of_term(events.terms.size(), UINT32_MAX);
  uint32_t languages = 1;  // 0: not known
  std::vector<Stratum> strata(events.size(), no_stratum);
  for (EventIndex event = 0; event < events.size(); ++event) {
    if (!is_post(events.kind[event])) continue;
    uint32_t language = 0;
    if (const TermIndex term = events.value_of(event, Field::language); term != no_term) {
      if (language_of_term[term] == UINT32_MAX) language_of_term[term] = languages++;
      language = language_of_term[term];
    }
    strata[event] =
        language * post_kinds + 2 * (events.kind[event] == EventKind::repost) + unsigned(has_link(events, event));
  }
  return strata;
}

Timelines::Timelines(const EventTable& events, std::span<const Stratum> strata, Duration window, unsigned threads)
    : window_(window), threads_(threads) {
  for (EventIndex event = 0; event < events.size(); ++event)
    if (strata[event] != no_stratum) by_stratum_.push_back({strata[event], events.account[event], events.time[event]});
  std::ranges::sort(by_stratum_, {},
                    [](const Post& post) { return std::tuple(post.stratum, post.time, post.account); });
  for (uint32_t i = 0; i < by_stratum_.size(); ++i)
    if (i == 0 || by_stratum_[i].stratum != by_stratum_[i - 1].stratum) stratum_begin_.push_back(i);
  stratum_begin_.push_back(uint32_t(by_stratum_.size()));
  account_begin_.assign(events.accounts.size() + 1, 0);
  for (const Post& post : by_stratum_) ++account_begin_[post.account + 1];
  std::partial_sum(account_begin_.begin(), account_begin_.end(), account_begin_.begin());
  std::vector<uint32_t> next(account_begin_.begin(), account_begin_.end() - 1);
  stratum_.resize(by_stratum_.size());
  time_.resize(by_stratum_.size());
  for (const Post& post : by_stratum_) {
    const uint32_t place = next[post.account]++;
    stratum_[place] = post.stratum;
    time_[place] = post.time;
  }
}

std::vector<ByKind> Timelines::pairs_with_everybody(std::span<const uint8_t> left_out) const {
  std::vector<ByKind> pairs(account_begin_.size() - 1, ByKind{});
  parallel_for(stratum_begin_.size() - 1, threads_, [&](size_t s) {
    std::vector<Post> posts;
    for (uint32_t i = stratum_begin_[s]; i < stratum_begin_[s + 1]; ++i)
      if (!left_out[by_stratum_[i].account]) posts.push_back(by_stratum_[i]);
    size_t begin = 0, end = 0;
    for (const Post& post : posts) {
      while (post.time - posts[begin].time > window_) ++begin;
      while (end < posts.size() && posts[end].time - post.time <= window_) ++end;
      std::atomic_ref(pairs[post.account][kind_of(post.stratum)]).fetch_add(end - begin, std::memory_order_relaxed);
    }
  });
  for (AccountIndex account = 0; account < pairs.size(); ++account)
    if (!left_out[account]) take_away_own(account, pairs[account]);
  return pairs;
}

// Each post with itself and with its account's others.
void Timelines::take_away_own(AccountIndex account, ByKind& pairs) const {
  const ByKind own = pairs_of(account, account);
  for (unsigned kind = 0; kind < post_kinds; ++kind) pairs[kind] -= own[kind];
}

ByKind Timelines::pairs_of(AccountIndex a, AccountIndex b) const {
  ByKind pairs{};
  uint32_t i = account_begin_[a], j = account_begin_[b];
  const uint32_t end_a = account_begin_[a + 1], end_b = account_begin_[b + 1];
  while (i < end_a && j < end_b) {
    if (stratum_[i] != stratum_[j]) {
      ++(stratum_[i] < stratum_[j] ? i : j);
      continue;
    }
    const Stratum stratum = stratum_[i];
    uint32_t begin = j, end = j;
    for (; i < end_a && stratum_[i] == stratum; ++i) {
      while (end < end_b && stratum_[end] == stratum && time_[end] - time_[i] <= window_) ++end;
      while (begin < end && time_[i] - time_[begin] > window_) ++begin;
      pairs[kind_of(stratum)] += end - begin;
    }
    j = end;
  }
  return pairs;
}

}  // namespace lockstep
