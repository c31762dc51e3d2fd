// lockstep/peers/peers.h
//
// What CooRTweet and the Coordination Network Toolkit would answer, to the letter, defects included. docs/peers.md says
// how their words map to ours, which of their answers are tested and which are defects.
//
// Both take a table as it was read: in the order of its rows, each row by itself (EventOrder::as_read, merge_rows
// false).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"
#include "lockstep/events/events.h"

namespace lockstep {

struct WeightedEdge {
  AccountIndex a, b;
  uint64_t weight;
  bool operator==(const WeightedEdge&) const = default;
};

// ---- CooRTweet 2.1.3: detect_groups, generate_coordinated_network

// One row of its input: somebody shared an object in a content.
struct SharedRow {
  TermIndex object;
  AccountIndex account;
  TermIndex content;  // a row without one is a content of its own, numbered from EventTable::terms.size() on
  Timestamp time;
  bool operator==(const SharedRow&) const = default;
};

// A row for each value of the field, in the order of the table.
std::vector<SharedRow> shared_rows(const EventTable& events, Field object);

// Keeps the first of rows that agree in everything.
void drop_repeated_rows(std::vector<SharedRow>& rows);

struct CooRTweetOptions {
  Duration time_window = std::chrono::seconds(10);  // inclusive
  uint64_t min_participation = 2;
  bool keep_loops = false;
};

// Two rows of one object within the window. On equal times the older one is that which comes first after rows are
// regrouped by account, in the order in which the accounts first appear.
struct SharedPair {
  uint32_t older, newer;  // in the rows given
};

Result<std::vector<SharedPair>> detect_groups(std::span<const SharedRow> rows, const CooRTweetOptions& options,
                                              Progress& progress);

// Undirected, a <= b, ascending; the weight is the number of pairs.
std::vector<WeightedEdge> coordinated_network(std::span<const SharedRow> rows, std::span<const SharedPair> pairs);

// The edges with a weight above, not at, the quantile (R's type 7, in doubles and R's order of operations); 0 <= p
// <= 1.
std::vector<WeightedEdge> edges_over_quantile(std::span<const WeightedEdge> edges, double p);

// ---- Coordination Network Toolkit, as after 1.5.2: compute

enum class ToolkitNetwork : uint8_t { co_retweet, co_tweet, co_reply, co_link, co_similar_tweet, co_post };
std::string_view name(ToolkitNetwork network);  // "co_retweet"
std::optional<ToolkitNetwork> toolkit_network_named(std::string_view name);

struct ToolkitOptions {
  ToolkitNetwork network = ToolkitNetwork::co_retweet;
  Duration time_window = std::chrono::seconds(1);  // inclusive; computed in doubles of seconds
  uint64_t min_edge_weight = 2;
  bool loops = false;            // also edges from an account to itself
  double similarity = 0.8;       // Jaccard, of co_similar_tweet
  double min_document_size = 1;  // in tokens; smaller ones are like nothing
  unsigned threads = 0;          // the result is the same for any number
};

// What has to be read.
FieldSet toolkit_fields(ToolkitNetwork network);

// Directed, ascending (a, b): the weight is the number of distinct messages of a that match a message of b. `columns`
// are the fields that the table has a column for; where it has object_id, this is what the network compares. Errors:
// nothing to compare.
Result<std::vector<WeightedEdge>> toolkit_network(const EventTable& events, FieldSet columns,
                                                  const ToolkitOptions& options, Progress& progress);

}  // namespace lockstep
