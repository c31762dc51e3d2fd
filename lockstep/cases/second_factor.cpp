#include "lockstep/cases/people_rows.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/secrets.h"
#include "lockstep/ledger/text.h"

namespace lockstep::cases {

Result<std::string> begin_totp(Store& store, const Actor& actor) {
  const std::string secret = store.random_bytes(20);
  return store.write<std::string>(actor, [&](Writing& writing) -> Result<std::string> {
    const auto person = find_person(writing.sql, actor.person_id);
    if (!person) return no_such("person", actor.person_id);
    if (person->totp)
      return Error{.kind = ErrorKind::conflict,
                   .message = "a second factor is set already",
                   .hint = "take it away first, with an empty code"};
    execute(writing.sql, "update people set totp_secret = :s where person_id = :p",
            with(base64(secret), actor.person_id));
    return otpauth(secret, person->handle);
  });
}

Result<void> confirm_totp(Store& store, const Actor& actor, std::string_view code, std::string_view password) {
  // Whoever finds a session open does not get rid of what guards the next one.
  if (code.empty())
    if (auto right = check_own_password(store, actor, "password", password); !right) return right.error();
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    if (code.empty()) {
      writing.append({.act = "person.totp_off", .payload = {{"person_id", actor.person_id}}});
      return execute(writing.sql, "update people set totp_on = 0, totp_secret = null where person_id = :p",
                     with(actor.person_id));
    }
    const auto secret = one<std::optional<std::string>>(
        writing.sql, "select totp_secret from people where person_id = :p", with(actor.person_id));
    const auto step =
        secret && *secret ? totp_step(code, from_base64(**secret).value_or(""), writing.now) : std::nullopt;
    if (!step)
      return Error{.kind = ErrorKind::usage,
                   .message = "is not the code of now",
                   .where = "code",
                   .hint = "is the clock of the telephone right?"};
    writing.append({.act = "person.totp_on", .payload = {{"person_id", actor.person_id}}});
    return execute(writing.sql, "update people set totp_on = 1, totp_last = :s where person_id = :p",
                   with(*step, actor.person_id));
  });
  if (!done) return done.error();
  return {};
}

}  // namespace lockstep::cases
