// lockstep/simulation/post.h
//
// Posts as they are kept while others may still act on them: what they say is remembered as keys, not as text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep::simulation {

enum class Form : uint8_t { sentence, small_talk, headline, template_text };

struct Article {
  uint32_t host;  // key of simulation::host
  uint32_t number;
  bool operator==(const Article&) const = default;
};

struct Content {
  uint64_t key = 0;  // of the text
  std::optional<Article> article;
  uint32_t tag = 0;  // key of the hashtag
  uint8_t tags = 0;  // that many, from `tag` on
  Form form = Form::sentence;
  uint8_t language = 0, topic = 0;
  float changed = 0;  // share of the words that this author changed
  uint32_t changed_by = 0;
};

struct Post {
  uint64_t id;
  int64_t time;
  uint32_t author;
  Content content;
};

// The text, without link and hashtags.
std::string compose(const Content& content);
std::string url(const Article& article);

// The last posts, by a number that keeps counting.
class RecentPosts {
 public:
  static constexpr uint32_t none = UINT32_MAX;

  uint32_t add(const Post& post) {
    posts_.push_back(post);
    return first_ + uint32_t(posts_.size()) - 1;
  }
  const Post* find(uint32_t number) const {
    return number == none || number < first_ ? nullptr : &posts_[number - first_];
  }
  void forget_before(int64_t time) {
    size_t gone = 0;
    while (gone < posts_.size() && posts_[gone].time < time) ++gone;
    posts_.erase(posts_.begin(), posts_.begin() + std::ptrdiff_t(gone));
    first_ += uint32_t(gone);
  }

 private:
  std::vector<Post> posts_;  // in order of time
  uint32_t first_ = 0;
};

}  // namespace lockstep::simulation
