#include <fmt/format.h>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {

Result<MemberPage> list_members(Store& store, const Actor& actor, int64_t case_id, const MemberQuery& query) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  if (auto right = check_limit(query.limit, 1000); !right) return right.error();
  auto cursor = read_cursor(query.cursor);
  if (!cursor) return cursor.error();
  if (!cursor->is_null() && !(cursor->size() == 2 && (*cursor)[0].is_number() && (*cursor)[1].is_string()))
    return Error{.kind = ErrorKind::usage, .message = "is not one that was given out", .where = "cursor"};
  return store.read<MemberPage>([&](soci::session& sql) -> Result<MemberPage> {
    MemberPage page;
    const auto snapshot = one<int64_t>(sql, "select snapshot from cases where case_id = :c", with(case_id));
    if (!snapshot) return no_such("case", case_id);
    page.total = one<int64_t>(sql, "select count(*) from members where case_id = :c", with(case_id)).value_or(0);
    const bool blind = sees_blind(sql, actor, case_id);
    page.kept = blind ? page.total
                      : one<int64_t>(sql, "select count(*) from members where case_id = :c and kept = 1", with(case_id))
                            .value_or(0);
    std::string after;
    Values values = with(case_id);
    if (!cursor->is_null()) {
      after = " and (m.confidence < :k1 or (m.confidence = :k2 and m.account_id > :k3))";
      const double confidence = (*cursor)[0].get<double>();
      for (auto& value : with(confidence, confidence, (*cursor)[1].get<std::string>()))
        values.push_back(std::move(value));
    }
    each_row<std::string, std::optional<std::string>, std::optional<std::string>, std::optional<int64_t>,
             std::optional<int64_t>, int64_t, int64_t, int64_t, double, bool, std::string, int64_t, int64_t, int64_t,
             std::optional<std::string>>(
        sql,
        fmt::format("select m.account_id, m.handle, m.display_name, m.created_at, m.followers, m.events, m.occasions,"
                    " m.judged_occasions, m.confidence, m.kept, m.reason, m.first_snapshot, m.last_snapshot,"
                    " (select count(*) from members o where o.account_id = m.account_id and o.case_id <> m.case_id),"
                    " m.measure from members m where m.case_id = :c{}"
                    " order by m.confidence desc, m.account_id limit {}",
                    after, query.limit + 1),
        std::move(values),
        [&](std::string account, std::optional<std::string> handle, std::optional<std::string> name,
            std::optional<int64_t> created, std::optional<int64_t> followers, int64_t events, int64_t occasions,
            int64_t judged, double confidence, bool kept, std::string reason, int64_t first, int64_t last,
            int64_t others, std::optional<std::string> measure) {
          page.members.push_back({.account_id = std::move(account),
                                  .handle = std::move(handle),
                                  .display_name = std::move(name),
                                  .created_at = created,
                                  .followers = followers,
                                  .events = events,
                                  .occasions = occasions,
                                  .judged_occasions = judged,
                                  .confidence = confidence,
                                  .kept = blind || kept,
                                  .reason = blind ? std::string() : std::move(reason),
                                  .is_new = *snapshot > 1 && first == *snapshot,
                                  .is_gone = last < *snapshot,
                                  .other_cases = others,
                                  .measure = blind ? std::nullopt : std::move(measure)});
        });
    if (int64_t(page.members.size()) > query.limit) {
      page.members.pop_back();
      page.next_cursor = cursor_of({page.members.back().confidence, page.members.back().account_id});
    }
    return page;
  });
}

Result<CaseRow> change_members(Store& store, const Actor& actor, int64_t case_id,
                               const std::vector<MemberChange>& changes, std::optional<int64_t> version) {
  if (auto may = check_may(actor, who_works); !may) return may.error();
  if (changes.empty() || changes.size() > 5000)
    return Error{.kind = ErrorKind::usage, .message = "takes 1 to 5000 members", .where = "changes"};
  for (const MemberChange& change : changes) {
    if (auto right = check_text("account_id", change.account_id, 1, 512); !right) return right.error();
    if (auto right = check_text("reason", change.reason, 1, 2000); !right) return right.error();
  }
  return write_once<CaseRow>(store, actor, [&](Writing& writing) -> Result<CaseRow> {
    auto row = case_to_change(writing, case_id, version);
    if (!row) return row.error();
    if (auto seen = check_not_blind(writing.sql, actor, case_id); !seen) return seen.error();
    if (row->state == "proposed")
      return Error{.kind = ErrorKind::conflict,
                   .message = "a decision about these members waits for its second opinion",
                   .hint = "propose another one instead"};
    for (const MemberChange& change : changes) {
      if (execute(writing.sql, "update members set kept = :k, reason = :r where case_id = :c and account_id = :a",
                  with(change.kept, change.reason, case_id, change.account_id)) == 0)
        return no_such(fmt::format("member of case {}:", case_id), change.account_id);
      writing.append(
          {.act = "members.changed",
           .case_id = case_id,
           .payload = {{"account_id", change.account_id}, {"kept", change.kept}, {"reason", change.reason}}});
    }
    touch_case(writing, case_id);
    return *find_case(writing.sql, case_id);
  });
}

}  // namespace lockstep::cases
