#include "lockstep/sources/formats/csv_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>  // wants gtest before it

#include "tests/unit/sources/read_table.h"

namespace lockstep {
namespace {

TEST(CsvReader, TellsAbsentFromEmpty) {
  const ReadTable table = read_text("a,b\n,\"\"\n\"\",\n");
  EXPECT_EQ(table.rows, (Rows{{Cell(), ""}, {"", Cell()}}));
}

TEST(CsvReader, CountsPhysicalLinesAfterQuotedNewlines) {
  const ReadTable table = read_text("a,b\n\"1\n2\n3\",x\n\n4,y\n");
  EXPECT_EQ(table.lines, (std::vector<uint64_t>{2, 6}));
  EXPECT_EQ(table.rows, (Rows{{"1\n2\n3", "x"}, {"4", "y"}}));
}

TEST(CsvReader, FindsTheSeparatorByContent) {
  EXPECT_EQ(read_text("a;b\n1;2,5\n3;4,5\n").separator, ';');
  EXPECT_EQ(read_text("a\tb\n1,5\t2\n").separator, '\t');
  EXPECT_EQ(read_text("a|b|c\n1|2|x,y\n").separator, '|');
  EXPECT_EQ(read_text("a,b\n\"x;y;z\",2\n").separator, ',');
}

TEST(CsvReader, LosesOneLineToAQuoteThatIsNeverClosed) {
  const ReadTable table = read_text("a,b\n1,x\n2,\"open\n3,y\n4,z\n");
  EXPECT_EQ(table.rows, (Rows{{"1", "x"}, {"3", "y"}, {"4", "z"}}));
  EXPECT_EQ(kinds(table), (std::vector<std::string>{"3 unclosed quote"}));
  EXPECT_EQ(table.bad[0].column, 2u);
}

TEST(CsvReader, LosesOneLineToAQuoteThatALaterQuoteSeemsToClose) {
  const ReadTable table = read_text("a,b,c\n1,\"open,x\n2,\"fine\",y\n3,\"fine\",z\n");
  EXPECT_EQ(table.rows, (Rows{{"2", "fine", "y"}, {"3", "fine", "z"}}));
  EXPECT_EQ(kinds(table), (std::vector<std::string>{"2 unclosed quote"}));
}

TEST(CsvReader, LeavesOutRowsThatBreakTheRules) {
  const ReadTable table = read_text("a,b\n1\n\"bad\"q,2\n1,2,3\n\"a\nb\",1,2\n3,\xff\n4,5\n");
  EXPECT_EQ(table.rows, (Rows{{"4", "5"}}));
  EXPECT_EQ(kinds(table), (std::vector<std::string>{"2 ragged row", "3 text after a quote", "4 ragged row",
                                                    "5 ragged row", "6 ragged row", "7 invalid UTF-8"}));
}

TEST(CsvReader, ReplacesAndCountsNulBytes) {
  using namespace std::string_literals;
  const ReadTable table = read_text("a,b\nx\0y,\0\0\n"s);
  EXPECT_EQ(table.rows, (Rows{{"x\xef\xbf\xbdy", "\xef\xbf\xbd\xef\xbf\xbd"}}));
  EXPECT_EQ(table.replaced, 3u);
}

TEST(CsvReader, ReadsEveryWayToEndALine) {
  const Rows expected{{"1", "2"}, {"3", Cell()}};
  EXPECT_EQ(read_text("a,b\n1,2\n3,\n").rows, expected);
  EXPECT_EQ(read_text("a,b\r\n1,\"2\"\r\n3,\r\n").rows, expected);
  EXPECT_EQ(read_text("a,b\r1,2\r3,\r").rows, expected);
  EXPECT_EQ(read_text("a,b\n1,2\n3,").rows, expected);
  EXPECT_EQ(read_text("\xef\xbb\xbf"
                      "a,b\n1,2\n3,")
                .rows,
            expected);
}

TEST(CsvReader, KeepsTheRowsAroundOneThatIsTooLong) {
  const std::string long_cell(300'000, 'x');
  const SourceOptions options{.max_row_bytes = 1000};
  for (const std::string& row : {long_cell + ",1\n", '"' + long_cell + "\",1\n", "\"bad\"q" + long_cell + "\n"}) {
    const ReadTable table = read_text("a,b\n1,2\n" + row + "3,4\n", options);
    EXPECT_EQ(table.rows, (Rows{{"1", "2"}, {"3", "4"}}));
    ASSERT_EQ(table.bad.size(), 1u);
    EXPECT_EQ(table.bad[0].line, 3u);
  }
}

std::string quote(const std::string& text) {
  std::string quoted(1, '"');
  for (char c : text) quoted.append(c == '"' ? 2 : 1, c);
  quoted += '"';
  return quoted;
}

// Absent, or up to some characters that mean something to CSV and some that do not.
rc::Gen<Cell> any_cell() {
  const auto piece =
      rc::gen::element<std::string>("a", "b", ",", ";", "\"", "\n", "\r", "\r\n", " ", "\xc3\xa9", "long text");
  const auto text = rc::gen::map(rc::gen::container<std::vector<std::string>>(piece), [](const auto& pieces) {
    std::string joined;
    for (const std::string& p : pieces) joined += p;
    return Cell(joined);
  });
  return rc::gen::oneOf(rc::gen::just(Cell()), text);
}

std::string written(const Cell& cell, bool only_cell) {
  if (!cell) return only_cell ? "\"\"" : "";
  const bool must = cell->empty() || cell->find_first_of(",\"\n\r") != std::string::npos;
  return must || *rc::gen::arbitrary<bool>() ? quote(*cell) : *cell;
}

RC_GTEST_PROP(CsvReader, ReadsBackWhateverWasWritten, ()) {
  const size_t columns = *rc::gen::inRange<size_t>(2, 5);
  const Rows rows = *rc::gen::container<Rows>(rc::gen::container<std::vector<Cell>>(columns, any_cell()));
  const std::string row_end = *rc::gen::element<std::string>("\n", "\r\n");
  std::string text = "c0";
  for (size_t c = 1; c < columns; ++c) text.append(",c").append(std::to_string(c));
  text += row_end;
  std::vector<uint64_t> lines;
  for (const std::vector<Cell>& row : rows) {
    lines.push_back(1 + uint64_t(std::count(text.begin(), text.end(), '\n')));
    for (size_t c = 0; c < columns; ++c) text += (c > 0 ? "," : "") + written(row[c], false);
    text += row_end;
  }
  const size_t block_bytes = *rc::gen::inRange<size_t>(64, 1000);
  Result<std::unique_ptr<RowReader>> reader = open_csv(memory_input(text, block_bytes, 1 << 20), {});
  RC_ASSERT(bool(reader));
  const ReadTable table = read_rows(**reader);
  RC_ASSERT(table.bad.empty());
  RC_ASSERT(table.rows == rows);
  RC_ASSERT(table.lines == lines);
}

}  // namespace
}  // namespace lockstep
