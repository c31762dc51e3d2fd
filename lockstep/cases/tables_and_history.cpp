#include "lockstep/cases/tables_and_history.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/json.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

struct Entry {
  int64_t number, person_id, case_id;
  std::string act;
  Json said;
};

std::vector<Entry> entries_about_tables(soci::session& sql) {
  std::vector<Entry> entries;
  each_row<int64_t, int64_t, std::optional<int64_t>, std::string, std::string>(
      sql,
      "select entry, person_id, case_id, act, body from history where body is not null and act in ('person.added', "
      "'person.changed', 'settings.changed', 'policy.added', 'policy.retired', 'members.changed', 'decision.proposed', "
      "'decision.in_force', 'decision.declined', 'opinion.given', 'review.given', 'appeal.made', 'appeal.decided', "
      "'appeal.in_force') "
      "order by entry",
      {},
      [&](int64_t number, int64_t person, std::optional<int64_t> case_id, std::string act, const std::string& body) {
        Json said = Json::parse(body, nullptr, false);
        if (said.is_object()) entries.push_back({number, person, case_id.value_or(0), std::move(act), std::move(said)});
      });
  return entries;
}

// The names that are left of them; anybody may call themselves "erased:…".
std::set<std::string> erased_accounts(soci::session& sql) {
  std::set<std::string> names;
  for (const std::string& body : column<std::string>(
           sql, "select body from history where body is not null and act = 'account.erased' order by entry"))
    if (const Json said = Json::parse(body, nullptr, false); said.is_object())
      names.insert(said.value("erased_as", std::string()));
  return names;
}

// What a row should say, and the entry that said so last. A row is named as a person would: "decision 7".
struct Sealed {
  Json value;
  int64_t entry = 0;
};
using Rows = std::map<std::string, std::map<std::string, Sealed>>;  // row, then column

struct InForce {
  int64_t entry, case_id, decision_id;
};

class Replay {
 public:
  explicit Replay(soci::session& sql) : sql_(sql), erased_(erased_accounts(sql)) {
    for (const Entry& entry : entries_about_tables(sql)) take(entry);
    hold_people();
    hold_settings();
    hold_policies();
    hold_members();
    hold_decisions();
    hold_opinions();
    hold_reviews();
    hold_appeals();
    hold_measures();
    for (const auto& [row, columns] : sealed_)
      if (!found_.contains(row)) {
        const int64_t entry = columns.begin()->second.entry;
        differs(entry, fmt::format("{} is not there as entry {} sealed it", row, entry));
      }
  }

  std::optional<Difference> first() const { return first_; }

 private:
  void seal(const std::string& row, const Entry& entry, std::initializer_list<std::pair<const char*, Json>> columns) {
    for (const auto& [column, value] : columns) sealed_[row][column] = {value, entry.number};
  }

  static std::string named(const char* what, const Json& id) {
    return fmt::format("{} {}", what, id.is_string() ? id.get<std::string>() : id.dump());
  }
  static std::string policy(const Json& id, const Json& version) {
    return fmt::format("{} of version {}", named("policy", id), version.dump());
  }
  static std::string member(int64_t case_id, const std::string& account) {
    return fmt::format("member {} of case {}", account, case_id);
  }

  void take(const Entry& entry) {
    const Json& said = entry.said;
    const auto of = [&](const char* name) { return said.value(name, Json()); };
    if (entry.act.starts_with("person.")) {
      const std::string row = named("person", of("person_id"));
      for (const char* column : {"handle", "roles", "active"})
        if (said.contains(column)) seal(row, entry, {{column, said[column]}});
    } else if (entry.act == "settings.changed") {
      for (const auto& [name, value] : said.items())
        if (name != "webhook_secret") seal("setting " + name, entry, {{"value", value}});
    } else if (entry.act == "policy.added") {
      retire(entry);
      const std::string row = policy(of("policy_id"), of("version"));
      seal(row, entry, {{"name", of("name")}, {"text", of("text")}, {"measures", of("measures")}, {"use", true}});
      used_[of("policy_id").dump()] = row;
    } else if (entry.act == "policy.retired") {
      retire(entry);
    } else if (entry.act == "members.changed") {
      seal(member(entry.case_id, of("account_id")), entry, {{"kept", of("kept")}, {"reason", of("reason")}});
    } else if (entry.act == "opinion.given") {
      seal(fmt::format("the opinion of person {} on decision {}", entry.person_id, of("decision_id").dump()), entry,
           {{"agrees", of("agrees")}, {"reasons", of("reasons")}});
    } else if (entry.act == "review.given") {
      seal(named("review", of("review_id")), entry,
           {{"reviewer", entry.person_id}, {"measure", of("measure")}, {"reasons", of("reasons")}});
    } else if (entry.act == "appeal.made") {
      seal(named("appeal", of("appeal_id")), entry, {{"account_id", of("account_id")}, {"text", of("text")}});
    } else if (entry.act == "appeal.decided") {
      seal(named("appeal", of("appeal_id")), entry,
           {{"outcome", of("outcome")},
            {"new_measure", of("measure")},
            {"reasons", of("reasons")},
            {"decided_by", entry.person_id}});
    } else {
      take_decision(entry);
    }
  }

  void retire(const Entry& entry) {
    if (const auto used = used_.find(entry.said.value("policy_id", Json()).dump()); used != used_.end())
      seal(used->second, entry, {{"use", false}});
  }

  void take_decision(const Entry& entry) {
    const Json &said = entry.said, id = said.value("decision_id", Json());
    const std::string row = named("decision", id);
    if (entry.act == "decision.declined") {
      seal(row, entry, {{"state", "declined"}});
      proposed_.erase(entry.case_id);
      return;
    }
    seal(row, entry,
         {{"measure", said.value("measure", Json())},
          {"policy_id", said.value("policy_id", Json())},
          {"policy_version", said.value("policy_version", Json())},
          {"reasons", said.value("reasons", Json())}});
    if (entry.act == "decision.proposed") {
      if (const auto open = proposed_.find(entry.case_id); open != proposed_.end())
        seal(open->second, entry, {{"state", "superseded"}});
      proposed_[entry.case_id] = row;
      seal(row, entry,
           {{"state", "proposed"}, {"proposed_by", entry.person_id}, {"undoes", said.value("undoes", Json())}});
      return;
    }
    seal(row, entry, {{"state", "in_force"}, {"members", said.value("members_sha256", Json())}});
    in_force_.push_back({entry.number, entry.case_id, id.is_number_integer() ? id.get<int64_t>() : 0});
    if (entry.act == "appeal.in_force") {
      seal(row, entry, {{"proposed_by", entry.person_id}});
      return;
    }
    proposed_.erase(entry.case_id);
    if (const auto before = holds_.find(entry.case_id); before != holds_.end())
      seal(before->second, entry, {{"state", "superseded"}});
    holds_[entry.case_id] = row;
  }

  void differs(int64_t entry, std::string what) {
    if (!first_ || entry < first_->entry) first_ = {entry, std::move(what)};
  }

  void hold(const std::string& row, std::initializer_list<std::pair<const char*, Json>> columns) {
    found_.insert(row);
    const auto sealed = sealed_.find(row);
    for (const auto& [column, value] : columns) {
      if (sealed == sealed_.end()) continue;
      const auto said = sealed->second.find(column);
      if (said != sealed->second.end() && said->second.value != value)
        differs(said->second.entry,
                fmt::format("{} of {} is not what entry {} sealed", column, row, said->second.entry));
    }
  }

  bool knows(const std::string& row) const { return sealed_.contains(row); }

  // A row that no entry speaks of was added around the program.
  void of_no_entry(const std::string& row) {
    const auto newest = one<std::optional<int64_t>>(sql_, "select max(entry) from history");
    differs(newest.value_or(std::nullopt).value_or(0), fmt::format("no entry speaks of {}", row));
  }

  void hold_people() {
    each_row<int64_t, std::string, int64_t, bool>(
        sql_, "select person_id, handle, roles, active from people", {},
        [&](int64_t id, const std::string& handle, int64_t roles, bool active) {
          const std::string row = named("person", id);
          if (!knows(row)) return of_no_entry(row);
          hold(row, {{"handle", handle}, {"roles", names_of(Roles(roles))}, {"active", active}});
          if (!active && !sealed_[row].contains("active")) of_no_entry("the leaving of " + row);
        });
  }

  void hold_settings() {
    const Json known = Settings{};
    each_row<std::string, std::string>(sql_, "select name, value from settings", {},
                                       [&](const std::string& name, const std::string& value) {
                                         if (!known.contains(name) || name == "webhook_secret")
                                           return;  // its entry does not say which it is
                                         const std::string row = "setting " + name;
                                         if (!knows(row)) return of_no_entry(row);
                                         hold(row, {{"value", Json::parse(value, nullptr, false)}});
                                       });
  }

  void hold_policies() {
    each_row<std::string, int64_t, std::string, std::string, std::string, bool>(
        sql_, "select policy_id, version, name, text, measures, active from policies", {},
        [&](const std::string& id, int64_t version, const std::string& name, const std::string& text,
            const std::string& measures, bool active) {
          const std::string row = policy(id, version);
          if (!knows(row)) return of_no_entry(row);
          hold(row,
               {{"name", name}, {"text", text}, {"measures", Json::parse(measures, nullptr, false)}, {"use", active}});
        });
  }

  void hold_members() {
    each_row<int64_t, std::string, bool, std::string>(
        sql_, "select case_id, account_id, kept, reason from members where kept = 0 or reason <> ''", {},
        [&](int64_t case_id, const std::string& account, bool kept, const std::string& reason) {
          const std::string row = member(case_id, account);
          if (knows(row)) return hold(row, {{"kept", kept}, {"reason", reason}});
          if (!is_erased(account)) of_no_entry("a change of " + row);
        });
  }

  bool is_erased(const std::string& account) const { return erased_.contains(account); }

  void hold_decisions() {
    std::set<int64_t> with_erased;
    each_row<int64_t, std::string>(
        sql_, "select decision_id, account_id from decision_members where account_id like 'erased:%'", {},
        [&](int64_t id, const std::string& account) {
          if (is_erased(account)) with_erased.insert(id);
        });
    for (const Decision& decision : decisions_where(sql_, "", {}, false)) {
      const std::string row = named("decision", decision.decision_id);
      if (!knows(row)) {
        of_no_entry(row);
        continue;
      }
      hold(row, {{"measure", decision.measure},
                 {"policy_id", decision.policy_id},
                 {"policy_version", decision.policy_version},
                 {"reasons", decision.reasons},
                 {"state", decision.state},
                 {"proposed_by", decision.proposed_by},
                 {"undoes", Json(decision.undoes)}});
      if (sealed_[row].contains("members") && !with_erased.contains(decision.decision_id))
        hold(row, {{"members", members_digest(sql_, decision.decision_id)}});
    }
  }

  void hold_opinions() {
    each_row<int64_t, int64_t, bool, std::string>(
        sql_, "select decision_id, person_id, agrees, reasons from opinions", {},
        [&](int64_t decision, int64_t person, bool agrees, const std::string& reasons) {
          const std::string row = fmt::format("the opinion of person {} on decision {}", person, decision);
          if (!knows(row)) return of_no_entry(row);
          hold(row, {{"agrees", agrees}, {"reasons", reasons}});
        });
  }

  void hold_reviews() {
    each_row<int64_t, int64_t, std::string, std::string>(
        sql_, "select review_id, reviewer, measure, reasons from reviews where given_at is not null", {},
        [&](int64_t id, int64_t reviewer, const std::string& measure, const std::string& reasons) {
          const std::string row = named("review", id);
          if (!knows(row)) return of_no_entry(row);
          hold(row, {{"reviewer", reviewer}, {"measure", measure}, {"reasons", reasons}});
        });
  }

  void hold_appeals() {
    each_row<int64_t, std::string, std::string, std::optional<std::string>, std::optional<std::string>,
             std::optional<std::string>, std::optional<int64_t>>(
        sql_, "select appeal_id, account_id, text, outcome, new_measure, reasons, decided_by from appeals", {},
        [&](int64_t id, const std::string& account, const std::string& text, const std::optional<std::string>& outcome,
            const std::optional<std::string>& measure, const std::optional<std::string>& reasons,
            std::optional<int64_t> by) {
          const std::string row = named("appeal", id);
          if (!knows(row) && !is_erased(account)) return of_no_entry(row);
          hold(row, {{"account_id", account},
                     {"text", text},
                     {"outcome", Json(outcome)},
                     {"new_measure", Json(measure)},
                     {"reasons", Json(reasons)},
                     {"decided_by", Json(by)}});
          if (outcome && !sealed_[row].contains("outcome") && !is_erased(account))
            of_no_entry(fmt::format("the outcome of {}", row));
        });
  }

  // Under which measure an account is follows from the decisions, whose members were held above.
  void hold_measures() {
    std::map<std::pair<int64_t, std::string>, Sealed> under;
    for (const InForce& decision : in_force_)
      each_row<std::string, std::string>(
          sql_, "select account_id, measure from decision_members where decision_id = :d and measure <> 'hold'",
          with(decision.decision_id), [&](std::string account, std::string measure) {
            under[{decision.case_id, std::move(account)}] = {std::move(measure), decision.entry};
          });
    each_row<int64_t, std::string, std::string>(
        sql_, "select case_id, account_id, measure from members where measure is not null", {},
        [&](int64_t case_id, const std::string& account, const std::string& measure) {
          const auto decided = under.find({case_id, account});
          if (decided == under.end()) return of_no_entry("the measure of " + member(case_id, account));
          if (decided->second.value != measure)
            differs(decided->second.entry, fmt::format("the measure of {} is not what entry {} put in force",
                                                       member(case_id, account), decided->second.entry));
          under.erase(decided);
        });
    for (const auto& [whose, measure] : under)
      differs(measure.entry, fmt::format("the measure of {} is not what entry {} put in force",
                                         member(whose.first, whose.second), measure.entry));
  }

  soci::session& sql_;
  Rows sealed_;
  std::set<std::string> found_;
  std::map<int64_t, std::string> proposed_, holds_;  // by case: the decision that waits, and the one in force
  std::map<std::string, std::string> used_;          // the row of a policy's version in use
  std::vector<InForce> in_force_;                    // in the order in which they came into force
  const std::set<std::string> erased_;
  std::optional<Difference> first_;
};

}  // namespace

std::optional<Difference> table_that_differs(soci::session& sql) { return Replay(sql).first(); }

}  // namespace lockstep::cases
