// lockstep/evidence/names.h
//
// What accounts, posts and objects are called in everything that a run writes: as the data have it, or under a keyed
// hash, for sharing.
//
// Under a key these are replaced: account ids, handles (also @name in texts), post ids, object ids, whole paths of
// links to platforms where a path names a person, and elsewhere any part of a link or word of at least four characters
// that is the id of an account or post of the table. Display names are left out. What stays: the words of texts, times,
// domains, hashtags, media hashes, counts. Who has the same posts can find them again by their times and words: a
// pseudonym hides names from those who do not look, not from those who search.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lockstep/events/events.h"
#include "lockstep/evidence/keyed_hash.h"

namespace lockstep {

class Names {
 public:
  // The names as they are; `events` must outlive this.
  explicit Names(const EventTable& events) : events_(events) {}
  Names(const EventTable& events, const std::string& key);

  bool keyed() const { return hash_.has_value(); }

  std::string account(AccountIndex account) const;
  // Where an account stands in the bytewise order of the names that are written.
  uint32_t rank(AccountIndex account) const { return keyed() ? rank_[account] : account; }
  std::optional<std::string> handle(AccountIndex account) const;
  std::optional<std::string> display_name(AccountIndex account) const;

  std::string post(std::string_view post_id) const;
  std::string text(std::string_view text) const;
  std::string url(std::string_view url) const;
  std::string object(std::string_view trace, std::string_view object) const;
  std::string source(std::string_view trace, std::string_view source) const;

 private:
  void know(std::string_view name, AccountIndex account);
  std::string person(std::string_view name) const;  // "@name"
  std::optional<std::string> known_id(std::string_view word) const;
  std::string known_ids_hidden(std::string_view part) const;

  static constexpr AccountIndex several_accounts = UINT32_MAX;

  const EventTable& events_;
  std::optional<KeyedHash> hash_;
  std::vector<std::string> pseudonyms_;  // by AccountIndex
  std::vector<uint32_t> rank_;
  std::unordered_map<std::string, AccountIndex> called_;  // in lower case, without @; several_accounts
  std::vector<bool> is_post_id_;                          // by TermIndex
};

std::string in_lower_case(std::string_view ascii);

}  // namespace lockstep
