#include "lockstep/results/detection.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"
#include "lockstep/results/batch.h"

namespace lockstep {
namespace {

// Stages with the trace's name before them.
class OfTrace final : public Progress {
 public:
  OfTrace(std::string_view trace, Progress& whole) : trace_(trace), whole_(whole) {}
  void begin(std::string_view stage, uint64_t total, std::string_view unit) override {
    whole_.begin(fmt::format("{}: {}", trace_, stage), total, unit);
  }
  void at(uint64_t done) override { whole_.at(done); }
  bool cancelled() const override { return whole_.cancelled(); }

 private:
  std::string_view trace_;
  Progress& whole_;
};

std::vector<const TraceDefinition*> chosen_traces(const EventTable& events, const DetectOptions& options) {
  std::vector<const TraceDefinition*> chosen = traces_allowed_by(events);
  if (!options.traces.empty())
    std::erase_if(chosen, [&](const TraceDefinition* trace) {
      return std::ranges::find(options.traces, trace->name) == options.traces.end();
    });
  return chosen;
}

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

Result<Layer> count_layer(const TraceDefinition& trace, const EventTable& events, Duration window,
                          const DetectOptions& options, Progress& whole) {
  OfTrace progress(trace.name, whole);
  progress.begin("touches", events.size(), "posts");
  Result<TraceTable> touches =
      collect_touches(trace, events, {.shorteners_path = options.shorteners_path, .threads = options.threads});
  if (!touches) return touches.error();
  if (progress.cancelled()) return stopped();
  Layer layer{.trace = &trace,
              .touches = std::move(*touches),
              .options = {.window = window,
                          .min_shared = options.min_shared.value_or(trace.default_min_shared),
                          .memory_bytes = options.memory_bytes,
                          .narrow_hot_objects = true,
                          .threads = options.threads},
              .counted = {}};
  Result<PairTable> counted = count_pairs(layer.touches, layer.options, progress);
  if (!counted) return counted.error();
  layer.counted = std::move(*counted);
  return layer;
}

}  // namespace

Result<Detection> detect(const ReadResult& read, const DetectOptions& options, Progress& progress) {
  Detection detection;
  const std::optional<Duration> window = effective_window(options.window, read.report.resolution);
  const std::vector<const TraceDefinition*> traces = chosen_traces(read.events, options);
  if (traces.empty())
    detection.notes.push_back("No column names anything that two accounts could share: nothing was compared.");
  if (!window) {
    const std::string grid = format_duration(read.report.resolution);
    detection.notes.push_back(
        fmt::format("The window of {} was not run: all times stand on a grid of {}, and cannot tell what is "
                    "nearer than that. A longer one can be run: --window {}.",
                    format_duration(options.window), grid, grid));
    return detection;
  }
  for (const TraceDefinition* trace : traces) {
    Result<Layer> layer = count_layer(*trace, read.events, *window, options, progress);
    if (!layer) return layer.error();
    if (layer->touches.size() == 0) continue;
    if (!layer->counted.hot_objects.empty()) detection.notes.push_back(note_of_hot_objects(*layer));
    detection.layers.push_back(std::move(*layer));
  }
  Result<std::vector<Pair>> pairs = join_layers(detection.layers, batch_rows, progress);
  if (!pairs) return pairs.error();
  detection.pairs = std::move(*pairs);
  Result<std::vector<Network>> networks = find_networks(detection.pairs, options.networks, progress);
  if (!networks) return networks.error();
  detection.networks = std::move(*networks);
  return detection;
}

}  // namespace lockstep
