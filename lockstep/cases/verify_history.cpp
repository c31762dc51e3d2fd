#include <fmt/format.h>

#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/history.h"
#include "lockstep/cases/log.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/stored_log.h"

namespace lockstep::cases {
namespace {

// Decisions lie in tables too: what those say of a decision's members must be what the history sealed.
std::optional<std::pair<int64_t, std::string>> decision_that_differs(soci::session& sql) {
  std::optional<std::pair<int64_t, std::string>> first;
  std::vector<std::pair<int64_t, std::string>> sealed;
  each_row<int64_t, std::string>(
      sql,
      "select entry, body from history where act in ('decision.in_force', 'appeal.in_force') and body is "
      "not null order by entry",
      {}, [&](int64_t entry, std::string body) { sealed.emplace_back(entry, std::move(body)); });
  for (const auto& [entry, body] : sealed) {
    const Json said = Json::parse(body, nullptr, false);
    if (!said.is_object() || !said.contains("decision_id")) continue;
    const int64_t id = said["decision_id"].get<int64_t>();
    const auto erased = one<int64_t>(
        sql, "select count(*) from decision_members where decision_id = :d and account_id like 'erased:%'", with(id));
    if (erased.value_or(0) > 0) continue;
    const auto row = one<std::string>(sql, "select measure from decisions where decision_id = :d", with(id));
    if (!row || *row != said.value("measure", "") || members_digest(sql, id) != said.value("members_sha256", "")) {
      first = {entry, fmt::format("decision {} is not in its table as entry {} sealed it", id, entry)};
      break;
    }
  }
  return first;
}

}  // namespace

Result<Verified> verify_history(Store& store, const std::string& kept_elsewhere) {
  auto key = parse_verifying_key(store.verifier_key());
  if (!key) return key.error();
  VerifyOptions options{.origin = store.origin(), .keys = {*key}};
  if (!kept_elsewhere.empty()) options.kept.push_back(kept_elsewhere);
  return store.read<Verified>([&](soci::session& sql) -> Result<Verified> {
    auto report = verify_log(stored_entries(sql), stored_checkpoints(sql), options, no_progress());
    if (!report) return report.error();
    Verified verified{.entries = int64_t(report->entries),
                      .erased = int64_t(report->erased),
                      .checkpoints = int64_t(report->checkpoints),
                      .root = base64(bytes_of(report->root))};
    if (report->fault) {
      verified.first_bad = int64_t(report->fault->first);
      verified.what = report->fault->why;
    } else if (const auto differs = decision_that_differs(sql)) {
      verified.first_bad = differs->first;
      verified.what = differs->second;
    }
    return verified;
  });
}

}  // namespace lockstep::cases
