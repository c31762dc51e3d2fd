#include <fmt/format.h>

#include "server/api/inside.h"

namespace lockstep::server {
namespace {

using cases::Message;

Result<HttpResponse> list_messages(Api::Inside& inside, const Call& call) {
  return answer(cases::list_messages(inside.store, call.actor, call.maybe<std::string>("state"), call.text("cursor"),
                                     call.id("limit")));
}

Result<HttpResponse> retry_message(Api::Inside& inside, const Call& call) {
  return answer(cases::retry_message(inside.store, call.actor, call.id("message_id")));
}

Result<HttpResponse> confirm_messages(Api::Inside& inside, const Call& call) {
  const auto messages = cases::confirm_messages(inside.store, call.actor, call.body.at("up_to").get<int64_t>());
  if (!messages) return messages.error();
  return json_response(200, Json{{"messages", *messages}}.dump());
}

// Those that were given up too: whoever confirms what was exported confirms all up to the last of it.
Result<std::vector<Message>> undelivered_messages(Api::Inside& inside, const Call& call) {
  std::vector<Message> all;
  for (const char* state : {"waiting", "dead"}) {
    std::string cursor;
    do {
      auto page = cases::list_messages(inside.store, call.actor, state, cursor, 200);
      if (!page) return page.error();
      all.insert(all.end(), std::make_move_iterator(page->messages.begin()),
                 std::make_move_iterator(page->messages.end()));
      cursor = page->next_cursor.value_or("");
    } while (!cursor.empty());
  }
  std::ranges::sort(all, {}, &Message::message_id);
  return all;
}

// The full-width signs are the others to a spreadsheet that was set up in Japanese or Chinese.
bool looks_like_a_formula(std::string_view text) {
  for (std::string_view sign : {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"})
    if (text.starts_with(sign)) return true;
  return false;
}

// RFC 4180. What a spreadsheet would run as a formula gets a quote in front, which it shows as text.
std::string cell(std::string text) {
  if (looks_like_a_formula(text)) text.insert(0, "'");
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string to_csv(const std::vector<Message>& messages) {
  std::string csv = "message_id,created_at,kind,account_id,payload\r\n";
  for (const Message& message : messages)
    csv += fmt::format("{},{},{},{},{}\r\n", message.message_id, message.created_at, cell(message.kind),
                       cell(message.account_id), cell(message.payload.dump()));
  return csv;
}

Result<void> check_links(Api::Inside& inside, const std::vector<Message>& messages) {
  if (std::ranges::find(messages, "notice", &Message::kind) == messages.end()) return {};
  const auto settings = cases::read_settings(inside.store);
  if (!settings) return settings.error();
  if (!settings->public_url.empty()) return {};
  return Error{.kind = ErrorKind::conflict,
               .message = "no public address is set: the notices would tell people to appeal at a link without a host",
               .hint = "an administrator sets public_url in the settings"};
}

Result<HttpResponse> export_messages(Api::Inside& inside, const Call& call) {
  const auto messages = undelivered_messages(inside, call);
  if (!messages) return messages.error();
  if (auto right = check_links(inside, *messages); !right) return right.error();
  const bool as_json = call.text("format") == "json";
  HttpResponse response = as_json ? json_response(200, Json(*messages).dump())
                                  : text_response(200, "text/csv; charset=utf-8", to_csv(*messages));
  set_header(response, "content-disposition",
             fmt::format("attachment; filename=\"messages.{}\"", as_json ? "json" : "csv"));
  return response;
}

}  // namespace

void add_outbox_routes(RouteTable& table) {
  table.add("GET", "/api/outbox", "list_messages", publishers | auditors, list_messages);
  table.add("GET", "/api/outbox/export", "export_messages", publishers, export_messages);
  table.add("POST", "/api/outbox/{message_id}/retry", "retry_message", publishers, retry_message);
  table.add("POST", "/api/outbox/confirmations", "confirm_messages", publishers, confirm_messages);
}

}  // namespace lockstep::server
