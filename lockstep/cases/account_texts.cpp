#include "lockstep/cases/account_texts.h"

#include <fmt/format.h>

namespace lockstep::cases {
namespace {

bool is_sqlite(soci::session& sql) { return sql.get_backend_name() == "sqlite3"; }

// Small letters of ASCII alone, whatever language the database was made for.
std::string lower(soci::session& sql, std::string_view text) {
  return fmt::format("lower({}{})", text, is_sqlite(sql) ? "" : " collate \"C\"");
}

// ends(text, account_id): every end of every name of the members under this condition, cut to what is searched.
std::string ends_of(soci::session& sql, std::string_view members) {
  const auto names = [&](std::string_view column) {
    return fmt::format("select {}, account_id from named where {} <> ''",
                       lower(sql, fmt::format("substr({}, 1, {})", column, searched_characters)), column);
  };
  return fmt::format(
      "with recursive named as (select account_id, handle, display_name from members where {}),"
      " ends(text, account_id) as ({} union all {}"
      " union all select substr(text, 2), account_id from ends where length(text) > 1)",
      members, names("handle"), names("display_name"));
}

std::string rows_of_ends(soci::session& sql) {
  return fmt::format(
      "select substr(text, 1, {0}) as text, account_id from ends"
      " union select {1}, account_id from named where account_id <> ''",
      kept_characters, lower(sql, fmt::format("substr(account_id, 1, {})", kept_characters)));
}

void keep(soci::session& sql, std::string_view members, Values values) {
  execute(sql,
          fmt::format("{} insert into account_texts (text, account_id) select text, account_id from ({}) made"
                      " where true order by text, account_id on conflict do nothing",
                      ends_of(sql, members), rows_of_ends(sql)),
          std::move(values));
}

}  // namespace

std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
  return small;
}

void make_account_texts(soci::session& sql) {
  // In the order of bytes on both; SQLite needs no second copy of its rows beside the index.
  const bool sqlite = is_sqlite(sql);
  const char* text = sqlite ? "text" : "text collate \"C\"";
  sql << fmt::format(
      "create table account_texts (text {0} not null, account_id {0} not null, primary key (text, account_id)){1}",
      text, sqlite ? " without rowid" : "");
  keep_all_account_texts(sql);
}

void keep_account_texts(soci::session& sql, int64_t case_id) { keep(sql, "case_id = :c", with(case_id)); }

void keep_account_texts_from(soci::session& sql, int64_t case_id) { keep(sql, "case_id >= :c", with(case_id)); }

void keep_account_texts(soci::session& sql, const std::string& account_id) {
  keep(sql, "account_id = :a", with(account_id));
}

void keep_all_account_texts(soci::session& sql) { keep(sql, "true", {}); }

void forget_account_texts(soci::session& sql, const std::string& account_id) {
  execute(sql,
          fmt::format("delete from account_texts where account_id = :b and text in ({} select text from ({}) made)",
                      ends_of(sql, "account_id = :a"), rows_of_ends(sql)),
          with(account_id, account_id));
}

}  // namespace lockstep::cases
