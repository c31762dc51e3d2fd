#include <algorithm>
#include <tuple>

#include "lockstep/evidence/evidence.h"

namespace lockstep {
namespace {

auto in_order(const MemberTouch& touch) { return std::tuple(touch.layer, touch.object, touch.touch); }

uint32_t position(const Network& network, AccountIndex account) {
  return uint32_t(std::ranges::lower_bound(network.members, account) - network.members.begin());
}

std::vector<Occasion> occasions_of(std::span<const MemberTouch> touches) {
  std::vector<Occasion> occasions;
  for (uint32_t i = 0; i < touches.size(); ++i) {
    if (i == 0 ||
        std::tie(touches[i].layer, touches[i].object) != std::tie(touches[i - 1].layer, touches[i - 1].object))
      occasions.push_back({.layer = touches[i].layer, .object = touches[i].object, .begin = i, .end = i});
    occasions.back().end = i + 1;
  }
  return occasions;
}

// Each member once an occasion.
void count_occasions(NetworkOccasions& found) {
  std::vector<uint32_t> last(found.members.size(), UINT32_MAX);
  for (uint32_t occasion = 0; occasion < found.occasions.size(); ++occasion)
    for (uint32_t i = found.occasions[occasion].begin; i < found.occasions[occasion].end; ++i) {
      const uint32_t member = found.touches[i].member;
      if (last[member] == occasion) continue;
      last[member] = occasion;
      ++found.members[member].occasions;
    }
}

}  // namespace

OccasionCollector::OccasionCollector(std::span<const Network> networks, std::span<const Pair> pairs)
    : networks_(networks),
      pairs_(pairs),
      network_of_pair_(pairs.size(), none),
      touches_(networks.size()),
      tidied_(networks.size()) {
  for (uint32_t n = 0; n < networks.size(); ++n)
    for (uint32_t pair : networks[n].pairs) network_of_pair_[pair] = n;
}

void OccasionCollector::add(std::span<const PostPair> rows) {
  constexpr size_t worth_tidying = 1 << 16;
  for (const PostPair& row : rows) {
    const uint32_t n = network_of_pair_[row.pair];
    if (n == none) continue;
    const Pair& pair = pairs_[row.pair];
    touches_[n].push_back({row.layer, row.object, row.touch_a, position(networks_[n], pair.a)});
    touches_[n].push_back({row.layer, row.object, row.touch_b, position(networks_[n], pair.b)});
    if (touches_[n].size() > 2 * tidied_[n] + worth_tidying) {
      tidy(touches_[n]);
      tidied_[n] = touches_[n].size();
    }
  }
}

void OccasionCollector::tidy(std::vector<MemberTouch>& touches) {
  std::ranges::sort(touches, {}, in_order);
  const auto repeated = std::ranges::unique(touches, {}, in_order);
  touches.erase(repeated.begin(), repeated.end());
}

std::vector<NetworkOccasions> OccasionCollector::finish(std::span<const Layer> layers, const EventTable& events) {
  std::vector<uint32_t> events_of(events.accounts.size());
  for (AccountIndex account : events.account) ++events_of[account];
  std::vector<NetworkOccasions> all(networks_.size());
  for (size_t n = 0; n < networks_.size(); ++n) {
    NetworkOccasions& found = all[n];
    found.touches = std::move(touches_[n]);
    tidy(found.touches);
    found.occasions = occasions_of(found.touches);
    for (AccountIndex member : networks_[n].members)
      found.members.push_back({.events = events_of[member], .occasions = 0, .partners = 0});
    count_occasions(found);
    for (uint32_t pair : networks_[n].pairs)
      for (AccountIndex account : {pairs_[pair].a, pairs_[pair].b})
        ++found.members[position(networks_[n], account)].partners;
    found.first = Timestamp::max();
    found.last = Timestamp::min();
    for (const MemberTouch& touch : found.touches) {
      found.first = std::min(found.first, layers[touch.layer].touches.time[touch.touch]);
      found.last = std::max(found.last, layers[touch.layer].touches.time[touch.touch]);
    }
  }
  return all;
}

Audience Audiences::of(uint32_t layer, ObjectIndex object) {
  const auto [known, fresh] = known_.try_emplace({layer, object});
  if (!fresh) return known->second;
  const TraceTable& touches = layers_[layer].touches;
  const auto [begin, end] = touches_of(touches, object);
  std::vector<AccountIndex> accounts(touches.account.begin() + begin, touches.account.begin() + end);
  std::ranges::sort(accounts);
  const auto repeated = std::ranges::unique(accounts);
  known->second = {.touches = end - begin, .accounts = uint32_t(repeated.begin() - accounts.begin())};
  return known->second;
}

}  // namespace lockstep
