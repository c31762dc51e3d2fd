#include "lockstep/cases/once.h"

namespace lockstep::cases {

Result<std::optional<Json>> earlier_answer(Writing& writing) {
  if (!writing.actor.request) return std::optional<Json>();
  std::optional<Json> found;
  bool same = true;
  each_row<std::string, std::string>(
      writing.sql, "select request, answer from answers where person_id = :p and idempotency_key = :k",
      with(writing.actor.person_id, writing.actor.request->key),
      [&](const std::string& request, const std::string& answer) {
        same = request == writing.actor.request->request;
        found = Json::parse(answer, nullptr, false);
      });
  if (!same)
    return Error{.kind = ErrorKind::conflict,
                 .message = "was used for another request",
                 .where = "Idempotency-Key",
                 .hint = "a new key for a new request"};
  return found;
}

void keep_answer(Writing& writing, const Json& answer) {
  if (!writing.actor.request) return;
  constexpr int64_t kept_seconds = 7 * 86'400;
  execute(writing.sql, "delete from answers where created_at < :t", with(writing.now - kept_seconds));
  execute(writing.sql,
          "insert into answers (idempotency_key, person_id, request, answer, created_at) values (:k, :p, :r, :a, :n)",
          with(writing.actor.request->key, writing.actor.person_id, writing.actor.request->request, answer.dump(),
               writing.now));
}

}  // namespace lockstep::cases
