#include "lockstep/traces/post_authors.h"

namespace lockstep {
namespace {
constexpr AccountIndex nobody = UINT32_MAX;
}

PostAuthors::PostAuthors(const EventTable& events) : events_(events), account_(events.terms.size(), nobody) {
  for (EventIndex event = 0; event < events.size(); ++event)
    if (const TermIndex id = events.post_id[event]; id != no_term && account_[id] == nobody)
      account_[id] = events.account[event];
}

std::string_view PostAuthors::of(TermIndex post_id) const {
  const AccountIndex account = account_[post_id];
  return account == nobody ? std::string_view() : events_.accounts[account];
}

std::string_view author_of_target(const EventTable& events, EventIndex event, TermIndex target, Field author_field,
                                  const PostAuthors& authors) {
  const TermIndex named = events.value_of(event, author_field);
  return named != no_term ? events.terms[named] : authors.of(target);
}

}  // namespace lockstep
