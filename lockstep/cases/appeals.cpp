#include "lockstep/cases/appeals.h"

#include <fmt/format.h>

#include "lockstep/cases/appeal_rows.h"
#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/notice_rows.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"

namespace lockstep::cases {
namespace {

void say_whether(soci::session& sql, const Actor& actor, Appeal& appeal) {
  if (appeal.state != "open") {
    appeal.why_not.push_back("It has been decided.");
    return;
  }
  if (!actor.may(Roles(Role::appeals_reviewer))) appeal.why_not.push_back("Only appeals reviewers decide appeals.");
  if (took_part(sql, appeal.case_id, actor.person_id))
    appeal.why_not.push_back("You took part in what was decided about this case; somebody else must look at it.");
  if (appeal.entered_by && *appeal.entered_by == actor.person_id)
    appeal.why_not.push_back("You entered it; somebody else must look at it.");
  if (appeal.claimed_by && *appeal.claimed_by != actor.person_id)
    appeal.why_not.push_back(fmt::format("It is claimed by {}.", appeal.claimed_by_name.value_or("somebody")));
  appeal.may_decide = appeal.why_not.empty();
}

Result<Appeal> insert_appeal(Writing& writing, const Store& store, int64_t notice_id, const NewAppeal& given,
                             std::optional<int64_t> entered_by) {
  soci::session& sql = writing.sql;
  const auto notice = find_notice(sql, store, notice_id);
  if (!notice || (entered_by && sees_blind(sql, writing.actor, notice->case_id))) return no_such("notice", notice_id);
  if (notice->kind != "decision")
    return Error{.kind = ErrorKind::conflict, .message = "this notice tells the outcome of an appeal"};
  if (writing.now > notice->appeal_until)
    return Error{.kind = ErrorKind::conflict, .message = "the time to appeal has run out"};
  if (one<int64_t>(sql, "select appeal_id from appeals where notice_id = :n", with(notice_id)))
    return Error{.kind = ErrorKind::conflict, .message = "there is an appeal already"};
  const auto measure =
      one<std::string>(sql, "select measure from decision_members where decision_id = :d and account_id = :a",
                       with(notice->decision_id, notice->account_id));
  if (measure.value_or("no_action") == "no_action")
    return Error{.kind = ErrorKind::conflict,
                 .message = "this notice tells that a measure no longer applies",
                 .hint = "an appeal is made against the notice of the measure"};
  const int64_t id = writing.next("appeals");
  const int64_t deadline = writing.now + 86'400 * settings_in(sql).appeal_answer_days;
  execute(sql,
          "insert into appeals (appeal_id, case_id, decision_id, notice_id, account_id, measure, text, contact, state, "
          "entered_by, created_at, deadline) values (:i, :c, :d, :n, :a, :m, :t, :k, 'open', :e, :w, :l)",
          with(id, notice->case_id, notice->decision_id, notice_id, notice->account_id, measure.value_or("no_action"),
               given.text, given.contact, entered_by, writing.now, deadline));
  writing.append({.act = "appeal.made",
                  .case_id = notice->case_id,
                  .payload = {{"appeal_id", id}, {"account_id", notice->account_id}, {"text", given.text}}});
  touch_case(writing, notice->case_id);
  return *find_appeal(sql, writing.actor, id);
}

Result<void> check_appeal(const NewAppeal& given) {
  if (auto right = check_text("text", given.text, 1, 10'000); !right) return right.error();
  return check_text("contact", given.contact, 0, 500);
}

Error link_unknown() {
  return {.kind = ErrorKind::missing,
          .message = "this link is not one of ours",
          .hint = "it stands in the notice that you were sent; copy all of it"};
}

Result<PublicNotice> public_notice(soci::session& sql, const Store& store, int64_t notice_id, int64_t now) {
  const auto notice = find_notice(sql, store, notice_id);
  if (!notice) return link_unknown();
  PublicNotice shown{.account_id = notice->account_id,
                     .measure_now = measure_of(sql, notice->case_id, notice->account_id),
                     .text = notice->text,
                     .language = notice->language,
                     .decided_at = notice->created_at,
                     .appeal_until = notice->appeal_until};
  each_row<std::string, int64_t, std::string, std::string, std::optional<std::string>, std::string>(
      sql,
      "select d.reasons, d.policy_version, coalesce(y.name, ''), coalesce(y.text, ''), dm.measure, d.sentence from "
      "decisions d left join decision_members dm on dm.decision_id = d.decision_id and dm.account_id = :a left join "
      "policies y on y.policy_id = d.policy_id and y.version = d.policy_version where d.decision_id = :d",
      with(notice->account_id, notice->decision_id),
      [&](std::string reasons, int64_t version, std::string name, std::string text,
          const std::optional<std::string>& measure, std::string sentence) {
        shown.reasons = std::move(reasons);
        shown.policy_version = version;
        shown.policy_name = std::move(name);
        shown.policy_text = std::move(text);
        shown.measure = measure.value_or("no_action");
        shown.sentence = std::move(sentence);
      });
  each_row<std::string, std::optional<std::string>, std::optional<std::string>, int64_t>(
      sql, "select state, outcome, reasons, deadline from appeals where notice_id = :n", with(notice_id),
      [&](std::string state, std::optional<std::string> outcome, std::optional<std::string> reasons, int64_t deadline) {
        shown.appeal_state = std::move(state);
        shown.outcome = std::move(outcome);
        shown.outcome_reasons = std::move(reasons);
        shown.appeal_deadline = deadline;
      });
  shown.may_appeal =
      notice->kind == "decision" && shown.measure != "no_action" && !shown.appeal_state && now <= notice->appeal_until;
  return shown;
}

}  // namespace

std::vector<Appeal> appeals_where(soci::session& sql, const Actor& actor, const std::string& condition, Values values) {
  std::vector<Appeal> appeals;
  each_row<int64_t, int64_t, int64_t, int64_t, std::string, std::string, std::string, std::string, std::string,
           std::optional<int64_t>, int64_t, int64_t, std::optional<int64_t>, std::optional<std::string>,
           std::optional<std::string>, std::optional<std::string>, std::optional<std::string>, std::optional<int64_t>,
           std::optional<int64_t>>(
      sql,
      "select a.appeal_id, a.case_id, a.decision_id, a.notice_id, a.account_id, a.measure, a.text, a.contact, a.state,"
      " a.entered_by, a.created_at, a.deadline, a.claimed_by, p.name, a.outcome, a.reasons, a.new_measure,"
      " a.decided_by, a.decided_at from appeals a left join people p on p.person_id = a.claimed_by " +
          condition,
      std::move(values),
      [&](int64_t id, int64_t case_id, int64_t decision, int64_t notice, std::string account, std::string measure,
          std::string text, std::string contact, std::string state, std::optional<int64_t> entered, int64_t created,
          int64_t deadline, std::optional<int64_t> claimed, std::optional<std::string> claimed_name,
          std::optional<std::string> outcome, std::optional<std::string> reasons,
          std::optional<std::string> new_measure, std::optional<int64_t> by, std::optional<int64_t> at) {
        appeals.push_back({.appeal_id = id,
                           .case_id = case_id,
                           .decision_id = decision,
                           .notice_id = notice,
                           .account_id = std::move(account),
                           .measure = std::move(measure),
                           .text = std::move(text),
                           .contact = std::move(contact),
                           .state = std::move(state),
                           .entered_by = entered,
                           .created_at = created,
                           .deadline = deadline,
                           .claimed_by = claimed,
                           .claimed_by_name = std::move(claimed_name),
                           .outcome = std::move(outcome),
                           .reasons = std::move(reasons),
                           .new_measure = std::move(new_measure),
                           .decided_by = by,
                           .decided_at = at});
      });
  for (Appeal& appeal : appeals) say_whether(sql, actor, appeal);
  return appeals;
}

std::optional<Appeal> find_appeal(soci::session& sql, const Actor& actor, int64_t appeal_id) {
  auto found = appeals_where(sql, actor, "where a.appeal_id = :a", with(appeal_id));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<PublicNotice> open_notice(Store& store, std::string_view token) {
  const auto id = notice_of_token(store, token);
  if (!id) return link_unknown();
  const int64_t now = store.now();
  return store.read<PublicNotice>([&](soci::session& sql) { return public_notice(sql, store, *id, now); });
}

Result<PublicNotice> appeal_by_link(Store& store, std::string_view token, const NewAppeal& given) {
  const auto id = notice_of_token(store, token);
  if (!id) return link_unknown();
  if (auto right = check_appeal(given); !right) return right.error();
  const Actor nobody{};
  return store.write<PublicNotice>(nobody, [&](Writing& writing) -> Result<PublicNotice> {
    if (auto made = insert_appeal(writing, store, *id, given, {}); !made) return made.error();
    return public_notice(writing.sql, store, *id, writing.now);
  });
}

Result<Appeal> enter_appeal(Store& store, const Actor& actor, int64_t notice_id, const NewAppeal& given) {
  if (auto may = check_may(actor, who_works | Role::appeals_reviewer); !may) return may.error();
  if (auto right = check_appeal(given); !right) return right.error();
  return write_once<Appeal>(store, actor, [&](Writing& writing) -> Result<Appeal> {
    return insert_appeal(writing, store, notice_id, given, actor.person_id);
  });
}

Result<std::vector<Appeal>> list_appeals(Store& store, const Actor& actor, const std::optional<std::string>& state) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<Appeal>>([&](soci::session& sql) -> Result<std::vector<Appeal>> {
    const std::string seen = fmt::format("where a.case_id not in ({})", cases_seen_blind(actor));
    if (!state)
      return appeals_where(sql, actor, seen + " order by a.state desc, a.deadline, a.appeal_id limit 1000", {});
    return appeals_where(sql, actor, seen + " and a.state = :s order by a.deadline, a.appeal_id limit 1000",
                         with(*state));
  });
}

Result<Appeal> show_appeal(Store& store, const Actor& actor, int64_t appeal_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<Appeal>([&](soci::session& sql) -> Result<Appeal> {
    auto found = find_appeal(sql, actor, appeal_id);
    if (!found || sees_blind(sql, actor, found->case_id)) return no_such("appeal", appeal_id);
    return std::move(*found);
  });
}

Result<Appeal> claim_appeal(Store& store, const Actor& actor, int64_t appeal_id) {
  if (auto may = check_may(actor, Roles(Role::appeals_reviewer)); !may) return may.error();
  return store.write<Appeal>(actor, [&](Writing& writing) -> Result<Appeal> {
    const auto appeal = find_appeal(writing.sql, actor, appeal_id);
    if (!appeal) return no_such("appeal", appeal_id);
    if (!appeal->may_decide) return Error{.kind = ErrorKind::forbidden, .message = appeal->why_not.front()};
    execute(writing.sql, "update appeals set claimed_by = :p where appeal_id = :a", with(actor.person_id, appeal_id));
    writing.append({.act = "appeal.claimed", .case_id = appeal->case_id, .payload = {{"appeal_id", appeal_id}}});
    return *find_appeal(writing.sql, actor, appeal_id);
  });
}

Result<Appeal> release_appeal(Store& store, const Actor& actor, int64_t appeal_id) {
  if (auto may = check_may(actor, Roles(Role::appeals_reviewer)); !may) return may.error();
  return store.write<Appeal>(actor, [&](Writing& writing) -> Result<Appeal> {
    auto appeal = find_appeal(writing.sql, actor, appeal_id);
    if (!appeal) return no_such("appeal", appeal_id);
    if (appeal->claimed_by != actor.person_id || appeal->state != "open")
      return Error{.kind = ErrorKind::conflict,
                   .message = fmt::format("appeal {} is not claimed by you", appeal_id),
                   .hint = "only what you claimed, and nobody decided, can be given back"};
    execute(writing.sql, "update appeals set claimed_by = null where appeal_id = :a", with(appeal_id));
    writing.append({.act = "appeal.released", .case_id = appeal->case_id, .payload = {{"appeal_id", appeal_id}}});
    return *find_appeal(writing.sql, actor, appeal_id);
  });
}

}  // namespace lockstep::cases
