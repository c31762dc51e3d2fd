// Two groups that came to one place are found as one: a ring, and friends who passed on the same post. Each confirms
// its own members, on occasions of its own; but they never met again.
#include <algorithm>
#include <map>
#include <numeric>

#include "lockstep/networks/split.h"
#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr Duration hour = std::chrono::hours(1);

// Accounts by who met whom on two occasions an hour apart.
class Meetings {
 public:
  explicit Meetings(size_t accounts) : root_(accounts), last_() { std::iota(root_.begin(), root_.end(), 0u); }

  void met(uint32_t a, uint32_t b, Timestamp time) {
    if (root(a) == root(b)) return;
    const auto [first, is_first] = last_.try_emplace({std::min(a, b), std::max(a, b)}, time);
    if (!is_first && time - first->second > hour) root_[root(std::max(a, b))] = root(std::min(a, b));
  }

  std::vector<uint32_t> groups() {
    std::vector<uint32_t> groups(root_.size());
    for (uint32_t i = 0; i < groups.size(); ++i) groups[i] = root(i);
    renumber(groups);
    return groups;
  }

 private:
  uint32_t root(uint32_t account) {
    while (root_[account] != account) account = root_[account] = root_[root_[account]];
    return account;
  }
  std::vector<uint32_t> root_;
  std::map<std::pair<uint32_t, uint32_t>, Timestamp> last_;
};

}  // namespace

std::vector<std::vector<TestedMember>> fall_apart(const TouchBook& book, std::vector<TestedMember> members,
                                                  Duration window) {
  const std::vector<AccountIndex> accounts = accounts_of(members);
  const auto position = [&](TouchIndex touch) {
    return uint32_t(std::ranges::lower_bound(accounts, book.touches.account[touch]) - accounts.begin());
  };
  std::vector<GroupObject> objects = group_objects(book, accounts, window);
  std::ranges::sort(objects, {}, [](const GroupObject& object) { return std::tuple(object.centre, object.object); });
  Meetings meetings(accounts.size());
  for (const GroupObject& object : objects)
    for (size_t i = 0, k = 0; i < object.touches.size(); ++i) {
      const auto time = [&](size_t at) { return book.touches.time[object.touches[at]]; };
      while (time(i) - time(k) > window) ++k;
      for (size_t other = k; other < i; ++other)
        meetings.met(position(object.touches[other]), position(object.touches[i]), time(i));
    }
  const std::vector<uint32_t> groups = meetings.groups();
  std::vector<std::vector<TestedMember>> pieces(1 + std::ranges::max(groups));
  for (size_t i = 0; i < members.size(); ++i) pieces[groups[i]].push_back(members[i]);
  std::ranges::stable_sort(pieces, std::greater(), [](const auto& piece) { return piece.size(); });
  return pieces;
}

}  // namespace lockstep
