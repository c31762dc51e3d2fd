#include "lockstep/cases/history.h"
#include "lockstep/cases/log.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/stored_log.h"
#include "lockstep/cases/tables_and_history.h"

namespace lockstep::cases {
Result<Verified> verify_history(Store& store, const std::string& kept_elsewhere) {
  auto key = parse_verifying_key(store.verifier_key());
  if (!key) return key.error();
  VerifyOptions options{.origin = store.origin(), .keys = {*key}};
  if (!kept_elsewhere.empty()) options.kept.push_back(kept_elsewhere);
  return store.read<Verified>([&](soci::session& sql) -> Result<Verified> {
    auto report = verify_log(stored_entries(sql), stored_checkpoints(sql), options, no_progress());
    if (!report) return report.error();
    Verified verified{.entries = int64_t(report->entries),
                      .erased = int64_t(report->erased),
                      .checkpoints = int64_t(report->checkpoints),
                      .root = base64(bytes_of(report->root))};
    if (report->fault) {
      verified.first_bad = int64_t(report->fault->first);
      verified.what = report->fault->why;
    } else if (const auto differs = table_that_differs(sql)) {
      verified.first_bad = differs->entry;
      verified.what = differs->what;
    }
    return verified;
  });
}

}  // namespace lockstep::cases
