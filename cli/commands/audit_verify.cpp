#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "cli/command.h"
#include "cli/commands/audit_parts.h"
#include "cli/store_options.h"
#include "lockstep/base/wording.h"

namespace lockstep::cli {
namespace {

struct Arguments {
  StoreChoice store;
  std::string checkpoint, key;
};

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

Result<void> run(const Session& session, const Arguments& arguments) {
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

}  // namespace

void add_audit_verify(CLI::App& audit, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App& command = add_command(
      audit,
      {.name = "verify",
       .group = "Commands",
       .what = "Check the whole history against its signed checkpoints; name the first entry that is not right",
       .more = "Entries cut from the end together with their checkpoints, and a history rewritten by whoever holds "
               "the signing key, show only against a checkpoint that was kept elsewhere.",
       .examples = "lockstep audit verify --store cases.db\n"
                   "lockstep audit verify --store cases.db --checkpoint kept-elsewhere.txt\n"
                   "# without the key that signs, on a copy\n"
                   "lockstep audit verify --store copy.db --key 'lockstep+5c4a1f0e+AbCd…'"});
  add_store_options(command, arguments->store, false);
  command.add_option("--checkpoint", arguments->checkpoint, "A checkpoint that was kept elsewhere")
      ->option_text("FILE");
  command.add_option("--key", arguments->key, "Verify with this key, as lockstep audit key prints it")
      ->option_text("KEY");
  command.callback([&session, arguments] {
    if (const Result<void> done = run(session, *arguments); !done) session.fail(done.error());
  });
}

}  // namespace lockstep::cli
