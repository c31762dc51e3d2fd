// lockstep/cases/stored_log.h
//
// The history's rows in the form in which lockstep/ledger verifies them: a page at a time, so that a long history needs
// no memory. The session must outlive what they return.
#pragma once

#include "lockstep/cases/log.h"

namespace lockstep::cases {

NextEntry stored_entries(soci::session& sql);
NextCheckpoint stored_checkpoints(soci::session& sql);

}  // namespace lockstep::cases
