// lockstep/cases/sql.h
//
// Statements with their values bound, rows as arguments of a function: the same words for SQLite and PostgreSQL.
//
//   each_row<int64_t, std::optional<std::string>>(sql, "select case_id, handle from members where account_id = :a",
//                                                 with(account), [&](int64_t id, std::optional<std::string> handle)
//                                                 {…});
//
// Columns: int64_t, double, bool, std::string, and std::optional of these (null). Values the same, and string_view.
// Each goes to PostgreSQL once, whole; what is prepared there first, and forgotten after, costs three journeys.
#pragma once

#include <soci/soci.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace lockstep::cases {

namespace sql_detail {

template <class T>
struct Held {
  using type = T;
};
template <>
struct Held<int64_t> {
  using type = long long;
};
template <>
struct Held<bool> {
  using type = long long;
};

template <class T>
struct Column {
  typename Held<T>::type value{};
  soci::indicator indicator = soci::i_ok;
  T get() const { return indicator == soci::i_null ? T{} : T(value); }
};
template <class T>
struct Column<std::optional<T>> {
  typename Held<T>::type value{};
  soci::indicator indicator = soci::i_ok;
  std::optional<T> get() const { return indicator == soci::i_null ? std::nullopt : std::optional<T>(T(value)); }
};

// What a statement is given, kept until it has run.
struct Value {
  std::variant<long long, double, std::string> held;
  soci::indicator indicator = soci::i_ok;
};
inline Value value_of(std::string_view text) { return {.held = std::string(text)}; }
inline Value value_of(double number) { return {.held = number}; }
template <std::integral Number>
Value value_of(Number number) {
  return {.held = static_cast<long long>(number)};
}
template <class T>
Value value_of(const std::optional<T>& value) {
  if (value) return value_of(*value);
  Value none = value_of(T{});
  none.indicator = soci::i_null;
  return none;
}

inline void bind(soci::statement& statement, std::vector<Value>& values) {
  for (Value& value : values)
    std::visit([&](auto& held) { statement.exchange(soci::use(held, value.indicator)); }, value.held);
}

}  // namespace sql_detail

using Values = std::vector<sql_detail::Value>;

// In the order of the placeholders' first appearance; each placeholder stands once in its statement.
template <class... T>
Values with(const T&... values) {
  return {sql_detail::value_of(values)...};
}

template <class... Columns, class Visit>
void each_row(soci::session& sql, const std::string& text, Values values, Visit&& visit) {
  std::tuple<sql_detail::Column<Columns>...> row;
  soci::statement statement(sql);
  std::apply([&](auto&... column) { (statement.exchange(soci::into(column.value, column.indicator)), ...); }, row);
  sql_detail::bind(statement, values);
  statement.alloc();
  statement.prepare(text, soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute();
  while (statement.fetch()) std::apply([&](const auto&... column) { visit(column.get()...); }, row);
}

// The first row's only column.
template <class T>
std::optional<T> one(soci::session& sql, const std::string& text, Values values = {}) {
  std::optional<T> found;
  each_row<T>(sql, text, std::move(values), [&](T value) {
    if (!found) found = std::move(value);
  });
  return found;
}

template <class T>
std::vector<T> column(soci::session& sql, const std::string& text, Values values = {}) {
  std::vector<T> found;
  each_row<T>(sql, text, std::move(values), [&](T value) { found.push_back(std::move(value)); });
  return found;
}

// The rows that it changed.
inline int64_t execute(soci::session& sql, const std::string& text, Values values = {}) {
  soci::statement statement(sql);
  sql_detail::bind(statement, values);
  statement.alloc();
  statement.prepare(text, soci::details::st_one_time_query);
  statement.define_and_bind();
  statement.execute(true);
  return statement.get_affected_rows();
}

}  // namespace lockstep::cases
