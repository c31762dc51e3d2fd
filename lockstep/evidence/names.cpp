#include "lockstep/evidence/names.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace lockstep {
namespace {

constexpr char account_kind = 'a', handle_kind = 'h', post_kind = 'p';
constexpr size_t shortest_id_in_text = 4;  // shorter ones are also words and numbers

bool names_a_post(std::string_view trace) {
  constexpr std::array<std::string_view, 3> traces{"co-repost", "co-quote", "co-reply"};
  return std::ranges::find(traces, trace) != traces.end();
}

bool stays_as_it_is(std::string_view trace) {
  constexpr std::array<std::string_view, 4> traces{"co-media", "co-hashtag", "co-hashtag-sequence", "co-domain"};
  return std::ranges::find(traces, trace) != traces.end();
}

}  // namespace

std::string in_lower_case(std::string_view ascii) {
  std::string lower(ascii);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = char(c - 'A' + 'a');
  return lower;
}

Names::Names(const EventTable& events, const std::string& key)
    : events_(events), hash_(key), rank_(events.accounts.size()), is_post_id_(events.terms.size()) {
  for (AccountIndex account = 0; account < events.accounts.size(); ++account) {
    pseudonyms_.push_back((*hash_)(account_kind, events.accounts[account]));
    know(events.accounts[account], account);
  }
  for (AccountIndex account = 0; account < events.snapshots.size(); ++account)
    if (events.snapshots[account]) know(events.snapshots[account]->handle, account);
  for (const HandleChange& change : events.handle_changes) {
    know(change.old_handle, change.account);
    know(change.new_handle, change.account);
  }
  for (TermIndex post : events.post_id)
    if (post != no_term) is_post_id_[post] = true;
  for (const EventValue& value : events.values)
    if (value.field == Field::reposted_post_id || value.field == Field::reply_to_post_id ||
        value.field == Field::quoted_post_id)
      is_post_id_[value.term] = true;
  std::vector<AccountIndex> order(events.accounts.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::sort(order, {}, [&](AccountIndex account) -> const std::string& { return pseudonyms_[account]; });
  for (uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
}

void Names::know(std::string_view name, AccountIndex account) {
  if (name.starts_with('@')) name.remove_prefix(1);
  if (name.empty()) return;
  const auto [known, fresh] = called_.try_emplace(in_lower_case(name), account);
  if (!fresh && known->second != account) known->second = several_accounts;
}

std::string Names::account(AccountIndex account) const {
  return keyed() ? pseudonyms_[account] : std::string(events_.accounts[account]);
}

std::optional<std::string> Names::handle(AccountIndex account) const {
  if (account >= events_.snapshots.size() || !events_.snapshots[account]) return std::nullopt;
  const std::string& handle = events_.snapshots[account]->handle;
  if (handle.empty()) return std::nullopt;
  return keyed() ? person(handle) : handle;
}

std::optional<std::string> Names::display_name(AccountIndex account) const {
  if (keyed() || account >= events_.snapshots.size() || !events_.snapshots[account]) return std::nullopt;
  const std::string& name = events_.snapshots[account]->display_name;
  if (name.empty()) return std::nullopt;
  return name;
}

std::string Names::post(std::string_view post_id) const {
  return keyed() ? (*hash_)(post_kind, post_id) : std::string(post_id);
}

std::string Names::object(std::string_view trace, std::string_view object) const {
  if (!keyed() || stays_as_it_is(trace)) return std::string(object);
  if (trace == "co-link" || object.find("://") != std::string_view::npos) return url(object);
  if (trace == "co-text") return text(object);
  if (names_a_post(trace) && object.starts_with('@')) return text(object);
  return post(object);
}

std::string Names::source(std::string_view trace, std::string_view source) const {
  if (!keyed() || source.empty() || stays_as_it_is(trace) || trace == "co-link") return std::string(source);
  if (source.starts_with('@')) return person(source);
  const TermIndex account = events_.accounts.find(source);
  return account != no_term ? pseudonyms_[account] : (*hash_)(account_kind, source);
}

// One whom the table knows goes by the pseudonym of the account, so that who mentions whom can still be seen.
std::string Names::person(std::string_view name) const {
  if (name.starts_with('@')) name.remove_prefix(1);
  const std::string lower = in_lower_case(name);
  const auto known = called_.find(lower);
  if (known != called_.end() && known->second != several_accounts) return "@" + pseudonyms_[known->second];
  return "@" + (*hash_)(handle_kind, lower);
}

std::optional<std::string> Names::known_id(std::string_view word) const {
  if (word.size() < shortest_id_in_text) return std::nullopt;
  if (const TermIndex account = events_.accounts.find(word); account != no_term) return pseudonyms_[account];
  if (const TermIndex term = events_.terms.find(word); term != no_term && is_post_id_[term]) return post(word);
  return std::nullopt;
}

}  // namespace lockstep
