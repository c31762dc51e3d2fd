#include <fmt/format.h>

#include "server/api/inside.h"

namespace lockstep::server {
namespace {

std::string etag(int64_t version) { return fmt::format("\"v{}\"", version); }

// A case's row with its version as ETag.
Result<HttpResponse> row(const Result<cases::CaseRow>& row) {
  if (!row) return row.error();
  HttpResponse response = json_response(200, Json(*row).dump());
  set_header(response, "etag", etag(row->version));
  return response;
}

Result<HttpResponse> list_cases(Api::Inside& inside, const Call& call) {
  return answer(cases::list_cases(inside.store, call.actor,
                                  {.state = call.maybe<std::string>("state"),
                                   .network_class = call.maybe<std::string>("network_class"),
                                   .claimed = call.maybe<std::string>("claimed"),
                                   .min_members = call.maybe<int64_t>("min_members"),
                                   .max_members = call.maybe<int64_t>("max_members"),
                                   .account = call.maybe<std::string>("account"),
                                   .sort = call.text("sort"),
                                   .cursor = call.text("cursor"),
                                   .limit = call.id("limit")}));
}

Result<HttpResponse> show_case(Api::Inside& inside, const Call& call) {
  const auto detail = cases::show_case(inside.store, call.actor, call.id("case_id"));
  if (!detail) return detail.error();
  HttpResponse response = json_response(200, Json(*detail).dump());
  set_header(response, "etag", etag(detail->summary.version));
  return response;
}

Result<HttpResponse> show_snapshot(Api::Inside& inside, const Call& call) {
  auto snapshot = cases::show_snapshot(inside.store, call.actor, call.id("case_id"), call.id("snapshot"));
  if (!snapshot) return snapshot.error();
  return json_response(200, std::move(*snapshot));
}

Result<HttpResponse> list_members(Api::Inside& inside, const Call& call) {
  return answer(cases::list_members(inside.store, call.actor, call.id("case_id"),
                                    {.cursor = call.text("cursor"), .limit = call.id("limit")}));
}

Result<HttpResponse> change_members(Api::Inside& inside, const Call& call) {
  const auto version = call.version();
  if (!version) return version.error();
  return row(cases::change_members(inside.store, call.actor, call.id("case_id"),
                                   call.body.at("changes").get<std::vector<cases::MemberChange>>(), *version));
}

Result<HttpResponse> claim_case(Api::Inside& inside, const Call& call) {
  return row(cases::claim_case(inside.store, call.actor, call.id("case_id")));
}

Result<HttpResponse> release_case(Api::Inside& inside, const Call& call) {
  return row(cases::release_case(inside.store, call.actor, call.id("case_id")));
}

Result<HttpResponse> list_notes(Api::Inside& inside, const Call& call) {
  return answer(cases::list_notes(inside.store, call.actor, call.id("case_id")));
}

Result<HttpResponse> add_note(Api::Inside& inside, const Call& call) {
  return answer(cases::add_note(inside.store, call.actor, call.id("case_id"), call.body.at("text").get<std::string>()),
                201);
}

Result<HttpResponse> list_mentions(Api::Inside& inside, const Call& call) {
  return answer(cases::list_mentions(inside.store, call.actor));
}

Result<HttpResponse> case_history(Api::Inside& inside, const Call& call) {
  return answer(
      cases::list_history(inside.store, call.actor,
                          {.case_id = call.id("case_id"), .cursor = call.text("cursor"), .limit = call.id("limit")}));
}

Result<HttpResponse> similar_cases(Api::Inside& inside, const Call& call) {
  return answer(cases::similar_cases(inside.store, call.actor, call.id("case_id")));
}

Result<HttpResponse> search_accounts(Api::Inside& inside, const Call& call) {
  return answer(cases::search_accounts(inside.store, call.actor, call.text("q"), call.id("limit")));
}

}  // namespace

void add_case_routes(RouteTable& table) {
  const cases::Roles workers = analysts | reviewers;
  table.add("GET", "/api/cases", "list_cases", readers, list_cases);
  table.add("GET", "/api/cases/{case_id}", "show_case", readers, show_case);
  table.add("GET", "/api/cases/{case_id}/snapshots/{snapshot}", "show_snapshot", readers, show_snapshot);
  table.add("GET", "/api/cases/{case_id}/members", "list_members", readers, list_members);
  table.add("PATCH", "/api/cases/{case_id}/members", "change_members", workers, change_members).max_body = long_body;
  table.add("POST", "/api/cases/{case_id}/claim", "claim_case", workers, claim_case);
  table.add("DELETE", "/api/cases/{case_id}/claim", "release_case", workers, release_case);
  table.add("GET", "/api/cases/{case_id}/notes", "list_notes", readers, list_notes);
  table.add("POST", "/api/cases/{case_id}/notes", "add_note", workers | appeals_reviewers, add_note);
  table.add("GET", "/api/cases/{case_id}/history", "case_history", readers, case_history);
  table.add("GET", "/api/cases/{case_id}/similar", "similar_cases", readers, similar_cases);
  table.add("GET", "/api/accounts", "search_accounts", readers, search_accounts);
  table.add("GET", "/api/mentions", "list_mentions", readers, list_mentions);
}

}  // namespace lockstep::server
