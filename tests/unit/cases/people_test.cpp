#include <atomic>
#include <thread>

#include "lockstep/cases/agreement.h"
#include "lockstep/cases/secrets.h"
#include "tests/unit/cases/stores.h"

namespace lockstep::cases {
namespace {

using People = Stores;
INSTANTIATE_TEST_SUITE_P(OnBoth, People, testing::Bool(),
                         [](const auto& each) { return each.param ? "sqlite" : "postgresql"; });

const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};

// The secret out of the link, as a telephone reads it.
std::string secret_in(const std::string& link) {
  std::string secret;
  uint32_t held = 0;
  int bits = 0;
  for (char c : link.substr(link.find("secret=") + 7, 32)) {
    held = held << 5 | uint32_t(c >= 'A' ? c - 'A' : c - '2' + 26);
    if ((bits += 5) >= 8) secret += char(held >> (bits -= 8));
  }
  return secret;
}

TEST_P(People, BeginWithALinkThatMakesTheAdministratorOnce) {
  const auto link = first_link(store());
  ASSERT_OK(link);
  EXPECT_EQ(find_invitation(store(), link->token)->purpose, "first");
  EXPECT_KIND(ErrorKind::usage, accept_invitation(store(), link->token, {"root", "Root", "short"}));
  const auto session = accept_invitation(store(), link->token, {"root", "Root", "a long enough one"});
  ASSERT_OK(session);
  EXPECT_EQ(session->session.person.roles, std::vector<std::string>{"administrator"});
  EXPECT_KIND(ErrorKind::missing, accept_invitation(store(), link->token, {"two", "Two", "a long enough one"}));
  EXPECT_KIND(ErrorKind::conflict, first_link(store()));
  EXPECT_OK(actor_of_session(store(), session->token));
  ASSERT_OK(sign_out(store(), session->token));
  EXPECT_KIND(ErrorKind::sign_in, actor_of_session(store(), session->token));
}

TEST_P(People, AreKeptWaitingAfterWrongPasswords) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  ASSERT_OK(added);
  ASSERT_OK(accept_invitation(store(), added->link.token, {.password = "a long enough one"}));
  for (int i = 0; i < 3; ++i) EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"ana", "wrong", ""}));
  EXPECT_KIND(ErrorKind::limit, sign_in(store(), {"ana", "a long enough one", ""}));
  opened->now += 2;
  EXPECT_OK(sign_in(store(), {"ana", "a long enough one", ""}));
}

// Waiting would tell which names there are.
TEST_P(People, AreNotToldFromNamesThatNobodyHas) {
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 3; ++i) EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"nobody", "wrong", ""}));
    const auto waiting = sign_in(store(), {"nobody", "wrong", ""});
    EXPECT_KIND(ErrorKind::limit, waiting);
    EXPECT_EQ(waiting.error().hint, "try again in 1 s");
    EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"somebody", "wrong", ""}));
    opened->now += 2;
    EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"nobody", "wrong", ""}));
    EXPECT_KIND(ErrorKind::limit, sign_in(store(), {"nobody", "wrong", ""}));
    opened->now += 2 * 86'400;
    EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"anybody", "wrong", ""}));  // which forgets
  }
}

TEST_P(People, LoseSessionsTokensAndClaimsWhenTheyLeave) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"analyst", "reviewer"}});
  const Actor boss = person("boss", {"administrator"});
  const auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  ASSERT_OK(session);
  const Actor ana = *actor_of_session(store(), session->token);
  const auto token = make_token(store(), ana, {.name = "laptop", .scopes = {"reviewer"}});
  ASSERT_OK(token);
  EXPECT_EQ(actor_of_token(store(), token->token)->roles, Roles(Role::reviewer));
  EXPECT_KIND(ErrorKind::forbidden, make_token(store(), ana, {.name = "more", .scopes = {"administrator"}}));
  const int64_t id = imported(ana, {"a", "b"});
  ASSERT_OK(claim_case(store(), ana, id));
  const Actor ben = person("ben", {"reviewer"});
  ASSERT_OK(change_person(store(), boss, ana.person_id, {.active = false, .hand_to = ben.person_id}));
  EXPECT_KIND(ErrorKind::sign_in, actor_of_session(store(), session->token));
  EXPECT_KIND(ErrorKind::sign_in, actor_of_token(store(), token->token));
  EXPECT_EQ(show_case(store(), ben, id)->summary.claimed_by, ben.person_id);
  EXPECT_KIND(ErrorKind::conflict, change_person(store(), boss, boss.person_id, {.active = false}));
}

// What an entry of the history says, the newest first.
Json said_last(Store& store, const std::string& act) {
  const Actor auditor{.handle = "odd", .roles = Roles(Role::auditor)};
  return list_history(store, auditor, {.act = act, .limit = 1})->entries.front().payload;
}

TEST_P(People, LoseSessionsAndTokensWhenTheirPasswordIsReset) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  const Actor ana = *actor_of_session(store(), session->token);
  const auto laptop = make_token(store(), ana, {.name = "laptop", .scopes = {"reviewer"}});
  const auto link = reset_password(store(), chief, ana.person_id);
  ASSERT_OK(link);
  EXPECT_KIND(ErrorKind::sign_in, actor_of_session(store(), session->token));
  EXPECT_KIND(ErrorKind::sign_in, actor_of_token(store(), laptop->token));
  EXPECT_EQ(said_last(store(), "person.reset")["tokens_revoked"], Json({laptop->api_token.token_id}));

  // The link may be used days later; until then a proxy may let her in.
  EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"ana", "a long enough one", ""}));
  EXPECT_KIND(ErrorKind::conflict, first_link(store()));
  const auto phone = make_token(store(), ana, {.name = "phone", .scopes = {"reviewer"}});
  session = accept_invitation(store(), link->token, {.password = "another long one"});
  ASSERT_OK(session);
  EXPECT_OK(actor_of_session(store(), session->token));
  EXPECT_KIND(ErrorKind::sign_in, actor_of_token(store(), phone->token));
  EXPECT_EQ(said_last(store(), "person.password_reset")["tokens_revoked"], Json({phone->api_token.token_id}));
  const Actor boss = person("boss", {"administrator"});
  EXPECT_KIND(ErrorKind::usage, reset_password(store(), boss, boss.person_id));
}

TEST_P(People, LeaveAnEntryThatNamesTheTokensThatEnded) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  const auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  person("boss", {"administrator"});
  const Actor ana = *actor_of_session(store(), session->token);
  const auto old = make_token(store(), ana, {.name = "old", .scopes = {"reviewer"}});
  ASSERT_OK(revoke_token(store(), ana, old->api_token.token_id));
  const auto token = make_token(store(), ana, {.name = "laptop", .scopes = {"reviewer"}});
  ASSERT_OK(change_person(store(), chief, ana.person_id, {.active = false}));
  EXPECT_EQ(said_last(store(), "person.changed")["tokens_revoked"], Json({token->api_token.token_id}));
}

TEST_P(People, HaveASecondFactorWhoseCodesWorkOnce) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  const auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  const Actor ana = *actor_of_session(store(), session->token);
  const auto link = begin_totp(store(), ana);
  ASSERT_OK(link);
  EXPECT_KIND(ErrorKind::usage, confirm_totp(store(), ana, "000000"));
  const std::string secret = secret_in(*link);
  ASSERT_OK(confirm_totp(store(), ana, totp_code(secret, opened->now / 30)));
  EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"ana", "a long enough one", ""}));
  opened->now += 60;
  const std::string code = totp_code(secret, opened->now / 30);
  EXPECT_OK(sign_in(store(), {"ana", "a long enough one", code}));
  EXPECT_KIND(ErrorKind::sign_in, sign_in(store(), {"ana", "a long enough one", code}));
}

TEST_P(People, SignInOnceWithACodeThatIsSentManyTimesAtOnce) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  const auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  const Actor ana = *actor_of_session(store(), session->token);
  const std::string secret = secret_in(*begin_totp(store(), ana));
  ASSERT_OK(confirm_totp(store(), ana, totp_code(secret, opened->now / 30)));
  opened->now += 60;
  const std::string code = totp_code(secret, opened->now / 30);
  std::atomic<int> signed_in = 0;
  std::vector<std::thread> attempts;
  for (int i = 0; i < 4; ++i)
    attempts.emplace_back([&] { signed_in += bool(sign_in(store(), {"ana", "a long enough one", code})); });
  for (std::thread& attempt : attempts) attempt.join();
  EXPECT_EQ(signed_in, 1);
}

TEST_P(People, GuessNoMoreByGuessingAtTheSameMoment) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  ASSERT_OK(accept_invitation(store(), added->link.token, {.password = "a long enough one"}));
  std::atomic<int> looked_at = 0;
  std::vector<std::thread> attempts;
  for (int i = 0; i < 12; ++i)
    attempts.emplace_back([&] {
      const auto refused = sign_in(store(), {"ana", "wrong", ""});
      looked_at += !refused && refused.error().kind == ErrorKind::sign_in;
    });
  for (std::thread& attempt : attempts) attempt.join();
  EXPECT_EQ(looked_at, 3);
}

TEST_P(People, TakeTheSecondFactorAwayWithTheirPasswordAlone) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  const auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  const Actor ana = *actor_of_session(store(), session->token);
  const std::string secret = secret_in(*begin_totp(store(), ana));
  ASSERT_OK(confirm_totp(store(), ana, totp_code(secret, opened->now / 30)));
  EXPECT_KIND(ErrorKind::forbidden, confirm_totp(store(), ana, ""));
  EXPECT_KIND(ErrorKind::forbidden, confirm_totp(store(), ana, "", "another long one"));
  EXPECT_TRUE(find_session(store(), session->token)->person.totp);
  EXPECT_OK(confirm_totp(store(), ana, "", "a long enough one"));
  EXPECT_FALSE(find_session(store(), session->token)->person.totp);
}

TEST_P(People, AreKeptWaitingAfterWrongOldPasswordsToo) {
  const auto added = add_person(store(), chief, {"ana", "Ana", {"reviewer"}});
  const auto session = accept_invitation(store(), added->link.token, {.password = "a long enough one"});
  const Actor ana = *actor_of_session(store(), session->token);
  for (int i = 0; i < 3; ++i)
    EXPECT_KIND(ErrorKind::forbidden, change_password(store(), ana, "wrong", "another long one"));
  EXPECT_KIND(ErrorKind::limit, change_password(store(), ana, "a long enough one", "another long one"));
  opened->now += 2;
  EXPECT_OK(change_password(store(), ana, "a long enough one", "another long one"));
}

TEST_P(People, LeaveNoClaimWithSomebodyWhoCannotWorkOnIt) {
  const Actor boss = person("boss", {"administrator"}), ana = person("ana", {"analyst"});
  const Actor ben = person("ben", {"reviewer"}), eve = person("eve", {"auditor"});
  const int64_t id = imported(ana, {"a", "b"});
  ASSERT_OK(claim_case(store(), ana, id));
  EXPECT_KIND(ErrorKind::usage,
              change_person(store(), boss, ana.person_id, {.active = false, .hand_to = eve.person_id}));
  EXPECT_KIND(ErrorKind::usage, change_person(store(), boss, ana.person_id, {.hand_to = ben.person_id}));
  ASSERT_OK(change_person(store(), boss, ana.person_id, {.active = false, .hand_to = ben.person_id}));
  ASSERT_EQ(show_case(store(), ben, id)->summary.claimed_by, ben.person_id);
  ASSERT_OK(change_person(store(), boss, ben.person_id, {.roles = std::vector<std::string>{"publisher"}}));
  EXPECT_FALSE(show_case(store(), ben, id)->summary.claimed_by);
}

TEST_P(People, LeaveNoDecidedCaseClaimedEither) {
  const Actor boss = person("boss", {"administrator"}), ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  ASSERT_OK(decide(store(), ana, id, {.measure = "no_action", .reasons = "friends"}));
  ASSERT_OK(claim_case(store(), ana, id));  // to look at it again
  ASSERT_OK(change_person(store(), boss, ana.person_id, {.active = false}));
  EXPECT_FALSE(show_case(store(), person("odd", {"auditor"}), id)->summary.claimed_by);
}

TEST(Totp, GivesTheCodesOfRfc6238) {
  const std::string secret = "12345678901234567890";
  EXPECT_EQ(totp_code(secret, 59 / 30), "287082");
  EXPECT_EQ(totp_code(secret, 1111111109 / 30), "081804");
  EXPECT_EQ(totp_code(secret, 20000000000 / 30), "353130");
}

TEST(Agreement, GivesKrippendorffsAlpha) {
  // K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section B: two observers, nominal: 0.095
  const std::string one = "0100000000", two = "1110010010";
  std::vector<Ratings> units;
  for (size_t i = 0; i < one.size(); ++i) units.push_back({{one[i]}, {two[i]}});
  EXPECT_NEAR(*krippendorff_alpha(units), 0.095, 0.0005);
  const auto interval = alpha_interval(units);
  ASSERT_TRUE(interval);
  EXPECT_LT(interval->low, 0.095);
  EXPECT_GT(interval->high, 0.095);
  EXPECT_FALSE(krippendorff_alpha({{"a", "a"}, {"a", "a"}}));  // nothing varies
  units.pop_back();
  EXPECT_FALSE(alpha_interval(units));  // of few units it would be too narrow, and of one a point
}

}  // namespace
}  // namespace lockstep::cases
