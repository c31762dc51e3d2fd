#include "lockstep/cases/copy_tables.h"

#include <fmt/format.h>

#include <deque>

#include "lockstep/cases/account_texts.h"

namespace lockstep::cases {
namespace {

// One column's value on its way: read into it and written out of it.
struct Carried {
  std::string name, type;
  long long whole = 0;
  double real = 0;
  std::string text;
  soci::indicator indicator = soci::i_ok;

  template <class Exchange>
  void exchange(Exchange&& with) {
    if (type == "bigint") return with(whole);
    if (type == "double precision") return with(real);
    with(text);
  }
};

std::deque<Carried> columns_of(soci::session& sqlite, const std::string& table) {
  std::deque<Carried> columns;  // whose addresses stay
  each_row<std::string, std::string>(sqlite, fmt::format("select name, type from pragma_table_info('{}')", table), {},
                                     [&](std::string name, std::string type) {
                                       columns.push_back({.name = std::move(name), .type = std::move(type)});
                                     });
  return columns;
}

int64_t copy_table(soci::session& from, soci::session& to, const std::string& table, std::deque<Carried> columns) {
  std::string names, places;
  soci::statement in(from), out(to);
  for (Carried& column : columns) {
    names += (names.empty() ? "" : ", ") + column.name;
    places += (places.empty() ? ":" : ", :") + column.name;
    column.exchange([&](auto& value) {
      in.exchange(soci::into(value, column.indicator));
      out.exchange(soci::use(value, column.indicator));
    });
  }
  in.alloc();
  in.prepare(fmt::format("select {} from {}", names, table));
  in.define_and_bind();
  out.alloc();
  out.prepare(fmt::format("insert into {} ({}) values ({})", table, names, places));
  out.define_and_bind();
  int64_t rows = 0;
  in.execute();
  for (; in.fetch(); ++rows) out.execute(true);
  return rows;
}

}  // namespace

int64_t copy_tables(soci::session& from, soci::session& to, soci::session& sqlite) {
  int64_t rows = 0;
  for (const std::string& table : column<std::string>(
           sqlite,
           "select name from sqlite_master where type = 'table' and name not in ('store_schema', 'account_texts')"
           " order by name"))
    rows += copy_table(from, to, table, columns_of(sqlite, table));
  keep_all_account_texts(to);
  return rows;
}

}  // namespace lockstep::cases
