// The same post reposted. A repost that names its target by id touches that post; one that is known by its text only
// touches the post that the text names (named_posts.h). The source is the post's author: as the repost says, as the
// table knows, or "@name".
#include "lockstep/traces/account_names.h"
#include "lockstep/traces/named_posts.h"
#include "lockstep/traces/normal_text.h"
#include "lockstep/traces/post_authors.h"
#include "lockstep/traces/touch_builder.h"

namespace lockstep {
namespace {

// The reposts' texts, each distinct one parsed once.
class Texts {
 public:
  explicit Texts(const EventTable& events) : events_(events), seen_(events.terms.size(), unknown) {}

  static constexpr NamedPosts::Index unknown = UINT32_MAX, none = UINT32_MAX - 1;

  // What the event's text names, which is entered; none where the text is no repost.
  NamedPosts::Index enter(EventIndex event, TermIndex post_id) {
    const TermIndex text = events_.value_of(event, Field::text);
    if (text == no_term) return none;
    if (seen_[text] == none || (seen_[text] != unknown && post_id == no_term)) return seen_[text];
    const std::optional<RepostText> repost = parse_repost(events_.terms[text]);
    return seen_[text] = repost ? posts.add(*repost, post_id) : none;
  }

  NamedPosts posts;

 private:
  const EventTable& events_;
  std::vector<NamedPosts::Index> seen_;  // by TermIndex
};

// The posts of those whom the texts name, where the table holds them: what they say is what the texts repeat.
void enter_originals(const EventTable& events, Texts& texts) {
  const AccountNames names(events);
  for (EventIndex event = 0; event < events.size(); ++event) {
    const TermIndex text = events.value_of(event, Field::text);
    if (events.post_id[event] == no_term || text == no_term || !is_own_post(events, event)) continue;
    for (const std::string& name : names.of(events.account[event]))
      if (texts.posts.is_named(name))
        texts.posts.add({name, collapse_blanks(events.terms[text]), false}, events.post_id[event]);
  }
}

bool may_repost(EventKind kind) { return kind != EventKind::like && kind <= EventKind::quote; }

// Enters every text that stands for a repost; those with a target only if others have none. True where some have none.
bool enter_texts(const EventTable& events, Texts& texts) {
  bool some_without_target = false;
  for (EventIndex event = 0; event < events.size(); ++event)
    if (may_repost(events.kind[event]) && events.value_of(event, Field::reposted_post_id) == no_term)
      some_without_target |= texts.enter(event, no_term) != Texts::none;
  if (!some_without_target) return false;
  for (EventIndex event = 0; event < events.size(); ++event)
    if (const TermIndex target = events.value_of(event, Field::reposted_post_id); target != no_term)
      texts.enter(event, target);
  enter_originals(events, texts);
  texts.posts.resolve();
  return true;
}

Result<void> collect(const EventTable& events, const TraceOptions&, TouchBuilder& touches) {
  const PostAuthors authors(events);
  Texts texts(events);
  const bool by_text = enter_texts(events, texts);
  for (EventIndex event = 0; event < events.size(); ++event) {
    if (!may_repost(events.kind[event])) continue;
    TermIndex target = events.value_of(event, Field::reposted_post_id);
    const auto seen = by_text ? texts.enter(event, no_term) : Texts::none;
    if (target == no_term && seen != Texts::none) target = texts.posts.post_id(seen);
    if (target != no_term) {
      std::string source(author_of_target(events, event, target, Field::reposted_account_id, authors));
      if (source.empty() && seen != Texts::none) source = texts.posts.author(seen);
      touches.touch(touches.plain_object(target, source), event);
    } else if (seen != Texts::none) {
      touches.touch(touches.named_object(texts.posts.title(seen), texts.posts.author(seen)), event);
    }
  }
  return {};
}

}  // namespace

TraceDefinition co_repost() {
  return {.name = "co-repost",
          .description = "the same post reposted",
          .verb = "reposted the same posts",
          .objects = {Field::reposted_post_id, Field::text},
          .fields = {Field::post_id, Field::kind, Field::is_repost, Field::reposted_post_id, Field::reposted_account_id,
                     Field::text},
          .default_min_shared = 2,
          .collect = collect};
}

}  // namespace lockstep
