// lockstep/sources/formats/json_columns.h
//
// The keys of JSON objects as columns: nested keys joined by dots, keys inside arrays of objects as if the array were
// not there (entities.urls[].url is the list entities.urls.url).
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lockstep {

struct JsonKey {
  std::string key, path;
  int column = -1;                                         // where its own values go; -1 where it has none
  bool valued = false;                                     // some value was neither null nor an empty list
  std::vector<std::unique_ptr<JsonKey>> below;             // in the order of first appearance
  std::unordered_map<std::string_view, size_t> positions;  // in `below`
};

class JsonColumns {
 public:
  JsonKey& root() { return root_; }
  const std::vector<std::string>& names() const { return names_; }

  // Null where there are more keys than a table can have columns.
  JsonKey* add(JsonKey& parent, std::string_view name);
  void give_column(JsonKey& key);  // in the order of first appearance

  // Ends the search for columns: drops those that were only ever null or empty where keys below hold the values.
  void finish();

 private:
  JsonKey root_;
  std::vector<std::string> names_;
  std::unordered_map<std::string, int> columns_;  // by path: {"a.b": 1} and {"a": {"b": 1}} are the same column
  size_t keys_ = 0;
};

}  // namespace lockstep
