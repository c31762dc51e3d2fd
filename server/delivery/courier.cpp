#include "server/delivery/courier.h"

#include <fmt/format.h>

#include "server/delivery/post.h"

namespace lockstep::server {
namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr int looks_in_an_hour = 3600;

Result<void> deliver(cases::Store& store, const cases::Webhook& webhook, const cases::Message& message) {
  const std::string body = message.payload.dump(-1, ' ', false, cases::Json::error_handler_t::replace);
  const auto answer = post(webhook.url,
                           {{"Lockstep-Signature", cases::signature(webhook.secret, store.now(), body)},
                            {"Idempotency-Key", std::to_string(message.message_id)}},
                           body);
  if (!answer) return cases::mark_failed(store, message.message_id, to_string(answer.error()));
  if (answer->status >= 200 && answer->status < 300) return cases::mark_delivered(store, message.message_id);
  return cases::mark_failed(store, message.message_id,
                            fmt::format("{}: {}", answer->status, answer->body.substr(0, 200)));
}

}  // namespace

Result<int64_t> deliver_due(cases::Store& store, int64_t limit, const std::function<bool()>& goes_on) {
  auto webhook = cases::webhook_of(store);
  if (!webhook) return webhook.error();
  if (webhook->url.empty()) return 0;
  auto due = cases::due_messages(store, limit);
  if (!due) return due.error();
  int64_t tried = 0;
  for (const cases::Message& message : *due) {
    if (!goes_on()) break;
    if (Result<void> told = deliver(store, *webhook, message); !told) return told.error();
    ++tried;
  }
  return tried;
}

Courier::Courier(cases::Store& store, std::function<void(const std::string&)> log, std::function<void()> hourly)
    : store_(store), log_(std::move(log)), hourly_(std::move(hourly)), thread_([this] { work(); }) {}

Courier::~Courier() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool Courier::is_stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Courier::work() {
  std::string last;
  for (int look = 0;; ++look) {
    Result<int64_t> done = deliver_due(store_, 50, [this] { return !is_stopping(); });
    // A database that is away is said once, not every second.
    const std::string trouble = done ? "" : to_string(done.error());
    if (!trouble.empty() && trouble != last) log_("delivery waits: " + trouble);
    last = trouble;
    if (look % looks_in_an_hour == 0) hourly_();
    std::unique_lock lock(mutex_);
    if (wake_.wait_for(lock, done && *done > 0 ? std::chrono::seconds(0) : between_looks, [&] { return stopping_; }))
      return;
  }
}

}  // namespace lockstep::server
