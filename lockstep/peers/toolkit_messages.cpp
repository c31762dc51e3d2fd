#include "lockstep/peers/toolkit_messages.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "lockstep/peers/toolkit_text.h"

namespace lockstep {
namespace {

Field compared_field(ToolkitNetwork network) {
  switch (network) {
    case ToolkitNetwork::co_retweet:
      return Field::reposted_post_id;
    case ToolkitNetwork::co_reply:
      return Field::reply_to_post_id;
    case ToolkitNetwork::co_link:
      return Field::urls;
    default:
      return Field::text;
  }
}

class Reader {
 public:
  Reader(const EventTable& events, FieldSet columns, ToolkitNetwork network)
      : events_(events),
        network_(network),
        has_ids_(columns.has(Field::post_id)),
        field_(columns.has(Field::object_id) ? Field::object_id : compared_field(network)),
        key_of_term_(events.terms.size(), no_term) {}

  ToolkitItems read() {
    std::vector<bool> seen(size_t(events_.terms.size()) + events_.size() + 1);
    for (EventIndex event = 0; event < events_.size(); ++event) {
      if (events_.kind[event] > EventKind::quote) continue;  // no message: a like, a rename …
      const uint32_t message = message_of(event);
      const bool is_new = !seen[message];
      seen[message] = true;
      if (network_ == ToolkitNetwork::co_link)
        add_urls(event, message);
      else if (is_new)
        add(event, message);
    }
    found_.keys = next_key_;
    return std::move(found_);
  }

 private:
  // A table with ids holds one message without, as it would of any id; in a table that has none, each row is a message.
  uint32_t message_of(EventIndex event) const {
    if (events_.post_id[event] != no_term) return events_.post_id[event];
    return events_.terms.size() + (has_ids_ ? 0 : event);
  }

  bool is_repost(EventIndex event) const { return events_.value_of(event, Field::reposted_post_id) != no_term; }

  void put(EventIndex event, uint32_t message, uint32_t key) {
    found_.items.push_back({key, events_.account[event], message, events_.time[event]});
  }

  uint32_t key_of(TermIndex term) {
    uint32_t& key = term == no_term ? key_of_nothing_ : key_of_term_[term];
    if (key != no_term) return key;
    if (network_ != ToolkitNetwork::co_tweet) return key = new_key(term);
    const std::string message = term == no_term ? std::string() : toolkit_message(events_.terms[term]);
    const auto [known, is_new] = key_of_message_.try_emplace(message, next_key_);
    if (is_new) new_key(term);
    return key = known->second;
  }

  uint32_t new_key(TermIndex term) {
    if (network_ == ToolkitNetwork::co_similar_tweet) found_.text_of_key.push_back(term);
    return next_key_++;
  }

  void add(EventIndex event, uint32_t message) {
    if (network_ == ToolkitNetwork::co_post) {
      next_key_ = 1;
      return put(event, message, 0);
    }
    if (network_ != ToolkitNetwork::co_retweet && is_repost(event)) return;
    const TermIndex object = events_.value_of(event, field_);
    const bool may_be_empty = network_ == ToolkitNetwork::co_tweet || network_ == ToolkitNetwork::co_similar_tweet;
    if (object == no_term && !may_be_empty) return;
    put(event, message, key_of(object));
  }

  // Each URL of a message once, with the account and time of the row that had it first; none is an empty URL.
  void add_urls(EventIndex event, uint32_t message) {
    if (is_repost(event)) return;
    bool any = false;
    for (const auto [field, term] : events_.values_of(event)) {
      if (field != field_) continue;
      add_url(event, message, events_.terms[term].empty() ? no_term : term);
      any = true;
    }
    if (!any) add_url(event, message, no_term);
  }

  void add_url(EventIndex event, uint32_t message, TermIndex url) {
    const uint32_t key = key_of(url);
    if (urls_of_messages_.insert(uint64_t(message) << 32 | key).second) put(event, message, key);
  }

  const EventTable& events_;
  const ToolkitNetwork network_;
  const bool has_ids_;
  const Field field_;
  ToolkitItems found_;
  std::vector<uint32_t> key_of_term_;
  uint32_t key_of_nothing_ = no_term;
  uint32_t next_key_ = 0;
  std::unordered_map<std::string, uint32_t> key_of_message_;  // co_tweet
  std::unordered_set<uint64_t> urls_of_messages_;             // co_link
};

}  // namespace

FieldSet toolkit_fields(ToolkitNetwork network) {
  FieldSet fields{Field::kind, Field::post_id, Field::object_id, Field::reposted_post_id};
  if (network != ToolkitNetwork::co_post) fields.add(compared_field(network));
  return fields;
}

Result<ToolkitItems> toolkit_items(const EventTable& events, FieldSet columns, ToolkitNetwork network) {
  const Field field = compared_field(network);
  if (network != ToolkitNetwork::co_post && !columns.has(field) && !columns.has(Field::object_id))
    return Error{.kind = ErrorKind::input,
                 .message = "the table has no column for " + std::string(name(field)) + ", nor for object_id",
                 .where = "--network " + std::string(name(network)),
                 .hint = "say which column it is: --map " + std::string(name(field)) + "=COLUMN"};
  return Reader(events, columns, network).read();
}

}  // namespace lockstep
