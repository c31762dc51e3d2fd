#include "server/api/schema.h"

#include <gtest/gtest.h>

namespace lockstep::server {
namespace {

std::string fault(const char* value, const char* schema) {
  const Result<void> right = check_value(Json::parse(value), Json::parse(schema), "");
  return right ? "" : right.error().where + ": " + right.error().message;
}

TEST(CheckValue, SaysWhereAValueIsNotWhatItsSchemaAsksFor) {
  const char* schema = R"({"type":"object","required":["name"],"additionalProperties":false,"properties":{
    "name":{"type":"string","minLength":1,"maxLength":3},
    "size":{"type":["integer","null"],"minimum":1,"maximum":9},
    "kind":{"type":"string","enum":["a","b"]},
    "handle":{"type":"string","pattern":"^[a-z]{1,64}$"},
    "list":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"boolean"}}}})";
  EXPECT_EQ(fault(R"({"name":"äöü","size":null,"kind":"b","list":[true],"handle":"abc"})", schema), "");
  EXPECT_EQ(fault(R"({"name":"x","size":9.0})", schema), "");
  EXPECT_EQ(fault("[]", schema), ": should be object");
  EXPECT_EQ(fault("{}", schema), "name: is missing");
  EXPECT_EQ(fault(R"({"name":"x","more":1})", schema), "more: is not known here");
  EXPECT_EQ(fault(R"({"name":""})", schema), "name: has 0 characters; at least 1 are needed");
  EXPECT_EQ(fault(R"({"name":"four"})", schema), "name: has 4 characters; at most 3 are taken");
  EXPECT_EQ(fault(R"({"name":"a\u0000"})", schema), "name: holds a NUL");
  EXPECT_EQ(fault(R"({"name":"x","size":"1"})", schema), "size: should be integer or null");
  EXPECT_EQ(fault(R"({"name":"x","size":1.5})", schema), "size: should be integer or null");
  EXPECT_EQ(fault(R"({"name":"x","size":10})", schema), "size: is 10; at most 9 is taken");
  EXPECT_EQ(fault(R"({"name":"x","size":18446744073709551615})", schema), "size: should be integer or null");
  EXPECT_EQ(fault(R"({"name":"x","kind":"c"})", schema), "kind: is none of what is possible");
  EXPECT_EQ(fault(R"({"name":"x","handle":"A"})", schema), "handle: is not written as it should be");
  EXPECT_EQ(fault(R"({"name":"x","list":[]})", schema), "list: has 0 entries; at least 1 are needed");
  EXPECT_EQ(fault(R"({"name":"x","list":[true,1]})", schema), "list[1]: should be boolean");
}

TEST(CheckValue, LooksAtNoPatternInAVeryLongString) {
  const Json schema{{"type", "string"}, {"pattern", "^([a-z]*)*$"}};
  EXPECT_FALSE(check_value(std::string(1 << 20, 'a'), schema, "x"));
}

TEST(ReadParameter, ReadsNumbersStrictly) {
  const Json integer{{"type", "integer"}, {"minimum", 1}}, number{{"type", "number"}};
  EXPECT_EQ(*read_parameter("7", integer, "x"), 7);
  EXPECT_EQ(*read_parameter("0.5", number, "x"), 0.5);
  for (const char* text : {"", "0", "-1", "+1", "1.0", "1 ", "1e3", "99999999999999999999", "x"})
    EXPECT_FALSE(read_parameter(text, integer, "x")) << text;
  for (const char* text : {"", "nan", "inf", "1x"}) EXPECT_FALSE(read_parameter(text, number, "x")) << text;
}

}  // namespace
}  // namespace lockstep::server
