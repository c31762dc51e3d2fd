#include "lockstep/validation/references.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "lockstep/base/parallel.h"

namespace lockstep {
namespace {

constexpr Duration hour = std::chrono::hours(1);

// Pairs that the wider reference weighs as much as. An object's own tempo must show where it has a few dozen touches.
constexpr double object_weight = 100, source_weight = 1000;
constexpr double object_weight_lag = 30, source_weight_lag = 300;
constexpr double pool_weight = 1000;  // a trace that few use learns from the others

// From here on an object's own touches rate its pairs; below, a ring would be most of them.
constexpr double own_touches = 50;

constexpr double largest_share_of_a_source = .01;

unsigned size_class(double touches) { return touches < 2 ? 1 : std::min(15u, unsigned(std::log2(touches))); }

PairCounts minus(const PairCounts& a, const PairCounts& b) {
  return {std::max(0.0, a.all - b.all),
          std::max(0.0, a.within - b.within),
          std::max(0.0, a.within_hour - b.within_hour),
          0,
          std::max(0.0, a.triples - b.triples),
          std::max(0.0, a.within_twice - b.within_twice)};
}

void add(PairCounts& sum, const PairCounts& counts, double weight = 1) {
  sum.all += weight * counts.all;
  sum.within += weight * counts.within;
  sum.within_hour += weight * counts.within_hour;
  sum.triples += weight * counts.triples;
  sum.within_twice += weight * counts.within_twice;
}

Reference shrink(const PairCounts& own, const Reference& wider, double weight, double weight_lag) {
  Reference shrunk{(own.within + weight * wider.q) / (own.all + weight),
                   (own.within + weight_lag * wider.r) / (own.within_hour + weight_lag), wider.clumping};
  if (own.triples > 0 && own.within > 0) {
    const double near = own.within / own.all,
                 prior = std::pow(2 * weight, 1.5);  // of as many touches as make the pairs
    const double clumping = own.within_twice / (own.triples * near * near);
    shrunk.clumping = std::max(1.0, (own.triples * clumping + prior * wider.clumping) / (own.triples + prior));
  }
  return shrunk;
}

// The pairs of touches of small objects without a source, where two accounts weigh no more than one pair over all the
// objects that they share: a few who share everything, newsrooms on one wire or a ring, would else be most of what such
// objects tell about strangers.
class DistinctPairs {
 public:
  DistinctPairs(const TouchBook& book, Duration window, std::span<const uint8_t> left_out)
      : book_(book), window_(window), left_out_(left_out) {
    for (ObjectIndex object = 0; object < book.objects(); ++object)
      if (holds(object)) each_pair(object, [&](uint64_t pair, Duration) { pairs_.push_back(pair); });
    std::sort(pairs_.begin(), pairs_.end());
  }

  bool holds(ObjectIndex object) const {
    const TouchIndex touches = book_.object_begin[object + 1] - book_.object_begin[object];
    return book_.source[object] == TouchBook::no_source && touches >= 2 && touches < own_touches;
  }

  PairCounts counts(ObjectIndex object) const {
    PairCounts sum;
    each_pair(object, [&](uint64_t pair, Duration gap) {
      const auto same = std::equal_range(pairs_.begin(), pairs_.end(), pair);
      const double weight = 1 / double(same.second - same.first);
      sum.all += weight;
      if (gap <= window_) sum.within += weight;
      if (gap <= std::max(hour, window_)) sum.within_hour += weight;
    });
    return sum;
  }

 private:
  template <class Visit>
  void each_pair(ObjectIndex object, Visit&& visit) const {
    for (TouchIndex later = book_.object_begin[object]; later < book_.object_begin[object + 1]; ++later)
      for (TouchIndex earlier = book_.object_begin[object]; earlier < later; ++earlier) {
        const AccountIndex a = book_.touches.account[earlier], b = book_.touches.account[later];
        if (left_out_[a] || left_out_[b]) continue;
        visit(uint64_t(std::min(a, b)) << 32 | std::max(a, b), book_.touches.time[later] - book_.touches.time[earlier]);
      }
  }

  const TouchBook& book_;
  Duration window_;
  std::span<const uint8_t> left_out_;
  std::vector<uint64_t> pairs_;  // sorted; as often as they share such an object
};

}  // namespace

PairCounts count_touch_pairs(std::span<const Timestamp> times, Duration window) {
  PairCounts counts;
  counts.touches = double(times.size());
  const double n = counts.touches;
  counts.triples = std::max(0.0, n * (n - 1) * (n - 2));
  size_t near = 0, same_hour = 0, last = 0;
  for (size_t i = 0; i < times.size(); ++i) {
    while (last + 1 < times.size() && times[last + 1] - times[i] <= window) ++last;
    while (times[i] - times[near] > window) ++near;
    while (times[i] - times[same_hour] > std::max(hour, window)) ++same_hour;
    const auto others = double(last - near);
    counts.within_twice += others * (others - 1);
    counts.all += double(i);
    counts.within += double(i - near);
    counts.within_hour += double(i - same_hour);
  }
  return counts;
}

References::References(const TouchBook& book, Duration window, std::span<const uint8_t> left_out, unsigned threads,
                       const References* everybody)
    : book_(book), window_(window), everybody_(everybody), counts_(book.objects()), source_counts_(book.sources) {
  constexpr size_t batch = 4096;
  const size_t batches = (book.objects() + batch - 1) / batch;
  const bool nobody = std::find(left_out.begin(), left_out.end(), 1) == left_out.end();
  parallel_for(batches, threads, [&](size_t b) {
    std::vector<Timestamp> times;
    for (size_t object = b * batch; object < std::min<size_t>((b + 1) * batch, book.objects()); ++object) {
      const TouchIndex begin = book.object_begin[object], end = book.object_begin[object + 1];
      if (end - begin < 2) continue;
      if (nobody) {
        counts_[object] = count_touch_pairs(std::span(book.touches.time).subspan(begin, end - begin), window);
        continue;
      }
      times.clear();
      for (TouchIndex touch = begin; touch < end; ++touch)
        if (!left_out[book.touches.account[touch]]) times.push_back(book.touches.time[touch]);
      counts_[object] = count_touch_pairs(times, window);
    }
  });

  unsigned traces = 0;
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    traces = std::max(traces, book.trace[object] + 1u);
    if (book.source[object] != TouchBook::no_source) add(source_counts_[book.source[object]], counts_[object]);
  }
  // Pools: a source's objects of one size count together, and for no more than their share of the pool.
  pools_.resize(traces);
  std::vector<std::array<double, sizes>> total(traces);
  struct SourcePart {
    uint32_t trace, size, source;
    PairCounts counts;
  };
  std::vector<SourcePart> source_parts;
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    if (counts_[object].all == 0) continue;
    total[book.trace[object]][size_class(counts_[object].touches)] += counts_[object].all;
    if (book.source[object] != TouchBook::no_source)
      source_parts.push_back(
          {book.trace[object], size_class(counts_[object].touches), book.source[object], counts_[object]});
  }
  const auto cap = [&](uint32_t trace, uint32_t size) {
    return std::max(1.0, largest_share_of_a_source * total[trace][size]);
  };
  const DistinctPairs distinct(book, window, left_out);
  for (ObjectIndex object = 0; object < book.objects(); ++object)
    if (counts_[object].all > 0 && book.source[object] == TouchBook::no_source) {
      const unsigned trace = book.trace[object], size = size_class(counts_[object].touches);
      const PairCounts counts = distinct.holds(object) ? distinct.counts(object) : counts_[object];
      if (counts.all > 0) add(pools_[trace][size], counts, std::min(1.0, cap(trace, size) / counts.all));
    }
  std::stable_sort(source_parts.begin(), source_parts.end(), [](const SourcePart& a, const SourcePart& b) {
    return std::tie(a.trace, a.size, a.source) < std::tie(b.trace, b.size, b.source);
  });
  for (size_t i = 0; i < source_parts.size();) {
    PairCounts sum;
    size_t end = i;
    for (; end < source_parts.size() && source_parts[end].source == source_parts[i].source &&
           source_parts[end].size == source_parts[i].size;
         ++end)
      add(sum, source_parts[end].counts);
    const auto& part = source_parts[i];
    add(pools_[part.trace][part.size], sum, std::min(1.0, cap(part.trace, part.size) / sum.all));
    i = end;
  }

  for (const auto& pools : pools_)
    for (unsigned size = 0; size < sizes; ++size) add(all_traces_[size], pools[size]);

  of_object_.resize(book.objects());
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    const PairCounts& own = counts_[object];
    PairCounts others;
    others.touches = own.touches;
    of_object_[object] = with_others(object, !everybody && own.touches >= own_touches ? own : others);
  }
  lay_out_for_pairs();
}

References::References(const TouchBook& book, Duration window, std::vector<Reference> known)
    : book_(book), window_(window), everybody_(nullptr), known_(true), of_object_(std::move(known)) {
  lay_out_for_pairs();
}

void References::lay_out_for_pairs() {
  for_pairs_.reserve(of_object_.size());
  for (ObjectIndex object = 0; object < of_object_.size(); ++object)
    for_pairs_.push_back(
        {book_.context[object], float(of_object_[object].q), float(of_object_[object].r), book_.part[object]});
}

PairCounts References::total() const {
  PairCounts sum;
  for (const PairCounts& counts : counts_) {
    add(sum, counts);
    sum.touches += counts.touches;
  }
  return sum;
}

Reference References::typical() const {
  std::vector<double> q, r;
  for (ObjectIndex object = 0; object < book_.objects(); ++object)
    if (counts_[object].touches >= 2) {
      q.push_back(of_object_[object].q);
      r.push_back(of_object_[object].r);
    }
  if (q.empty()) return {1, 1};
  const auto middle = ptrdiff_t(q.size() / 2);
  std::nth_element(q.begin(), q.begin() + middle, q.end());
  std::nth_element(r.begin(), r.begin() + middle, r.end());
  return {q[size_t(middle)], r[size_t(middle)]};
}

Reference References::pooled(unsigned trace, double touches) const {
  if (everybody_) return everybody_->pooled(trace, touches);
  const unsigned size = size_class(touches);
  const PairCounts& everything = all_traces_[size];
  const Reference wide{(everything.within + 1) / (everything.all + 50),
                       (everything.within + 3) / (everything.within_hour + 15)};
  Reference pool = shrink(pools_[trace][size], wide, pool_weight, pool_weight);
  pool.clumping = 1;  // that objects differ from each other is no clump within any of them
  return pool;
}

Reference References::with_others(ObjectIndex object, const PairCounts& others) const {
  if (known_) return of_object_[object];
  Reference wider = pooled(book_.trace[object], others.touches);
  if (!everybody_ && book_.source[object] != TouchBook::no_source)
    wider =
        shrink(minus(source_counts_[book_.source[object]], counts_[object]), wider, source_weight, source_weight_lag);
  return shrink(others, wider, object_weight, object_weight_lag);
}

}  // namespace lockstep
