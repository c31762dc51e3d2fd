// lockstep/traces/post_authors.h
//
// Who wrote a post that others answer, quote or repost.
#pragma once

#include <string_view>
#include <vector>

#include "lockstep/traces/traces.h"

namespace lockstep {

// Known where the table holds the post itself and post ids were read. An id that several accounts use belongs to the
// one that used it first.
class PostAuthors {
 public:
  explicit PostAuthors(const EventTable& events);

  // The account that wrote the post; empty where it is not known.
  std::string_view of(TermIndex post_id) const;

 private:
  const EventTable& events_;
  std::vector<AccountIndex> account_;  // by TermIndex
};

// The author of the post that an event points to: as the event says, else as the table knows.
std::string_view author_of_target(const EventTable& events, EventIndex event, TermIndex target, Field author_field,
                                  const PostAuthors& authors);

}  // namespace lockstep
