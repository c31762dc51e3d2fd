#include "lockstep/results/run_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "lockstep/base/wording.h"
#include "lockstep/results/company_files.h"
#include "lockstep/results/strongest_pairs.h"
#include "lockstep/results/test_json.h"
#include "lockstep/results/text_file.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

std::string base_name(const std::string& path) { return std::filesystem::path(path).filename().string(); }

// A path may name a person.
std::string path_of(const std::string& path, const Names& names) { return names.keyed() ? base_name(path) : path; }

Json inputs(const Findings& findings) {
  Json list = Json::array();
  for (const InputReport& input : findings.read.report.inputs)
    list.push_back({{"path", path_of(input.path, findings.names)},
                    {"format", input.format},
                    {"layout", input.layout},
                    {"sha256", input.sha256},
                    {"rows", input.rows},
                    {"bad_rows", input.bad_rows}});
  return list;
}

// The reasons hold what stood in the row.
Json bad_rows(const Findings& findings) {
  Json list = Json::array();
  for (const auto& [kind, bad] : findings.read.report.bad_rows) {
    Json samples = Json::array();
    if (!findings.names.keyed())
      for (const BadRowSample& sample : bad.samples)
        samples.push_back({{"where", sample.where}, {"reason", sample.reason}});
    list.push_back({{"kind", kind}, {"count", bad.count}, {"samples", samples}});
  }
  return list;
}

Json traces(const Findings& findings) {
  Json list = Json::array();
  for (const Layer& layer : findings.detection.layers)
    list.push_back({{"trace", layer.trace->name},
                    {"window_seconds", seconds(layer.options.window)},
                    {"min_shared", layer.options.min_shared},
                    {"objects", layer.touches.all_objects()},
                    {"touches", layer.touches.all_touches()},
                    {"pairs", layer.counted.pairs.size()},
                    {"hot_objects", layer.counted.hot_objects.size()}});
  return list;
}

}  // namespace

std::string title_of(const Findings& findings) {
  constexpr size_t most = 3;
  std::vector<std::string> inputs;
  for (const InputReport& input : findings.read.report.inputs)
    if (input.holds == TableKind::events) inputs.push_back(base_name(input.path));
  std::string title;
  for (size_t i = 0; i < std::min(most, inputs.size()); ++i) title += (i == 0 ? "" : ", ") + inputs[i];
  return inputs.size() > most ? title + " and " + std::to_string(inputs.size() - most) + " more" : title;
}

std::vector<std::string> notes_of(const Findings& findings) {
  std::vector<std::string> notes = findings.read.report.notes;
  notes.insert(notes.end(), findings.detection.notes.begin(), findings.detection.notes.end());
  if (const auto [held, left_out] = pairs_in_graphs(findings); left_out > 0)
    notes.push_back(fmt::format(
        "networks.gexf and networks.graphml hold the {} inside networks with most objects in common; {} more "
        "stand in pairs.parquet only. A larger number can be asked for: --graph-pairs.",
        counted(held, "pair"), grouped(left_out)));
  if (findings.names.keyed())
    notes.push_back(
        "Accounts, handles and post ids are pseudonyms. Times, words, domains and hashtags are as they were: who has "
        "or can "
        "search the posts can find their authors.");
  return notes;
}

Json read_report_of(const Findings& findings) {
  const ReadReport& report = findings.read.report;
  return {{"inputs", inputs(findings)},
          {"bad_rows", bad_rows(findings)},
          {"merged_rows", report.merged_rows},
          {"repeated_post_ids", report.repeated_post_ids},
          {"replaced_characters", report.replaced_characters},
          {"damaged_ids", report.damaged_ids},
          {"filtered_rows", report.filtered_rows}};
}

Result<void> write_run_json(const Findings& findings, const RunOptions& options, const ResultFolder& folder) {
  Json settings = Json::object();
  for (const Setting& setting : options.settings) {
    Json& value = settings[setting.name];
    if (!value.is_null() && !value.is_array()) value = Json::array({value});
    if (value.is_array())
      value.push_back(setting.value);
    else
      value = setting.value;
  }
  const ReadReport& report = findings.read.report;
  size_t members = 0, nominated = 0;
  for (const TestedNetwork& test : findings.detection.tests.networks)
    nominated += test.network_class == NetworkClass::synchronised;
  for (const Network& network : findings.detection.networks) members += network.members.size();
  const Json run = {{"version", options.version},
                    {"command", options.command},
                    {"arguments", options.arguments},
                    {"settings", settings},
                    {"seed", options.detect.networks.seed},
                    {"pseudonyms", findings.names.keyed()},
                    {"accounts", report.accounts},
                    {"events", report.events},
                    {"first_time", report.first_time ? Json(format_time(*report.first_time)) : Json(nullptr)},
                    {"last_time", report.last_time ? Json(format_time(*report.last_time)) : Json(nullptr)},
                    {"resolution_seconds", seconds(report.resolution)},
                    {"read_report", read_report_of(findings)},
                    {"traces", traces(findings)},
                    {"pairs", findings.detection.pairs.size()},
                    {"evidence_rows", findings.pairs.rows},
                    {"pairs_in_graphs", pairs_in_graphs(findings).held},
                    {"tests", tests_of(findings, options.detect.level)},
                    {"company", company_of(findings)},
                    {"networks", findings.detection.networks.size()},
                    {"nominated", nominated},
                    {"members", members},
                    {"notes", notes_of(findings)}};
  return write_text(folder.file("run.json"), run.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace lockstep
