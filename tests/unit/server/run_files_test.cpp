#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "server/runs/compare_runs.h"
#include "server/runs/run_options.h"

namespace lockstep::server {
namespace {

namespace fs = std::filesystem;

class RunFiles : public testing::Test {
 protected:
  RunFiles() : root_(fs::canonical(fs::temp_directory_path()) / ("lockstep-files-" + std::to_string(getpid()))) {
    for (const char* folder : {"allowed/in", "allowed-too", "outside", "uploads/x1"})
      fs::create_directories(root_ / folder);
    for (const char* file : {"allowed/posts.csv", "allowed/in/more.csv", "outside/secret.csv", "uploads/x1/a.csv"})
      std::ofstream(root_ / file) << "x";
    fs::create_symlink(root_ / "allowed/posts.csv", root_ / "allowed/link.csv");
    fs::create_symlink(root_ / "outside/secret.csv", root_ / "allowed-too/out.csv");
    fs::create_directory_symlink(root_ / "outside", root_ / "allowed/way-out");
  }
  ~RunFiles() override { fs::remove_all(root_); }
  std::string at(const char* path) const { return root_ / path; }
  RunPaths paths() const { return {at("uploads"), {at("allowed"), at("none")}}; }

  fs::path root_;
};

TEST_F(RunFiles, AreReadWithinAllowedFoldersOnly) {
  EXPECT_EQ(*paths().resolve(at("allowed/posts.csv")), at("allowed/posts.csv"));
  EXPECT_EQ(*paths().resolve(at("allowed/link.csv")), at("allowed/posts.csv"));
  EXPECT_EQ(*paths().resolve(at("allowed/in")), at("allowed/in"));
  EXPECT_EQ(*paths().resolve("upload:x1/a.csv"), at("uploads/x1/a.csv"));
  for (const std::string& path :
       {at("outside/secret.csv"), at("allowed/../outside/secret.csv"), at("allowed/way-out/secret.csv"),
        at("allowed-too/out.csv"), at("allowed"), at("allowed/none.csv"), std::string("posts.csv"), std::string("-"),
        std::string(""), std::string("/"), std::string("upload:"), std::string("upload:x1"),
        std::string("upload:../outside/secret.csv"), std::string("upload:/etc/passwd"), std::string("/dev/stdin"),
        at("allowed/posts.csv") + '\0'})
    EXPECT_FALSE(paths().resolve(path)) << path;
}

TEST_F(RunFiles, OfUploadsKeepTheEndOfTheirName) {
  std::ofstream(root_ / "spooled") << "x";
  EXPECT_EQ(*keep_upload(at("uploads"), at("spooled"), "../../my posts\n.csv.gz", "r1"), "upload:r1/my_posts_.csv.gz");
  EXPECT_TRUE(paths().resolve("upload:r1/my_posts_.csv.gz"));
  EXPECT_FALSE(keep_upload(at("uploads"), at("spooled"), "again", "r2"));
}

TEST_F(RunFiles, NamedByOptionsAreCheckedToo) {
  const auto checked = check_run_options(
      {"--window", "10s", "--accounts=" + at("allowed/posts.csv"), "--only-url", "--out"}, paths(), RunCommand::detect);
  ASSERT_TRUE(checked);
  EXPECT_EQ(*checked,
            (std::vector<std::string>{"--window=10s", "--accounts=" + at("allowed/posts.csv"), "--only-url=--out"}));
  for (const std::vector<std::string>& wrong :
       std::vector<std::vector<std::string>>{{"--out", "/tmp/x"},
                                             {"--replay", "run.json"},
                                             {"--pseudonyms", "file:/etc/shadow"},
                                             {"posts.csv"},
                                             {"--"},
                                             {"--report-data", "x"},
                                             {"--threads", "64"},
                                             {"--accounts", at("outside/secret.csv")},
                                             {"--window"},
                                             {"-h"}})
    EXPECT_FALSE(check_run_options(wrong, paths(), RunCommand::detect)) << wrong.front();
  EXPECT_FALSE(check_run_options({"--window", "10s"}, paths(), RunCommand::inspect));
}

std::string told(const std::vector<NetworkMatch>& matches) {
  std::string all;
  for (const NetworkMatch& match : matches)
    all += match.state + " " + match.a.value_or("-") + " " + match.b.value_or("-") + " " +
           std::to_string(match.shared) + "\n";
  return all;
}

TEST(CompareRuns, MatchesNetworksByTheMembersThatTheyShare) {
  const std::vector<NetworkMembers> a{
      {"1", {"x", "y"}}, {"2", {"p", "q", "r"}}, {"3", {"k", "l"}}, {"4", {"m", "n", "o"}}, {"5", {"z"}}};
  const std::vector<NetworkMembers> b{
      {"A", {"q", "p"}}, {"B", {"y", "x"}}, {"C", {"k", "l", "h"}}, {"D", {"m", "n", "s"}}, {"E", {"w"}}};
  EXPECT_EQ(told(compare_networks(a, b)),
            "same 1 B 2\nshrunk 2 A 2\ngrown 3 C 2\nchanged 4 D 2\ngone 5 - 0\nnew - E 0\n");
  EXPECT_EQ(told(compare_networks({}, {})), "");
}

TEST(CompareRuns, MatchesANetworkOnce) {
  const std::vector<NetworkMembers> a{{"1", {"a", "b", "c", "d"}}};
  const std::vector<NetworkMembers> b{{"A", {"a"}}, {"B", {"b", "c"}}};
  EXPECT_EQ(told(compare_networks(a, b)), "shrunk 1 B 2\nnew - A 0\n");
}

}  // namespace
}  // namespace lockstep::server
