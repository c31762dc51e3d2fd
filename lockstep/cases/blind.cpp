#include "lockstep/cases/blind.h"

#include <fmt/format.h>

#include "lockstep/cases/case_rows.h"

namespace lockstep::cases {

std::string cases_seen_blind(const Actor& actor) {
  if (!actor.may(Roles(Role::reviewer)) || actor.may(Roles(Role::auditor)))
    return "select r.case_id from reviews r where 1 = 0";
  const char* without_appeal = actor.may(Roles(Role::appeals_reviewer))
                                   ? " and r.case_id not in (select a.case_id from appeals a where a.state = 'open')"
                                   : "";
  return fmt::format(
      "select r.case_id from reviews r where r.given_at is null{} and not exists"
      " (select 1 from history t where t.case_id = r.case_id and t.person_id = {} and t.act in ({}))",
      without_appeal, actor.person_id, acts_of_taking_part);
}

bool sees_blind(soci::session& sql, const Actor& actor, int64_t case_id) {
  return one<int64_t>(sql, fmt::format("select count(*) from ({}) b where b.case_id = :c", cases_seen_blind(actor)),
                      with(case_id))
             .value_or(0) > 0;
}

}  // namespace lockstep::cases
