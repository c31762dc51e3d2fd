#include <fmt/format.h>

#include "cli/review/commands.h"
#include "cli/review/open_store.h"

namespace lockstep::cli::review {
Result<void> print_checkpoint(const Session&, const StoreChoice& arguments) {
  auto store = open_existing_store(arguments);
  if (!store) return store.error();
  const auto checkpoint = cases::latest_checkpoint(**store);
  if (!checkpoint) return checkpoint.error();
  fmt::print("{}", *checkpoint);
  return {};
}

Result<void> print_key(const Session&, const StoreChoice& arguments) {
  auto store = open_existing_store(arguments);
  if (!store) return store.error();
  fmt::print("{}\n", (*store)->verifier_key());
  return {};
}

// C2SP tlog-proof: all that somebody needs to check offline that an entry is in the log.
Result<void> print_proof(const Session& session, const ProofArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto actor = who_acts(**store, arguments.store);
  if (!actor) return actor.error();
  const auto proof = cases::prove_inclusion(**store, *actor, arguments.index);
  if (!proof) return proof.error();
  if (session.json) {
    fmt::print("{}\n", cases::Json(*proof).dump(2));
    return {};
  }
  fmt::print("c2sp.org/tlog-proof@v1\nindex {}\n", proof->index);
  for (const std::string& hash : proof->hashes) fmt::print("{}\n", hash);
  fmt::print("\n{}", proof->checkpoint);
  return {};
}

Result<void> publish(const Session&, const PublishArguments& arguments) {
  auto store = open_existing_store(arguments.store);
  if (!store) return store.error();
  const auto size = cases::publish_history(**store, arguments.folder);
  if (!size) return size.error();
  fmt::print("{}: the hashes of {} entries, and the checkpoint that signs them\n", arguments.folder, *size);
  return {};
}

}  // namespace lockstep::cli::review
