#include "lockstep/results/detection.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "lockstep/base/stages_of.h"
#include "lockstep/base/wording.h"
#include "lockstep/results/batch.h"
#include "lockstep/results/company_files.h"

namespace lockstep {
namespace {

std::string note_of_hot_objects(const Layer& layer) {
  const auto narrowed = uint64_t(
      std::ranges::count_if(layer.counted.hot_objects, [](const HotObject& hot) { return hot.window.has_value(); }));
  const uint64_t left_out = layer.counted.hot_objects.size() - narrowed;
  std::vector<std::string> done;
  if (narrowed > 0) done.push_back("a shorter window was used for " + counted(narrowed, "object"));
  if (left_out > 0) done.push_back(counted(left_out, "object") + (left_out == 1 ? " was left out" : " were left out"));
  return fmt::format("{}: {}: so many accounts touched {} at once that it would say nothing who they were.",
                     layer.trace->name, listed(done), narrowed + left_out == 1 ? "it" : "them");
}

// Without touches where there are none. What the tests read of it goes into `book`.
Result<Layer> count_layer(const TraceDefinition& trace, const EventTable& events, Duration window,
                          const DetectOptions& options, TouchBookMaker& book, Progress& whole) {
  StagesOf progress(trace.name, whole);
  progress.begin("touches", events.size(), "posts");
  Result<TraceTable> touches =
      collect_touches(trace, events, {.shorteners_path = options.shorteners_path, .threads = options.threads});
  if (!touches) return touches.error();
  if (progress.cancelled()) return stopped();
  Layer layer{};
  layer.trace = &trace;
  layer.touches = std::move(*touches);
  layer.options.window = window;
  layer.options.min_shared = options.min_shared.value_or(trace.default_min_shared);
  layer.options.memory_bytes = options.memory_bytes;
  layer.options.narrow_hot_objects = true;
  layer.options.threads = options.threads;
  layer.tested = is_tested(trace);
  if (layer.touches.size() == 0) return layer;
  if (layer.tested) book.add(layer.touches);
  keep_shared_objects(layer.touches);
  Result<PairTable> counted = count_pairs(layer.touches, layer.options, progress);
  if (!counted) return counted.error();
  layer.counted = std::move(*counted);
  return layer;
}

// From here on posts are shown that touched what others touched too; of all posts it counts what they were written
// with, in which language, and whether they link.
void forget_texts(std::span<const Layer> layers, EventTable& events) {
  WantedValues wanted{.of_all = {Field::client, Field::language, Field::urls, Field::domains},
                      .shown = std::vector<bool>(events.size(), false),
                      .of_shown = {Field::text}};
  for (const Layer& layer : layers)
    for (const EventIndex event : layer.touches.event) wanted.shown[event] = true;
  forget_all_but(wanted, events);
}

// Windows that the grid of the times can tell apart, the first of those asked for first.
std::vector<Duration> windows_to_run(const ReadResult& read, const DetectOptions& options, Detection& detection) {
  std::vector<Duration> windows;
  for (const Duration asked : options.windows) {
    const std::optional<Duration> window = effective_window(asked, read.report.resolution);
    if (window && std::ranges::find(windows, *window) == windows.end()) windows.push_back(*window);
    if (window) continue;
    const std::string grid = format_duration(read.report.resolution);
    detection.notes.push_back(
        fmt::format("The window of {} was not run: all times stand on a grid of {}, and cannot tell what is "
                    "nearer than that. A longer one can be run: --window \"{}\".",
                    format_duration(asked), grid, grid));
  }
  return windows;
}

Result<void> count_layers(ReadResult& read, const DetectOptions& options, TouchBookMaker& book, Detection& detection,
                          Progress& progress) {
  for (const TraceDefinition* trace : chosen_traces(read.events, options)) {
    Result<Layer> layer = count_layer(*trace, read.events, detection.windows[0], options, book, progress);
    if (!layer) return layer.error();
    if (layer->touches.all_touches() == 0) continue;
    if (layer->tested) detection.tested_layers.push_back(uint32_t(detection.layers.size()));
    if (!layer->counted.hot_objects.empty()) detection.notes.push_back(note_of_hot_objects(*layer));
    detection.layers.push_back(std::move(*layer));
  }
  if (options.forget_texts) {
    progress.begin("Giving back texts", 0, "");
    forget_texts(detection.layers, read.events);
  }
  Result<std::vector<Pair>> pairs = join_layers(detection.layers, batch_rows(read.events), progress);
  if (!pairs) return pairs.error();
  detection.pairs = std::move(*pairs);
  return {};
}

Result<void> test(const ReadResult& read, const TouchBook& book, const DetectOptions& options,
                  const std::vector<Network>& counted, Detection& detection, Progress& progress) {
  if (read.report.resolution > coarsest_for_delays)
    detection.notes.push_back(
        fmt::format("Nobody can be nominated on times like these: they stand on a grid of {}, and delays do not tell a "
                    "plan from people who react. What goes beyond chance is shown.",
                    format_duration(read.report.resolution)));
  NetworkTestOptions asked{.windows = detection.windows,
                           .resolution = read.report.resolution,
                           .level = options.level,
                           .min_members = options.networks.min_members,
                           .seed = options.networks.seed,
                           .threads = options.threads,
                           .declared = declared_automation(read.events, read.report.resolution),
                           .counted_window = detection.windows[0]};
  for (const Network& network : counted) asked.counted.push_back(network.members);
  Result<NetworkTests> tests = test_networks(book, asked, progress);
  if (!tests) return tests.error();
  detection.tests = std::move(*tests);
  return keep_company(read, book, options, detection, progress);
}

bool before(const Pair& left, const Pair& right) { return std::tie(left.a, left.b) < std::tie(right.a, right.b); }

// Pairs of members as their network's window has them, in the place of those that were counted.
void merge(const MemberPairs& inside, Detection& detection) {
  std::vector<uint32_t> network_of;
  for (uint32_t n = 0; n < detection.networks.size(); ++n)
    for (const AccountIndex member : detection.networks[n].members) {
      if (member >= network_of.size()) network_of.resize(member + 1, UINT32_MAX);
      network_of[member] = n;
    }
  const auto network = [&](AccountIndex account) {
    return account < network_of.size() ? network_of[account] : UINT32_MAX;
  };
  std::vector<Pair> pairs;
  size_t next = 0;
  const auto add_inside = [&] {
    Network& owner = detection.networks[network(inside.pairs[next].a)];
    owner.pairs.push_back(uint32_t(pairs.size()));
    owner.shared += inside.pairs[next].shared;
    pairs.push_back(inside.pairs[next]);
    detection.pair_windows.push_back(inside.windows[next++]);
  };
  for (const Pair& pair : detection.pairs) {
    if (network(pair.a) != UINT32_MAX && network(pair.a) == network(pair.b)) continue;
    while (next < inside.pairs.size() && before(inside.pairs[next], pair)) add_inside();
    pairs.push_back(pair);
    detection.pair_windows.emplace_back();
  }
  while (next < inside.pairs.size()) add_inside();
  detection.pairs = std::move(pairs);
}

}  // namespace

std::vector<const TraceDefinition*> chosen_traces(const EventTable& events, const DetectOptions& options) {
  std::vector<const TraceDefinition*> chosen = traces_allowed_by(events);
  if (!options.traces.empty())
    std::erase_if(chosen, [&](const TraceDefinition* trace) {
      return std::ranges::find(options.traces, trace->name) == options.traces.end();
    });
  return chosen;
}

bool is_tested(const TraceDefinition& trace) { return trace.default_min_shared <= 2; }

Result<Detection> detect(ReadResult& read, const DetectOptions& options, Progress& progress) {
  Detection detection;
  if (chosen_traces(read.events, options).empty())
    detection.notes.push_back("No column names anything that two accounts could share: nothing was compared.");
  detection.windows = windows_to_run(read, options, detection);
  detection.company_reason = "nothing was compared";
  if (detection.windows.empty()) return detection;
  TouchBookMaker book(read.events.accounts);
  if (Result<void> counted = count_layers(read, options, book, detection, progress); !counted) return counted.error();
  const Result<std::vector<Network>> counted = find_networks(detection.pairs, options.networks, progress);
  if (!counted) return counted.error();
  detection.counted_networks = counted->size();
  if (Result<void> tested = test(read, book.finish(), options, *counted, detection, progress); !tested)
    return tested.error();
  for (const TestedNetwork& test : detection.tests.networks) {
    Network& network = detection.networks.emplace_back();
    network.network_id = test.network_id;
    for (const TestedMember& member : test.members) network.members.push_back(member.account);
  }
  const Result<MemberPairs> inside =
      pairs_of_members(detection.layers, detection.tests.networks, batch_rows(read.events), progress);
  if (!inside) return inside.error();
  merge(*inside, detection);
  return detection;
}

}  // namespace lockstep
