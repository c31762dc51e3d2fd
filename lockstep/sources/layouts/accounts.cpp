#include "lockstep/sources/layouts/layouts.h"

namespace lockstep {

Layout accounts_layout() {
  return {.name = "accounts",
          .description = "a table of accounts",
          .signature = {"account_id", "handle"},
          .columns = {{"account_id", Field::account_id},
                      {"handle", Field::handle},
                      {"display_name", Field::display_name},
                      {"created_at", Field::created_at},
                      {"followers", Field::followers},
                      {"following", Field::following}},
          .holds = TableKind::accounts};
}

Layout renames_layout() {
  return {.name = "renames",
          .description = "a table of changed handles",
          .signature = {"account_id", "time", "old_handle", "new_handle"},
          .columns = {{"account_id", Field::account_id},
                      {"time", Field::time},
                      {"old_handle", Field::old_handle},
                      {"new_handle", Field::handle}},
          .holds = TableKind::renames};
}

}  // namespace lockstep
