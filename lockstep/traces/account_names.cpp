#include "lockstep/traces/account_names.h"

#include <algorithm>

namespace lockstep {

AccountNames::AccountNames(const EventTable& events) : names_(events.accounts.size()) {
  for (AccountIndex account = 0; account < names_.size(); ++account) {
    add(account, events.accounts[account]);
    if (account < events.snapshots.size() && events.snapshots[account]) add(account, events.snapshots[account]->handle);
  }
  for (const HandleChange& change : events.handle_changes) {
    add(change.account, change.old_handle);
    add(change.account, change.new_handle);
  }
}

void AccountNames::add(AccountIndex account, std::string_view name) {
  if (name.starts_with('@')) name.remove_prefix(1);
  std::string lower(name);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  std::vector<std::string>& known = names_[account];
  if (!lower.empty() && std::find(known.begin(), known.end(), lower) == known.end()) known.push_back(std::move(lower));
}

}  // namespace lockstep
