#include "lockstep/networks/draw_network.h"

#include <algorithm>
#include <map>

namespace lockstep {
namespace {

void add_object(TouchBook& book, uint8_t trace, uint32_t source, AccountIndex author, uint32_t context, uint8_t part) {
  book.own_index.push_back(book.objects());
  book.trace.push_back(trace);
  book.source.push_back(source);
  book.source_account.push_back(author);
  book.context.push_back(context);
  book.part.push_back(part);
}

// Of the object added last.
void add_touch(TouchBook& book, AccountIndex account, Timestamp time, EventIndex event, bool on_grid, PartSet parts) {
  book.touches.object.push_back(book.objects() - 1);
  book.touches.account.push_back(account);
  book.touches.time.push_back(time);
  book.touches.event.push_back(event);
  book.on_grid.push_back(on_grid);
  book.post_parts.push_back(parts);
}

std::vector<AccountIndex> some_accounts(const TouchBook& stream, unsigned count, Rng& rng) {
  std::vector<AccountIndex> active;
  for (AccountIndex account = 0; account < stream.accounts(); ++account)
    if (!stream.touches_of(account).empty()) active.push_back(account);
  if (active.size() < count) return {};
  for (unsigned i = 0; i < count; ++i) std::swap(active[i], active[i + rng.below(active.size() - i)]);
  active.resize(count);
  std::ranges::sort(active);
  return active;
}

void add_shared(const TouchBook& stream, const DrawnAccounts& drawn, DrawnNetwork& network) {
  const auto number_of = [&](AccountIndex account) {
    const auto found = std::ranges::lower_bound(drawn.accounts, account);
    const bool is_drawn = found != drawn.accounts.end() && *found == account;
    return is_drawn ? AccountIndex(found - drawn.accounts.begin()) : TouchBook::no_source;
  };
  std::map<EventIndex, EventIndex> events;
  for (const TouchIndex touch : drawn.touches) {
    const ObjectIndex object = stream.touches.object[touch];
    if (network.objects.empty() || network.objects.back() != object) {
      network.objects.push_back(object);
      add_object(network.book, stream.trace[object], stream.source[object], number_of(stream.source_account[object]),
                 stream.context[object], stream.part[object]);
    }
    const auto event = events.try_emplace(stream.touches.event[touch], EventIndex(events.size())).first->second;
    add_touch(network.book, number_of(stream.touches.account[touch]), stream.touches.time[touch], event,
              stream.on_grid[touch] != 0, stream.post_parts[touch]);
  }
}

}  // namespace

std::optional<DrawnAccounts> draw_accounts(const TouchBook& stream, unsigned count, Rng& rng) {
  DrawnAccounts drawn{.accounts = some_accounts(stream, count, rng), .touches = {}};
  if (drawn.accounts.size() < count) return std::nullopt;
  std::vector<TouchIndex> all;
  for (const AccountIndex account : drawn.accounts)
    all.insert(all.end(), stream.touches_of(account).begin(), stream.touches_of(account).end());
  std::ranges::sort(all);  // by object
  const auto object = [&](size_t i) { return stream.touches.object[all[i]]; };
  for (size_t i = 0; i < all.size(); ++i)
    if ((i > 0 && object(i - 1) == object(i)) || (i + 1 < all.size() && object(i + 1) == object(i)))
      drawn.touches.push_back(all[i]);
  return drawn;
}

DrawnNetwork draw_network(const TouchBook& stream, const DrawnAccounts& drawn, const DrawnPlan& plan, Rng& rng) {
  DrawnNetwork network;
  add_shared(stream, drawn, network);
  TouchBook& book = network.book;
  auto event = EventIndex(book.touches.size());
  const Duration step = std::max(plan.resolution, Duration(1));
  const auto even = [&](Duration length) { return Duration(int64_t(rng.uniform() * double(length.count() + 1))); };
  for (unsigned n = 0; n < plan.occasions; ++n) {
    const Timestamp begin = plan.within.first + even(plan.within.second - plan.within.first);
    std::vector<std::pair<Timestamp, AccountIndex>> came;
    for (AccountIndex account = 0; account < drawn.accounts.size(); ++account)
      if (rng.uniform() < drawn_participation) {
        const Timestamp time = begin + even(plan.jitter);
        came.emplace_back(Timestamp(time.time_since_epoch() / step * step), account);
      }
    const auto part = uint8_t(rng.below(part_count));
    if (came.size() < 2) continue;
    std::ranges::sort(came);
    add_object(book, 0, TouchBook::no_source, TouchBook::no_source, UINT32_MAX - n, part);
    for (const auto& [time, account] : came) add_touch(book, account, time, event++, false, PartSet(1u << part));
  }
  list_touches(book, drawn.accounts.size());
  return network;
}

}  // namespace lockstep
