#include "lockstep/results/company_files.h"
#include "lockstep/results/findings.h"
#include "lockstep/results/report_data.h"
#include "lockstep/results/report_page.h"
#include "lockstep/results/results.h"
#include "lockstep/results/run_json.h"
#include "lockstep/results/test_json.h"
#include "lockstep/results/text_file.h"

namespace lockstep {
namespace {

Names names_of(const EventTable& events, const std::string& key) {
  return key.empty() ? Names(events) : Names(events, key);
}

// Places and sentences of each network.
Result<void> describe(Findings& findings, Progress& progress) {
  const Detection& detection = findings.detection;
  progress.begin("Weighing", detection.networks.size(), "networks");
  Audiences audiences(detection.layers);
  for (size_t n = 0; n < detection.networks.size(); ++n) {
    if (progress.cancelled()) return stopped();
    findings.places.push_back(place_members(detection.networks[n], detection.pairs, findings.seed));
    findings.evidence.push_back(weigh({.network = detection.networks[n],
                                       .found = findings.pairs.occasions[n],
                                       .pairs = detection.pairs,
                                       .layers = detection.layers,
                                       .events = findings.events(),
                                       .test = detection.test(n),
                                       .resolution = findings.read.report.resolution,
                                       .names = findings.names},
                                      audiences));
    progress.at(n + 1);
  }
  return {};
}

Result<void> write_report(const Findings& findings, const RunOptions& options, const ResultFolder& folder,
                          Progress& progress) {
  if (report_page().empty() && options.report_data_path.empty()) return {};
  const std::string data = report_data(findings, options, progress);
  if (progress.cancelled()) return stopped();
  if (!options.report_data_path.empty())
    if (Result<void> written = write_text(options.report_data_path, data); !written) return written;
  return report_page().empty() ? Result<void>() : write_report_page(data, folder);
}

Result<void> write_files(const Findings& findings, const RunOptions& options, const ResultFolder& folder,
                         Progress& progress) {
  for (const auto write : {write_networks_csv, write_members_csv, write_candidates_csv, write_ranking_csv,
                           write_company_csv, write_gexf, write_graphml})
    if (Result<void> written = write(findings, folder); !written) return written;
  if (Result<void> written = write_run_json(findings, options, folder); !written) return written;
  if (Result<void> written = write_networks_ndjson(findings, options, folder); !written) return written;
  return write_report(findings, options, folder, progress);
}

RunSummary summary_of(const Findings& findings) {
  RunSummary summary{.events = findings.read.report.events,
                     .accounts = findings.read.report.accounts,
                     .networks = findings.detection.networks.size(),
                     .pairs = findings.detection.pairs.size(),
                     .evidence_rows = findings.pairs.rows,
                     .candidates = findings.detection.tests.candidates.size(),
                     .verdict = verdict(findings),
                     .report = !report_page().empty(),
                     .notes = notes_of(findings)};
  for (const TestedNetwork& network : findings.detection.tests.networks) {
    const bool nominated = network.network_class == NetworkClass::synchronised;
    summary.nominated_networks += nominated;
    summary.nominated_accounts += nominated ? network.members.size() : 0;
    summary.members += network.members.size();
  }
  return summary;
}

}  // namespace

Result<RunSummary> run_detection(const std::vector<std::string>& paths, const ReadOptions& reading,
                                 const RunOptions& options, ResultFolder& folder, StageTimes& progress) {
  Result<ReadResult> read = read_events(paths, reading, progress);
  if (!read) return read.error();
  DetectOptions detecting = options.detect;
  if (options.pseudonym_key.empty()) {  // else ids are looked for in texts
    read->events.terms.end_lookups();
    detecting.forget_texts = true;
  }
  const Result<Detection> detection = detect(*read, detecting, progress);
  if (!detection) return detection.error();
  const Names names = names_of(read->events, options.pseudonym_key);
  Result<PairFindings> pairs = write_pair_files(*detection, *read, names, folder, options.detect.threads, progress);
  if (!pairs) return pairs.error();
  Findings findings{.read = *read,
                    .detection = *detection,
                    .names = names,
                    .pairs = std::move(*pairs),
                    .evidence = {},
                    .places = {},
                    .seed = options.detect.networks.seed,
                    .graph_pairs = options.graph_pairs};
  if (Result<void> described = describe(findings, progress); !described) return described.error();
  if (Result<void> written = write_files(findings, options, folder, progress); !written) return written.error();
  if (Result<void> written = progress.write(folder.file("timing.json")); !written) return written.error();
  if (progress.cancelled()) return stopped();
  if (Result<void> moved = folder.move_into_place(); !moved) return moved.error();
  return summary_of(findings);
}

}  // namespace lockstep
