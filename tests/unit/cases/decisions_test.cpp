#include "tests/unit/cases/stores.h"

namespace lockstep::cases {
namespace {

using Decisions = Stores;
INSTANTIATE_TEST_SUITE_P(OnBoth, Decisions, testing::Bool(),
                         [](const auto& each) { return each.param ? "sqlite" : "postgresql"; });

TEST_P(Decisions, TakesEffectAtOnceForFewAccounts) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c"});
  const auto effect = preview_decision(store(), ana, id, suspend());
  ASSERT_OK(effect);
  EXPECT_EQ(effect->accounts, 3);
  EXPECT_EQ(effect->followers, 300);
  EXPECT_FALSE(effect->second_opinion);
  const auto decision = decide(store(), ana, id, suspend());
  ASSERT_OK(decision);
  EXPECT_EQ(decision->state, "in_force");
  EXPECT_EQ(decision->members.size(), 3u);
  EXPECT_EQ(show_case(store(), ana, id)->summary.state, "decided");
  const Actor publisher = person("pub", {"publisher"});
  const auto messages = list_messages(store(), publisher, "waiting");
  ASSERT_OK(messages);
  EXPECT_EQ(messages->messages.size(), 6u);  // a measure and a notice for each
  EXPECT_EQ(list_notices(store(), ana, {})->notices.size(), 3u);
}

TEST_P(Decisions, WaitsForASecondPersonAboveTheSettingAndForTerminations) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"}), ben = person("ben", {"reviewer"}),
              eva = person("eva", {"reviewer"});
  const int64_t many = imported(ana, {"a", "b", "c", "d", "e", "f"});
  const auto decision = decide(store(), ana, many, suspend());
  ASSERT_OK(decision);
  EXPECT_EQ(decision->state, "proposed");
  EXPECT_EQ(list_notices(store(), ana, {})->notices.size(), 0u);
  EXPECT_KIND(ErrorKind::forbidden, give_opinion(store(), ana, decision->decision_id, true, "I agree with myself"));
  const auto dissent = give_opinion(store(), eva, decision->decision_id, false, "Too little is known.");
  ASSERT_OK(dissent);
  EXPECT_EQ(dissent->state, "proposed");
  const auto agreed = give_opinion(store(), ben, decision->decision_id, true, "Seen too.");
  ASSERT_OK(agreed);
  EXPECT_EQ(agreed->state, "in_force");
  EXPECT_EQ(agreed->opinions.size(), 2u);  // dissent stays
  EXPECT_KIND(ErrorKind::conflict, give_opinion(store(), eva, decision->decision_id, true, "late"));

  const int64_t few = imported(ana, {"x", "y"}, "second");
  NewDecision terminate = suspend();
  terminate.measure = "terminate";
  EXPECT_EQ(decide(store(), ana, few, terminate)->state, "proposed");

  EXPECT_FALSE(show_case(store(), ana, many)->summary.deadline);  // it was decided
  EXPECT_EQ(decide(store(), ana, many, terminate)->state, "proposed");
  EXPECT_TRUE(show_case(store(), ana, many)->summary.deadline);  // and waits again
}

TEST_P(Decisions, ComeIntoForceUnderARuleThatIsInUse) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"}), ben = person("ben", {"reviewer"});
  const Actor chief{.handle = "chief", .roles = Roles(Role::administrator)};
  const int64_t id = imported(ana, {"a", "b", "c", "d", "e", "f"});
  const auto proposed = decide(store(), ana, id, suspend());
  ASSERT_OK(proposed);
  ASSERT_OK(retire_policy(store(), chief, "manipulation"));
  EXPECT_KIND(ErrorKind::conflict, give_opinion(store(), ben, proposed->decision_id, true, "I think so too"));
  EXPECT_TRUE(list_notices(store(), ana, {})->notices.empty());
  policy();
  EXPECT_KIND(ErrorKind::conflict, give_opinion(store(), ben, proposed->decision_id, true, "I think so too"));
  NewDecision anew = suspend();
  anew.policy_version = 2;
  const auto second = decide(store(), ana, id, anew);
  ASSERT_OK(second);
  EXPECT_OK(give_opinion(store(), ben, second->decision_id, true, "I think so too"));
}

TEST_P(Decisions, TwoDissentsDecline) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"}), ben = person("ben", {"reviewer"}),
              eva = person("eva", {"reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c", "d", "e", "f"});
  const auto decision = decide(store(), ana, id, suspend());
  ASSERT_OK(decision);
  EXPECT_OK(give_opinion(store(), ben, decision->decision_id, false, "no"));
  EXPECT_EQ(give_opinion(store(), eva, decision->decision_id, false, "no")->state, "declined");
  EXPECT_EQ(show_case(store(), ana, id)->summary.state, "open");
}

TEST_P(Decisions, WaitsForASecondPersonHoweverFewAccountsAreReachedAtATime) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c", "d", "e", "f", "g"});
  NewDecision piece = suspend();  // three accounts, and the others as they are
  piece.measure = "hold";
  piece.members = {{"a", "suspend"}, {"b", "suspend"}, {"c", "suspend"}};
  EXPECT_EQ(decide(store(), ana, id, piece)->state, "in_force");
  piece.members = {{"d", "suspend"}, {"e", "suspend"}};
  EXPECT_FALSE(preview_decision(store(), ana, id, piece)->second_opinion);  // five in all
  piece.members = {{"d", "suspend"}, {"e", "suspend"}, {"f", "suspend"}};
  const auto next = decide(store(), ana, id, piece);
  ASSERT_OK(next);
  EXPECT_EQ(next->state, "proposed") << next->effect.why_second_opinion;
  EXPECT_NE(next->effect.why_second_opinion.find("With the 3 that stay"), std::string::npos);

  // Nor by taking out those who are under the measure already.
  piece.members.clear();
  ASSERT_OK(decide(store(), ana, id, piece));  // nothing is asked for any more
  for (const char* account : {"a", "b", "c"})
    ASSERT_OK(change_members(store(), ana, id, {{.account_id = account, .kept = false, .reason = "done with"}}));
  piece.members = {{"d", "suspend"}, {"e", "suspend"}, {"f", "suspend"}};
  EXPECT_TRUE(preview_decision(store(), ana, id, piece)->second_opinion);
  piece.members.clear();
  EXPECT_FALSE(preview_decision(store(), ana, id, piece)->second_opinion);  // it reaches nobody
}

TEST_P(Decisions, CanBeReplacedByAnybodyWhereWhoProposedReviewsNoMore) {
  policy();
  const Actor boss = person("boss", {"administrator"}), ana = person("ana", {"analyst", "reviewer"}),
              ben = person("ben", {"reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c", "d", "e", "f"});
  ASSERT_OK(decide(store(), ana, id, suspend()));
  NewDecision nothing{.measure = "no_action", .reasons = "A ferry company."};
  EXPECT_KIND(ErrorKind::conflict, decide(store(), ben, id, nothing));
  EXPECT_FALSE(show_case(store(), ben, id)->may_decide);
  ASSERT_OK(change_person(store(), boss, ana.person_id, {.active = false}));
  EXPECT_TRUE(show_case(store(), ben, id)->may_decide);
  EXPECT_EQ(decide(store(), ben, id, nothing)->state, "in_force");
}

TEST_P(Decisions, LeavesTheCaseOpenForMembersWhoCameWhileItWaited) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"}), ben = person("ben", {"reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c", "d", "e", "f"});
  const auto decision = decide(store(), ana, id, suspend());
  ASSERT_OK(import_result(store(), ana, result({"a", "b", "c", "d", "e", "f", "new"}, "again")));
  ASSERT_OK(give_opinion(store(), ben, decision->decision_id, true, "Seen too."));
  EXPECT_EQ(show_decision(store(), ana, decision->decision_id)->members.size(), 6u);
  const CaseRow row = show_case(store(), ana, id)->summary;
  EXPECT_EQ(row.state, "open");
  EXPECT_TRUE(row.deadline);
  EXPECT_EQ(decide(store(), ana, id, {.measure = "no_action", .reasons = "all of them"})->state, "in_force");
  EXPECT_EQ(show_case(store(), ana, id)->summary.state, "decided");
}

TEST_P(Decisions, NamesAPolicyThatAllowsTheMeasure) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  NewDecision decision = suspend();
  decision.measure = "limit_visibility";
  EXPECT_KIND(ErrorKind::usage, decide(store(), ana, id, decision));
  decision.measure = "suspend";
  decision.policy_id = "";
  EXPECT_KIND(ErrorKind::usage, decide(store(), ana, id, decision));
  decision.measure = "no_action";
  EXPECT_OK(decide(store(), ana, id, decision));
}

TEST_P(Decisions, ReachesTheMembersThatWereKeptEachWithItsMeasure) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c"});
  ASSERT_OK(change_members(store(), ana, id,
                           {{.account_id = "b", .kept = false, .reason = "posts about ferries since 2009"}}));
  NewDecision decision = suspend();
  decision.members = {{"c", "label"}};
  const auto made = decide(store(), ana, id, decision);
  ASSERT_OK(made);
  ASSERT_EQ(made->members.size(), 2u);
  EXPECT_EQ(made->members[0].measure, "suspend");
  EXPECT_EQ(made->members[1].measure, "label");
  decision.members = {{"b", "label"}};
  EXPECT_KIND(ErrorKind::usage, decide(store(), ana, id, decision));
}

TEST_P(Decisions, IsTakenBackByANewOneThatLiftsTheMeasures) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"}), publisher = person("pub", {"publisher"});
  const int64_t id = imported(ana, {"a", "b"});
  const auto first = decide(store(), ana, id, suspend());
  ASSERT_OK(first);
  ASSERT_OK(confirm_messages(store(), publisher, 1000));
  NewDecision undo{.measure = "no_action", .reasons = "A mistake.", .undoes = first->decision_id};
  const auto second = decide(store(), ana, id, undo);
  ASSERT_OK(second);
  EXPECT_EQ(show_decision(store(), ana, first->decision_id)->state, "superseded");
  const auto messages = list_messages(store(), publisher, "waiting");
  ASSERT_EQ(messages->messages.size(), 4u);
  EXPECT_EQ(messages->messages[0].payload["measure"], "no_action");
}

TEST_P(Decisions, SaysBeforehandWhomItFreesOfAnEarlierMeasure) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b", "c"});
  NewDecision nothing{.measure = "no_action", .reasons = "A mistake."}, wait{.measure = "hold", .reasons = "Later."};
  EXPECT_EQ(preview_decision(store(), ana, id, nothing)->lifted, 0);
  ASSERT_OK(decide(store(), ana, id, suspend()));
  ASSERT_OK(change_members(store(), ana, id, {{.account_id = "b", .kept = false, .reason = "somebody else"}}));
  const auto freed = preview_decision(store(), ana, id, nothing), again = preview_decision(store(), ana, id, suspend()),
             held = preview_decision(store(), ana, id, wait);
  ASSERT_OK(freed);
  EXPECT_EQ(freed->accounts, 0);
  EXPECT_EQ(freed->lifted, 3);  // the two kept, and whoever was taken out meanwhile
  EXPECT_EQ(freed->notices, 3);
  EXPECT_EQ(again->lifted, 1);
  EXPECT_EQ(again->notices, 3);
  EXPECT_EQ(held->lifted, 0);
  const auto letter = preview_notice(store(), ana, id, nothing, "a", "en");
  ASSERT_OK(letter);
  EXPECT_NE(letter->find("3 accounts are concerned.\n\nThe reasons:"), std::string::npos) << *letter;  // no rule
  const size_t before = list_notices(store(), ana, {})->notices.size();
  ASSERT_OK(decide(store(), ana, id, nothing));
  EXPECT_EQ(list_notices(store(), ana, {})->notices.size() - before, 3u);
}

TEST_P(Decisions, AreToldWhatIsMissingInRightEnglish) {
  const Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  using Sentences = std::vector<std::string>;
  EXPECT_EQ(show_case(store(), ana, id)->what_is_missing, Sentences{"When 2 of the accounts were made is not known."});
  ASSERT_OK(change_members(store(), ana, id, {{.account_id = "b", .kept = false, .reason = "somebody else"}}));
  EXPECT_EQ(show_case(store(), ana, id)->what_is_missing, Sentences{"When one of the accounts was made is not known."});
}

TEST_P(Decisions, ActsOnceForOneIdempotencyKey) {
  policy();
  Actor ana = person("ana", {"analyst", "reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  ana.request = RequestKey{.key = "k1", .request = "the same"};
  const auto first = decide(store(), ana, id, suspend()), again = decide(store(), ana, id, suspend());
  ASSERT_OK(first);
  ASSERT_OK(again);
  EXPECT_EQ(Json(*first), Json(*again));
  EXPECT_EQ(list_decisions(store(), ana, id)->size(), 1u);
  ana.request->request = "another";
  EXPECT_KIND(ErrorKind::conflict, decide(store(), ana, id, suspend()));
}

TEST_P(Decisions, RefusesWhoReadAnOlderVersionOrHoldsNoClaim) {
  policy();
  const Actor ana = person("ana", {"analyst", "reviewer"}), ben = person("ben", {"reviewer"});
  const int64_t id = imported(ana, {"a", "b"});
  EXPECT_KIND(ErrorKind::conflict, decide(store(), ana, id, suspend(), 77));
  ASSERT_OK(claim_case(store(), ana, id));
  EXPECT_KIND(ErrorKind::conflict, decide(store(), ben, id, suspend()));
  EXPECT_KIND(ErrorKind::conflict, claim_case(store(), ben, id));
  ASSERT_OK(release_case(store(), ana, id));
  EXPECT_OK(decide(store(), ben, id, suspend()));
}

TEST_P(Decisions, AreForReviewersOnly) {
  policy();
  const Actor ana = person("ana", {"analyst"});
  const int64_t id = imported(ana, {"a", "b"});
  for (const char* role : {"analyst", "appeals_reviewer", "publisher", "auditor", "administrator"})
    EXPECT_KIND(ErrorKind::forbidden, decide(store(), {.person_id = 9, .roles = *roles_of({role})}, id, suspend()));
}

}  // namespace
}  // namespace lockstep::cases
