#include "lockstep/peers/toolkit_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

namespace lockstep {
namespace {

// Made by tests/tools/make_toolkit_texts.py from the Toolkit's own functions.
std::vector<nlohmann::json> texts() {
  std::ifstream file(LOCKSTEP_UNIT_TESTS "/peers/toolkit_texts.jsonl");
  std::vector<nlohmann::json> rows;
  for (std::string line; std::getline(file, line);) rows.push_back(nlohmann::json::parse(line));
  return rows;
}

TEST(ToolkitText, IsWhatTheToolkitItselfMakesOfIt) {
  ASSERT_GT(texts().size(), 400u);
  for (const nlohmann::json& row : texts()) {
    EXPECT_EQ(toolkit_message(row["text"].get<std::string>()), row["message"].get<std::string>()) << row["text"];
    EXPECT_EQ(nlohmann::json(toolkit_tokens(row["text"].get<std::string>())), row["tokens"]) << row["text"];
  }
}

}  // namespace
}  // namespace lockstep
