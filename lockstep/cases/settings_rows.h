// lockstep/cases/settings_rows.h
#pragma once

#include <soci/soci.h>

#include "lockstep/cases/settings.h"

namespace lockstep::cases {

// With the webhook's secret; for the program's own use.
Settings settings_in(soci::session& sql);

}  // namespace lockstep::cases
