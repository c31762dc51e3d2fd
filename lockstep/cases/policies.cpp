#include <fmt/format.h>

#include <algorithm>

#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

std::vector<Policy> policies_where(soci::session& sql, const std::string& condition, Values values) {
  std::vector<Policy> policies;
  each_row<std::string, int64_t, std::string, std::string, std::string, bool, int64_t>(
      sql,
      fmt::format("select policy_id, version, name, text, measures, active, created_at from policies {}"
                  " order by policy_id, version desc",
                  condition),
      std::move(values),
      [&](std::string id, int64_t version, std::string name, std::string text, const std::string& allowed, bool active,
          int64_t created) {
        policies.push_back({.policy_id = std::move(id),
                            .version = version,
                            .name = std::move(name),
                            .text = std::move(text),
                            .measures = Json::parse(allowed),
                            .active = active,
                            .created_at = created});
      });
  return policies;
}

}  // namespace

std::optional<Policy> find_policy(soci::session& sql, const std::string& policy_id, int64_t version) {
  auto found = policies_where(sql, "where policy_id = :p and version = :v", with(policy_id, version));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<std::vector<Policy>> list_policies(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, all_roles); !may) return may.error();
  return store.read<std::vector<Policy>>([](soci::session& sql) { return policies_where(sql, "", {}); });
}

Result<Policy> add_policy(Store& store, const Actor& actor, const NewPolicy& policy, std::optional<int64_t> seen) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  const bool named =
      !policy.policy_id.empty() && policy.policy_id.size() <= 64 && std::ranges::all_of(policy.policy_id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      });
  if (!named)
    return Error{.kind = ErrorKind::usage,
                 .message = "is not a short name of a policy",
                 .where = "policy_id",
                 .hint = "1 to 64 of a-z, 0-9 and dash"};
  if (auto right = check_text("name", policy.name, 1, 200); !right) return right.error();
  if (auto right = check_text("text", policy.text, 1, 20'000); !right) return right.error();
  std::vector<std::string> allowed = policy.measures;
  for (const std::string& measure : allowed)
    if (auto right = check_measure("measures", measure); !right) return right.error();
  std::ranges::sort(allowed);
  allowed.erase(std::unique(allowed.begin(), allowed.end()), allowed.end());
  if (allowed.empty())
    return Error{.kind = ErrorKind::usage, .message = "names no measure that the policy allows", .where = "measures"};
  return store.write<Policy>(actor, [&](Writing& writing) -> Result<Policy> {
    const int64_t version =
        one<std::optional<int64_t>>(writing.sql, "select max(version) from policies where policy_id = :p",
                                    with(policy.policy_id))
            .value_or(std::nullopt)
            .value_or(0) +
        1;
    if (seen && *seen != version - 1)
      return Error{.kind = ErrorKind::conflict,
                   .message = version == 1
                                  ? fmt::format("there is no policy \"{}\"", policy.policy_id)
                                  : fmt::format("policy \"{}\" is at version {} by now", policy.policy_id, version - 1),
                   .where = "If-Match",
                   .hint = "look at it again, then write"};
    execute(writing.sql, "update policies set active = 0 where policy_id = :p", with(policy.policy_id));
    execute(writing.sql,
            "insert into policies (policy_id, version, name, text, measures, active, created_at) "
            "values (:p, :v, :n, :t, :m, 1, :c)",
            with(policy.policy_id, version, policy.name, policy.text, Json(allowed).dump(), writing.now));
    writing.append({.act = "policy.added",
                    .payload = {{"policy_id", policy.policy_id},
                                {"version", version},
                                {"name", policy.name},
                                {"text", policy.text},
                                {"measures", allowed}}});
    return *find_policy(writing.sql, policy.policy_id, version);
  });
}

Result<void> retire_policy(Store& store, const Actor& actor, const std::string& policy_id) {
  if (auto may = check_may(actor, Roles(Role::administrator)); !may) return may.error();
  auto done = store.write<int64_t>(actor, [&](Writing& writing) -> Result<int64_t> {
    const int64_t changed =
        execute(writing.sql, "update policies set active = 0 where policy_id = :p and active = 1", with(policy_id));
    if (changed == 0) return no_such("policy in use", policy_id);
    writing.append({.act = "policy.retired", .payload = {{"policy_id", policy_id}}});
    return changed;
  });
  if (!done) return done.error();
  return {};
}

}  // namespace lockstep::cases
