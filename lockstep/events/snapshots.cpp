#include "lockstep/events/snapshots.h"

#include <charconv>
#include <tuple>

#include "lockstep/events/cells.h"
#include "lockstep/events/time_column.h"

namespace lockstep {
namespace {

AccountSnapshot to_snapshot(const AccountCells& cells) {
  return {.handle = std::string(cells.handle),
          .display_name = std::string(cells.display_name),
          .created_at = cells.created_at,
          .followers = cells.followers,
          .following = cells.following};
}

auto order_of(const AccountSnapshot& s) {
  return std::tie(s.handle, s.display_name, s.created_at, s.followers, s.following);
}

// What `above` says, and what `below` says of the rest.
AccountSnapshot laid_over(AccountSnapshot above, const AccountSnapshot& below) {
  if (above.handle.empty()) above.handle = below.handle;
  if (above.display_name.empty()) above.display_name = below.display_name;
  if (!above.created_at) above.created_at = below.created_at;
  if (!above.followers) above.followers = below.followers;
  if (!above.following) above.following = below.following;
  return above;
}

}  // namespace

std::optional<uint64_t> parse_count(std::string_view text) {
  text = trim(text);
  uint64_t count = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, count);
  if (failed != std::errc{}) return std::nullopt;
  const std::string_view fraction(rest, size_t(end - rest));
  if (!fraction.empty() && (fraction[0] != '.' || fraction.find_first_not_of('0', 1) != std::string_view::npos))
    return std::nullopt;
  return count;
}

// A date of creation that could be read in two ways is not known.
AccountCells to_account_cells(std::string_view handle, std::string_view display_name, std::string_view created_at,
                              std::string_view followers, std::string_view following, DateOrder order) {
  AccountCells cells;
  cells.handle = trim(handle);
  cells.display_name = trim(display_name);
  if (std::optional<TimeCell> created = parse_time(created_at)) {
    if (settle_date(*created, order) && created->form != TimeCell::Form::ambiguous_date)
      cells.created_at = Timestamp(Duration(created->micros));
  }
  cells.followers = parse_count(followers);
  cells.following = parse_count(following);
  return cells;
}

void SnapshotCollector::see(AccountIndex account, int64_t time, const AccountCells& cells) {
  if (account >= seen_.size()) seen_.resize(account + 1);
  Seen& seen = seen_[account];
  if (seen.known && time < seen.time) return;
  const bool same = seen.known && time == seen.time;
  AccountSnapshot snapshot = to_snapshot(cells);
  if (same && order_of(snapshot) <= order_of(seen.snapshot)) return;
  seen = {.known = true, .time = time, .snapshot = std::move(snapshot)};
}

void SnapshotCollector::declare(std::string_view account_id, const AccountCells& cells) {
  const TermIndex index = declared_.intern(account_id);
  AccountSnapshot snapshot = to_snapshot(cells);
  if (index == declared_snapshots_.size()) {
    declared_snapshots_.push_back(std::move(snapshot));
  } else if (order_of(declared_snapshots_[index]) < order_of(snapshot)) {
    declared_snapshots_[index] = std::move(snapshot);
  }
}

std::vector<std::optional<AccountSnapshot>> SnapshotCollector::finish(const StringPool& accounts,
                                                                      const std::vector<AccountIndex>& before) const {
  if (empty()) return {};
  std::vector<std::optional<AccountSnapshot>> snapshots(accounts.size());
  for (AccountIndex account = 0; account < accounts.size(); ++account) {
    std::optional<AccountSnapshot>& snapshot = snapshots[account];
    if (before[account] < seen_.size() && seen_[before[account]].known) snapshot = seen_[before[account]].snapshot;
    const TermIndex declared = declared_.find(accounts[account]);
    if (declared == no_term) continue;
    snapshot = snapshot ? laid_over(declared_snapshots_[declared], *snapshot) : declared_snapshots_[declared];
  }
  return snapshots;
}

}  // namespace lockstep
