#include "lockstep/peers/similar_sets.h"

#include <algorithm>
#include <cmath>

namespace lockstep {
namespace {

// Bounds are taken a little wider than the real numbers say: the test itself is in doubles, and rounds.
constexpr double slack = 1e-9;

using Set = std::vector<uint32_t>;

size_t smallest_overlap(const Set& set, double similarity) {
  return std::max<size_t>(1, size_t(std::ceil(similarity * double(set.size()) * (1 - slack))));
}

size_t prefix_size(const Set& set, double similarity) {
  const size_t overlap = smallest_overlap(set, similarity);
  return overlap > set.size() ? 0 : set.size() - overlap + 1;
}

// As the Toolkit computes it: len(a & b) / len(a | b) >= similarity.
bool alike(const Set& a, const Set& b, double similarity) {
  size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++common, ++i, ++j;
    } else {
      *i < *j ? ++i : ++j;
    }
  }
  return double(common) / double(a.size() + b.size() - common) >= similarity;
}

class Index {
 public:
  Index(const std::vector<Set>& sets, Duration window, double similarity)
      : sets_(sets),
        window_(window),
        similarity_(similarity),
        last_(sets.size(), Timestamp::min()),
        compared_with_(sets.size(), UINT32_MAX),
        like_(sets.size()) {}

  // A set that is still in the index was compared with everything that came since.
  void see(uint32_t set, Timestamp now) {
    const bool is_in = is_near(set, now);
    if (!is_in) enter(set, now);
    last_[set] = now;
  }

  std::vector<std::vector<uint32_t>> like() {
    for (std::vector<uint32_t>& one : like_) {
      std::sort(one.begin(), one.end());
      one.erase(std::unique(one.begin(), one.end()), one.end());
    }
    return std::move(like_);
  }

 private:
  bool is_near(uint32_t set, Timestamp now) const {
    return last_[set] != Timestamp::min() && now - last_[set] <= window_;
  }

  void enter(uint32_t set, Timestamp now) {
    const Set& tokens = sets_[set];
    if (like_[set].empty() && alike(tokens, tokens, similarity_)) like_[set].push_back(set);
    for (size_t i = 0; i < prefix_size(tokens, similarity_); ++i) {
      if (tokens[i] >= with_token_.size()) with_token_.resize(size_t(tokens[i]) + 1);
      std::vector<uint32_t>& others = with_token_[tokens[i]];
      std::erase_if(others, [&](uint32_t other) { return !is_near(other, now); });
      for (uint32_t other : others) compare(set, other);
      others.push_back(set);
    }
  }

  void compare(uint32_t set, uint32_t other) {
    if (compared_with_[other] == set) return;
    compared_with_[other] = set;
    const auto [smaller, larger] = std::minmax({sets_[set].size(), sets_[other].size()});
    if (double(smaller) < similarity_ * double(larger) * (1 - slack)) return;
    if (!alike(sets_[set], sets_[other], similarity_)) return;
    like_[set].push_back(other);
    like_[other].push_back(set);
  }

  const std::vector<Set>& sets_;
  const Duration window_;
  const double similarity_;
  std::vector<Timestamp> last_;
  std::vector<uint32_t> compared_with_;  // the set that came in last when they were compared
  std::vector<std::vector<uint32_t>> like_;
  std::vector<std::vector<uint32_t>> with_token_;
};

}  // namespace

std::vector<std::vector<uint32_t>> similar_sets(const std::vector<std::vector<uint32_t>>& sets,
                                                std::span<const SetOccurrence> by_time, Duration window,
                                                double similarity, double min_size) {
  Index index(sets, window, similarity);
  for (const auto [set, time] : by_time)
    if (!sets[set].empty() && double(sets[set].size()) >= min_size) index.see(set, time);
  return index.like();
}

}  // namespace lockstep
