#include "lockstep/results/pair_files.h"

#include <algorithm>
#include <numeric>

#include "lockstep/results/batch.h"
#include "lockstep/results/pair_rows.h"

namespace lockstep {
namespace {

const std::vector<std::pair<std::string, std::string>> metadata{
    {"lockstep", "pairs by count; network_id names the network that stood the tests"}};

// One pass over the posts behind all pairs.
struct Pass {
  const Detection& detection;
  const EventTable& events;
  const Names& names;
  PairRows pairs;
  EvidenceRows evidence;
  OccasionCollector collector;
  std::vector<uint32_t> network_of_pair;
  PairFindings findings;

  std::string_view account(KeptTexts& texts, AccountIndex account) const {
    if (!names.keyed()) return events.accounts[account];
    return texts.once(uint64_t(1) << 63 | account, [&] { return names.account(account); });
  }
  std::string_view network_id(uint32_t pair) const {
    const uint32_t n = network_of_pair[pair];
    return n == UINT32_MAX ? std::string_view() : std::string_view(detection.networks[n].network_id);
  }
  std::string_view post(const TraceTable& touches, uint32_t touch) {
    const TermIndex post = events.post_id[touches.event[touch]];
    if (post == no_term) return {};
    if (!names.keyed()) return events.terms[post];
    return evidence.texts().once(uint64_t(1) << 62 | post, [&] { return names.post(events.terms[post]); });
  }
  std::string_view object(uint32_t layer, ObjectIndex object) {
    const std::string_view name = detection.layers[layer].touches.objects[object].name;
    if (!names.keyed()) return name;
    return evidence.texts().once(uint64_t(layer) << 32 | object,
                                 [&] { return names.object(detection.layers[layer].trace->name, name); });
  }
  std::string_view source(uint32_t layer, ObjectIndex object) {
    const std::string_view source = detection.layers[layer].touches.objects[object].source;
    if (source.empty()) return {};
    if (!names.keyed()) return source;
    return evidence.texts().once(uint64_t(1) << 61 | uint64_t(layer) << 32 | object,
                                 [&] { return names.source(detection.layers[layer].trace->name, source); });
  }

  bool turned(uint32_t pair) const { return names.rank(detection.pairs[pair].a) > names.rank(detection.pairs[pair].b); }
  Result<void> write_evidence(const PostPair& row);
  Result<void> write_pair(std::span<const PostPair> rows);
  void count_gaps(std::span<const PostPair> rows);
};

Duration gap(const TraceTable& touches, const PostPair& row) {
  return std::chrono::abs(touches.time[row.touch_a] - touches.time[row.touch_b]);
}

Result<void> Pass::write_evidence(const PostPair& row) {
  const TraceTable& touches = detection.layers[row.layer].touches;
  const auto [first, second] =
      turned(row.pair) ? std::pair(row.touch_b, row.touch_a) : std::pair(row.touch_a, row.touch_b);
  ++findings.rows;
  return evidence.add({.account_a = account(evidence.texts(), touches.account[first]),
                       .account_b = account(evidence.texts(), touches.account[second]),
                       .network_id = network_id(row.pair),
                       .trace = detection.layers[row.layer].trace->name,
                       .object = object(row.layer, row.object),
                       .source = source(row.layer, row.object),
                       .post_a = post(touches, first),
                       .post_b = post(touches, second),
                       .time_a = touches.time[first],
                       .time_b = touches.time[second]});
}

// The rows of one pair under one trace.
Result<void> Pass::write_pair(std::span<const PostPair> rows) {
  const Layer& layer = detection.layers[rows[0].layer];
  const Pair& pair = detection.pairs[rows[0].pair];
  const auto [first, second] = turned(rows[0].pair) ? std::pair(pair.b, pair.a) : std::pair(pair.a, pair.b);
  PairRows::Row row{.account_a = account(pairs.texts, first),
                    .account_b = account(pairs.texts, second),
                    .network_id = network_id(rows[0].pair),
                    .trace = layer.trace->name,
                    .window_seconds = seconds(detection.pair_windows[rows[0].pair].value_or(layer.options.window)),
                    .shared = 0,
                    .first = Timestamp::max(),
                    .last = Timestamp::min()};
  for (size_t i = 0; i < rows.size(); ++i) {
    const Timestamp later = std::max(layer.touches.time[rows[i].touch_a], layer.touches.time[rows[i].touch_b]);
    row.first = std::min(row.first, later);
    row.last = std::max(row.last, later);
    row.shared += i == 0 || rows[i].object != rows[i - 1].object;
  }
  return pairs.add(row);
}

void Pass::count_gaps(std::span<const PostPair> rows) {
  const TraceTable& touches = detection.layers[rows[0].layer].touches;
  for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    Duration smallest = Duration::max();
    while (end < rows.size() && rows[end].object == rows[begin].object)
      smallest = std::min(smallest, gap(touches, rows[end++]));
    if (smallest <= detection.layers[rows[0].layer].options.window)  // a network's may be wider
      findings.gaps[rows[0].layer].add(seconds(smallest));
  }
}

// Pairs in the order of the names that are written, some at a time.
Result<void> write_block(Pass& pass, std::span<const uint32_t> block, Progress& progress) {
  std::vector<uint32_t> ascending(block.begin(), block.end());
  std::ranges::sort(ascending);
  std::vector<Pair> pairs;
  std::vector<std::optional<Duration>> windows;
  for (uint32_t pair : ascending) {
    pairs.push_back(pass.detection.pairs[pair]);
    windows.push_back(pass.detection.pair_windows[pair]);
  }
  uint64_t expected = 0;
  for (const Pair& pair : pairs) expected += pair.shared;
  std::vector<PostPair> rows;
  rows.reserve(expected + expected / 8);  // some objects are shared by several posts
  const auto keep = [&](std::span<const PostPair> batch) -> Result<void> {
    rows.insert(rows.end(), batch.begin(), batch.end());
    return {};
  };
  if (Result<void> visited =
          visit_post_pairs(pass.detection.layers, pairs, windows, batch_rows(pass.events), keep, progress);
      !visited)
    return visited;
  std::vector<size_t> begin_of(ascending.size() + 1, rows.size());
  for (size_t i = rows.size(); i-- > 0;) begin_of[rows[i].pair] = i;
  for (size_t at = ascending.size(); at-- > 0;) begin_of[at] = std::min(begin_of[at], begin_of[at + 1]);
  for (PostPair& row : rows) row.pair = ascending[row.pair];
  pass.collector.add(rows);
  for (uint32_t pair : block) {
    const size_t at = size_t(std::ranges::lower_bound(ascending, pair) - ascending.begin());
    for (size_t begin = begin_of[at], end = begin; begin < begin_of[at + 1]; begin = end) {
      while (end < begin_of[at + 1] && rows[end].layer == rows[begin].layer) ++end;
      const std::span<const PostPair> of_layer = std::span(rows).subspan(begin, end - begin);
      pass.count_gaps(of_layer);
      for (const PostPair& row : of_layer)
        if (Result<void> written = pass.write_evidence(row); !written) return written;
      if (Result<void> written = pass.write_pair(of_layer); !written) return written;
    }
  }
  return {};
}

std::vector<uint32_t> in_order_of_names(std::span<const Pair> pairs, const Names& names) {
  std::vector<uint32_t> order(pairs.size());
  std::iota(order.begin(), order.end(), 0);
  if (!names.keyed()) return order;
  std::ranges::sort(order, {}, [&](uint32_t pair) {
    const uint32_t a = names.rank(pairs[pair].a), b = names.rank(pairs[pair].b);
    return std::pair(std::min(a, b), std::max(a, b));
  });
  return order;
}

}  // namespace

Result<PairFindings> write_pair_files(const Detection& detection, const ReadResult& read, const Names& names,
                                      const ResultFolder& folder, unsigned threads, Progress& progress) {
  auto pairs = create_parquet(folder.file("pairs.parquet"), metadata);
  if (!pairs) return pairs.error();
  auto evidence = create_parquet(folder.file("evidence.parquet"), metadata);
  if (!evidence) return evidence.error();
  Pass pass{.detection = detection,
            .events = read.events,
            .names = names,
            .pairs = PairRows(std::move(*pairs)),
            .evidence = EvidenceRows(std::move(*evidence), threads),
            .collector = OccasionCollector(detection.networks, detection.pairs),
            .network_of_pair = std::vector<uint32_t>(detection.pairs.size(), UINT32_MAX),
            .findings = {}};
  for (uint32_t n = 0; n < detection.networks.size(); ++n)
    for (uint32_t pair : detection.networks[n].pairs) pass.network_of_pair[pair] = n;
  for (const Layer& layer : detection.layers)
    pass.findings.gaps.push_back(gaps_up_to(layer.options.window, read.report.resolution));
  progress.begin("Writing the evidence", detection.pairs.size(), "pairs");
  const std::vector<uint32_t> order = in_order_of_names(detection.pairs, names);
  const uint64_t most_rows = batch_rows(read.events);
  for (size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    uint64_t rows = 0;
    while (end < order.size() && (end == begin || rows + detection.pairs[order[end]].shared <= most_rows))
      rows += detection.pairs[order[end++]].shared;
    if (Result<void> written = write_block(pass, std::span(order).subspan(begin, end - begin), progress); !written)
      return written.error();
    progress.at(end);
  }
  if (Result<void> finished = pass.pairs.finish(); !finished) return finished.error();
  if (Result<void> finished = pass.evidence.finish(); !finished) return finished.error();
  pass.findings.occasions = pass.collector.finish(detection.layers, read.events);
  return std::move(pass.findings);
}

}  // namespace lockstep
