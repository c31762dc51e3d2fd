// cli/review/arguments.h
//
// What was said on the command line of the commands that work on a store. Plain values: the program fills them without
// the store's libraries.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep::cli::review {

// Which store a command works on, and who works: an API token's owner, within the token's scopes.
struct StoreChoice {
  std::string store, log_key, token_file;
};

struct CaseArguments {
  StoreChoice choice;
  std::string verb, subject, text, measure, policy, reasons, state, sort = "priority";
  std::vector<std::string> except;
  int64_t limit = 50;
  bool all_classes = false, preview = false;
};

struct AppealArguments {
  StoreChoice choice;
  std::string verb, subject, state, text, contact, outcome, measure, reasons;
};

struct ServeArguments {
  std::string store = "cases.db", log_key, data;
  std::string address = "127.0.0.1";
  uint16_t port = 8321;
  std::string tls_certificate, tls_key;
  std::vector<std::string> hosts, proxies, metrics_from{"127.0.0.1", "::1"};
  std::string identity_header;
  uint64_t max_upload = uint64_t(8) << 30;
  unsigned runs_at_once = 1, workers = 8;
  unsigned stop_within_seconds = 45;
};

struct VerifyArguments {
  StoreChoice store;
  std::string checkpoint, key;
};

struct ProofArguments {
  StoreChoice store;
  int64_t index = 0;
};

struct PublishArguments {
  StoreChoice store;
  std::string folder;
};

struct HistoryArguments {
  StoreChoice store;
  std::optional<int64_t> case_id;
  std::optional<std::string> act;
  int64_t limit = 50;
};

struct EraseArguments {
  StoreChoice store;
  std::string account_id, reasons;
};

// lockstep store: which one, and the copy that is made of it or that it is made of.
struct StoreArguments {
  StoreChoice store;
  std::string file;
};

}  // namespace lockstep::cli::review
