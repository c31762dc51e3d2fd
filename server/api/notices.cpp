#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> preview_notice(Api::Inside& inside, const Call& call) {
  const auto text = cases::preview_notice(
      inside.store, call.actor, call.id("case_id"), call.body.at("decision").get<cases::NewDecision>(),
      call.body.at("account_id").get<std::string>(), call.body.at("language").get<std::string>());
  if (!text) return text.error();
  return json_response(200, Json{{"text", *text}}.dump());
}

Result<HttpResponse> list_notices(Api::Inside& inside, const Call& call) {
  return answer(cases::list_notices(inside.store, call.actor, call.maybe<std::string>("state"), call.text("cursor"),
                                    call.id("limit")));
}

Result<HttpResponse> show_notice(Api::Inside& inside, const Call& call) {
  return answer(cases::show_notice(inside.store, call.actor, call.id("notice_id")));
}

Result<HttpResponse> list_templates(Api::Inside& inside, const Call& call) {
  return answer(cases::list_templates(inside.store, call.actor));
}

Result<HttpResponse> set_template(Api::Inside& inside, const Call& call) {
  const bool is_new = call.http.header("if-none-match") == "*";
  const auto seen = is_new ? std::optional(std::string()) : call.seen();
  const auto etag = cases::set_template(inside.store, call.actor, call.body_as<cases::NoticeTemplate>(), seen);
  if (!etag) return etag.error();
  HttpResponse response = no_content();
  set_header(response, "etag", *etag);
  return response;
}

Result<HttpResponse> open_notice(Api::Inside& inside, const Call& call) {
  return answer(cases::open_notice(inside.store, call.text("token")));
}

Result<HttpResponse> appeal_by_link(Api::Inside& inside, const Call& call) {
  return answer(cases::appeal_by_link(inside.store, call.text("token"), call.body_as<cases::NewAppeal>()), 201);
}

}  // namespace

// The private links can be tried by anybody: 256 bits cannot be guessed, and trying costs the one who tries.
void add_notice_routes(RouteTable& table) {
  constexpr Rate rate{.per_second = 2, .burst = 30};
  table.add("POST", "/api/cases/{case_id}/notice-preview", "preview_notice", reviewers, preview_notice).max_body =
      long_body;
  table.add("GET", "/api/notices", "list_notices", readers, list_notices);
  table.add("GET", "/api/notices/{notice_id}", "show_notice", readers, show_notice);
  table.add("GET", "/api/notice-templates", "list_templates", readers, list_templates);
  table.add("PUT", "/api/notice-templates", "set_template", publishers, set_template);
  table.add("GET", "/api/public/notices/{token}", "open_notice", anybody, open_notice).failures = rate;
  table.add("POST", "/api/public/notices/{token}/appeal", "appeal_by_link", anybody, appeal_by_link).failures = rate;
}

}  // namespace lockstep::server
