#include <fmt/format.h>

#include <map>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

struct Order {
  const char* key;  // an expression that is never null
  bool descending;
  Json (*of)(const CaseRow&);
};

constexpr int64_t no_deadline = 9'000'000'000;

const std::map<std::string_view, Order>& orders() {
  static const std::map<std::string_view, Order> all = {
      {"priority", {"c.priority", true, [](const CaseRow& row) { return Json(row.priority); }}},
      {"age", {"c.opened_at", false, [](const CaseRow& row) { return Json(row.opened_at); }}},
      {"deadline",
       {"coalesce(c.deadline, 9000000000)", false,
        [](const CaseRow& row) { return Json(row.deadline.value_or(no_deadline)); }}},
      {"size", {"c.members", true, [](const CaseRow& row) { return Json(row.members); }}},
      {"updated", {"c.updated_at", true, [](const CaseRow& row) { return Json(row.updated_at); }}}};
  return all;
}

// Conditions that are all true, with their values in order.
struct Conditions {
  std::string text = "where 1 = 1";
  Values values;
  template <class... T>
  void add(const std::string& condition, const T&... given) {
    text += " and " + condition;
    for (auto& value : with(given...)) values.push_back(std::move(value));
  }
};

// A case that the actor sees blind is in no state that would tell what was decided.
void add_state(Conditions& all, const CaseQuery& query, const Actor& actor) {
  if (!query.state) return;
  const std::string blind = cases_seen_blind(actor);
  if (*query.state == "waiting")  // for somebody's work; whom a review waits for is told under the reviews
    all.add(fmt::format("(c.state in ('open', 'proposed') or c.state = 'held' and c.case_id not in ({}))", blind));
  else if (*query.state == "in_review")
    all.add(fmt::format("c.state in ('decided', 'held') and c.case_id in ({})", blind));
  else if (*query.state == "decided" || *query.state == "held")
    all.add(fmt::format("c.state = :state and c.case_id not in ({})", blind), *query.state);
  else
    all.add("c.state = :state", *query.state);
}

Conditions conditions_of(const CaseQuery& query, const Actor& actor) {
  Conditions all;
  add_state(all, query, actor);
  if (query.network_class) all.add("c.network_class = :class", *query.network_class);
  if (query.claimed == "me") all.add("c.claimed_by = :me", actor.person_id);
  if (query.claimed == "free") all.add("c.claimed_by is null");
  if (query.min_members) all.add("c.members >= :least", *query.min_members);
  if (query.max_members) all.add("c.members <= :most", *query.max_members);
  if (query.account) all.add("c.case_id in (select case_id from members where account_id = :account)", *query.account);
  return all;
}

Values cursor_values(const Json& cursor) {
  const Json& key = cursor[0];
  auto key_value =
      key.is_number_float() ? sql_detail::value_of(key.get<double>()) : sql_detail::value_of(key.get<int64_t>());
  return {key_value, key_value, sql_detail::value_of(cursor[1].get<int64_t>())};
}

bool is_cursor(const Json& cursor) {
  return cursor.size() == 2 && cursor[0].is_number() && cursor[1].is_number_integer();
}

}  // namespace

Result<CasePage> list_cases(Store& store, const Actor& actor, const CaseQuery& query) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  if (auto right = check_limit(query.limit, 200); !right) return right.error();
  const auto order = orders().find(query.sort);
  if (order == orders().end())
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("\"{}\" is not an order", query.sort),
                 .where = "sort",
                 .hint = "priority, age, deadline, size, updated"};
  auto cursor = read_cursor(query.cursor);
  if (!cursor) return cursor.error();
  if (!cursor->is_null() && !is_cursor(*cursor))
    return Error{.kind = ErrorKind::usage, .message = "is not one that was given out", .where = "cursor"};
  const Order& by = order->second;
  return store.read<CasePage>([&](soci::session& sql) -> Result<CasePage> {
    Conditions all = conditions_of(query, actor);
    CasePage page;
    page.total = one<int64_t>(sql, "select count(*) from cases c " + all.text, all.values).value_or(0);
    if (!cursor->is_null()) {
      all.text +=
          fmt::format(" and ({0} {1} :k1 or ({0} = :k2 and c.case_id > :k3))", by.key, by.descending ? "<" : ">");
      for (auto& value : cursor_values(*cursor)) all.values.push_back(std::move(value));
    }
    page.cases = cases_where(sql,
                             fmt::format("{} order by {} {}, c.case_id limit {}", all.text, by.key,
                                         by.descending ? "desc" : "asc", query.limit + 1),
                             all.values);
    veil_decisions(sql, actor, page.cases);
    if (int64_t(page.cases.size()) > query.limit) {
      page.cases.pop_back();
      page.next_cursor = cursor_of({by.of(page.cases.back()), page.cases.back().case_id});
    }
    return page;
  });
}

Result<std::vector<SimilarCase>> similar_cases(Store& store, const Actor& actor, int64_t case_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<SimilarCase>>([&](soci::session& sql) -> Result<std::vector<SimilarCase>> {
    if (!find_case(sql, case_id)) return no_such("case", case_id);
    std::map<int64_t, SimilarCase> found;
    const auto count = [&](const char* table, const char* key, int64_t SimilarCase::*field) {
      each_row<int64_t, int64_t>(
          sql,
          fmt::format("select other.case_id, count(*) from {0} mine join {0} other on other.{1} = mine.{1}"
                      " and other.case_id <> mine.case_id where mine.case_id = :c group by other.case_id"
                      " order by count(*) desc, other.case_id limit 50",
                      table, key),
          with(case_id), [&](int64_t other, int64_t shared) { found[other].*field = shared; });
    };
    count("members", "account_id", &SimilarCase::shared_members);
    count("sources", "source", &SimilarCase::shared_sources);
    std::vector<SimilarCase> all;
    for (auto& [id, similar] : found) {
      const CaseRow row = veiled(sql, actor, *find_case(sql, id));
      similar.case_id = id;
      similar.title = row.title;
      similar.network_class = row.network_class;
      similar.members = row.members;
      similar.state = row.state;
      if (!sees_blind(sql, actor, id))
        similar.measure = one<std::string>(sql,
                                           "select measure from decisions where case_id = :c and state = 'in_force'"
                                           " and appeal_id is null order by decision_id desc limit 1",
                                           with(id));
      all.push_back(std::move(similar));
    }
    std::ranges::sort(all, [](const SimilarCase& a, const SimilarCase& b) {
      return std::tuple(-a.shared_members, -a.shared_sources, a.case_id) <
             std::tuple(-b.shared_members, -b.shared_sources, b.case_id);
    });
    return all;
  });
}

}  // namespace lockstep::cases
