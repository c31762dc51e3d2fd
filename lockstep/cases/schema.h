// lockstep/cases/schema.h
//
// The tables, and how an older store becomes a newer one: forward only, one transaction a step. A store from a newer
// program is refused.
#pragma once

#include "lockstep/base/result.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {

constexpr int64_t schema_version = 3;

bool has_store(soci::session& sql, bool sqlite);
Result<void> migrate(soci::session& sql, bool sqlite, int64_t now);

}  // namespace lockstep::cases
