#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "lockstep/columnar/columnar.h"

namespace lockstep {
namespace {

using Form = TableColumn::Form;

class Parquet : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string in_folder(const std::string& name) const { return (folder_ / name).string(); }

  // Three columns of five rows, in two row groups.
  Result<void> write_table(const std::string& path) const {
    const std::vector<std::string_view> names{"ada", "béla"};
    const std::vector<uint32_t> codes{0, 1, UINT32_MAX, 1, 0};
    const std::vector<int64_t> times{0, -1, 1'614'074'400'000'000, 5, 5};
    const std::vector<std::string_view> texts{"x", {}, "", "y\nz", "x"};
    const std::vector<TableColumn> columns{{.name = "account", .form = Form::dictionary, .text = names, .codes = codes},
                                           {.name = "time", .form = Form::timestamp, .integers = times},
                                           {.name = "text", .form = Form::text, .text = texts}};
    const std::vector<std::pair<std::string, std::string>> metadata{{"made_by", "a test"}};
    auto writer = create_parquet(path, metadata);
    if (!writer) return writer.error();
    for (int group = 0; group < 2; ++group)
      if (Result<void> written = (*writer)->write(columns, 5); !written) return written;
    return (*writer)->finish();
  }

  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / fmt::format("lockstep-parquet-{}", getpid());
};

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST_F(Parquet, GivesBackWhatWasWritten) {
  ASSERT_TRUE(write_table(in_folder("t.parquet")));
  auto reader = open_parquet(in_folder("t.parquet"));
  ASSERT_TRUE(reader);
  EXPECT_EQ((*reader)->columns(), (std::vector<std::string>{"account", "time", "text"}));
  RowBatch batch;
  std::vector<BadRow> bad;
  std::vector<std::string> accounts, texts;
  std::vector<int64_t> times;
  std::vector<uint64_t> lines;
  for (;;) {
    const Result<bool> more = (*reader)->next({true, true, true}, batch, bad);
    ASSERT_TRUE(more);
    if (!*more) break;
    ASSERT_EQ(batch.columns[0].form, ColumnCells::Form::dictionary);
    ASSERT_EQ(batch.columns[1].ticks_per_second, 1'000'000);
    for (size_t row = 0; row < batch.rows; ++row) {
      const uint32_t code = batch.columns[0].codes[row];
      accounts.emplace_back(code == UINT32_MAX ? "nobody" : batch.columns[0].text[code]);
      times.push_back(batch.columns[1].integers[row]);
      lines.push_back(batch.line[row]);
    }
  }
  EXPECT_EQ(accounts,
            (std::vector<std::string>{"ada", "béla", "nobody", "béla", "ada", "ada", "béla", "nobody", "béla", "ada"}));
  EXPECT_EQ(std::vector<int64_t>(times.begin(), times.begin() + 3),
            (std::vector<int64_t>{0, -1, 1'614'074'400'000'000}));
  EXPECT_EQ(lines, (std::vector<uint64_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_TRUE(bad.empty());
}

TEST_F(Parquet, ReadsOnlyTheColumnsAskedFor) {
  ASSERT_TRUE(write_table(in_folder("t.parquet")));
  auto reader = open_parquet(in_folder("t.parquet"));
  RowBatch batch;
  std::vector<BadRow> bad;
  ASSERT_TRUE(*(*reader)->next({false, false, true}, batch, bad));
  EXPECT_TRUE(batch.columns[0].codes.empty() && batch.columns[1].integers.empty());
  const ColumnCells& text = batch.columns[2];
  ASSERT_EQ(text.form, ColumnCells::Form::dictionary);
  EXPECT_EQ(text.codes[1], UINT32_MAX) << "absent";
  EXPECT_EQ(text.text[text.codes[2]], "");
  EXPECT_NE(text.text[text.codes[2]].data(), nullptr) << "empty, and not absent";
}

TEST_F(Parquet, WritesTheSameBytesForTheSameRows) {
  ASSERT_TRUE(write_table(in_folder("a.parquet")));
  ASSERT_TRUE(write_table(in_folder("b.parquet")));
  EXPECT_EQ(bytes_of(in_folder("a.parquet")), bytes_of(in_folder("b.parquet")));
}

TEST_F(Parquet, LeavesNothingOfAnUnfinishedFile) {
  { ASSERT_TRUE(create_parquet(in_folder("t.parquet"), {})); }
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(Parquet, SaysThatAFileIsDamaged) {
  ASSERT_TRUE(write_table(in_folder("t.parquet")));
  const std::string whole = bytes_of(in_folder("t.parquet"));
  for (size_t length : {size_t(0), size_t(3), size_t(7), whole.size() / 2, whole.size() - 1}) {
    std::ofstream(in_folder("cut.parquet"), std::ios::binary) << whole.substr(0, length);
    const auto reader = open_parquet(in_folder("cut.parquet"));
    ASSERT_FALSE(reader) << length;
    EXPECT_EQ(reader.error().kind, ErrorKind::input);
  }
}

TEST_F(Parquet, NeverEndsTheProgramOverAFlippedByte) {
  ASSERT_TRUE(write_table(in_folder("t.parquet")));
  const std::string whole = bytes_of(in_folder("t.parquet"));
  for (size_t at = 0; at < whole.size(); at += 11) {
    std::string flipped = whole;
    flipped[at] = char(~flipped[at]);
    std::ofstream(in_folder("flipped.parquet"), std::ios::binary) << flipped;
    auto reader = open_parquet(in_folder("flipped.parquet"));
    if (!reader) continue;
    RowBatch batch;
    std::vector<BadRow> bad;
    const std::vector<bool> all((*reader)->columns().size(), true);
    for (Result<bool> more = true; more && *more;) more = (*reader)->next(all, batch, bad);
  }
}

TEST_F(Parquet, CannotBeWrittenIntoAFolderThatIsNotThere) {
  const auto writer = create_parquet(in_folder("no/such/t.parquet"), {});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().kind, ErrorKind::file);
}

}  // namespace
}  // namespace lockstep
