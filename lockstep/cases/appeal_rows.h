// lockstep/cases/appeal_rows.h
#pragma once

#include "lockstep/cases/appeals.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {

std::vector<Appeal> appeals_where(soci::session& sql, const Actor& actor, const std::string& condition, Values values);
std::optional<Appeal> find_appeal(soci::session& sql, const Actor& actor, int64_t appeal_id);

}  // namespace lockstep::cases
