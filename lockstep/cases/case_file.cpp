#include "lockstep/cases/case_file.h"

#include <fmt/format.h>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

std::vector<SnapshotRow> snapshots_of(soci::session& sql, int64_t case_id) {
  std::vector<SnapshotRow> rows;
  each_row<int64_t, int64_t, std::string, int64_t, int64_t, int64_t>(
      sql,
      "select snapshot, run_id, network_id, created_at, new_members, gone_members from snapshots "
      "where case_id = :c order by snapshot",
      with(case_id),
      [&](int64_t snapshot, int64_t run, std::string network, int64_t created, int64_t fresh, int64_t gone) {
        rows.push_back({snapshot, run, std::move(network), created, fresh, gone});
      });
  return rows;
}

// Who sees the case blind hears of every member: of fewer, it would tell that some were taken out.
std::vector<std::string> missing_of(soci::session& sql, int64_t case_id, bool blind) {
  std::vector<std::string> missing;
  const auto say = [&](const char* condition, const char* of_one, const char* of_many) {
    const auto count = one<int64_t>(sql,
                                    fmt::format("select count(*) from members where case_id = :c{} and {}",
                                                blind ? "" : " and kept = 1", condition),
                                    with(case_id));
    if (count.value_or(0) > 0) missing.push_back(fmt::format(fmt::runtime(*count == 1 ? of_one : of_many), *count));
  };
  say("created_at is null", "When one of the accounts was made is not known.",
      "When {} of the accounts were made is not known.");
  say("followers is null", "How many followers one of the accounts has is not known.",
      "How many followers {} of the accounts have is not known.");
  say("judged_occasions < 3",
      "One of the accounts has fewer than three occasions that were not used to find the network.",
      "{} of the accounts have fewer than three occasions that were not used to find the network.");
  say("confidence < 0.95", "One of the accounts belongs here with a confidence under 0.95.",
      "{} of the accounts belong here with a confidence under 0.95.");
  return missing;
}

void say_whether(soci::session& sql, const Actor& actor, CaseDetail& detail) {
  const CaseRow& row = detail.summary;
  if (!actor.may(Roles(Role::reviewer))) detail.why_not.push_back("Only reviewers decide.");
  if (sees_blind(sql, actor, row.case_id))
    detail.why_not.push_back("It waits for a blind review that could be yours: give that first.");
  if (row.claimed_by && *row.claimed_by != actor.person_id)
    detail.why_not.push_back(fmt::format("The case is claimed by {}.", row.claimed_by_name.value_or("somebody")));
  if (row.state == "proposed") {
    const auto proposer = one<int64_t>(
        sql, "select proposed_by from decisions where case_id = :c and state = 'proposed'", with(row.case_id));
    if (proposer && *proposer != actor.person_id && still_reviews(sql, *proposer))
      detail.why_not.push_back("A decision waits for a second opinion: yours can be given there.");
  }
  detail.may_decide = detail.why_not.empty();
}

}  // namespace

Result<CaseDetail> show_case(Store& store, const Actor& actor, int64_t case_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<CaseDetail>([&](soci::session& sql) -> Result<CaseDetail> {
    auto row = find_case(sql, case_id);
    if (!row) return no_such("case", case_id);
    CaseDetail detail{.summary = veiled(sql, actor, std::move(*row)),
                      .snapshots = snapshots_of(sql, case_id),
                      .what_is_missing = missing_of(sql, case_id, sees_blind(sql, actor, case_id))};
    say_whether(sql, actor, detail);
    return detail;
  });
}

Result<std::string> show_snapshot(Store& store, const Actor& actor, int64_t case_id, int64_t snapshot) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::string>([&](soci::session& sql) -> Result<std::string> {
    auto data = one<std::string>(sql,
                                 "select s.data from snapshots s join cases c on c.case_id = s.case_id where "
                                 "s.case_id = :c and s.snapshot = case when :s = 0 then c.snapshot else :t end",
                                 with(case_id, snapshot, snapshot));
    if (!data) return no_such(fmt::format("snapshot {} of case", snapshot), case_id);
    return std::move(*data);
  });
}

Result<CaseRow> claim_case(Store& store, const Actor& actor, int64_t case_id) {
  if (auto may = check_may(actor, who_works); !may) return may.error();
  return store.write<CaseRow>(actor, [&](Writing& writing) -> Result<CaseRow> {
    auto row = case_to_change(writing, case_id, {});
    if (!row) return row.error();
    if (row->claimed_by) return veiled(writing.sql, actor, std::move(*row));
    execute(writing.sql, "update cases set claimed_by = :p, claimed_at = :n where case_id = :c",
            with(actor.person_id, writing.now, case_id));
    touch_case(writing, case_id);
    writing.append({.act = "case.claimed", .case_id = case_id, .payload = Json::object()});
    return veiled(writing.sql, actor, *find_case(writing.sql, case_id));
  });
}

Result<CaseRow> release_case(Store& store, const Actor& actor, int64_t case_id) {
  if (auto may = check_may(actor, who_works); !may) return may.error();
  return store.write<CaseRow>(actor, [&](Writing& writing) -> Result<CaseRow> {
    auto row = case_to_change(writing, case_id, {});
    if (!row) return row.error();
    if (!row->claimed_by) return veiled(writing.sql, actor, std::move(*row));
    execute(writing.sql, "update cases set claimed_by = null, claimed_at = null where case_id = :c", with(case_id));
    touch_case(writing, case_id);
    writing.append({.act = "case.released", .case_id = case_id, .payload = Json::object()});
    return veiled(writing.sql, actor, *find_case(writing.sql, case_id));
  });
}

}  // namespace lockstep::cases
