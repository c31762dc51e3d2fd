// lockstep/peers/toolkit_messages.h
//
// A table as the Toolkit's database holds it, for one network.
#pragma once

#include <cstdint>
#include <vector>

#include "lockstep/peers/peers.h"

namespace lockstep {

// A message, or a message's URL: what may match another of the same or a similar key.
struct ToolkitItem {
  uint32_t key;
  AccountIndex account;
  uint32_t message;  // by message_id
  Timestamp time;
};

struct ToolkitItems {
  std::vector<ToolkitItem> items;
  uint32_t keys = 0;                   // below it
  std::vector<TermIndex> text_of_key;  // co_similar_tweet: a text for each key; no_term: the empty one
};

Result<ToolkitItems> toolkit_items(const EventTable& events, FieldSet columns, ToolkitNetwork network);

}  // namespace lockstep
