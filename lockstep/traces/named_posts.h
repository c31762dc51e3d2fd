// lockstep/traces/named_posts.h
//
// Which reposts that are known by their text name the same post. A text that was cut short names the post whose text it
// begins: among the texts under the same name, the longest one that continues it, if all that continue it agree. Where
// two texts continue it differently, or fewer than 20 characters are left of it, it stands for a post of its own.
//
// The answer depends on the set of texts only, not on their order. Rejected: joining every text with all that begin
// alike (a short stump would join different posts).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "lockstep/base/string_pool.h"
#include "lockstep/traces/repost_text.h"

namespace lockstep {

class NamedPosts {
 public:
  using Index = uint32_t;

  // Whether some text was seen under this name.
  bool is_named(const std::string& name) const { return names_.contains(name); }

  // A text seen. `post_id` where the table says which post it is the text of, else no_term.
  Index add(const RepostText& text, TermIndex post_id);

  void resolve();

  // After resolve(). The post's id, if all reposts with its text agree on one; else no_term.
  TermIndex post_id(Index seen) const;
  // "@name: text", ending with … where the whole text was never seen.
  std::string title(Index seen) const;
  // "@name"
  std::string author(Index seen) const;

 private:
  static constexpr TermIndex several = no_term - 1;
  struct Text {
    bool cut;
    Index post;    // the text that stands for the post
    TermIndex id;  // no_term: none is known; several: they disagree
  };
  static void add_id(TermIndex& known, TermIndex id);
  std::string_view key(Index seen) const;  // "name\1text"

  std::unordered_set<std::string> names_;
  StringPool keys_;  // "name\1text"; one more \1 behind it where the text was cut
  std::vector<Text> texts_;
};

}  // namespace lockstep
