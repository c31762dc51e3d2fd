#include "server/api/inside.h"

namespace lockstep::server {
namespace {

Result<HttpResponse> list_history(Api::Inside& inside, const Call& call) {
  return answer(cases::list_history(inside.store, call.actor,
                                    {.case_id = call.maybe<int64_t>("case_id"),
                                     .person_id = call.maybe<int64_t>("person_id"),
                                     .act = call.maybe<std::string>("act"),
                                     .cursor = call.text("cursor"),
                                     .limit = call.id("limit")}));
}

Result<HttpResponse> latest_checkpoint(Api::Inside& inside, const Call&) {
  const auto checkpoint = cases::latest_checkpoint(inside.store);
  if (!checkpoint) return checkpoint.error();
  const auto key = cases::verifier_key(inside.store);
  if (!key) return key.error();
  return json_response(200, Json{{"checkpoint", *checkpoint}, {"verifier_key", *key}}.dump());
}

Result<HttpResponse> prove_inclusion(Api::Inside& inside, const Call& call) {
  return answer(cases::prove_inclusion(inside.store, call.actor, call.id("index")));
}

Result<HttpResponse> prove_consistency(Api::Inside& inside, const Call& call) {
  const auto hashes = cases::prove_consistency(inside.store, call.actor, call.id("from"), call.id("to"));
  if (!hashes) return hashes.error();
  return json_response(200, Json{{"hashes", *hashes}}.dump());
}

Result<HttpResponse> verify_history(Api::Inside& inside, const Call&) {
  return answer(cases::verify_history(inside.store));
}

Result<HttpResponse> erase_account(Api::Inside& inside, const Call& call) {
  const auto entries = cases::erase_account(inside.store, call.actor, call.body_as<cases::Erasure>());
  if (!entries) return entries.error();
  return json_response(200, Json{{"entries", *entries}}.dump());
}

Result<HttpResponse> enforce_retention(Api::Inside& inside, const Call& call) {
  auto gone = cases::enforce_retention(inside.store, call.actor);
  if (!gone) return gone.error();
  const auto files = inside.runs.clear_files(call.actor);
  if (!files) return files.error();
  gone->insert(gone->end(), files->begin(), files->end());
  return json_response(200, Json{{"gone", *gone}}.dump());
}

}  // namespace

void add_audit_routes(RouteTable& table) {
  table.add("GET", "/api/audit/history", "list_history", auditors, list_history);
  table.add("GET", "/api/audit/checkpoint", "latest_checkpoint", everybody, latest_checkpoint);
  table.add("GET", "/api/audit/proofs/{index}", "prove_inclusion", readers, prove_inclusion);
  table.add("GET", "/api/audit/consistency", "prove_consistency", readers, prove_consistency);
  table.add("POST", "/api/audit/verify", "verify_history", auditors, verify_history);
  table.add("POST", "/api/audit/erasures", "erase_account", administrators, erase_account);
  table.add("POST", "/api/audit/retention", "enforce_retention", administrators, enforce_retention);
}

}  // namespace lockstep::server
