#include "lockstep/sources/formats/json_columns.h"

namespace lockstep {
namespace {

constexpr size_t max_keys = 10'000;

// A column counts if it had values, or if nothing below could hold them.
bool counts(const JsonKey& key) { return key.column >= 0 && (key.valued || key.below.empty()); }

void mark_counted(const JsonKey& key, std::vector<bool>& counted) {
  if (counts(key)) counted[size_t(key.column)] = true;
  for (const auto& child : key.below) mark_counted(*child, counted);
}

void renumber(JsonKey& key, const std::vector<int>& numbers) {
  if (key.column >= 0) key.column = numbers[size_t(key.column)];
  for (const auto& child : key.below) renumber(*child, numbers);
}

}  // namespace

JsonKey* JsonColumns::add(JsonKey& parent, std::string_view name) {
  if (++keys_ > max_keys) return nullptr;
  JsonKey& key = *parent.below.emplace_back(std::make_unique<JsonKey>());
  key.key = name;
  key.path = parent.path.empty() ? key.key : parent.path + "." + key.key;
  parent.positions.emplace(key.key, parent.below.size() - 1);
  return &key;
}

void JsonColumns::give_column(JsonKey& key) {
  const auto [at, is_new] = columns_.emplace(key.path, int(names_.size()));
  if (is_new) names_.push_back(key.path);
  key.column = at->second;
}

void JsonColumns::finish() {
  std::vector<bool> counted(names_.size(), false);
  mark_counted(root_, counted);
  std::vector<int> numbers(names_.size(), -1);
  std::vector<std::string> kept;
  for (size_t c = 0; c < names_.size(); ++c) {
    if (!counted[c]) continue;
    numbers[c] = int(kept.size());
    kept.push_back(std::move(names_[c]));
  }
  names_ = std::move(kept);
  renumber(root_, numbers);
}

}  // namespace lockstep
