#include <algorithm>
#include <array>

#include "lockstep/peers/count_matches.h"
#include "lockstep/peers/peers.h"
#include "lockstep/peers/similar_sets.h"
#include "lockstep/peers/token_sets.h"
#include "lockstep/peers/toolkit_messages.h"

namespace lockstep {
namespace {

constexpr std::array<std::string_view, 6> names{"co_retweet", "co_tweet",         "co_reply",
                                                "co_link",    "co_similar_tweet", "co_post"};

// Every text is as similar to every other as a threshold of zero asks for.
void give_all_one_key(ToolkitItems& found) {
  for (ToolkitItem& item : found.items) item.key = 0;
  found.keys = std::min(found.keys, 1u);
}

MatchingKeys similar_keys(const EventTable& events, const ToolkitItems& found, const ToolkitOptions& options) {
  std::vector<std::string_view> texts;
  for (TermIndex text : found.text_of_key) texts.push_back(text == no_term ? std::string_view() : events.terms[text]);
  std::vector<SetOccurrence> by_time;
  for (const ToolkitItem& item : found.items) by_time.push_back({item.key, item.time});
  std::stable_sort(by_time.begin(), by_time.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
  constexpr Duration rounding(2);  // the doubles of two times are at most so far off
  return similar_sets(token_sets(texts, options.threads), by_time, options.time_window + rounding, options.similarity,
                      options.min_document_size);
}

MatchingKeys own_keys(uint32_t keys) {
  MatchingKeys own(keys);
  for (uint32_t key = 0; key < keys; ++key) own[key] = {key};
  return own;
}

}  // namespace

std::string_view name(ToolkitNetwork network) { return names[unsigned(network)]; }

std::optional<ToolkitNetwork> toolkit_network_named(std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return ToolkitNetwork(found - names.begin());
}

Result<std::vector<WeightedEdge>> toolkit_network(const EventTable& events, FieldSet columns,
                                                  const ToolkitOptions& options, Progress& progress) {
  Result<ToolkitItems> found = toolkit_items(events, columns, options.network);
  if (!found) return found.error();
  const bool by_similarity = options.network == ToolkitNetwork::co_similar_tweet && options.similarity > 0;
  if (options.network == ToolkitNetwork::co_similar_tweet && !by_similarity) give_all_one_key(*found);
  const MatchingKeys matching = by_similarity ? similar_keys(events, *found, options) : own_keys(found->keys);
  return count_matches(*found, matching, events.accounts.size(), options, progress);
}

}  // namespace lockstep
