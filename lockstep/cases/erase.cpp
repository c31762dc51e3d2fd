#include <fmt/format.h>

#include "lockstep/cases/account_texts.h"
#include "lockstep/cases/connect.h"
#include "lockstep/cases/history.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"
#include "lockstep/cases/sql.h"

namespace lockstep::cases {
namespace {

// The same account is the same nobody everywhere, and nobody can tell which it was.
std::string nobody_instead_of(const Store& store, const std::string& account_id, const std::string& salt) {
  return "erased:" + sha256_hex(store.tag(salt + account_id)).substr(0, 16);
}

// Whether there was something to forget.
bool forget_post(Json& network, size_t post) {
  bool said_something = false;
  for (const char* column : {"post_id", "text", "urls"}) {
    Json& values = network["posts"][column];
    if (!values.is_array() || post >= values.size() || values[post].is_null()) continue;
    values[post] = nullptr;
    said_something = true;
  }
  return said_something;
}

int64_t forget_posts(Json& network) {
  size_t rows = 0;
  for (const char* column : {"post_id", "text", "urls"})
    if (const Json& values = network["posts"][column]; values.is_array()) rows = std::max(rows, values.size());
  int64_t gone = 0;
  for (size_t post = 0; post < rows; ++post) gone += forget_post(network, post);
  return gone;
}

void replace_text(Json& value, const std::string& from, const std::string& to) {
  if (value.is_string()) {
    if (value.get_ref<const std::string&>() == from) value = to;
  } else if (value.is_structured()) {
    for (Json& inner : value) replace_text(inner, from, to);
  }
}

void erase_from_network(Json& network, const std::string& account_id, const std::string& nobody) {
  Json& members = network["members"];
  const Json& ids = members["account_id"];
  for (size_t member = 0; ids.is_array() && member < ids.size(); ++member) {
    if (ids[member] != account_id) continue;
    for (const char* column : {"handle", "display_name", "created_at", "followers"})
      if (Json& values = members[column]; values.is_array() && member < values.size()) values[member] = nullptr;
    Json& touches = network["touches"];
    const Json &whose = touches["member"], &posts = touches["post"];
    for (size_t i = 0; whose.is_array() && posts.is_array() && i < whose.size() && i < posts.size(); ++i)
      if (whose[i] == member && posts[i].is_number_integer() && posts[i].get<int64_t>() >= 0)
        forget_post(network, posts[i].get<size_t>());
  }
  replace_text(network, account_id, nobody);
}

struct SnapshotKey {
  int64_t case_id, snapshot;
};

template <class Change>
void change_snapshots(soci::session& sql, const std::vector<SnapshotKey>& keys, Change&& change) {
  for (const SnapshotKey& key : keys) {
    const auto text = one<std::string>(sql, "select data from snapshots where case_id = :c and snapshot = :s",
                                       with(key.case_id, key.snapshot));
    Json data = Json::parse(text.value_or("{}"), nullptr, false);
    if (!data.is_object()) continue;
    change(data);
    execute(sql, "update snapshots set data = :d where case_id = :c and snapshot = :s",
            with(data.dump(), key.case_id, key.snapshot));
  }
}

std::vector<SnapshotKey> snapshots_where(soci::session& sql, const std::string& condition, Values values) {
  std::vector<SnapshotKey> keys;
  each_row<int64_t, int64_t>(sql, "select case_id, snapshot from snapshots where " + condition, std::move(values),
                             [&](int64_t case_id, int64_t snapshot) {
                               keys.push_back({case_id, snapshot});
                             });
  return keys;
}

void rename_everywhere(soci::session& sql, const std::string& account_id, const std::string& nobody) {
  forget_account_texts(sql, account_id);
  execute(sql,
          "update members set account_id = :n, handle = null, display_name = null, created_at = null, followers = "
          "null, reason = '' where account_id = :a",
          with(nobody, account_id));
  keep_account_texts(sql, nobody);
  execute(sql, "update appeals set account_id = :n, text = '', contact = '' where account_id = :a",
          with(nobody, account_id));
  for (const char* table : {"decision_members", "notices", "outbox"})
    execute(sql, fmt::format("update {} set account_id = :n where account_id = :a", table), with(nobody, account_id));
}

// Answers are kept for a week, so that a request that comes again acts once; they stay, without the person.
void erase_from_answer(Json& answer, const std::string& account_id) {
  if (!answer.is_structured()) return;
  if (answer.is_object() && answer.value("account_id", Json()) == account_id)
    for (const char* field : {"text", "contact"})
      if (answer.contains(field)) answer[field] = "";
  for (Json& inner : answer) erase_from_answer(inner, account_id);
}

void erase_from_answers(soci::session& sql, const std::string& account_id, const std::string& nobody) {
  struct Answer {
    int64_t person_id;
    std::string key, text;
  };
  const std::string named = Json(account_id).dump();
  std::vector<Answer> answers;
  each_row<int64_t, std::string, std::string>(sql, "select person_id, idempotency_key, answer from answers", {},
                                              [&](int64_t person, std::string key, std::string text) {
                                                if (text.find(named) != std::string::npos)
                                                  answers.push_back({person, std::move(key), std::move(text)});
                                              });
  for (const Answer& kept : answers) {
    Json answer = Json::parse(kept.text, nullptr, false);
    erase_from_answer(answer, account_id);
    replace_text(answer, account_id, nobody);
    execute(sql, "update answers set answer = :a where person_id = :p and idempotency_key = :k",
            with(answer.dump(), kept.person_id, kept.key));
  }
}

// What went stands in SQLite's journal, and in its file, until the journal is written back: at once, as far as nobody
// reads just then; else with the next time.
void write_back(const Store& store) {
  if (!store.is_sqlite()) return;
  const auto address = parse_address(store.url());
  auto sql = address ? connect(*address) : address.error();
  if (!sql) return;
  try {
    **sql << "pragma wal_checkpoint(truncate)";
  } catch (const std::exception&) {  // it is written back later
  }
}

// The platform would be told to do something about an account that it has never heard of.
Result<void> check_nothing_waits(soci::session& sql, const std::string& account_id) {
  const int64_t waiting =
      one<int64_t>(sql, "select count(*) from outbox where account_id = :a and state <> 'delivered'", with(account_id))
          .value_or(0);
  if (waiting == 0) return {};
  return Error{.kind = ErrorKind::conflict,
               .message = fmt::format("{} messages about this account have not left for the platform", waiting),
               .hint = "let a publisher send them, or export and confirm them, and then erase"};
}

}  // namespace

Result<int64_t> erase_account(Store& store, const Actor& actor, const Erasure& erasure) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  if (auto right = check_text("account_id", erasure.account_id, 1, 512); !right) return right.error();
  if (auto right = check_text("reasons", erasure.reasons, 1, 2000); !right) return right.error();
  auto erased = write_once<int64_t>(store, actor, [&](Writing& writing) -> Result<int64_t> {
    soci::session& sql = writing.sql;
    const auto known =
        one<int64_t>(sql, "select count(*) from members where account_id = :a", with(erasure.account_id));
    const auto entries = column<int64_t>(sql, "select entry from history_accounts where account_id = :a order by entry",
                                         with(erasure.account_id));
    if (known.value_or(0) == 0 && entries.empty()) return no_such("account", erasure.account_id);
    if (auto right = check_nothing_waits(sql, erasure.account_id); !right) return right.error();
    const std::string nobody = nobody_instead_of(store, erasure.account_id, writing.random_token());
    change_snapshots(sql,
                     snapshots_where(sql, "case_id in (select case_id from members where account_id = :a)",
                                     with(erasure.account_id)),
                     [&](Json& data) { erase_from_network(data["network"], erasure.account_id, nobody); });
    rename_everywhere(sql, erasure.account_id, nobody);
    erase_from_answers(sql, erasure.account_id, nobody);
    for (int64_t entry : entries)
      execute(sql, "update history set body = null, body_salt = null where entry = :e", with(entry));
    execute(sql, "delete from history_accounts where account_id = :a", with(erasure.account_id));
    writing.append({.act = "account.erased",
                    .payload = {{"erased_as", nobody}, {"entries", entries}, {"reasons", erasure.reasons}}});
    return int64_t(entries.size());
  });
  if (erased) write_back(store);
  return erased;
}

namespace {

// Of cases that were decided long enough ago. A snapshot whose posts went says so, and is not looked at again; quotes
// within texts are written otherwise, so no text can say it.
std::vector<SnapshotKey> snapshots_too_old(soci::session& sql, const Settings& settings, int64_t now) {
  if (settings.retention_posts_days <= 0) return {};
  return snapshots_where(sql,
                         "case_id in (select case_id from cases where state = 'decided' and updated_at < :t) and "
                         // whoever answers an appeal must see them
                         "case_id not in (select case_id from appeals where state = 'open') and "
                         "data like '%\"text\":[%' and data not like '%\"posts_forgotten\":true%'",
                         with(now - 86'400 * settings.retention_posts_days));
}

constexpr const char* notes_too_old =
    "where text <> '' and time < :t and case_id in (select case_id from cases where state = 'decided')";

// Once an hour nothing is to be done as a rule, and then nobody who writes is kept waiting.
bool keeps_too_much(soci::session& sql, int64_t now) {
  const Settings settings = settings_in(sql);
  if (!snapshots_too_old(sql, settings, now).empty()) return true;
  return settings.retention_notes_days > 0 &&
         one<int64_t>(sql, fmt::format("select count(*) from notes {}", notes_too_old),
                      with(now - 86'400 * settings.retention_notes_days))
                 .value_or(0) > 0;
}

}  // namespace

Result<std::vector<std::string>> enforce_retention(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  const int64_t now = store.now();
  const auto too_much =
      store.read<bool>([now](soci::session& sql) -> Result<bool> { return keeps_too_much(sql, now); });
  if (!too_much) return too_much.error();
  if (!*too_much) return std::vector<std::string>();
  auto done = store.write<std::vector<std::string>>(actor, [&](Writing& writing) -> Result<std::vector<std::string>> {
    soci::session& sql = writing.sql;
    const Settings settings = settings_in(sql);
    std::vector<std::string> gone;
    int64_t posts = 0;
    change_snapshots(sql, snapshots_too_old(sql, settings, writing.now), [&](Json& data) {
      posts += forget_posts(data["network"]);
      data["posts_forgotten"] = true;
    });
    if (posts > 0) gone.push_back(fmt::format("posts: {}", posts));
    if (settings.retention_notes_days > 0) {
      const int64_t notes = execute(sql, fmt::format("update notes set text = '' {}", notes_too_old),
                                    with(writing.now - 86'400 * settings.retention_notes_days));
      if (notes > 0) gone.push_back(fmt::format("notes: {}", notes));
    }
    if (!gone.empty()) writing.append({.act = "retention.enforced", .payload = {{"gone", gone}}});
    return gone;
  });
  if (done) write_back(store);
  return done;
}

}  // namespace lockstep::cases
