#include "lockstep/columnar/csv_writer.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace lockstep {
namespace {

std::string temporary(const char* name) {
  return (std::filesystem::temp_directory_path() / (name + std::to_string(getpid()))).string();
}

TEST(CsvWriter, QuotesOnlyWhatMustBeQuoted) {
  const std::string path = temporary("lockstep-csv-");
  Result<CsvWriter> csv = CsvWriter::create(path);
  ASSERT_TRUE(csv);
  csv->row("plain", "a,b", "say \"hi\"", "two\nlines", "", uint64_t(7), int64_t(-7), 0.1);
  EXPECT_FALSE(std::filesystem::exists(path)) << "nothing stands there before the end";
  ASSERT_TRUE(csv->finish());
  std::ifstream file(path);
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}),
            "plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,7,-7,0.1\n");
  std::filesystem::remove(path);
}

TEST(CsvWriter, LeavesNothingOfAnUnfinishedFile) {
  const std::string path = temporary("lockstep-csv-");
  { CsvWriter::create(path)->row("half a file"); }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(path + ".part"));
}

TEST(CsvWriter, SaysThatTheDiskIsFull) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  std::FILE* const full = std::fopen("/dev/full", "w");
  CsvWriter csv = CsvWriter::to_descriptor(fileno(full));
  csv.row("x");
  const Result<void> finished = csv.finish();
  std::fclose(full);
  ASSERT_FALSE(finished);
  EXPECT_EQ(finished.error().kind, ErrorKind::file);
}

}  // namespace
}  // namespace lockstep
