#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

#include "lockstep/cases/blind.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/notice_rows.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"

namespace lockstep::cases {
namespace {

std::string link_of(const Store& store, const Settings& settings, int64_t notice_id) {
  return settings.public_url + "/notice/" + notice_token(store, notice_id);
}

std::string link_kept_back(const Settings& settings) { return settings.public_url + "/notice/…"; }

// What a notice's text is filled with; its decision is there as long as the notice is.
NoticeFacts facts_of(soci::session& sql, const Store& store, const Notice& notice, Links links) {
  NoticeFacts facts{.account_id = notice.account_id, .case_id = notice.case_id, .appeal_until = notice.appeal_until};
  each_row<std::string, int64_t, std::string, std::string, std::optional<std::string>, std::string, std::string>(
      sql,
      "select d.reasons, d.policy_version, coalesce(y.name, ''), coalesce(y.text, ''), dm.measure, "
      "d.sentence, d.effect from decisions d left join decision_members dm on "
      "dm.decision_id = d.decision_id and dm.account_id = :a left join policies y on y.policy_id = d.policy_id and "
      "y.version = d.policy_version where d.decision_id = :d",
      with(notice.account_id, notice.decision_id),
      [&](std::string reasons, int64_t version, std::string name, std::string text,
          const std::optional<std::string>& measure, std::string sentence, const std::string& effect) {
        facts.reasons = std::move(reasons);
        facts.policy_version = version;
        facts.policy_name = std::move(name);
        facts.policy_text = std::move(text);
        facts.measure = measure.value_or("no_action");
        facts.sentence = std::move(sentence);
        facts.accounts = Json::parse(effect).value("notices", int64_t(0));
      });
  facts.outcome = one<std::string>(sql,
                                   "select a.outcome from appeals a join decisions d on d.appeal_id = a.appeal_id "
                                   "where d.decision_id = :d and a.outcome is not null",
                                   with(notice.decision_id))
                      .value_or("upheld");
  const Settings settings = settings_in(sql);
  facts.appeal_link = links == Links::shown ? link_of(store, settings, notice.notice_id) : link_kept_back(settings);
  return facts;
}

}  // namespace

std::string notice_token(const Store& store, int64_t notice_id) {
  const std::string tag = store.tag(fmt::format("notice {}", notice_id)).substr(0, 24);
  char text[64];
  sodium_bin2base64(text, sizeof text, reinterpret_cast<const unsigned char*>(tag.data()), tag.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return fmt::format("{}-{}", notice_id, text);
}

std::optional<int64_t> notice_of_token(const Store& store, std::string_view token) {
  int64_t id = 0;
  const auto [end, failed] = std::from_chars(token.data(), token.data() + token.size(), id);
  if (failed != std::errc() || id <= 0) return std::nullopt;
  const std::string right = notice_token(store, id);
  if (right.size() != token.size() || sodium_memcmp(right.data(), token.data(), right.size()) != 0) return std::nullopt;
  return id;
}

Links links_for(const Actor& actor) { return actor.may(Roles(Role::publisher)) ? Links::shown : Links::kept_back; }

std::vector<Notice> notices_where(soci::session& sql, const Store& store, const std::string& condition, Values values,
                                  Links links) {
  std::vector<Notice> notices;
  std::vector<std::string> patterns;
  each_row<int64_t, int64_t, int64_t, std::string, std::string, std::string, std::string, int64_t,
           std::optional<int64_t>, int64_t, std::optional<std::string>>(
      sql,
      fmt::format("select n.notice_id, n.case_id, n.decision_id, n.account_id, n.kind, n.language, n.state,"
                  " n.created_at, n.sent_at, n.appeal_until, t.text from notices n left join notice_texts t on"
                  " t.decision_id = n.decision_id and t.language = n.language and t.kind = n.kind {}",
                  condition),
      std::move(values),
      [&](int64_t id, int64_t case_id, int64_t decision, std::string account, std::string kind, std::string language,
          std::string state, int64_t created, std::optional<int64_t> sent, int64_t until,
          const std::optional<std::string>& pattern) {
        notices.push_back({.notice_id = id,
                           .case_id = case_id,
                           .decision_id = decision,
                           .account_id = std::move(account),
                           .kind = std::move(kind),
                           .language = std::move(language),
                           .state = std::move(state),
                           .created_at = created,
                           .sent_at = sent,
                           .appeal_until = until});
        patterns.push_back(pattern.value_or(""));
      });
  for (size_t i = 0; i < notices.size(); ++i) {
    auto text = format_notice(patterns[i], notices[i].language, facts_of(sql, store, notices[i], links));
    notices[i].text = text ? std::move(*text) : text.error().message;
  }
  return notices;
}

std::optional<Notice> find_notice(soci::session& sql, const Store& store, int64_t notice_id, Links links) {
  auto found = notices_where(sql, store, "where n.notice_id = :n", with(notice_id), links);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Result<NoticePage> list_notices(Store& store, const Actor& actor, const std::optional<std::string>& state,
                                const std::string& cursor, int64_t limit) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  if (auto right = check_limit(limit, 200); !right) return right.error();
  auto after = read_cursor(cursor);
  if (!after) return after.error();
  if (!after->is_null() && !(after->size() == 1 && (*after)[0].is_number_integer()))
    return Error{.kind = ErrorKind::usage, .message = "is not one that was given out", .where = "cursor"};
  return store.read<NoticePage>([&](soci::session& sql) -> Result<NoticePage> {
    std::string condition = fmt::format("where n.case_id not in ({})", cases_seen_blind(actor));
    Values values;
    if (state) {
      condition += " and n.state = :s";
      values = with(*state);
    }
    if (!after->is_null()) {
      condition += " and n.notice_id < :b";
      values.push_back(sql_detail::value_of((*after)[0].get<int64_t>()));
    }
    NoticePage page;
    page.notices = notices_where(sql, store, fmt::format("{} order by n.notice_id desc limit {}", condition, limit + 1),
                                 std::move(values), links_for(actor));
    if (int64_t(page.notices.size()) > limit) {
      page.notices.pop_back();
      page.next_cursor = cursor_of({page.notices.back().notice_id});
    }
    return page;
  });
}

Result<Notice> show_notice(Store& store, const Actor& actor, int64_t notice_id) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<Notice>([&](soci::session& sql) -> Result<Notice> {
    auto found = find_notice(sql, store, notice_id, links_for(actor));
    if (!found || sees_blind(sql, actor, found->case_id)) return no_such("notice", notice_id);
    return std::move(*found);
  });
}

Result<std::string> preview_notice(Store& store, const Actor& actor, int64_t case_id, const NewDecision& decision,
                                   const std::string& account_id, const std::string& language) {
  if (auto may = check_may(actor, Roles(Role::reviewer)); !may) return may.error();
  const int64_t now = store.now();
  return store.read<std::string>([&](soci::session& sql) -> Result<std::string> {
    const auto row = find_case(sql, case_id);
    if (!row) return no_such("case", case_id);
    if (auto seen = check_not_blind(sql, actor, case_id); !seen) return seen.error();
    const Settings settings = settings_in(sql);
    const auto policy = find_policy(sql, decision.policy_id, decision.policy_version);
    NoticeFacts facts{.account_id = account_id,
                      .measure = decision.measure,
                      .policy_name = policy ? policy->name : "",
                      .policy_text = policy ? policy->text : "",
                      .sentence = row->sentence,
                      .reasons = decision.reasons,
                      .appeal_link = link_kept_back(settings),
                      .case_id = case_id,
                      .policy_version = decision.policy_version};
    for (const MemberMeasure& other : decision.members)
      if (other.account_id == account_id) facts.measure = other.measure;
    const Effect effect = effect_of(sql, case_id, {decision.measure, decision.members}, settings, 0.95, now);
    facts.accounts = effect.notices;
    facts.appeal_until = effect.appeal_until;
    return format_notice(template_of(sql, language, "decision"), language, facts);
  });
}

}  // namespace lockstep::cases
