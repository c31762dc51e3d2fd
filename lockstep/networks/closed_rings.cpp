#include <algorithm>
#include <numeric>
#include <span>
#include <tuple>
#include <vector>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

// Posts of one source, from which on an account keeps to it: half of them propose a ring, and half judge it.
constexpr size_t least_posts = 4;

// Of a source's posts those that most of these accounts touched; the pairs of fans of a busy source would take long.
constexpr size_t most_posts = 20;

// Contexts that a source names, and of which the account touched so many objects; ascending.
void contexts_kept_to(const TouchBook& book, AccountIndex account, std::vector<uint32_t>& contexts) {
  contexts.clear();
  for (const TouchIndex touch : book.touches_of(account)) {
    const ObjectIndex object = book.touches.object[touch];
    if (book.source[object] != TouchBook::no_source) contexts.push_back(book.context[object]);
  }
  std::sort(contexts.begin(), contexts.end());
  auto end = contexts.begin();
  for (auto first = contexts.begin(); first != contexts.end();) {
    const auto next = std::upper_bound(first, contexts.end(), *first);
    const uint32_t context = *first;
    if (size_t(next - first) >= least_posts) *end++ = context;
    first = next;
  }
  contexts.erase(end, contexts.end());
}

void keep_most_touched(const TouchBook& book, std::vector<uint8_t>& kept) {
  struct Post {
    uint32_t context;
    int64_t touches;
    ObjectIndex object;
  };
  std::vector<Post> posts;
  const auto of = [&](ObjectIndex object) {
    return std::span(kept).subspan(book.object_begin[object],
                                   book.object_begin[object + 1] - book.object_begin[object]);
  };
  for (ObjectIndex object = 0; object < book.objects(); ++object)
    if (const int64_t touches = std::ranges::count(of(object), 1); touches > 0)
      posts.push_back({book.context[object], touches, object});
  std::ranges::sort(posts, {}, [](const Post& post) { return std::tuple(post.context, -post.touches, post.object); });
  size_t rank = 0;
  for (size_t i = 0; i < posts.size(); ++i) {
    rank = i > 0 && posts[i].context == posts[i - 1].context ? rank + 1 : 0;
    if (rank >= most_posts) std::ranges::fill(of(posts[i].object), uint8_t(0));
  }
}

// What accounts in no network did with the posts of sources that they keep to, each post a context of its own.
TouchBook by_single_posts(const TouchBook& book, const std::vector<TestedNetwork>& networks, uint32_t min_members) {
  std::vector<uint8_t> taken(book.accounts(), 0), kept(book.touches.size(), 0);
  for (const TestedNetwork& network : networks)
    for (const TestedMember& member : network.members) taken[member.account] = 1;
  std::vector<uint32_t> contexts;
  for (AccountIndex account = 0; account < book.accounts(); ++account) {
    if (taken[account] || book.touches_of(account).size() < least_posts) continue;
    contexts_kept_to(book, account, contexts);
    if (contexts.empty()) continue;
    for (const TouchIndex touch : book.touches_of(account)) {
      const ObjectIndex object = book.touches.object[touch];
      kept[touch] = book.source[object] != TouchBook::no_source &&
                    std::binary_search(contexts.begin(), contexts.end(), book.context[object]);
    }
  }
  keep_most_touched(book, kept);
  TouchBook posts = narrowed(book, kept, min_members);
  std::iota(posts.context.begin(), posts.context.end(), 0u);
  return posts;
}

}  // namespace

Result<void> add_closed_rings(const TestPass& pass, NetworkTests& tests, Progress& progress) {
  if (std::ranges::find(pass.options.windows, pass.options.counted_window) == pass.options.windows.end()) return {};
  const TouchBook posts = by_single_posts(pass.book, tests.networks, pass.options.min_members);
  if (posts.objects() == 0) return {};
  NetworkTestOptions options = pass.options;  // at one window alone: fans are many, and the time is not
  options.windows = {pass.options.counted_window};
  TestPass of_one_source{posts, options, pass.left_out, "Testing posts of one source", &pass};
  if (Result<void> done = of_one_source.run(progress); !done) return done;
  NetworkTests found;
  assemble_networks(of_one_source, found);
  for (TestedNetwork& network : found.networks)
    if (network.network_class == NetworkClass::closed_ring) tests.networks.push_back(std::move(network));
  return {};
}

}  // namespace lockstep
