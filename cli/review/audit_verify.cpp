#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "cli/review/commands.h"
#include "cli/review/open_store.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli::review {
namespace {

Result<std::string> read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) return Error{ErrorKind::file, "cannot be read", path, ""};
  return text.str();
}

std::string entries(int64_t count) { return count == 1 ? "1 entry" : grouped(uint64_t(count)) + " entries"; }

void print_whole(const cases::Verified& verified, bool kept) {
  fmt::print("{}, nothing changed, removed or moved\n", entries(verified.entries));
  fmt::print("  {} signed, each with the head that it had{}\n", counted(uint64_t(verified.checkpoints), "checkpoint"),
             kept ? "; so had the one that was kept elsewhere" : "");
  if (verified.erased > 0)
    fmt::print("  {} without their text, which was erased by an act in the history\n", entries(verified.erased));
  fmt::print("  head: {}\n", verified.root);
}

}  // namespace

Result<void> verify(const Session& session, const VerifyArguments& arguments) {
  auto store = cases::Store::open(
      arguments.store.store,
      {.key_path = arguments.store.log_key, .verifying_key = arguments.key, .must_exist = true, .readers = 1});
  if (!store) return store.error();
  std::string kept;
  if (!arguments.checkpoint.empty()) {
    auto read = read_text(arguments.checkpoint);
    if (!read) return read.error();
    kept = std::move(*read);
  }
  auto verified = cases::verify_history(**store, kept);
  if (!verified && !kept.empty() && verified.error().where.empty()) verified.error().where = arguments.checkpoint;
  if (!verified) return verified.error();
  if (session.json)
    fmt::print("{}\n", cases::Json(*verified).dump(2));
  else if (!verified->first_bad)
    print_whole(*verified, !kept.empty());
  if (verified->first_bad)
    return Error{ErrorKind::input, verified->what, (*store)->url(),
                 "keep the store as it is for whoever looks into it; a backup that verifies can be restored"};
  return {};
}

}  // namespace lockstep::cli::review
