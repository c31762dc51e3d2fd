#include "cli/review_commands.h"

#include "lockstep/base/own_library.h"

namespace lockstep::cli {

const Result<const review::Functions*>& review_functions() {
  static const Result<const review::Functions*> loaded = []() -> Result<const review::Functions*> {
    const Result<const void*> functions =
        open_own_library("lockstep_review", review::entry_symbol, "Stores cannot be used",
                         "build it with ./run build, and keep lib/ beside the program's bin/");
    if (!functions) return functions.error();
    return static_cast<const review::Functions*>(*functions);
  }();
  return loaded;
}

void add_store_options(CLI::App& command, review::StoreChoice& choice, bool acts) {
  command.add_option("--store", choice.store, "The store: a file (SQLite), or postgresql://…")->required();
  command.add_option("--log-key", choice.log_key,
                     "File of the key that signs the history (default: beside an SQLite file, with .key)");
  if (acts)
    command.add_option("--token-file", choice.token_file,
                       "File with the API token of whoever acts (default: the variable LOCKSTEP_TOKEN)");
}

}  // namespace lockstep::cli
