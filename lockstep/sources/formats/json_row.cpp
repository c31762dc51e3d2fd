#include "lockstep/sources/formats/json_row.h"

#include <simdjson.h>

#include <cstring>

#include "lockstep/columnar/row_batch.h"
#include "lockstep/sources/formats/json_text.h"

namespace lockstep {
namespace {

using simdjson::error_code;
using simdjson::SUCCESS;
namespace ondemand = simdjson::ondemand;

constexpr int max_depth = 64;
constexpr size_t max_passed_over = 50;  // different keys that are told of
constexpr std::string_view other_keys = "other keys";

std::string_view trimmed(std::string_view token) {
  const size_t last = token.find_last_not_of(" \t\r\n");
  return token.substr(0, last == token.npos ? 0 : last + 1);
}

// simdjson looks at the byte behind the object, and where that one is broken its answer would depend on it.
class ZeroBehind {
 public:
  explicit ZeroBehind(std::string_view object)
      : behind_(const_cast<char*>(object.data() + object.size())), byte_(*behind_) {
    *behind_ = '\0';
  }
  ZeroBehind(const ZeroBehind&) = delete;
  ZeroBehind& operator=(const ZeroBehind&) = delete;
  ~ZeroBehind() { *behind_ = byte_; }

 private:
  char* behind_;
  char byte_;
};

JsonRow::Fault fault_of(error_code error) {
  switch (error) {
    case simdjson::UTF8_ERROR:
      return {"invalid UTF-8", "invalid UTF-8"};
    case simdjson::INCORRECT_TYPE:
      return {"not an object", "not a JSON object"};
    case simdjson::TAPE_ERROR:
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return {"invalid JSON", "a comma, a colon, a bracket, a key or a value is missing or too many"};
    case simdjson::STRING_ERROR:
      return {"invalid JSON", "an escape in a string is none of JSON's"};
    case simdjson::UNESCAPED_CHARS:
    case simdjson::UNCLOSED_STRING:
      return {"invalid JSON", "a quote is not closed, or a control character stands in a string"};
    case simdjson::NUMBER_ERROR:
      return {"invalid JSON", "a number is not spelt as JSON has it"};
    case simdjson::T_ATOM_ERROR:
    case simdjson::F_ATOM_ERROR:
    case simdjson::N_ATOM_ERROR:
      return {"invalid JSON", "a value is neither quoted nor a number, true, false or null"};
    case simdjson::DEPTH_ERROR:
      return {"invalid JSON", "nested too deeply"};
    case simdjson::TRAILING_CONTENT:
      return {"invalid JSON", "text follows the object"};
    default:
      return {"invalid JSON", simdjson::error_message(error)};
  }
}

}  // namespace

struct JsonRow::Parser {
  ondemand::parser parser;
};

// One pass over an object, either to learn its keys or to read its values. Values that nobody wants are looked at all
// the same: whether a row is bad does not depend on what is wanted.
struct JsonRow::Walk {
  JsonRow& self;
  JsonColumns& columns;
  const std::vector<std::string_view*>* slots;  // null: learning
  size_t row;
  TextArena* arena;
  const char* end;  // of what may be looked at

  bool learning() const { return slots == nullptr; }

  error_code document(std::string_view text, JsonKey& root) {
    const ZeroBehind zero(text);
    ondemand::document parsed;
    ondemand::object fields;
    if (const error_code error =
            self.parser_->parser.iterate(text.data(), text.size(), text.size() + padding).get(parsed))
      return error;
    if (const error_code error = parsed.get_object().get(fields)) return error;
    if (const error_code error = object(fields, root, false, 0)) return error;
    const char* rest = nullptr;
    return parsed.current_location().get(rest) == SUCCESS ? simdjson::TRAILING_CONTENT : SUCCESS;
  }

  error_code object(ondemand::object fields, JsonKey& at, bool in_list, int depth) {
    if (depth > max_depth) return simdjson::DEPTH_ERROR;
    size_t expected = 0;
    for (auto next : fields) {
      ondemand::field field;
      if (const error_code error = std::move(next).get(field)) return error;
      JsonKey* key = nullptr;
      if (const error_code error = find(field, at, expected, key)) return error;
      if (const error_code error = value(field.value(), key ? *key : self.nobodys_, in_list, depth)) return error;
    }
    return SUCCESS;
  }

  // Keys mostly come in the order in which they came before.
  error_code find(ondemand::field& field, JsonKey& at, size_t& expected, JsonKey*& key) {
    if (expected < at.below.size()) {
      const std::string& likely = at.below[expected]->key;
      const char* raw = field.key().raw();
      if (likely.size() < size_t(end - raw) && raw[likely.size()] == '"' &&
          std::memcmp(raw, likely.data(), likely.size()) == 0) {
        key = at.below[expected++].get();
        return SUCCESS;
      }
    }
    std::string_view name;  // on demand, a name is only looked at where it is asked for
    if (const error_code error = field.unescaped_key().get(name)) return error;
    if (const auto known = at.positions.find(name); known != at.positions.end()) {
      expected = known->second + 1;
      key = at.below[known->second].get();
    } else if (learning() && &at != &self.nobodys_) {
      key = columns.add(at, name);
    } else if (&at != &self.nobodys_) {
      pass_over(at, name);
    }
    return SUCCESS;
  }

  void pass_over(const JsonKey& at, std::string_view name) {
    std::string path = at.path.empty() ? std::string(name) : at.path + "." + std::string(name);
    const bool room = self.passed_over_.size() < max_passed_over || self.passed_over_.contains(path);
    ++self.passed_over_[room ? std::move(path) : std::string(other_keys)];
  }

  error_code value(ondemand::value value, JsonKey& key, bool in_list, int depth) {
    ondemand::json_type type;
    if (const error_code error = value.type().get(type)) return error;
    if (type == ondemand::json_type::object) {
      ondemand::object fields;
      if (const error_code error = value.get_object().get(fields)) return error;
      return object(fields, key, in_list, depth + 1);
    }
    if (type == ondemand::json_type::array) return array(value, key, in_list, depth + 1);
    return scalar(value, type, key, in_list);
  }

  error_code array(ondemand::value& value_, JsonKey& key, bool in_list, int depth) {
    if (depth > max_depth) return simdjson::DEPTH_ERROR;
    ondemand::array items;
    if (const error_code error = value_.get_array().get(items)) return error;
    bool empty = true;
    for (auto next : items) {
      ondemand::value item;
      if (const error_code error = std::move(next).get(item)) return error;
      if (const error_code error = value(item, key, true, depth)) return error;
      empty = false;
    }
    if (empty && learning()) give_column(key);
    if (empty && !learning() && !in_list) put(key, "", false);
    return SUCCESS;
  }

  error_code scalar(ondemand::value& value, ondemand::json_type type, JsonKey& key, bool in_list) {
    const std::string_view token = trimmed(value.raw_json_token());
    if (type == ondemand::json_type::null) {
      if (token != "null") return simdjson::N_ATOM_ERROR;
      if (learning()) give_column(key);
      return SUCCESS;
    }
    if (type == ondemand::json_type::boolean && token != "true" && token != "false") return simdjson::T_ATOM_ERROR;
    if (type == ondemand::json_type::number && !is_json_number(token)) return simdjson::NUMBER_ERROR;
    const bool string = type == ondemand::json_type::string;
    if (string && (token.size() < 2 || token.back() != '"')) return simdjson::STRING_ERROR;
    if (learning()) {
      give_column(key);
      key.valued = true;
      return SUCCESS;
    }
    if (!string) {
      put(key, token, in_list);
      return SUCCESS;
    }
    uint64_t not_wanted = 0;
    const auto text =
        unescape_json(token.substr(1, token.size() - 2), *arena, wanted(key) ? self.replaced_ : not_wanted);
    if (!text) return simdjson::STRING_ERROR;
    put(key, *text, in_list);
    return SUCCESS;
  }

  void give_column(JsonKey& key) {
    if (key.column < 0 && &key != &self.nobodys_) columns.give_column(key);
  }

  bool wanted(const JsonKey& key) const { return key.column >= 0 && (*slots)[size_t(key.column)] != nullptr; }

  void put(const JsonKey& key, std::string_view text, bool in_list) {
    if (!wanted(key)) return;
    const size_t column = size_t(key.column);
    std::string_view* slot = (*slots)[column];
    if (!in_list) {
      slot[row] = text;
      return;
    }
    std::string& list = self.lists_[column];
    const bool first = slot[row].data() == nullptr;
    if (first) {
      slot[row] = "";
      self.list_columns_.push_back(column);
      list.clear();
    } else {
      list += list_separator;
    }
    list += text;
  }
};

JsonRow::JsonRow() : parser_(std::make_unique<Parser>()) {}
JsonRow::~JsonRow() = default;

bool JsonRow::learn(std::string_view object, JsonColumns& columns) {
  Walk walk{*this, columns, nullptr, 0, nullptr, object.data() + object.size() + padding};
  return !walk.document(object, nobodys_) && !walk.document(object, columns.root());
}

std::optional<JsonRow::Fault> JsonRow::read(std::string_view object, JsonColumns& columns,
                                            const std::vector<std::string_view*>& slots, size_t row, TextArena& arena) {
  lists_.resize(slots.size());
  list_columns_.clear();
  for (std::string_view* slot : slots)
    if (slot != nullptr) slot[row] = {};
  Walk walk{*this, columns, &slots, row, &arena, object.data() + object.size() + padding};
  if (const error_code error = walk.document(object, columns.root())) return fault_of(error);
  for (size_t column : list_columns_) slots[column][row] = arena.copy(lists_[column]);
  return {};
}

}  // namespace lockstep
