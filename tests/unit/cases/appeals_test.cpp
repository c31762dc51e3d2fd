#include <sstream>

#include "lockstep/cases/notice_rows.h"
#include "tests/unit/cases/stores.h"

namespace lockstep::cases {
namespace {

class Appeals : public Stores {
 protected:
  void SetUp() override {
    Stores::SetUp();
    if (IsSkipped()) return;
    policy();
    // who is drawn for a blind review is a matter of chance
    ASSERT_OK(change_settings(store(), person("owner", {"administrator"}), {{"quality_share", 0}}));
    ana = person("ana", {"analyst", "reviewer", "appeals_reviewer"});
    joe = person("joe", {"appeals_reviewer"});
    case_id = imported(ana, {"a", "b"});
    auto decision = decide(store(), ana, case_id, suspend());
    ASSERT_OK(decision);
    pia = person("pia", {"publisher"});
    notice = list_notices(store(), pia, {})->notices.back();
    token = notice_token(store(), notice.notice_id);
  }
  Actor ana, joe, pia;
  int64_t case_id = 0;
  Notice notice;
  std::string token;
};
INSTANTIATE_TEST_SUITE_P(OnBoth, Appeals, testing::Bool(),
                         [](const auto& each) { return each.param ? "sqlite" : "postgresql"; });

// Or one who answers appeals could write one, alone and unseen.
TEST_P(Appeals, AreMadeByALinkThatOnlyWhoSendsNoticesSees) {
  const Actor eve = person("eve", {"auditor"});
  const std::string secret = token.substr(token.find('-'));
  for (const Actor& actor : {ana, joe, eve}) {
    const auto shown = show_notice(store(), actor, notice.notice_id);
    ASSERT_OK(shown);
    EXPECT_EQ(shown->text.find(secret), std::string::npos) << actor.handle;
    EXPECT_NE(shown->text.find("/notice/…"), std::string::npos);
    const auto all = list_notices(store(), actor, {});
    for (const Notice& each : all->notices) EXPECT_EQ(each.text.find(secret), std::string::npos) << actor.handle;
  }
  const auto says_it = [&](const Actor& actor) {
    const auto page = list_messages(store(), actor, {});
    return std::ranges::any_of(page->messages, [&](const Message& message) {
      return message.payload.dump().find(secret) != std::string::npos;
    });
  };
  EXPECT_FALSE(says_it(eve));
  EXPECT_TRUE(says_it(pia));
  EXPECT_NE(show_notice(store(), pia, notice.notice_id)->text.find(secret), std::string::npos);
}

TEST_P(Appeals, BeginWithANoticeThatSaysWhatWasFoundAndHowToAnswer) {
  EXPECT_NE(notice.text.find("suspended"), std::string::npos) << notice.text;
  EXPECT_NE(notice.text.find("within 60 s"), std::string::npos);
  EXPECT_NE(notice.text.find("/notice/" + token), std::string::npos);
  const auto shown = open_notice(store(), token);
  ASSERT_OK(shown);
  EXPECT_TRUE(shown->may_appeal);
  EXPECT_EQ(shown->measure, "suspend");
  EXPECT_EQ(shown->account_id, notice.account_id);
  EXPECT_KIND(ErrorKind::missing, open_notice(store(), token + "x"));
  EXPECT_KIND(ErrorKind::missing, open_notice(store(), "1-AAAA"));
}

TEST_P(Appeals, AreDecidedBySomebodyWhoTookNoPart) {
  ASSERT_OK(appeal_by_link(store(), token, {.text = "I am a ferry company."}));
  EXPECT_KIND(ErrorKind::conflict, appeal_by_link(store(), token, {.text = "once more"}));
  const auto open = list_appeals(store(), joe, "open");
  ASSERT_EQ(open->size(), 1u);
  const int64_t id = open->front().appeal_id;
  EXPECT_FALSE(show_appeal(store(), ana, id)->may_decide);
  EXPECT_KIND(ErrorKind::forbidden, decide_appeal(store(), ana, id, {.outcome = "upheld", .reasons = "mine"}));
  EXPECT_KIND(ErrorKind::conflict, release_appeal(store(), joe, id));
  ASSERT_OK(claim_appeal(store(), joe, id));
  EXPECT_KIND(ErrorKind::conflict, release_appeal(store(), ana, id));
  ASSERT_OK(release_appeal(store(), joe, id));
  EXPECT_EQ(show_appeal(store(), joe, id)->claimed_by, std::nullopt);
  ASSERT_OK(claim_appeal(store(), joe, id));
  const auto decided = decide_appeal(store(), joe, id, {.outcome = "reversed", .reasons = "A timetable."});
  ASSERT_OK(decided);
  EXPECT_EQ(decided->state, "decided");
  EXPECT_KIND(ErrorKind::conflict, decide_appeal(store(), joe, id, {.outcome = "upheld", .reasons = "twice"}));

  // Reversed at once: the measure, a notice of the outcome, and a message to the platform behind the first ones.
  const auto members = list_members(store(), ana, case_id, {});
  for (const Member& member : members->members)
    EXPECT_EQ(*member.measure, member.account_id == notice.account_id ? "no_action" : "suspend");
  const auto shown = open_notice(store(), token);
  EXPECT_EQ(shown->outcome, "reversed");
  EXPECT_EQ(list_notices(store(), ana, {})->notices.front().kind, "outcome");
  const auto rates = reversal_rates(store(), person("odd", {"auditor"}));
  ASSERT_OK(rates);
  EXPECT_EQ(rates->front().reversed, 1);
}

TEST_P(Appeals, CanChangeTheMeasureAndAreUpheldWithReasons) {
  ASSERT_OK(appeal_by_link(store(), token, {.text = "Please."}));
  const int64_t id = list_appeals(store(), joe, "open")->front().appeal_id;
  EXPECT_KIND(ErrorKind::usage, decide_appeal(store(), joe, id, {.outcome = "changed", .reasons = "r"}));
  EXPECT_KIND(ErrorKind::usage,
              decide_appeal(store(), joe, id, {.outcome = "changed", .reasons = "r", .measure = "limit_visibility"}));
  EXPECT_KIND(ErrorKind::usage, decide_appeal(store(), joe, id, {.outcome = "upheld", .reasons = ""}));
  const auto decided = decide_appeal(store(), joe, id, {.outcome = "changed", .reasons = "milder", .measure = "label"});
  ASSERT_OK(decided);
  EXPECT_EQ(*decided->new_measure, "label");
}

TEST_P(Appeals, MakeNothingWorse) {
  ASSERT_OK(appeal_by_link(store(), token, {.text = "Please."}));
  const int64_t id = list_appeals(store(), joe, "open")->front().appeal_id;
  for (const char* harsher : {"terminate", "suspend", "hold"})
    EXPECT_KIND(ErrorKind::usage,
                decide_appeal(store(), joe, id, {.outcome = "changed", .reasons = "r", .measure = harsher}));
  // What held when the appeal was made has been taken back meanwhile: to uphold it does not bring it again.
  const auto undone = decide(store(), ana, case_id, {.measure = "no_action", .reasons = "an error"});
  ASSERT_OK(undone);
  const auto upheld = decide_appeal(store(), joe, id, {.outcome = "upheld", .reasons = "it was right then"});
  ASSERT_OK(upheld);
  EXPECT_EQ(*upheld->new_measure, "no_action");
  EXPECT_EQ(list_notices(store(), ana, {})->notices.front().kind, "outcome");
  const auto members = list_members(store(), ana, case_id, {});
  for (const Member& member : members->members) EXPECT_EQ(*member.measure, "no_action") << member.account_id;
}

TEST_P(Appeals, TellTooMuchForABlindReview) {
  const Actor root = person("root", {"administrator"}), mia = person("mia", {"reviewer", "appeals_reviewer"});
  ASSERT_OK(change_settings(store(), root, {{"quality_share", 1}}));
  const int64_t other = imported(ana, {"c", "d"}, "other");
  ASSERT_OK(decide(store(), ana, other, suspend()));
  const auto reviews = list_reviews(store(), mia);
  ASSERT_OK(reviews);
  ASSERT_EQ(reviews->size(), 1u);
  EXPECT_TRUE(list_decisions(store(), mia, other)->empty());
  const int64_t of_other = list_notices(store(), ana, {})->notices.front().notice_id;
  const auto appeal = enter_appeal(store(), ana, of_other, {.text = "not me"});
  ASSERT_OK(decide_appeal(store(), mia, appeal->appeal_id, {.outcome = "upheld", .reasons = "it is right"}));
  EXPECT_TRUE(list_reviews(store(), mia)->empty());
  EXPECT_KIND(ErrorKind::forbidden, give_review(store(), mia, reviews->front().review_id, "suspend", "as I know"));
  EXPECT_FALSE(list_decisions(store(), mia, other)->empty());
}

TEST_P(Appeals, AreOpenToWhoMayLookAtThemSoThatTheyReviewNothingBlind) {
  const Actor root = person("root", {"administrator"}), mia = person("mia", {"reviewer", "appeals_reviewer"});
  ASSERT_OK(change_settings(store(), root, {{"quality_share", 1}}));
  const int64_t other = imported(ana, {"c", "d"}, "other");
  ASSERT_OK(decide(store(), ana, other, suspend()));
  const auto reviews = list_reviews(store(), mia);
  ASSERT_EQ(reviews->size(), 1u);
  EXPECT_TRUE(list_decisions(store(), mia, other)->empty());
  const int64_t of_other = list_notices(store(), ana, {})->notices.front().notice_id;
  ASSERT_OK(enter_appeal(store(), ana, of_other, {.text = "not me"}));
  EXPECT_FALSE(list_decisions(store(), mia, other)->empty());  // she may have to decide it
  EXPECT_TRUE(list_reviews(store(), mia)->empty());
  EXPECT_KIND(ErrorKind::forbidden, give_review(store(), mia, reviews->front().review_id, "suspend", "as I read"));
}

TEST_P(Appeals, NeitherATokenNorAPreviewShowsABlindReviewerWhatWasDecided) {
  const Actor root = person("root", {"administrator"}), mia = person("mia", {"reviewer", "analyst"});
  ASSERT_OK(change_settings(store(), root, {{"quality_share", 1}}));
  const int64_t other = imported(ana, {"c", "d", "e"}, "other");
  ASSERT_OK(change_members(store(), ana, other, {{.account_id = "e", .kept = false, .reason = "too seldom"}}));
  ASSERT_OK(decide(store(), ana, other, suspend()));
  const auto short_token = make_token(store(), mia, {.name = "analysis", .scopes = {"analyst"}});
  ASSERT_OK(short_token);
  const Actor with_token = *actor_of_token(store(), short_token->token);
  const int64_t of_other = list_notices(store(), ana, {})->notices.front().notice_id;
  const NewDecision nothing{.measure = "no_action", .reasons = "friends"};
  for (const Actor& actor : {mia, with_token}) {
    EXPECT_TRUE(list_decisions(store(), actor, other)->empty());
    EXPECT_EQ(show_case(store(), actor, other)->summary.state, "in_review");
    EXPECT_FALSE(show_case(store(), actor, other)->may_decide);
    EXPECT_EQ(show_case(store(), actor, other)->what_is_missing.front(),
              "When 3 of the accounts were made is not known.");  // 2 would tell that one was taken out
    EXPECT_TRUE(list_cases(store(), actor, {.state = "decided", .account = "c"})->cases.empty());
    EXPECT_FALSE(list_members(store(), actor, other, {})->members.front().measure);
    EXPECT_KIND(ErrorKind::missing, enter_appeal(store(), actor, of_other, {.text = "by letter"}));
    EXPECT_KIND(ErrorKind::forbidden,
                change_members(store(), actor, other, {{.account_id = "c", .kept = false, .reason = "why not"}}));
  }
  EXPECT_KIND(ErrorKind::forbidden, preview_decision(store(), mia, other, nothing));
  EXPECT_KIND(ErrorKind::forbidden, preview_notice(store(), mia, other, nothing, "c", "en"));
  EXPECT_KIND(ErrorKind::forbidden, decide(store(), mia, other, nothing));
  ASSERT_OK(give_review(store(), mia, list_reviews(store(), mia)->front().review_id, "suspend", "so would I"));
  EXPECT_EQ(preview_decision(store(), mia, other, nothing)->lifted, 2);
  EXPECT_OK(decide(store(), mia, other, nothing));
}

TEST_P(Appeals, AreNotUndoneByOnePersonAlone) {
  ASSERT_OK(appeal_by_link(store(), token, {.text = "Please."}));
  const int64_t id = list_appeals(store(), joe, "open")->front().appeal_id;
  ASSERT_OK(decide_appeal(store(), joe, id, {.outcome = "changed", .reasons = "milder", .measure = "label"}));
  const auto shown = open_notice(store(), token);
  EXPECT_EQ(shown->measure, "suspend");
  EXPECT_EQ(shown->measure_now, "label");
  NewDecision undo{
      .measure = "no_action", .reasons = "No.", .undoes = list_decisions(store(), ana, case_id)->front().decision_id};
  EXPECT_KIND(ErrorKind::usage, decide(store(), ana, case_id, undo));
  NewDecision label = suspend();
  label.measure = "label";
  EXPECT_FALSE(preview_decision(store(), ana, case_id, label)->second_opinion);  // no harsher than the appeal left it
  const auto again = decide(store(), ana, case_id, suspend());
  ASSERT_OK(again);
  EXPECT_EQ(again->state, "proposed");
  EXPECT_NE(again->effect.why_second_opinion.find("An appeal"), std::string::npos);
  EXPECT_EQ(open_notice(store(), token)->measure_now, "label");
}

TEST_P(Appeals, AreMadeAgainstMeasuresNotAgainstTheirEnd) {
  ASSERT_OK(decide(store(), ana, case_id, {.measure = "no_action", .reasons = "an error"}));
  const Notice freed = list_notices(store(), ana, {})->notices.front();
  EXPECT_NE(freed.text.find("no longer applies"), std::string::npos) << freed.text;
  EXPECT_EQ(freed.text.find("appeal"), std::string::npos) << freed.text;
  const std::string link = notice_token(store(), freed.notice_id);
  EXPECT_FALSE(open_notice(store(), link)->may_appeal);
  EXPECT_KIND(ErrorKind::conflict, appeal_by_link(store(), link, {.text = "why?"}));
  EXPECT_TRUE(open_notice(store(), token)->may_appeal);  // the measure itself still can be
  EXPECT_EQ(open_notice(store(), token)->measure_now, "no_action");
}

TEST_P(Appeals, AreAnsweredToANoticeThatGoesOnSayingWhatItSaid) {
  const std::string folder = result({"a", "b"}, "later", 20), path = folder + "/networks.ndjson";
  std::stringstream read;
  read << std::ifstream(path).rdbuf();
  std::string text = read.str();
  const size_t at = text.find("the same links");
  ASSERT_NE(at, std::string::npos);
  std::ofstream(path) << text.replace(at, 14, "other pictures");
  const auto later = import_result(store(), ana, folder);
  ASSERT_OK(later);
  ASSERT_EQ(later->extended_cases, 1);
  EXPECT_NE(show_case(store(), ana, case_id)->summary.sentence.find("other pictures"), std::string::npos);
  EXPECT_EQ(show_notice(store(), pia, notice.notice_id)->text, notice.text);
  EXPECT_NE(open_notice(store(), token)->sentence.find("the same links"), std::string::npos);
}

TEST_P(Appeals, AreInTheHistoryByWhoeverHeldTheLink) {
  ASSERT_OK(appeal_by_link(store(), token, {.text = "Please."}));
  const auto history = list_history(store(), joe, {.case_id = case_id});
  ASSERT_OK(history);
  EXPECT_EQ(history->entries.front().act, "appeal.made");
  EXPECT_EQ(history->entries.front().name, "whoever held the link");
}

TEST_P(Appeals, EndWithTheirTime) {
  opened->now += 184 * 86'400;
  EXPECT_FALSE(open_notice(store(), token)->may_appeal);
  EXPECT_KIND(ErrorKind::conflict, appeal_by_link(store(), token, {.text = "late"}));
}

TEST_P(Appeals, WhoEnteredOneDoesNotDecideIt) {
  const auto entered = enter_appeal(store(), joe, notice.notice_id, {.text = "By letter."});
  ASSERT_OK(entered);
  EXPECT_FALSE(entered->may_decide);
  EXPECT_KIND(ErrorKind::forbidden,
              decide_appeal(store(), joe, entered->appeal_id, {.outcome = "upheld", .reasons = "x"}));
}

TEST_P(Appeals, TemplatesAreCheckedBeforeTheyAreKept) {
  const Actor publisher = person("pub", {"publisher"});
  EXPECT_KIND(ErrorKind::usage, set_template(store(), publisher, {"en", "decision", "{account_id, plural, {broken"}));
  const std::string how = "{reasons} {appeal_until, date, long} {appeal_link}";
  EXPECT_KIND(ErrorKind::usage, set_template(store(), publisher, {"fr", "decision", "{handle} " + how}));
  EXPECT_KIND(ErrorKind::usage,
              set_template(store(), publisher, {"fr", "decision", how + "{measure, select, label {{0}} other {}}"}));
  EXPECT_KIND(ErrorKind::usage, set_template(store(), publisher, {"fr", "decision", "{reasons} {appeal_link}"}));
  EXPECT_KIND(ErrorKind::usage, set_template(store(), publisher, {"fr", "outcome", "{outcome}"}));
  EXPECT_KIND(ErrorKind::usage,  // named, but said to nobody
              set_template(store(), publisher,
                           {"fr", "decision",
                            "{reasons} {appeal_until, date} {accounts, plural, =7 {{appeal_link}} other {}}"}));
  const Actor root = person("root", {"administrator"});
  EXPECT_KIND(ErrorKind::usage, change_settings(store(), root, {{"language", "fr"}}));
  ASSERT_OK(set_template(store(), publisher, {"fr", "outcome", "{outcome} {reasons}"}));
  ASSERT_OK(set_template(store(), publisher, {"fr", "decision", "Votre compte {account_id} : {measure} " + how}));
  const auto text = preview_notice(store(), ana, case_id, suspend(), "a", "fr");
  ASSERT_OK(text);
  EXPECT_TRUE(text->starts_with("Votre compte a : suspend The same posts, within seconds. ")) << *text;
  EXPECT_OK(change_settings(store(), root, {{"language", "fr"}}));
  EXPECT_OK(change_settings(store(), root, {{"language", "de-AT"}}));
}

TEST_P(Appeals, TemplatesAndSettingsAreNotWrittenOverUnseen) {
  const Actor publisher = person("pub", {"publisher"}), root = person("root", {"administrator"});
  const auto etag = [&](const std::string& language) {
    const auto all = list_templates(store(), publisher);
    for (const NoticeTemplate& each : *all)
      if (each.language == language && each.kind == "outcome") return each.etag;
    return std::string();
  };
  const NoticeTemplate english{"en", "outcome", "{reasons} One."}, french{"fr", "outcome", "{reasons} Un."};
  const std::string seen = etag("en");
  const auto written = set_template(store(), publisher, english, seen);
  ASSERT_OK(written);
  EXPECT_EQ(*written, etag("en"));
  EXPECT_KIND(ErrorKind::conflict, set_template(store(), publisher, {"en", "outcome", "{reasons} Two."}, seen));
  EXPECT_KIND(ErrorKind::conflict, set_template(store(), publisher, english, ""));
  EXPECT_OK(set_template(store(), publisher, french, ""));
  EXPECT_KIND(ErrorKind::conflict, set_template(store(), publisher, french, ""));
  EXPECT_OK(set_template(store(), publisher, {"en", "outcome", "{reasons} Two."}, *written));

  const std::string settings = etag_of(*read_settings(store()));
  ASSERT_OK(change_settings(store(), root, {{"case_days", 20}}, settings));
  EXPECT_KIND(ErrorKind::conflict, change_settings(store(), root, {{"case_days", 30}}, settings));
  EXPECT_EQ(read_settings(store())->case_days, 20);
  EXPECT_OK(change_settings(store(), root, {{"case_days", 30}}, etag_of(*read_settings(store()))));

  const NewPolicy rule{.policy_id = "names", .name = "Names", .text = "A rule.", .measures = {"label"}};
  ASSERT_OK(add_policy(store(), root, rule, 0));
  EXPECT_KIND(ErrorKind::conflict, add_policy(store(), root, rule, 0));
  ASSERT_OK(add_policy(store(), root, rule, 1));
  EXPECT_KIND(ErrorKind::conflict, add_policy(store(), root, rule, 1));
}

TEST_P(Appeals, AddressesInSettingsCanBeCalled) {
  const Actor root = person("root", {"administrator"});
  for (const char* url :
       {"ftp://a", "http://", "http://:80", "http:///path", "http://a b/", "http://a\r\nX: y",
        "https://name:password@a/", "http://a:99999/", "http://a:0", "http://a:b/", "http://a/\"><script>"})
    for (const char* name : {"webhook_url", "public_url"})
      EXPECT_KIND(ErrorKind::usage, change_settings(store(), root, {{name, url}}));
  EXPECT_KIND(ErrorKind::usage, change_settings(store(), root, {{"webhook_url", "http://a"}}));  // with links to where?
  for (const char* url : {"", "http://a", "https://a.example:8443/hook?x=1", "http://[::1]", "http://[::1]:80/",
                          "http://127.0.0.1:1/%20"})
    EXPECT_OK(change_settings(store(), root, {{"webhook_url", url}, {"public_url", url}}));
}

}  // namespace
}  // namespace lockstep::cases
