// lockstep/cases/decisions.h
//
// What people decide about a case, under which policy, who agreed and who did not. Nothing happens on the platform
// before everybody whose agreement is asked for has given it. To undo is a new decision.
#pragma once

#include "lockstep/cases/case_file.h"

namespace lockstep::cases {

// "no_action", "label", "limit_visibility", "suspend", "terminate", "hold" (more information is needed)
struct Policy {
  std::string policy_id;              // "manipulation"
  int64_t version = 1;                // a new text is a new version; old ones stay
  std::string name, text;             // rules about conduct, for every group alike
  std::vector<std::string> measures;  // that it allows
  bool active = true;
  int64_t created_at = 0;
};

struct NewPolicy {
  std::string policy_id, name, text;
  std::vector<std::string> measures;
};

struct MemberMeasure {
  std::string account_id, measure;
};

struct NewDecision {
  std::string measure;                 // for every member kept
  std::vector<MemberMeasure> members;  // those for whom it is another one
  std::string policy_id;
  int64_t policy_version = 0;
  std::string reasons;            // 1 to 5000 characters; goes into the notice
  std::optional<int64_t> undoes;  // the decision that this one takes back
};

// What would happen, before it does.
struct Effect {
  int64_t accounts = 0;              // that a measure reaches
  int64_t posts = 0, followers = 0;  // theirs, where known
  int64_t followers_unknown = 0;     // accounts of which it is not known
  int64_t under_confidence = 0;      // members under the confidence that was asked about
  int64_t in_other_cases = 0;
  int64_t lifted = 0;  // accounts under an earlier measure that are free of it afterwards
  int64_t notices = 0;
  std::vector<std::string> by_measure;  // "suspend: 10" …
  bool second_opinion = false;
  std::string why_second_opinion;
  int64_t appeal_until = 0;  // of the notices, if decided now
};

struct Opinion {
  int64_t person_id = 0;
  std::string name;
  bool agrees = false;
  std::string reasons;
  int64_t time = 0;
};

struct Decision {
  int64_t decision_id = 0, case_id = 0;
  std::string state;  // "proposed", "in_force", "declined", "superseded"
  std::string measure, policy_id, policy_name, reasons;
  int64_t policy_version = 0;
  int64_t proposed_by = 0;
  std::string proposed_by_name;
  int64_t proposed_at = 0;
  std::optional<int64_t> in_force_at, undoes, appeal_id;
  Effect effect;
  std::vector<Opinion> opinions;       // dissent stays
  std::vector<MemberMeasure> members;  // every account with its measure
};

Result<std::vector<Policy>> list_policies(Store& store, const Actor& actor);
Result<Policy> add_policy(Store& store, const Actor& actor, const NewPolicy& policy, std::optional<int64_t> seen = {});
Result<void> retire_policy(Store& store, const Actor& actor, const std::string& policy_id);

Result<Effect> preview_decision(Store& store, const Actor& actor, int64_t case_id, const NewDecision& decision,
                                double confidence = 0.95);
Result<Decision> decide(Store& store, const Actor& actor, int64_t case_id, const NewDecision& decision,
                        std::optional<int64_t> version = {});
Result<Decision> give_opinion(Store& store, const Actor& actor, int64_t decision_id, bool agrees,
                              const std::string& reasons);
Result<Decision> show_decision(Store& store, const Actor& actor, int64_t decision_id);
Result<std::vector<Decision>> list_decisions(Store& store, const Actor& actor, int64_t case_id);

// Blind second reviews of a share of decisions (settings.quality_share).
struct ReviewTask {
  int64_t review_id = 0, case_id = 0;
  int64_t created_at = 0;
};
struct Agreement {
  std::string policy_id;
  int64_t reviews = 0;
  std::optional<double> alpha, alpha_low, alpha_high;  // Krippendorff's, nominal, with a 95% bootstrap interval
};
Result<std::vector<ReviewTask>> list_reviews(Store& store, const Actor& actor);  // that this actor may do
Result<void> give_review(Store& store, const Actor& actor, int64_t review_id, const std::string& measure,
                         const std::string& reasons);
Result<std::vector<Agreement>> agreement(Store& store, const Actor& actor);

}  // namespace lockstep::cases
