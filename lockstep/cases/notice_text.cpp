#include <fmt/format.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include <map>
#include <set>

#include "lockstep/cases/notice_rows.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"

namespace lockstep::cases {
namespace {

icu::Formattable text_of(const std::string& text) { return icu::Formattable(icu::UnicodeString::fromUTF8(text)); }
icu::Formattable number_of(int64_t number) { return icu::Formattable(number); }
icu::Formattable date_of(int64_t seconds) { return icu::Formattable(UDate(seconds) * 1000, icu::Formattable::kIsDate); }

std::map<std::string, icu::Formattable> arguments_of(const NoticeFacts& facts) {
  return {{"account_id", text_of(facts.account_id)},   {"measure", text_of(facts.measure)},
          {"policy_name", text_of(facts.policy_name)}, {"policy_text", text_of(facts.policy_text)},
          {"sentence", text_of(facts.sentence)},       {"reasons", text_of(facts.reasons)},
          {"outcome", text_of(facts.outcome)},         {"appeal_link", text_of(facts.appeal_link)},
          {"case_id", number_of(facts.case_id)},       {"policy_version", number_of(facts.policy_version)},
          {"accounts", number_of(facts.accounts)},     {"appeal_until", date_of(facts.appeal_until)}};
}

Error bad_template(std::string message) {
  return {.kind = ErrorKind::usage,
          .message = std::move(message),
          .where = "text",
          .hint =
              "ICU MessageFormat, with account_id, case_id, measure, policy_name, policy_version, policy_text, "
              "sentence, reasons, outcome, accounts, appeal_until, appeal_link"};
}

std::string utf8_of(const icu::UnicodeString& text) {
  std::string out;
  return text.toUTF8String(out);
}

// Every name in the pattern, also inside what select and plural choose from: ICU leaves an unknown one as it stands.
std::set<std::string> names_in(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::MessagePattern pattern(icu::UnicodeString::fromUTF8(text), nullptr, status);
  std::set<std::string> names;
  for (int32_t i = 0; U_SUCCESS(status) && i < pattern.countParts(); ++i) {
    const icu::MessagePattern::Part& part = pattern.getPart(i);
    if (part.getType() == UMSGPAT_PART_TYPE_ARG_NAME || part.getType() == UMSGPAT_PART_TYPE_ARG_NUMBER)
      names.insert(utf8_of(pattern.getSubstring(part)));
  }
  return names;
}

// A template names nothing unknown, and what nobody may be left without: why, and how to appeal until when. The link
// must come out, too: a name inside a choice that is not taken says nothing.
Result<void> check_names(const NoticeTemplate& wanted, const std::string& formatted, const std::string& link) {
  const std::set<std::string> names = names_in(wanted.text);
  const auto known = arguments_of({});
  for (const std::string& name : names)
    if (!known.contains(name)) return bad_template(fmt::format("{{{}}} is nothing that can be filled in", name));
  for (const char* needed : {"reasons", "appeal_until", "appeal_link"})
    if (!names.contains(needed) && (wanted.kind == "decision" || std::string_view(needed) == "reasons"))
      return bad_template(fmt::format("{{{}}} is missing: whoever reads this must learn it", needed));
  if (wanted.kind == "decision" && formatted.find(link) == std::string::npos)
    return bad_template("{appeal_link} does not come out: whoever reads this must learn how to appeal");
  return {};
}

// {measure, select, …} says each in its own words, so that a language's file holds no code.
constexpr const char* english =
    "About your account {account_id}\n\n"
    "{measure, select, label {We have put a label on your account.} limit_visibility {We have limited how far your "
    "account''s posts are seen.} suspend {We have suspended your account.} terminate {We have closed your account.} "
    "other {The measure on your account no longer applies.}}\n\n"
    "What was found: {sentence} {accounts, plural, one {One account is} other {# accounts are}} concerned.\n\n"
    "{policy_version, plural, =0 {} other {The rule: {policy_name}, version {policy_version}. {policy_text}\n\n}}"
    "The reasons: {reasons}\n\n"
    "A person looked at this and decided; no program did.{measure, select, no_action {} other { If you think that this "
    "is wrong, you can appeal until {appeal_until, date, long}, free of charge, and somebody who took no part in the "
    "decision will look at it: {appeal_link}}}\n";
constexpr const char* english_outcome =
    "About your account {account_id}: your appeal\n\n"
    "{outcome, select, reversed {The decision has been reversed. Its measure no longer applies.} "
    "changed {The decision has been changed.} other {The decision stands.}} "
    "{measure, select, label {A label stands on your account.} limit_visibility {How far your posts are seen is "
    "limited.} suspend {Your account is suspended.} terminate {Your account is closed.} other {}}\n\n"
    "The reasons: {reasons}\n\n"
    "It was decided by a person who took no part in the first decision. You may also turn to an out-of-court body or "
    "to a court.\n";
constexpr const char* german =
    "Zu Ihrem Konto {account_id}\n\n"
    "{measure, select, label {Wir haben Ihr Konto mit einem Hinweis versehen.} limit_visibility {Wir haben "
    "eingeschränkt, wie weit Beiträge Ihres Kontos zu sehen sind.} suspend {Wir haben Ihr Konto gesperrt.} terminate "
    "{Wir haben Ihr Konto geschlossen.} other {Die Maßnahme gegen Ihr Konto gilt nicht mehr.}}\n\n"
    "Was festgestellt wurde: {sentence} Betroffen {accounts, plural, one {ist ein Konto} other {sind # Konten}}.\n\n"
    "{policy_version, plural, =0 {} other {Die Regel: {policy_name}, Fassung {policy_version}. {policy_text}\n\n}}"
    "Die Gründe: {reasons}\n\n"
    "Ein Mensch hat dies geprüft und entschieden, kein Programm.{measure, select, no_action {} other { Wenn Sie das "
    "für "
    "falsch halten, können Sie bis zum {appeal_until, date, long} kostenlos Beschwerde einlegen; es entscheidet "
    "jemand, "
    "der an der ersten Entscheidung nicht beteiligt war: {appeal_link}}}\n";
constexpr const char* german_outcome =
    "Zu Ihrem Konto {account_id}: Ihre Beschwerde\n\n"
    "{outcome, select, reversed {Die Entscheidung wurde aufgehoben. Ihre Maßnahme gilt nicht mehr.} changed "
    "{Die Entscheidung wurde geändert.} other {Die Entscheidung bleibt bestehen.}} {measure, select, label {Ihr Konto "
    "trägt einen Hinweis.} limit_visibility {Wie weit Ihre Beiträge zu sehen sind, ist eingeschränkt.} suspend {Ihr "
    "Konto ist gesperrt.} terminate {Ihr Konto ist geschlossen.} other {}}\n\n"
    "Die Gründe: {reasons}\n\n"
    "Entschieden hat ein Mensch, der an der ersten Entscheidung nicht beteiligt war. Sie können sich auch an eine "
    "außergerichtliche Stelle oder ein Gericht wenden.\n";

}  // namespace

Result<std::string> format_notice(const std::string& pattern, const std::string& language, const NoticeFacts& facts) {
  UErrorCode status = U_ZERO_ERROR;
  UParseError parse{};
  const icu::Locale locale(language.c_str());
  icu::MessageFormat format(icu::UnicodeString::fromUTF8(pattern), locale, parse, status);
  if (U_FAILURE(status))
    return bad_template(fmt::format("the pattern breaks at character {}: {}", parse.offset, u_errorName(status)));
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (auto& [name, value] : arguments_of(facts)) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.push_back(value);
  }
  icu::UnicodeString text;
  format.format(names.data(), values.data(), int32_t(names.size()), text, status);
  if (U_FAILURE(status)) return bad_template(fmt::format("the pattern cannot be filled: {}", u_errorName(status)));
  return utf8_of(text);
}

std::string template_of(soci::session& sql, const std::string& language, const std::string& kind) {
  if (auto own =
          one<std::string>(sql, "select text from templates where language = :l and kind = :k", with(language, kind)))
    return *own;
  if (language.starts_with("de")) return kind == "outcome" ? german_outcome : german;
  return kind == "outcome" ? english_outcome : english;
}

namespace {

// As list_templates shows it; empty where nobody has written in that language.
std::string shown_template(soci::session& sql, const NoticeTemplate& which) {
  if (which.language == "de" || which.language == "en") return template_of(sql, which.language, which.kind);
  return one<std::string>(sql, "select text from templates where language = :l and kind = :k",
                          with(which.language, which.kind))
      .value_or("");
}

}  // namespace

void keep_notice_text(Writing& writing, int64_t decision_id, const std::string& language, const std::string& kind) {
  execute(writing.sql, "insert into notice_texts (decision_id, language, kind, text) values (:d, :l, :k, :t)",
          with(decision_id, language, kind, template_of(writing.sql, language, kind)));
}

Result<std::vector<NoticeTemplate>> list_templates(Store& store, const Actor& actor) {
  if (auto may = check_may(actor, who_reads); !may) return may.error();
  return store.read<std::vector<NoticeTemplate>>([](soci::session& sql) -> Result<std::vector<NoticeTemplate>> {
    std::map<std::pair<std::string, std::string>, std::string> texts;
    for (const char* language : {"de", "en"})
      for (const char* kind : {"decision", "outcome"}) texts[{language, kind}] = template_of(sql, language, kind);
    each_row<std::string, std::string, std::string>(
        sql, "select language, kind, text from templates", {},
        [&](const std::string& language, const std::string& kind, std::string text) {
          texts[{language, kind}] = std::move(text);
        });
    std::vector<NoticeTemplate> all;
    for (auto& [key, text] : texts) all.push_back({key.first, key.second, text, etag_of(text)});
    return all;
  });
}

Result<std::string> set_template(Store& store, const Actor& actor, const NoticeTemplate& wanted,
                                 const std::optional<std::string>& seen) {
  if (auto may = check_may(actor, Roles(Role::publisher)); !may) return may.error();
  if (auto right = check_text("text", wanted.text, 1, 20'000); !right) return right.error();
  if (auto right = check_text("language", wanted.language, 2, 32); !right) return right.error();
  if (wanted.kind != "decision" && wanted.kind != "outcome")
    return Error{.kind = ErrorKind::usage, .message = "is neither decision nor outcome", .where = "kind"};
  NoticeFacts sample{.account_id = "a",
                     .measure = "suspend",
                     .policy_name = "p",
                     .policy_text = "t",
                     .sentence = "s",
                     .reasons = "r",
                     .outcome = "upheld",
                     .appeal_link = "https://example.test/",
                     .accounts = 2};
  const auto formatted = format_notice(wanted.text, wanted.language, sample);
  if (!formatted) return formatted.error();
  if (auto named = check_names(wanted, *formatted, sample.appeal_link); !named) return named.error();
  return store.write<std::string>(actor, [&](Writing& writing) -> Result<std::string> {
    const auto etag = seen && seen->empty() ? etag_of("") : seen;
    if (auto same = check_seen(etag, shown_template(writing.sql, wanted), "this text"); !same) return same.error();
    execute(writing.sql, "delete from templates where language = :l and kind = :k", with(wanted.language, wanted.kind));
    writing.append({.act = "template.set",
                    .payload = {{"language", wanted.language}, {"kind", wanted.kind}, {"text", wanted.text}}});
    execute(writing.sql, "insert into templates (language, kind, text) values (:l, :k, :t)",
            with(wanted.language, wanted.kind, wanted.text));
    return etag_of(wanted.text);
  });
}

}  // namespace lockstep::cases
