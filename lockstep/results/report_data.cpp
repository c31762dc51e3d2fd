#include "lockstep/results/report_data.h"

#include "lockstep/results/report_network.h"
#include "lockstep/results/run_json.h"
#include "lockstep/results/test_json.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json histogram(const Histogram& histogram) { return {{"edges", histogram.edges}, {"counts", histogram.counts}}; }

Json hot_objects(const Layer& layer, const Names& names) {
  constexpr size_t most = 200;
  Json list = Json::array();
  for (const HotObject& hot : layer.counted.hot_objects) {
    if (list.size() == most) break;
    list.push_back({{"object", names.object(layer.trace->name, layer.touches.objects[hot.object].name)},
                    {"touches", hot.touches},
                    {"window_seconds", hot.window ? Json(seconds(*hot.window)) : Json(nullptr)}});
  }
  return list;
}

Json traces(const Findings& findings) {
  Json list = Json::array();
  for (size_t i = 0; i < findings.detection.layers.size(); ++i) {
    const Layer& layer = findings.detection.layers[i];
    uint32_t largest = 0;
    for (const Pair& pair : layer.counted.pairs) largest = std::max(largest, pair.shared);
    Histogram weights = counts_up_to(largest);
    for (const Pair& pair : layer.counted.pairs) weights.add(pair.shared);
    list.push_back({{"trace", layer.trace->name},
                    {"description", layer.trace->description},
                    {"window_seconds", seconds(layer.options.window)},
                    {"min_shared", layer.options.min_shared},
                    {"objects", layer.touches.all_objects()},
                    {"touches", layer.touches.all_touches()},
                    {"pairs", layer.counted.pairs.size()},
                    {"hot_objects", hot_objects(layer, findings.names)},
                    {"gaps", histogram(findings.pairs.gaps[i])},
                    {"weights", histogram(weights)}});
  }
  return list;
}

Json run_summary(const Findings& findings, const RunOptions& options) {
  const ReadReport& report = findings.read.report;
  const auto time = [](const std::optional<Timestamp>& at) { return at ? time_in_report(*at) : Json(nullptr); };
  Json settings = Json::array();
  for (const Setting& setting : options.settings)
    settings.push_back({{"name", setting.name}, {"value", setting.value}});
  return {{"version", options.version},
          {"title", title_of(findings)},
          {"command", options.command},
          {"seed", options.detect.networks.seed},
          {"pseudonyms", findings.names.keyed()},
          {"settings", settings},
          {"accounts", report.accounts},
          {"events", report.events},
          {"first_time", time(report.first_time)},
          {"last_time", time(report.last_time)},
          {"resolution_seconds", seconds(report.resolution)},
          {"notes", notes_of(findings)}};
}

// A network's parts as far as they fit.
struct Shown {
  std::string core, detail = ReportNetwork::no_detail(), others = ReportNetwork::no_others(),
                    activity = ReportNetwork::no_activity();
};

// Bytes that are left; what fits takes the place of what stood there.
struct Budget {
  int64_t left;
  bool replace(std::string& old, std::string&& fresh) {
    const int64_t more = int64_t(fresh.size()) - int64_t(old.size());
    if (more > left) return false;
    left -= more;
    old = std::move(fresh);
    return true;
  }
};

struct LeftOut {
  uint64_t networks = 0, members = 0, pairs = 0, posts = 0, activity = 0;
};

std::vector<Shown> fill(const Findings& findings, Budget budget, LeftOut& left_out, Progress& progress) {
  Audiences audiences(findings.detection.layers);
  const auto events = events_of_members(findings);
  const size_t count = findings.detection.networks.size();
  const auto network = [&](size_t n) { return ReportNetwork(findings, n, audiences, {}); };
  constexpr int64_t frame = 300;  // of a network without anything in it
  std::vector<Shown> shown;
  for (size_t n = 0; n < count; ++n) {
    const ReportNetwork made = network(n);
    Shown parts;
    budget.left -= frame;
    if (!budget.replace(parts.core, made.core())) {
      left_out.networks = count - n;  // the smaller ones too: a list with gaps would mislead
      break;
    }
    left_out.members += made.members_left_out();
    left_out.pairs += made.pairs_left_out();
    shown.push_back(std::move(parts));
  }
  progress.begin("Report", 4 * shown.size(), "networks");
  uint64_t done = 0;
  const auto tell = [&] {
    progress.at(++done);
    return progress.cancelled();
  };
  for (size_t n = 0; n < shown.size() && !tell(); ++n) budget.replace(shown[n].detail, network(n).detail(false));
  for (size_t n = 0; n < shown.size() && !tell(); ++n) {
    const ReportNetwork made = network(n);
    if (!budget.replace(shown[n].detail, made.detail(true))) left_out.posts += made.posts();
  }
  for (size_t n = 0; n < shown.size() && !tell(); ++n) budget.replace(shown[n].others, network(n).others());
  for (size_t n = 0; n < shown.size() && !tell(); ++n) {
    ReportNetwork::Activity activity = network(n).activity(events);
    left_out.activity += activity.left_out;
    if (!budget.replace(shown[n].activity, std::move(activity.json))) left_out.activity += activity.ticks;
  }
  return shown;
}

// "</script>" inside a text must not end the element that holds the data.
std::string safe_inside_script(std::string json) {
  size_t brackets = 0;
  for (char c : json) brackets += c == '<';
  if (brackets == 0) return json;
  std::string safe;
  safe.reserve(json.size() + 5 * brackets);
  for (char c : json) {
    if (c == '<')
      safe += "\\u003c";
    else
      safe += c;
  }
  return safe;
}

}  // namespace

std::string report_data(const Findings& findings, const RunOptions& options, Progress& progress) {
  const auto text = [](const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); };
  std::string json = "{\"run\":" + text(run_summary(findings, options)) +
                     ",\"read_report\":" + text(read_report_of(findings)) + ",\"traces\":" + text(traces(findings)) +
                     ",\"tests\":" + text(tests_of(findings, options.detect.level)) +
                     ",\"candidates\":" + text(candidates_of(findings));
  LeftOut left_out;
  const std::vector<Shown> shown =
      fill(findings, {.left = int64_t(options.report_bytes) - int64_t(json.size())}, left_out, progress);
  json += ",\"networks\":[";
  for (size_t n = 0; n < shown.size(); ++n) {
    json += n == 0 ? "{" : ",{";
    for (const std::string* part : {&shown[n].core, &shown[n].detail, &shown[n].others, &shown[n].activity})
      json += *part + (part == &shown[n].activity ? "}" : ",");
  }
  json += "],\"left_out\":" +
          text({{"max_bytes", options.report_bytes},
                {"networks", left_out.networks},
                {"members", left_out.members},
                {"pairs", left_out.pairs},
                {"posts", left_out.posts},
                {"activity", left_out.activity},
                {"candidates", candidates_left_out(findings)}}) +
          "}";
  return safe_inside_script(std::move(json));
}

Result<void> write_networks_ndjson(const Findings& findings, const RunOptions& options, const ResultFolder& folder) {
  constexpr ReportNetwork::Limits limits{.members = 100'000};
  constexpr size_t most_with_activity = 500;
  auto file = TextFile::create(folder.file("networks.ndjson"));
  if (!file) return file.error();
  *file << Json{{"run", run_summary(findings, options)}, {"traces", traces(findings)}}.dump(
               -1, ' ', false, Json::error_handler_t::replace)
        << "\n";
  Audiences audiences(findings.detection.layers);
  const auto events = events_of_members(findings);
  for (size_t n = 0; n < findings.detection.networks.size(); ++n) {
    const ReportNetwork network(findings, n, audiences, limits);
    const bool active = findings.detection.networks[n].members.size() <= most_with_activity;
    *file << "{" << network.core() << "," << network.detail(true) << "," << network.others() << ","
          << (active ? network.activity(events).json : ReportNetwork::no_activity()) << "}\n";
  }
  return file->finish();
}

}  // namespace lockstep
