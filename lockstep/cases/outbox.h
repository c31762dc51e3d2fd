// lockstep/cases/outbox.h
//
// What leaves for the platform. Lockstep never enforces: it says what was decided, in order for each account, until the
// receiver has confirmed it or somebody looks at why not.
#pragma once

#include "lockstep/cases/store.h"

namespace lockstep::cases {

struct Message {
  int64_t message_id = 0;  // also the receiver's idempotency key
  std::string account_id;
  std::string kind;  // "measure", "notice"
  Json payload;
  std::string state;  // "waiting", "delivered", "dead"
  int64_t attempts = 0, created_at = 0, next_at = 0;
  std::optional<int64_t> delivered_at;
  std::string last_error;
};

struct MessagePage {
  std::vector<Message> messages;
  std::optional<std::string> next_cursor;
  int64_t waiting = 0, dead = 0;
};

Result<MessagePage> list_messages(Store& store, const Actor& actor, const std::optional<std::string>& state,
                                  const std::string& cursor = {}, int64_t limit = 50);
Result<void> retry_message(Store& store, const Actor& actor, int64_t message_id);

// What was exported and carried out by hand: every message up to this one counts as delivered. Returns how many.
Result<int64_t> confirm_messages(Store& store, const Actor& actor, int64_t up_to);

// The webhook's address and secret; for whoever delivers.
struct Webhook {
  std::string url, secret;
};
Result<Webhook> webhook_of(Store& store);

// For whoever delivers: the first waiting message of each account whose time has come. A dead one blocks its account.
Result<std::vector<Message>> due_messages(Store& store, int64_t limit);
Result<void> mark_delivered(Store& store, int64_t message_id);
Result<void> mark_failed(Store& store, int64_t message_id, const std::string& error);  // back-off, then dead

// "t=<seconds>,v1=<hex HMAC-SHA256 of "<seconds>.<body>">": the Lockstep-Signature header.
std::string signature(std::string_view secret, int64_t time, std::string_view body);

}  // namespace lockstep::cases
