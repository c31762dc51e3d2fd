#include "lockstep/traces/named_posts.h"

#include <algorithm>
#include <numeric>

namespace lockstep {
namespace {

constexpr char after_name = '\1';
constexpr char after_cut = '\1';
constexpr size_t fewest_characters = 20;
constexpr uint32_t nothing = UINT32_MAX;
constexpr uint32_t many = UINT32_MAX - 1;

// The one post that two sets of candidates hold together, nothing or many.
uint32_t join(uint32_t a, uint32_t b) {
  if (a == nothing || a == b) return b;
  return b == nothing ? a : many;
}

bool long_enough(std::string_view text) {
  const auto begins_character = [](char c) { return (c & 0xC0) != 0x80; };
  return size_t(std::count_if(text.begin(), text.end(), begins_character)) >= fewest_characters;
}

}  // namespace

std::string_view NamedPosts::key(Index seen) const {
  const std::string_view key = keys_[seen];
  return texts_[seen].cut ? key.substr(0, key.size() - 1) : key;
}

NamedPosts::Index NamedPosts::add(const RepostText& text, TermIndex post_id) {
  names_.insert(text.name);
  std::string key = text.name + after_name + text.text;
  if (text.cut) key += after_cut;
  const Index seen = keys_.intern(key);
  if (seen == texts_.size()) texts_.push_back({text.cut, seen, no_term});
  add_id(texts_[seen].id, post_id);
  return seen;
}

void NamedPosts::add_id(TermIndex& known, TermIndex id) {
  if (known == no_term)
    known = id;
  else if (id != no_term && id != known)
    known = several;
}

// In bytewise order all texts that continue a text stand right behind it. So from the last to the first, with a stack
// of those that nothing to the left continues to: each takes from it what continues itself, and leaves what that names.
void NamedPosts::resolve() {
  std::vector<Index> order(texts_.size());
  std::iota(order.begin(), order.end(), Index(0));
  std::sort(order.begin(), order.end(),
            [&](Index a, Index b) { return key(a) != key(b) ? key(a) < key(b) : texts_[a].cut > texts_[b].cut; });
  struct Open {
    Index text;
    uint32_t names;  // the post that it and all that continue it name; many
  };
  std::vector<Open> stack;
  for (auto seen = order.rbegin(); seen != order.rend(); ++seen) {
    uint32_t continued_by = nothing;
    while (!stack.empty() && key(stack.back().text).starts_with(key(*seen))) {
      continued_by = join(continued_by, stack.back().names);
      stack.pop_back();
    }
    Text& text = texts_[*seen];
    const std::string_view words = key(*seen).substr(key(*seen).find(after_name) + 1);
    const bool is_begin = text.cut && continued_by != nothing && long_enough(words);
    if (is_begin && continued_by != many) text.post = continued_by;
    stack.push_back({*seen, is_begin ? continued_by : join(continued_by, *seen)});
  }
  for (Index seen = 0; seen < texts_.size(); ++seen)
    if (texts_[seen].post != seen) add_id(texts_[texts_[seen].post].id, texts_[seen].id);
}

TermIndex NamedPosts::post_id(Index seen) const {
  const TermIndex id = texts_[texts_[seen].post].id;
  return id == several ? no_term : id;
}

std::string NamedPosts::title(Index seen) const {
  const Index post = texts_[seen].post;
  const std::string_view whole = key(post);
  const size_t name_end = whole.find(after_name);
  std::string title(1, '@');
  title.append(whole.substr(0, name_end)).append(": ").append(whole.substr(name_end + 1));
  if (texts_[post].cut) title += "…";
  return title;
}

std::string NamedPosts::author(Index seen) const {
  std::string author(1, '@');
  return author.append(keys_[seen].substr(0, keys_[seen].find(after_name)));
}

}  // namespace lockstep
