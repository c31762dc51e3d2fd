// lockstep/traces/account_names.h
//
// The names that an account may be called by in a text, in lower case: its id, the handle that is known of it, and
// those that it had before.
#pragma once

#include <string>
#include <vector>

#include "lockstep/events/events.h"

namespace lockstep {

class AccountNames {
 public:
  explicit AccountNames(const EventTable& events);

  const std::vector<std::string>& of(AccountIndex account) const { return names_[account]; }

 private:
  void add(AccountIndex account, std::string_view name);

  std::vector<std::vector<std::string>> names_;  // by AccountIndex
};

}  // namespace lockstep
