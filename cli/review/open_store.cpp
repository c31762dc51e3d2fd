#include "cli/review/open_store.h"

#include <cstdlib>
#include <fstream>

namespace lockstep::cli::review {

Result<std::unique_ptr<cases::Store>> open_store(const StoreChoice& choice) {
  return cases::Store::open(choice.store, {.key_path = choice.log_key, .readers = 1});
}

Result<std::unique_ptr<cases::Store>> open_existing_store(const StoreChoice& choice) {
  return cases::Store::open(choice.store, {.key_path = choice.log_key, .must_exist = true, .readers = 1});
}

Result<cases::Actor> who_acts(cases::Store& store, const StoreChoice& choice) {
  std::string token;
  if (!choice.token_file.empty()) {
    std::ifstream file(choice.token_file);
    if (!std::getline(file, token))
      return Error{.kind = ErrorKind::file, .message = "cannot be read", .where = choice.token_file};
  } else if (const char* given = std::getenv("LOCKSTEP_TOKEN")) {
    token = given;
  }
  if (token.empty())
    return Error{.kind = ErrorKind::sign_in,
                 .message = "who acts? no API token is given",
                 .hint = "make one in the console under your name, then --token-file FILE or LOCKSTEP_TOKEN"};
  return cases::actor_of_token(store, token);
}

}  // namespace lockstep::cli::review
