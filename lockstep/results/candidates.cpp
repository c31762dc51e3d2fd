#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "lockstep/columnar/csv_writer.h"
#include "lockstep/results/findings.h"

namespace lockstep {

double four_digits(double value) { return std::stod(fmt::format("{:.4g}", value)); }
double six_decimals(double value) { return std::floor(1e6 * value) / 1e6; }

std::vector<CandidateRow> candidate_rows(const Findings& findings, size_t most_accounts) {
  std::vector<CandidateRow> rows;
  for (const FailedCandidate& candidate : findings.detection.tests.candidates) {
    std::vector<AccountIndex> members = candidate.members;
    const auto rank = [&](AccountIndex account) { return findings.names.rank(account); };
    std::ranges::sort(members, {}, rank);
    if (members.size() > most_accounts) members.resize(most_accounts);
    CandidateRow& row = rows.emplace_back();
    row.candidate_id = fmt::format("c{}", rows.size());
    row.found_by = candidate.found_by == FoundBy::test ? "test" : "count";
    row.reason = candidate.reason;
    row.candidate = &candidate;
    for (const AccountIndex account : members) row.accounts.push_back(findings.names.account(account));
  }
  return rows;
}

Result<void> write_candidates_csv(const Findings& findings, const ResultFolder& folder) {
  Result<CsvWriter> csv = CsvWriter::create(folder.file("candidates.csv"));
  if (!csv) return csv.error();
  csv->row("candidate_id", "found_by", "members", "window_seconds", "occasions", "p_value", "q_value", "reason",
           "accounts");
  for (const CandidateRow& row : candidate_rows(findings, SIZE_MAX))
    csv->row(std::string_view(row.candidate_id), row.found_by, uint64_t(row.candidate->members.size()),
             seconds(row.candidate->window), uint64_t(row.candidate->occasions), four_digits(row.candidate->p_value),
             four_digits(row.candidate->q_value), row.reason,
             std::string_view(fmt::format("{}", fmt::join(row.accounts, " "))));
  return csv->finish();
}

Result<void> write_ranking_csv(const Findings& findings, const ResultFolder& folder) {
  Result<CsvWriter> csv = CsvWriter::create(folder.file("ranking.csv"));
  if (!csv) return csv.error();
  std::vector<AccountScore> ranking = findings.detection.tests.ranking;
  std::ranges::stable_sort(ranking, [&](const AccountScore& a, const AccountScore& b) {
    return a.score != b.score ? a.score > b.score : findings.names.rank(a.account) < findings.names.rank(b.account);
  });
  csv->row("account_id", "score");
  for (const AccountScore& each : ranking)
    csv->row(std::string_view(findings.names.account(each.account)), four_digits(each.score));
  return csv->finish();
}

}  // namespace lockstep
