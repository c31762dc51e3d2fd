#include "lockstep/base/nearest.h"

#include <algorithm>
#include <numeric>

namespace lockstep {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

std::string lower(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) c = lower(c);
  return lowered;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

unsigned edit_distance(std::string_view a, std::string_view b) {
  std::vector<unsigned> before_last(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), 0u);
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = unsigned(i);
    for (size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

std::vector<std::string> nearest_names(std::string_view asked, const std::vector<std::string>& names, size_t count) {
  struct Candidate {
    unsigned distance;
    const std::string* name;
  };
  std::vector<Candidate> near;
  const std::string wanted = lower(asked);
  for (const std::string& name : names) {
    const unsigned distance = edit_distance(wanted, lower(name));
    if (3 * distance <= std::max<size_t>(asked.size(), 3)) near.push_back({distance, &name});
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const Candidate& x, const Candidate& y) { return x.distance < y.distance; });
  std::vector<std::string> found;
  for (const Candidate& candidate : near)
    if (found.size() < count) found.push_back(*candidate.name);
  return found;
}

std::string quoted_choice(const std::vector<std::string>& names) {
  std::string text;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i != 0) text += i + 1 == names.size() ? " or " : ", ";
    text += '"' + names[i] + '"';
  }
  return text;
}

}  // namespace lockstep
