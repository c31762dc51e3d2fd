#include "lockstep/cases/outbox.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>

#include "lockstep/cases/json.h"
#include "lockstep/cases/notice_rows.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {
namespace {

constexpr int64_t most_attempts = 12, longest_pause = 6 * 3600;

std::vector<Message> messages_where(soci::session& sql, const Store& store, const std::string& condition, Values values,
                                    Links links = Links::shown) {
  struct Refers {
    int64_t decision_id, notice_id, case_id;
  };
  std::vector<Message> messages;
  std::vector<Refers> refers;
  each_row<int64_t, std::string, std::string, int64_t, int64_t, std::string, int64_t, int64_t, int64_t,
           std::optional<int64_t>, std::string, int64_t>(
      sql,
      "select o.message_id, o.account_id, o.kind, o.decision_id, o.notice_id, o.state, o.attempts, o.created_at, "
      "o.next_at, o.delivered_at, o.last_error, d.case_id from outbox o join decisions d on d.decision_id = "
      "o.decision_id " +
          condition,
      std::move(values),
      [&](int64_t id, std::string account, std::string kind, int64_t decision, int64_t notice, std::string state,
          int64_t attempts, int64_t created, int64_t next, std::optional<int64_t> delivered, std::string error,
          int64_t case_id) {
        messages.push_back({.message_id = id,
                            .account_id = std::move(account),
                            .kind = std::move(kind),
                            .state = std::move(state),
                            .attempts = attempts,
                            .created_at = created,
                            .next_at = next,
                            .delivered_at = delivered,
                            .last_error = std::move(error)});
        refers.push_back({decision, notice, case_id});
      });
  for (size_t i = 0; i < messages.size(); ++i) {
    Message& message = messages[i];
    message.payload = {{"message_id", message.message_id},     {"kind", message.kind},
                       {"account_id", message.account_id},     {"case_id", refers[i].case_id},
                       {"decision_id", refers[i].decision_id}, {"time", message.created_at}};
    if (message.kind == "measure") {
      message.payload["measure"] =
          one<std::string>(sql, "select measure from decision_members where decision_id = :d and account_id = :a",
                           with(refers[i].decision_id, message.account_id))
              .value_or("no_action");
    } else if (const auto notice = find_notice(sql, store, refers[i].notice_id, links)) {
      message.payload["language"] = notice->language;
      message.payload["text"] = notice->text;
    }
  }
  return messages;
}

void tell_notice(soci::session& sql, int64_t message_id, std::string_view state, std::optional<int64_t> sent_at) {
  execute(sql,
          "update notices set state = :s, sent_at = :t where notice_id in (select notice_id from outbox where "
          "message_id = :m and kind = 'notice')",
          with(state, sent_at, message_id));
}

}  // namespace

Result<MessagePage> list_messages(Store& store, const Actor& actor, const std::optional<std::string>& state,
                                  const std::string& cursor, int64_t limit) {
  if (auto may = check_may(actor, Role::publisher | Role::auditor); !may) return may.error();
  if (auto right = check_limit(limit, 200); !right) return right.error();
  auto after = read_cursor(cursor);
  if (!after) return after.error();
  if (!after->is_null() && !(after->size() == 1 && (*after)[0].is_number_integer()))
    return Error{.kind = ErrorKind::usage, .message = "is not one that was given out", .where = "cursor"};
  return store.read<MessagePage>([&](soci::session& sql) -> Result<MessagePage> {
    std::string condition = "where 1 = 1";
    Values values;
    if (state) {
      condition += " and o.state = :s";
      values = with(*state);
    }
    if (!after->is_null()) {
      condition += " and o.message_id > :b";
      values.push_back(sql_detail::value_of((*after)[0].get<int64_t>()));
    }
    MessagePage page;
    page.messages = messages_where(sql, store, fmt::format("{} order by o.message_id limit {}", condition, limit + 1),
                                   std::move(values), links_for(actor));
    if (int64_t(page.messages.size()) > limit) {
      page.messages.pop_back();
      page.next_cursor = cursor_of({page.messages.back().message_id});
    }
    page.waiting = one<int64_t>(sql, "select count(*) from outbox where state = 'waiting'").value_or(0);
    page.dead = one<int64_t>(sql, "select count(*) from outbox where state = 'dead'").value_or(0);
    return page;
  });
}

Result<void> retry_message(Store& store, const Actor& actor, int64_t message_id) {
  if (auto may = check_may(actor, Roles(Role::publisher)); !may) return may.error();
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    const int64_t changed = execute(
        writing.sql,
        "update outbox set state = 'waiting', attempts = 0, next_at = :n where message_id = :m and state = 'dead'",
        with(writing.now, message_id));
    if (changed == 0) return no_such("dead message", message_id);
    writing.append({.act = "message.retried", .payload = {{"message_id", message_id}}});
    tell_notice(writing.sql, message_id, "waiting", {});
    return changed;
  });
  if (!done) return done.error();
  return {};
}

Result<int64_t> confirm_messages(Store& store, const Actor& actor, int64_t up_to) {
  if (auto may = check_may(actor, Roles(Role::publisher)); !may) return may.error();
  return store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    execute(writing.sql,
            "update notices set state = 'exported', sent_at = :t where notice_id in (select notice_id from outbox "
            "where message_id <= :m and kind = 'notice' and state <> 'delivered')",
            with(writing.now, up_to));
    const int64_t changed = execute(
        writing.sql,
        "update outbox set state = 'delivered', delivered_at = :t where message_id <= :m and state <> 'delivered'",
        with(writing.now, up_to));
    writing.append({.act = "messages.confirmed", .payload = {{"up_to", up_to}, {"messages", changed}}});
    return changed;
  });
}

Result<std::vector<Message>> due_messages(Store& store, int64_t limit) {
  const int64_t now = store.now();
  return store.read<std::vector<Message>>([&](soci::session& sql) -> Result<std::vector<Message>> {
    return messages_where(
        sql, store,
        fmt::format("where o.state = 'waiting' and o.next_at <= :n and not exists (select 1 from outbox e where "
                    "e.account_id = o.account_id and e.message_id < o.message_id and e.state <> 'delivered') "
                    "order by o.message_id limit {}",
                    limit),
        with(now));
  });
}

Result<void> mark_delivered(Store& store, int64_t message_id) {
  const Actor program{};
  auto done = store.write<int64_t>(program, [&](Writing& writing) -> Result<int64_t> {
    tell_notice(writing.sql, message_id, "sent", writing.now);
    return execute(writing.sql,
                   "update outbox set state = 'delivered', delivered_at = :n, attempts = attempts + 1, last_error = "
                   "'' where message_id = :m and state <> 'delivered'",
                   with(writing.now, message_id));
  });
  if (!done) return done.error();
  return {};
}

Result<void> mark_failed(Store& store, int64_t message_id, const std::string& error) {
  const Actor program{};
  auto done = store.write<int64_t>(program, [&](Writing& writing) -> Result<int64_t> {
    const auto before = one<int64_t>(
        writing.sql, "select attempts from outbox where message_id = :m and state = 'waiting'", with(message_id));
    if (!before) return 0;  // somebody confirmed it meanwhile
    const int64_t attempts = *before + 1;
    const bool dead = attempts >= most_attempts;
    const int64_t pause = std::min(longest_pause, int64_t(10) << std::min<int64_t>(attempts, 12));
    if (dead) {
      tell_notice(writing.sql, message_id, "failed", {});
      writing.append({.act = "message.dead", .payload = {{"message_id", message_id}, {"error", error}}});
    }
    return execute(writing.sql,
                   "update outbox set state = :s, attempts = :a, next_at = :n, last_error = :e where message_id = :m",
                   with(dead ? "dead" : "waiting", attempts, writing.now + pause, error, message_id));
  });
  if (!done) return done.error();
  return {};
}

Result<Webhook> webhook_of(Store& store) {
  return store.read<Webhook>([](soci::session& sql) -> Result<Webhook> {
    Settings settings = settings_in(sql);
    return Webhook{std::move(settings.webhook_url), std::move(settings.webhook_secret)};
  });
}

std::string signature(std::string_view secret, int64_t time, std::string_view body) {
  const std::string text = fmt::format("{}.{}", time, body);
  crypto_auth_hmacsha256_state state;
  unsigned char mac[crypto_auth_hmacsha256_BYTES];
  crypto_auth_hmacsha256_init(&state, reinterpret_cast<const unsigned char*>(secret.data()), secret.size());
  crypto_auth_hmacsha256_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  crypto_auth_hmacsha256_final(&state, mac);
  std::string hex = fmt::format("t={},v1=", time);
  for (unsigned char byte : mac) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace lockstep::cases
