// lockstep/cases/copy_tables.h
#pragma once

#include "lockstep/cases/sql.h"

namespace lockstep::cases {

// Every row of every table but store_schema, whose tables must be the same in both; one of them is SQLite, which is
// asked for the names. What accounts are found by is made anew from the members. Rows copied. In the callers'
// transactions.
int64_t copy_tables(soci::session& from, soci::session& to, soci::session& sqlite);

}  // namespace lockstep::cases
