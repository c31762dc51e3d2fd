#include "lockstep/results/company_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/base/wording.h"
#include "lockstep/columnar/csv_writer.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr Duration coarse = std::chrono::seconds(60);
constexpr double most_without_source = .5;

// Of the objects that two accounts or more touched.
double share_without_source(const TouchBook& book) {
  size_t shared = 0, without = 0;
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    if (book.object_begin[object + 1] - book.object_begin[object] < 2) continue;
    ++shared;
    without += book.source[object] == TouchBook::no_source;
  }
  return shared > 0 ? double(without) / double(shared) : 0;
}

struct Decision {
  bool run;
  std::string reason;
};

Decision decide(const ReadResult& read, const TouchBook& book, CompanyChoice choice) {
  if (choice == CompanyChoice::always) return {true, "it was asked for"};
  if (choice == CompanyChoice::never) return {false, "it was not wanted"};
  if (read.report.resolution >= coarse)
    return {true, fmt::format("all times stand on a grid of {}", format_duration(read.report.resolution))};
  const double share = share_without_source(book);
  std::string reason =
      fmt::format("{} of the objects that two accounts or more touched have no known source", percent(share));
  if (share >= most_without_source) return {true, std::move(reason)};
  return {false, reason + ", and times are finer than a minute"};
}

std::string_view name_of_kind(unsigned kind) {
  constexpr std::string_view names[post_kinds] = {"own posts without a link", "own posts with a link",
                                                  "reposts without a link", "reposts with a link"};
  return names[kind];
}

}  // namespace

Result<void> keep_company(const ReadResult& read, const TouchBook& book, const DetectOptions& options,
                          Detection& detection, Progress& progress) {
  const auto [run, reason] = decide(read, book, options.company);
  detection.company_reason = reason;
  if (!run) return {};
  const CompanyOptions defaults;
  const std::optional<Duration> window = effective_window(defaults.window, read.report.resolution);
  if (!window) {
    detection.company_reason = fmt::format("times on a grid of {} cannot tell who met within the hour",
                                           format_duration(read.report.resolution));
    return {};
  }
  Result<Company> company =
      rank_by_company(read.events, book,
                      {.window = *window, .memory_bytes = options.memory_bytes, .threads = options.threads}, progress);
  if (!company) return company.error();
  detection.company = *std::move(company);
  detection.notes.push_back(fmt::format(
      "Accounts were ranked by an hour's company as well, since {}: company.csv. It nominates nobody: people "
      "who share tastes and hours stand high in it.",
      reason));
  return {};
}

Result<void> write_company_csv(const Findings& findings, const ResultFolder& folder) {
  if (!findings.detection.company) return {};
  Result<CsvWriter> csv = CsvWriter::create(folder.file("company.csv"));
  if (!csv) return csv.error();
  std::vector<CompanyScore> ranking = findings.detection.company->ranking;
  std::ranges::stable_sort(ranking, [&](const CompanyScore& a, const CompanyScore& b) {
    return a.score != b.score ? a.score > b.score : findings.names.rank(a.account) < findings.names.rank(b.account);
  });
  csv->row("account_id", "score", "seen", "expected", "partners");
  for (const CompanyScore& each : ranking)
    csv->row(std::string_view(findings.names.account(each.account)), four_digits(each.score), each.seen,
             four_digits(each.expected), uint64_t(each.partners));
  return csv->finish();
}

Json company_of(const Findings& findings) {
  const std::optional<Company>& company = findings.detection.company;
  Json json = {{"ran", company.has_value()}, {"reason", findings.detection.company_reason}};
  if (!company) return json;
  Json references = Json::array();
  for (unsigned kind = 0; kind < post_kinds; ++kind) {
    const CompanyRate& rate = company->rates[kind];
    if (rate.post_pairs == 0) continue;
    references.push_back({{"kind", name_of_kind(kind)},
                          {"accounts", rate.accounts},
                          {"post_pairs", rate.post_pairs},
                          {"meetings", rate.meetings},
                          {"mean", four_digits(rate.mean)},
                          {"rate", four_digits(rate.rate)}});
  }
  json.update({{"nominates", "nobody"},
               {"accounts", company->ranking.size()},
               {"pairs", company->pairs},
               {"accounts_left_out", company->left_out},
               {"narrowed_objects", company->narrowed},
               {"references", references}});
  return json;
}

}  // namespace lockstep
