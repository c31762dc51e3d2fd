// lockstep/cases/json.h
//
// One spelling: a field of these structs is the key in JSON, in api/openapi.yaml and in TypeScript.
#pragma once

#include "lockstep/cases/appeals.h"
#include "lockstep/cases/case_file.h"
#include "lockstep/cases/decisions.h"
#include "lockstep/cases/history.h"
#include "lockstep/cases/outbox.h"
#include "lockstep/cases/people.h"
#include "lockstep/cases/runs.h"
#include "lockstep/cases/settings.h"

namespace nlohmann {

// nullopt is null.
template <class T>
struct adl_serializer<std::optional<T>> {
  template <class Any>
  static void to_json(Any& json, const std::optional<T>& value) {
    if (value)
      json = *value;
    else
      json = nullptr;
  }
  template <class Any>
  static void from_json(const Any& json, std::optional<T>& value) {
    if (json.is_null())
      value.reset();
    else
      value = json.template get<T>();
  }
};

}  // namespace nlohmann

namespace lockstep::cases {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Person, person_id, handle, name, roles, active, totp, signed_up,
                                                created_at, etag)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewPerson, handle, name, roles)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PersonChange, name, roles, active, hand_to)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(OneTimeLink, token, expires_at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Invitation, purpose, handle, name)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewPassword, handle, name, password)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SignIn, handle, password, totp)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Session, person, csrf_token, expires_at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ApiToken, token_id, name, scopes, created_at, expires_at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewApiToken, name, scopes, days)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(MadeApiToken, api_token, token)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(AddedPerson, person, link)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(CaseRow, case_id, title, state, network_class, regime, members,
                                                occasions, seen, expected, q_value, priority, sentence, first_time,
                                                last_time, opened_at, updated_at, deadline, claimed_by, claimed_by_name,
                                                appeals, version)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(CasePage, cases, next_cursor, total)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Member, account_id, handle, display_name, created_at, followers, events,
                                                occasions, judged_occasions, confidence, kept, reason, is_new, is_gone,
                                                other_cases, measure)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(MemberPage, members, next_cursor, total, kept)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(MemberChange, account_id, kept, reason)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SnapshotRow, snapshot, run_id, network_id, created_at, new_members,
                                                gone_members)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(CaseDetail, summary, snapshots, what_is_missing, may_decide, why_not)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Note, note_id, case_id, person_id, name, text, mentions, time)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(SimilarCase, case_id, title, network_class, members, state,
                                                shared_members, shared_sources, measure)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(HistoryRow, index, time, person_id, name, act, case_id, payload)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(AccountHit, account_id, handle, display_name, case_ids)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ImportSummary, run_id, new_cases, extended_cases, unchanged_cases,
                                                case_ids)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Policy, policy_id, version, name, text, measures, active, created_at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewPolicy, policy_id, name, text, measures)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(MemberMeasure, account_id, measure)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewDecision, measure, members, policy_id, policy_version, reasons,
                                                undoes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Effect, accounts, posts, followers, followers_unknown, under_confidence,
                                                in_other_cases, lifted, notices, by_measure, second_opinion,
                                                why_second_opinion, appeal_until)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Opinion, person_id, name, agrees, reasons, time)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Decision, decision_id, case_id, state, measure, policy_id, policy_name,
                                                reasons, policy_version, proposed_by, proposed_by_name, proposed_at,
                                                in_force_at, undoes, appeal_id, effect, opinions, members)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ReviewTask, review_id, case_id, created_at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Agreement, policy_id, reviews, alpha, alpha_low, alpha_high)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Notice, notice_id, case_id, decision_id, account_id, kind, language,
                                                text, state, created_at, sent_at, appeal_until)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NoticePage, notices, next_cursor)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NoticeTemplate, language, kind, text, etag)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(PublicNotice, account_id, measure, measure_now, policy_name,
                                                policy_text, sentence, reasons, text, language, policy_version,
                                                decided_at, appeal_until, may_appeal, appeal_state, outcome,
                                                outcome_reasons, appeal_deadline)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewAppeal, text, contact)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Appeal, appeal_id, case_id, decision_id, notice_id, account_id, measure,
                                                text, contact, state, entered_by, created_at, deadline, claimed_by,
                                                claimed_by_name, outcome, reasons, new_measure, decided_by, decided_at,
                                                may_decide, why_not)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(AppealOutcome, outcome, reasons, measure)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(ReversalRate, policy_id, reviewer, decided, changed, reversed, share,
                                                low, high)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Message, message_id, account_id, kind, payload, state, attempts,
                                                created_at, next_at, delivered_at, last_error)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(MessagePage, messages, next_cursor, waiting, dead)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(HistoryPage, entries, next_cursor, size)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Verified, entries, erased, checkpoints, root, first_bad, what)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Inclusion, index, size, leaf, hashes, checkpoint)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Erasure, account_id, reasons)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Settings, second_opinion_above, case_days, appeal_days,
                                                appeal_answer_days, quality_share, session_hours, webhook_url,
                                                webhook_secret, public_url, language, veil_text, run_folders,
                                                retention_posts_days, retention_notes_days, retention_files_days)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Run, run_id, name, state, files, options, folder, error, created_by,
                                                created_by_name, created_at, started_at, ended_at, stage, progress,
                                                networks, nominated_networks, nominated_accounts, accounts, events,
                                                case_ids)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(NewRun, name, files, options)

}  // namespace lockstep::cases
