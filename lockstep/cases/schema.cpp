#include "lockstep/cases/schema.h"

#include <fmt/format.h>

#include "lockstep/cases/account_texts.h"

namespace lockstep::cases {
namespace {

// Types that both know: bigint, double precision, text. Booleans are 0 and 1; times whole seconds since 1970.
constexpr const char* first_tables[] = {
    "create table counters (name text primary key, value bigint not null)",

    "create table people (person_id bigint primary key, handle text not null unique, name text not null,"
    " roles bigint not null, password_hash text, totp_secret text, totp_on bigint not null default 0,"
    " totp_last bigint not null default 0, active bigint not null default 1, created_at bigint not null,"
    " failures bigint not null default 0, not_before bigint not null default 0)",
    "create table sessions (token_hash text primary key, person_id bigint not null, csrf_token text not null,"
    " created_at bigint not null, expires_at bigint not null)",
    "create index sessions_person on sessions (person_id)",
    "create table links (token_hash text primary key, person_id bigint not null, purpose text not null,"
    " expires_at bigint not null)",
    "create table api_tokens (token_id bigint primary key, person_id bigint not null, name text not null,"
    " token_hash text not null unique, scopes bigint not null, created_at bigint not null,"
    " expires_at bigint not null, revoked bigint not null default 0)",

    "create table settings (name text primary key, value text not null)",
    "create table policies (policy_id text not null, version bigint not null, name text not null, text text not null,"
    " measures text not null, active bigint not null, created_at bigint not null, primary key (policy_id, version))",

    "create table runs (run_id bigint primary key, name text not null, state text not null, files text not null,"
    " options text not null, folder text not null, digest text, error text not null, created_by bigint not null,"
    " created_at bigint not null, started_at bigint, ended_at bigint, networks bigint not null default 0,"
    " nominated_networks bigint not null default 0, nominated_accounts bigint not null default 0,"
    " accounts bigint not null default 0, events bigint not null default 0)",
    "create index runs_digest on runs (digest)",

    "create table cases (case_id bigint primary key, state text not null, network_class text not null,"
    " regime text not null, members bigint not null, occasions bigint not null, seen double precision not null,"
    " expected double precision not null, q_value double precision not null, priority double precision not null,"
    " sentence text not null, first_time bigint not null, last_time bigint not null, opened_at bigint not null,"
    " updated_at bigint not null, deadline bigint, claimed_by bigint, claimed_at bigint, snapshot bigint not null,"
    " version bigint not null)",
    "create index cases_state on cases (state, priority)",
    "create table snapshots (case_id bigint not null, snapshot bigint not null, run_id bigint not null,"
    " network_id text not null, created_at bigint not null, new_members bigint not null,"
    " gone_members bigint not null, data text not null, primary key (case_id, snapshot))",
    "create index snapshots_run on snapshots (run_id)",
    "create table members (case_id bigint not null, account_id text not null, handle text, display_name text,"
    " created_at bigint, followers bigint, events bigint not null, occasions bigint not null,"
    " judged_occasions bigint not null, confidence double precision not null, kept bigint not null,"
    " reason text not null, first_snapshot bigint not null, last_snapshot bigint not null, measure text,"
    " primary key (case_id, account_id))",
    "create index members_account on members (account_id)",
    "create index members_order on members (case_id, confidence, account_id)",
    "create table sources (case_id bigint not null, source text not null, primary key (case_id, source))",
    "create index sources_source on sources (source)",
    "create table notes (note_id bigint primary key, case_id bigint not null, person_id bigint not null,"
    " time bigint not null, text text not null)",
    "create index notes_case on notes (case_id)",
    "create table mentions (note_id bigint not null, person_id bigint not null, primary key (note_id, person_id))",
    "create index mentions_person on mentions (person_id)",

    "create table decisions (decision_id bigint primary key, case_id bigint not null, state text not null,"
    " measure text not null, policy_id text not null, policy_version bigint not null, reasons text not null,"
    " proposed_by bigint not null, proposed_at bigint not null, in_force_at bigint, undoes bigint, appeal_id bigint,"
    " effect text not null, members_digest text not null, appeal_until bigint)",
    "create index decisions_case on decisions (case_id)",
    "create table decision_members (decision_id bigint not null, account_id text not null, measure text not null,"
    " primary key (decision_id, account_id))",
    "create index decision_members_account on decision_members (account_id)",
    "create table opinions (decision_id bigint not null, person_id bigint not null, agrees bigint not null,"
    " reasons text not null, time bigint not null, primary key (decision_id, person_id))",
    "create table reviews (review_id bigint primary key, decision_id bigint not null, case_id bigint not null,"
    " created_at bigint not null, reviewer bigint, measure text, reasons text, given_at bigint)",
    "create index reviews_open on reviews (reviewer)",

    "create table templates (language text not null, kind text not null, text text not null,"
    " primary key (language, kind))",
    "create table notice_texts (decision_id bigint not null, language text not null, kind text not null,"
    " text text not null, primary key (decision_id, language, kind))",
    "create table notices (notice_id bigint primary key, case_id bigint not null, decision_id bigint not null,"
    " account_id text not null, kind text not null, language text not null, state text not null,"
    " created_at bigint not null, sent_at bigint, appeal_until bigint not null)",
    "create index notices_state on notices (state, notice_id)",
    "create index notices_decision on notices (decision_id)",
    "create table appeals (appeal_id bigint primary key, case_id bigint not null, decision_id bigint not null,"
    " notice_id bigint not null, account_id text not null, measure text not null, text text not null,"
    " contact text not null, state text not null, entered_by bigint, created_at bigint not null,"
    " deadline bigint not null, claimed_by bigint, outcome text, reasons text, new_measure text, decided_by bigint,"
    " decided_at bigint)",
    "create index appeals_state on appeals (state, deadline)",
    "create index appeals_case on appeals (case_id)",
    "create unique index appeals_notice on appeals (notice_id)",

    "create table outbox (message_id bigint primary key, account_id text not null, kind text not null,"
    " decision_id bigint not null, notice_id bigint not null, state text not null, attempts bigint not null,"
    " created_at bigint not null, next_at bigint not null, delivered_at bigint, last_error text not null)",
    "create index outbox_state on outbox (state, next_at)",
    "create index outbox_account on outbox (account_id, message_id)",
    "create table answers (idempotency_key text not null, person_id bigint not null, request text not null,"
    " answer text not null, created_at bigint not null, primary key (person_id, idempotency_key))",

    // The history: one row an entry. `record` is the leaf of the log and commits to what stands before it and `seal`;
    // `seal` commits to the body; the body and its salt can be erased, the rest cannot.
    "create table history (entry bigint primary key, time bigint not null, person_id bigint not null,"
    " act text not null, case_id bigint, record text not null, salt text not null, seal text not null, body_salt text,"
    " body text)",
    "create index history_case on history (case_id, entry)",
    "create index history_act on history (act, entry)",
    "create table history_accounts (account_id text not null, entry bigint not null,"
    " primary key (account_id, entry))",
    "create table history_nodes (level bigint not null, position bigint not null, hash text not null,"
    " primary key (level, position))",
    "create table checkpoints (size bigint primary key, note text not null)",
};

// The queue in each of its orders without sorting all cases.
constexpr const char* queue_orders[] = {
    "drop index cases_state",
    "create index cases_priority on cases (state, priority desc, case_id)",
    "create index cases_age on cases (state, opened_at, case_id)",
    "create index cases_deadline on cases (state, (coalesce(deadline, 9000000000)), case_id)",
    "create index cases_size on cases (state, members desc, case_id)",
    "create index cases_updated on cases (state, updated_at desc, case_id)",
};

// Attempts to sign in by names that nobody has.
constexpr const char* unknown_names =
    "create table unknown_names (name_hash text primary key, failures bigint not null, not_before bigint not null)";

// What was found when it was decided: a notice goes on to say it when the case is found again.
constexpr const char* sentences_of_decisions[] = {
    "alter table decisions add column sentence text not null default ''",
    "update decisions set sentence = (select c.sentence from cases c where c.case_id = decisions.case_id)",
};

int64_t version_of(soci::session& sql, bool sqlite) {
  const std::string there = sqlite ? "select count(*) from sqlite_master where type = 'table' and name = 'store_schema'"
                                   : "select count(*) from information_schema.tables where table_name = "
                                     "'store_schema' and table_schema = current_schema()";
  if (one<int64_t>(sql, there).value_or(0) == 0) return 0;
  return one<int64_t>(sql, "select max(version) from store_schema").value_or(0);
}

}  // namespace

bool has_store(soci::session& sql, bool sqlite) { return version_of(sql, sqlite) > 0; }

Result<void> migrate(soci::session& sql, bool sqlite, int64_t now) {
  sql << (sqlite ? "begin immediate" : "begin");
  if (!sqlite) sql << "select pg_advisory_xact_lock(7310)";
  const int64_t version = version_of(sql, sqlite);
  if (version > schema_version) {
    sql << "rollback";
    return Error{.kind = ErrorKind::conflict,
                 .message = fmt::format("the store was made by a newer program: its tables are of version {}, this one "
                                        "knows {}",
                                        version, schema_version),
                 .hint = "use that program, or restore the backup that was made before the upgrade"};
  }
  if (version == 0) {
    sql << "create table store_schema (version bigint primary key, migrated_at bigint not null)";
    for (const char* statement : first_tables) sql << statement;
  }
  if (version < 2) {
    make_account_texts(sql);
    for (const char* statement : queue_orders) sql << statement;
  }
  if (version < 3) sql << unknown_names;
  if (version < 3)
    for (const char* statement : sentences_of_decisions) sql << statement;
  if (version < schema_version)
    execute(sql, "insert into store_schema (version, migrated_at) values (:v, :t)", with(schema_version, now));
  sql << "commit";
  return {};
}

}  // namespace lockstep::cases
