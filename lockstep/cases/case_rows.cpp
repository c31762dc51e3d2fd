#include "lockstep/cases/case_rows.h"

#include <fmt/format.h>

#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

std::string title_of(int64_t members, std::string_view network_class) {
  std::string words(network_class);
  for (char& c : words)
    if (c == '_') c = ' ';
  return fmt::format("{} accounts · {}", members, words);
}

}  // namespace

const char* const case_columns =
    "select c.case_id, c.state, c.network_class, c.regime, c.members, c.occasions, c.seen, c.expected, c.q_value,"
    " c.priority, c.sentence, c.first_time, c.last_time, c.opened_at, c.updated_at, c.deadline, c.claimed_by, p.name,"
    " (select count(*) from appeals a where a.case_id = c.case_id and a.state = 'open'), c.version"
    " from cases c left join people p on p.person_id = c.claimed_by";

std::vector<CaseRow> cases_where(soci::session& sql, const std::string& condition, Values values) {
  std::vector<CaseRow> rows;
  each_row<int64_t, std::string, std::string, std::string, int64_t, int64_t, double, double, double, double,
           std::string, int64_t, int64_t, int64_t, int64_t, std::optional<int64_t>, std::optional<int64_t>,
           std::optional<std::string>, int64_t, int64_t>(
      sql, fmt::format("{} {}", case_columns, condition), std::move(values),
      [&](int64_t id, std::string state, std::string network_class, std::string regime, int64_t members,
          int64_t occasions, double seen, double expected, double q_value, double priority, std::string sentence,
          int64_t first, int64_t last, int64_t opened, int64_t updated, std::optional<int64_t> deadline,
          std::optional<int64_t> claimed_by, std::optional<std::string> claimed_by_name, int64_t appeals,
          int64_t version) {
        std::string title = title_of(members, network_class);
        rows.push_back({.case_id = id,
                        .title = std::move(title),
                        .state = std::move(state),
                        .network_class = std::move(network_class),
                        .regime = std::move(regime),
                        .members = members,
                        .occasions = occasions,
                        .seen = seen,
                        .expected = expected,
                        .q_value = q_value,
                        .priority = priority,
                        .sentence = std::move(sentence),
                        .first_time = first,
                        .last_time = last,
                        .opened_at = opened,
                        .updated_at = updated,
                        .deadline = deadline,
                        .claimed_by = claimed_by,
                        .claimed_by_name = std::move(claimed_by_name),
                        .appeals = appeals,
                        .version = version});
      });
  return rows;
}

std::optional<CaseRow> find_case(soci::session& sql, int64_t case_id) {
  auto rows = cases_where(sql, "where c.case_id = :c", with(case_id));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

Result<CaseRow> case_to_change(Writing& writing, int64_t case_id, std::optional<int64_t> version) {
  auto found = find_case(writing.sql, case_id);
  if (!found) return no_such("case", case_id);
  if (version && *version != found->version)
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("case {} has changed since you read it", case_id),
                 .where = "If-Match",
                 .hint = "look at it again, then decide"};
  if (found->claimed_by && *found->claimed_by != writing.actor.person_id)
    return Error{
        .kind = ErrorKind::conflict,
        .message = fmt::format("case {} is claimed by {}", case_id, found->claimed_by_name.value_or("somebody")),
        .hint = "speak with them; the claim can be given back"};
  return std::move(*found);
}

void touch_case(Writing& writing, int64_t case_id) {
  execute(writing.sql, "update cases set version = version + 1, updated_at = :n where case_id = :c",
          with(writing.now, case_id));
}

bool still_reviews(soci::session& sql, int64_t person_id) {
  return one<int64_t>(sql, "select count(*) from people where person_id = :p and active = 1 and (roles & 2) <> 0",
                      with(person_id))
             .value_or(0) > 0;
}

bool took_part(soci::session& sql, int64_t case_id, int64_t person_id) {
  return one<int64_t>(sql,
                      fmt::format("select count(*) from history where case_id = :c and person_id = :p and act in ({})",
                                  acts_of_taking_part),
                      with(case_id, person_id))
             .value_or(0) > 0;
}

}  // namespace lockstep::cases
