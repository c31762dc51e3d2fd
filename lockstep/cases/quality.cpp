#include <fmt/format.h>

#include <cmath>
#include <map>

#include "lockstep/cases/agreement.h"
#include "lockstep/cases/appeals.h"
#include "lockstep/cases/blind.h"
#include "lockstep/cases/once.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

struct Share {
  int64_t decided = 0, changed = 0, reversed = 0;
};

// 95% by Wilson (1927).
ReversalRate rate_of(std::string policy, std::string reviewer, const Share& share) {
  const double n = double(share.decided), p = double(share.changed + share.reversed) / n, z = 1.959964;
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z / (1 + z * z / n) * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return {.policy_id = std::move(policy),
          .reviewer = std::move(reviewer),
          .decided = share.decided,
          .changed = share.changed,
          .reversed = share.reversed,
          .share = p,
          .low = std::max(0.0, middle - half),
          .high = std::min(1.0, middle + half)};
}

}  // namespace

Result<std::vector<ReviewTask>> list_reviews(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, Roles(Role::reviewer)); !may) return may.error();
  return store.read<std::vector<ReviewTask>>([&](soci::session& sql) -> Result<std::vector<ReviewTask>> {
    std::vector<ReviewTask> tasks;
    each_row<int64_t, int64_t, int64_t>(
        sql,
        fmt::format("select r.review_id, r.case_id, r.created_at from {} order by r.review_id limit 500",
                    reviews_open_to(actor)),
        {}, [&](int64_t id, int64_t case_id, int64_t created) {
          tasks.push_back({id, case_id, created});
        });
    return tasks;
  });
}

Result<void> give_review(Store& store, const Actor& actor, int64_t review_id, const std::string& measure,
                         const std::string& reasons) {
  if (auto may = check_may(actor, Roles(Role::reviewer)); !may) return may.error();
  if (auto right = check_measure("measure", measure); !right) return right.error();
  if (auto right = check_text("reasons", reasons, 1, 5000); !right) return right.error();
  auto done = write_once<int64_t>(store, actor, [&](Writing& writing) -> Result<int64_t> {
    const auto case_id = one<int64_t>(
        writing.sql, "select case_id from reviews where review_id = :r and given_at is null", with(review_id));
    if (!case_id) return no_such("open review", review_id);
    if (!one<int64_t>(writing.sql,
                      fmt::format("select r.review_id from {} and r.review_id = :r", reviews_open_to(actor)),
                      with(review_id)))
      return Error{.kind = ErrorKind::forbidden,
                   .message = "you took part in what was decided about this case, or may look at an appeal against it",
                   .hint = "a blind review is for somebody who knows nothing of the decision"};
    execute(writing.sql,
            "update reviews set reviewer = :p, measure = :m, reasons = :t, given_at = :n where review_id = :r",
            with(actor.person_id, measure, reasons, writing.now, review_id));
    writing.append({.act = "review.given",
                    .case_id = *case_id,
                    .payload = {{"review_id", review_id}, {"measure", measure}, {"reasons", reasons}}});
    return 1;
  });
  if (!done) return done.error();
  return {};
}

Result<std::vector<Agreement>> agreement(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, Role::reviewer | Role::auditor); !may) return may.error();
  return store.read<std::vector<Agreement>>([&](soci::session& sql) -> Result<std::vector<Agreement>> {
    std::map<std::string, std::vector<Ratings>> by_policy;
    each_row<std::string, std::string, std::string>(
        sql,
        "select d.policy_id, d.measure, r.measure from reviews r join decisions d on d.decision_id = r.decision_id "
        "where r.given_at is not null order by r.review_id",
        {}, [&](const std::string& policy, std::string first, std::string second) {
          by_policy[policy].push_back({std::move(first), std::move(second)});
        });
    std::vector<Agreement> all;
    for (const auto& [policy, units] : by_policy) {
      all.push_back({.policy_id = policy, .reviews = int64_t(units.size())});
      if (units.size() < 2) continue;  // one review that differs is no "0, what chance gives"
      all.back().alpha = krippendorff_alpha(units);
      const auto interval = alpha_interval(units);
      if (interval) {
        all.back().alpha_low = interval->low;
        all.back().alpha_high = interval->high;
      }
    }
    return all;
  });
}

Result<std::vector<ReversalRate>> reversal_rates(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, Roles(Role::auditor)); !may) return may.error();
  return store.read<std::vector<ReversalRate>>([&](soci::session& sql) -> Result<std::vector<ReversalRate>> {
    std::map<std::string, Share> by_policy, by_reviewer;
    each_row<std::string, std::optional<std::string>, std::string>(
        sql,
        "select d.policy_id, p.handle, a.outcome from appeals a join decisions d on d.decision_id = a.decision_id "
        "left join people p on p.person_id = d.proposed_by where a.state = 'decided'",
        {}, [&](const std::string& policy, const std::optional<std::string>& reviewer, const std::string& outcome) {
          for (Share* share : {&by_policy[policy], &by_reviewer[reviewer.value_or("")]}) {
            ++share->decided;
            share->changed += outcome == "changed";
            share->reversed += outcome == "reversed";
          }
        });
    std::vector<ReversalRate> rates;
    for (const auto& [policy, share] : by_policy) rates.push_back(rate_of(policy, "", share));
    for (const auto& [reviewer, share] : by_reviewer) rates.push_back(rate_of("", reviewer, share));
    return rates;
  });
}

}  // namespace lockstep::cases
