#include "lockstep/sources/formats/json_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>  // wants gtest before it

#include <nlohmann/json.hpp>

#include "tests/unit/sources/read_table.h"

namespace lockstep {
namespace {

using Columns = std::vector<std::string>;

TEST(JsonReader, FlattensNestedKeysAndLists) {
  const ReadTable table = read_text(
      R"({"id":1,"user":{"id_str":"7","name":null},"entities":{"urls":[{"url":"a"},{"url":"b"}],"tags":["x","y"]}})"
      "\n\n"
      R"({"id":2,"user":{"name":"Ann"},"entities":{"urls":[],"tags":[]}})"
      "\n");
  EXPECT_EQ(table.format, TableFormat::ndjson);
  EXPECT_EQ(table.columns, (Columns{"id", "user.id_str", "user.name", "entities.urls.url", "entities.tags"}));
  EXPECT_EQ(table.rows, (Rows{{"1", "7", Cell(),
                               "a\x1f"
                               "b",
                               "x\x1f"
                               "y"},
                              {"2", Cell(), "Ann", Cell(), ""}}));
  EXPECT_EQ(table.lines, (std::vector<uint64_t>{1, 3}));
}

TEST(JsonReader, KeepsNumbersAsTheyAreSpelt) {
  const ReadTable table = read_text("{\"id\":12345678901234567890123,\"x\":1.50e+3 ,\"b\":true}\n");
  EXPECT_EQ(table.rows, (Rows{{"12345678901234567890123", "1.50e+3", "true"}}));
}

TEST(JsonReader, ReplacesAndCountsUnpairedSurrogatesAndNul) {
  const ReadTable table = read_text(R"({"a":"x\ud800y\udc00\u0000","b":"\ud83d\ude00\u00e9\n\/"})"
                                    "\n");
  EXPECT_EQ(table.rows, (Rows{{"x\xef\xbf\xbdy\xef\xbf\xbd\xef\xbf\xbd", "\xf0\x9f\x98\x80\xc3\xa9\n/"}}));
  EXPECT_EQ(table.replaced, 3u);
}

TEST(JsonReader, LeavesOutLinesThatAreNoObjects) {
  const ReadTable table = read_text(
      "{\"a\":1}\n{\"a\":}\n[1]\n{\"a\":2} "
      "x\n{\"a\":\"\xff\"}\n{\"a\":01}\n{\"a\":tru}\n{\"a\":\"\\x\"}\n{\"a\":3\n{\"a\":4}");
  EXPECT_EQ(table.rows, (Rows{{"1"}, {"4"}}));
  EXPECT_EQ(kinds(table),
            (std::vector<std::string>{"2 invalid JSON", "3 not an object", "4 invalid JSON", "5 invalid UTF-8",
                                      "6 invalid JSON", "7 invalid JSON", "8 invalid JSON", "9 invalid JSON"}));
}

TEST(JsonReader, FindsTheSameBadRowsWhateverIsWanted) {
  const std::string text =
      "{\"a\":1,\"b\":{\"c\":1}}\n{\"a\":2,\"b\":{\"c\":tru}}\n{\"b\": "
      "\"x\":1,\"a\":3}\n{\"a\":4,\"b\":{\"c\":\"\\x\"}}\n"
      "{\"a\":5,\"b\":[01]}\n{\"a\":6,\"b\":{\"c\":2}}\n";
  for (const std::vector<bool>& wanted : {std::vector<bool>{true, true}, {true, false}, {false, false}}) {
    Result<std::unique_ptr<RowReader>> reader = open_json(memory_input(text, 64, 1000), JsonForm::lines, text);
    ASSERT_TRUE(reader);
    ASSERT_EQ((*reader)->columns(), (Columns{"a", "b.c"}));
    const ReadTable table = read_rows(**reader, wanted);
    EXPECT_EQ(kinds(table),
              (std::vector<std::string>{"2 invalid JSON", "3 invalid JSON", "4 invalid JSON", "5 invalid JSON"}));
    EXPECT_EQ(table.lines, (std::vector<uint64_t>{1, 6}));
  }
}

TEST(JsonReader, ReadsArraysOnOneLineAndOnMany) {
  const Rows expected{{"1", "}{"}, {"2", "\"],["}};
  for (const char* text : {R"([{"a":1,"b":"}{"},{"a":2,"b":"\"],["}])",
                           "[\n  {\"a\":1,\n   \"b\":\"}{\"\n  },\n  {\"a\":2,\"b\":\"\\\"],[\"}\n]\n",
                           "[{\"a\":1,\"b\":\"}{\"}\n,{\"a\":2,\"b\":\"\\\"],[\"}\n]",
                           "{\n\"a\":1,\"b\":\"}{\"}\n{\"a\":2,\n\"b\":\"\\\"],[\"}"}) {
    const ReadTable table = read_text(text);
    EXPECT_EQ(table.format, TableFormat::json_array);
    EXPECT_EQ(table.error, "");
    EXPECT_EQ(table.rows, expected) << text;
  }
}

TEST(JsonReader, LosesOneObjectToAMissingQuoteInAnArray) {
  const ReadTable table = read_text("[\n {\"a\":\"1\"},\n {\"a\":\"2},\n {\"a\":\"3\"},\n {\"a\":\"4\"}\n]\n");
  EXPECT_EQ(table.error, "");
  EXPECT_EQ(table.rows, (Rows{{"1"}, {"3"}, {"4"}}));
  EXPECT_EQ(kinds(table), (std::vector<std::string>{"3 invalid JSON"}));
}

TEST(JsonReader, RefusesAnArrayThatIsCutShort) {
  EXPECT_NE(read_text("[{\"a\":1},{\"a\":2").error, "");
  EXPECT_NE(read_text("[{\"a\":1},{\"a\":2}").error, "");
}

TEST(JsonReader, TellsOfKeysThatComeTooLate) {
  std::string text;
  while (text.size() < json_columns_bytes) text += "{\"a\":\"" + std::string(1000, 'x') + "\"}\n";
  text += "{\"a\":\"y\",\"late\":{\"b\":1}}\n{\"a\":\"y\",\"late\":{\"b\":1}}\n";
  const ReadTable table = read_text(text);
  EXPECT_EQ(table.columns, (Columns{"a"}));
  EXPECT_EQ(table.notes, (std::vector<std::string>{"2 values were not read, since their keys first appear after the "
                                                   "first 4 MB: \"late\" (2)"}));
}

TEST(JsonReader, KeepsTheObjectsAroundOneThatIsTooLong) {
  const std::string long_object = "{\"a\":\"" + std::string(300'000, 'x') + "\"}";
  const SourceOptions options{.max_row_bytes = 1000};
  const ReadTable lines = read_text("{\"a\":1}\n" + long_object + "\n{\"a\":2}\n", options);
  const ReadTable array = read_text("[\n{\"a\":1},\n" + long_object + ",\n{\"a\":2}\n]", options);
  for (const ReadTable& table : {lines, array}) {
    EXPECT_EQ(table.rows, (Rows{{"1"}, {"2"}}));
    ASSERT_EQ(table.bad.size(), 1u);
    EXPECT_EQ(table.bad[0].kind, "row too long");
  }
}

// Random objects, flattened a second time by another JSON library.
nlohmann::ordered_json any_value(int depth) {
  using nlohmann::ordered_json;
  const int kind = *rc::gen::inRange(0, depth > 0 ? 7 : 5);
  if (kind == 0) return nullptr;
  if (kind == 1) return *rc::gen::arbitrary<bool>();
  if (kind == 2) return *rc::gen::arbitrary<int64_t>();
  if (kind <= 4)
    return *rc::gen::element<std::string>("", "a", "\"", "\\", "{", "}", "[]", "\n", "\xc3\xa9", "\xf0\x9f\x98\x80",
                                          ",", "x\\\"y");
  ordered_json value = kind == 5 ? ordered_json::array() : ordered_json::object();
  const int count = *rc::gen::inRange(0, 4);
  for (int i = 0; i < count; ++i) {
    if (kind == 5) {
      value.push_back(any_value(depth - 1));
    } else {
      value[*rc::gen::element<std::string>("a", "b", "c", "d\"", "\xc3\xa9")] = any_value(depth - 1);
    }
  }
  return value;
}

struct Flat {
  std::map<std::string, Cell> cells;
  std::map<std::string, bool> in_list;
};

void flatten(const nlohmann::ordered_json& value, const std::string& path, bool in_list, Flat& flat) {
  if (value.is_object()) {
    for (const auto& [key, below] : value.items()) flatten(below, path.empty() ? key : path + "." + key, in_list, flat);
  } else if (value.is_array()) {
    for (const auto& item : value) flatten(item, path, true, flat);
    if (value.empty() && !in_list) flat.cells[path] = "";
  } else if (!value.is_null()) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    Cell& cell = flat.cells[path];
    cell = in_list && cell ? *cell + list_separator + text : text;
  }
}

RC_GTEST_PROP(JsonReader, AgreesWithAnotherLibrary, ()) {
  const bool lines = *rc::gen::arbitrary<bool>();
  const int indent = lines ? -1 : *rc::gen::element(-1, 0, 2);
  const size_t count = *rc::gen::inRange<size_t>(1, 8);
  std::vector<nlohmann::ordered_json> objects;
  nlohmann::ordered_json array = nlohmann::ordered_json::array();
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    nlohmann::ordered_json object = nlohmann::ordered_json::object();
    object["id"] = i;
    object["v"] = any_value(3);
    text += object.dump() + "\n";
    array.push_back(object);
    objects.push_back(std::move(object));
  }
  if (!lines) text = array.dump(indent);
  const JsonForm form = lines ? JsonForm::lines : JsonForm::array;
  const size_t block_bytes = *rc::gen::inRange<size_t>(64, 500);
  Result<std::unique_ptr<RowReader>> reader = open_json(memory_input(text, block_bytes, 1 << 20), form, text);
  RC_ASSERT(bool(reader));
  const ReadTable table = read_rows(**reader);
  RC_ASSERT(table.error.empty());
  RC_ASSERT(table.bad.empty());
  RC_ASSERT(table.rows.size() == count);
  for (size_t i = 0; i < count; ++i) {
    Flat flat;
    flatten(objects[i], "", false, flat);
    for (size_t c = 0; c < table.columns.size(); ++c) {
      const Cell expected = flat.cells[table.columns[c]];
      const bool dropped_empty_list = !table.rows[i][c] && expected == Cell("");
      RC_ASSERT(table.rows[i][c] == expected || dropped_empty_list);
      flat.cells.erase(table.columns[c]);
    }
    for (const auto& [path, cell] : flat.cells) RC_ASSERT((!cell || *cell == ""));  // only empty lists have no column
  }
}

}  // namespace
}  // namespace lockstep
