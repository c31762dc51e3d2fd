// lockstep/results/explain_parts.h
//
// Two accounts as the pair test sees them, and three or more as the group test does; of explanation.h.
#pragma once

#include <vector>

#include "lockstep/results/explanation.h"

namespace lockstep {

inline constexpr std::string_view counts_as_an_occasion = "counts as an occasion";

// What the accounts may have touched.
struct TestedTables {
  std::vector<TraceTable> tables;
  TouchBook book;

  ExplainedObject named(ObjectIndex object) const;
};

class ExplainedPair {
 public:
  ExplainedPair(const TestedTables& tables, AccountIndex a, AccountIndex b) : tables_(tables), a_(a), b_(b) {}
  ExplainedWindow test(const References& references) const;
  void add_objects(const References& references, Explanation& explanation) const;  // and what would change the p
  void say(const ExplainedWindow& at, Explanation& explanation) const;

 private:
  const TestedTables& tables_;
  AccountIndex a_, b_;
};

class ExplainedGroup {
 public:
  // `members`: ascending. `left_out`: one an account.
  ExplainedGroup(const TestedTables& tables, std::vector<AccountIndex> members, const std::vector<uint8_t>& left_out)
      : tables_(tables), members_(std::move(members)), left_out_(left_out) {}
  ExplainedWindow test(const References& references) const;
  void add_objects(const References& references, Explanation& explanation) const;  // and what would change the p
  void say(const ExplainedWindow& at, Explanation& explanation) const;

 private:
  const TestedTables& tables_;
  std::vector<AccountIndex> members_;
  const std::vector<uint8_t>& left_out_;
};

// Of the objects that count, the one without which the p would be largest; none where none counts.
const ExplainedObject* most_rests_on(const Explanation& explanation);

}  // namespace lockstep
