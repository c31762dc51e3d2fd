#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "lockstep/events/events.h"

namespace lockstep {
namespace {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "lockstep_events_XXXXXX").string();
    if (!mkdtemp(name.data())) std::abort();
    path_ = name;
  }
  ~TemporaryFolder() { std::filesystem::remove_all(path_); }
  std::string write(const std::string& name, const std::string& header, const std::vector<std::string>& rows) const {
    const std::string path = path_ / name;
    std::ofstream file(path, std::ios::binary);
    file << header << '\n';
    for (const std::string& row : rows) file << row << '\n';
    return path;
  }

 private:
  std::filesystem::path path_;
};

// Everything that a table says, event by event.
std::vector<std::string> told(const EventTable& events) {
  std::vector<std::string> lines;
  auto term = [&](TermIndex index) { return index == no_term ? std::string("-") : std::string(events.terms[index]); };
  for (EventIndex event = 0; event < events.size(); ++event) {
    std::string line = format_time(events.time[event]) + ' ' + std::string(events.accounts[events.account[event]]) +
                       ' ' + std::string(name(events.kind[event])) + ' ' + term(events.post_id[event]);
    for (const EventValue& value : events.values_of(event))
      line += ' ' + std::string(name(value.field)) + '=' + term(value.term) + '#' + std::to_string(value.term);
    lines.push_back(line);
  }
  return lines;
}

ReadResult read(const std::vector<std::string>& paths, const ReadOptions& options = {}) {
  Result<ReadResult> result = read_events(paths, options, no_progress());
  if (!result) throw std::runtime_error(to_string(result.error()));
  return std::move(*result);
}

const std::string header = "post_id,account_id,time,urls,hashtags,kind,handle";

// Few distinct values, so that everything collides: rows that are one post, repeated ids, rows alike in all but one.
rc::Gen<std::string> a_row() {
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange(0, 4), rc::gen::inRange(0, 3), rc::gen::inRange(0, 3), rc::gen::inRange(0, 4),
                     rc::gen::inRange(0, 4), rc::gen::inRange(0, 3), rc::gen::inRange(0, 3)),
      [](const std::tuple<int, int, int, int, int, int, int>& numbers) {
        const auto [post, account, time, url, tags, kind, handle] = numbers;
        static const std::vector<std::string> posts{"", "p1", "p2", "p3"}, urls{"", "u1", "u2 u1", "u3"},
            all_tags{"", "a b c", "c a b", "b"}, kinds{"", "repost", "reply"}, handles{"", "x", "y"};
        return posts[size_t(post)] + ",acc" + std::to_string(account) + "," + std::to_string(1600000000 + time) + "," +
               urls[size_t(url)] + "," + all_tags[size_t(tags)] + "," + kinds[size_t(kind)] + "," +
               handles[size_t(handle)];
      });
}

RC_GTEST_PROP(ReadEvents, GivesTheSameTableForAnyOrderOfRows, ()) {
  const std::vector<std::string> rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(a_row()));
  std::vector<std::string> shuffled = rows;
  std::sort(shuffled.begin(), shuffled.end(), [](const std::string& a, const std::string& b) { return b < a; });
  const size_t half = shuffled.size() / 2;
  const TemporaryFolder folder;
  const ReadResult one = read({folder.write("a.csv", header, rows)});
  const ReadResult other = read({folder.write("b.csv", header, {shuffled.begin(), shuffled.begin() + ptrdiff_t(half)}),
                                 folder.write("c.csv", header, {shuffled.begin() + ptrdiff_t(half), shuffled.end()})});
  RC_ASSERT(told(one.events) == told(other.events));
  RC_ASSERT(one.report.merged_rows == other.report.merged_rows);
  RC_ASSERT(one.report.repeated_post_ids == other.report.repeated_post_ids);
  for (AccountIndex account = 0; account < one.events.accounts.size(); ++account) {
    RC_ASSERT(one.events.accounts[account] == other.events.accounts[account]);
    RC_ASSERT(one.events.snapshots[account]->handle == other.events.snapshots[account]->handle);
  }
}

// The brute-force twin: posts by (time, account, post id), each with the set of what its rows hold.
RC_GTEST_PROP(ReadEvents, MergesRowsThatAgreeInPostAccountAndTime, ()) {
  const std::vector<std::string> rows = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(a_row()));
  std::multimap<std::string, std::set<std::string>> expected;
  for (const std::string& row : rows) {
    std::vector<std::string> cells;
    std::stringstream stream(row + ',');
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    const std::string key = cells[2] + ' ' + cells[1] + ' ' + cells[0];
    std::set<std::string> values;
    for (size_t column : {3u, 4u}) {
      std::stringstream items(cells[column]);
      for (std::string item; items >> item;) values.insert((column == 3 ? "urls=" : "hashtags=") + item);
    }
    const auto known = cells[0].empty() ? expected.end() : expected.find(key);
    if (known == expected.end()) {
      expected.emplace(key, values);
    } else {
      known->second.insert(values.begin(), values.end());
    }
  }
  const TemporaryFolder folder;
  const ReadResult result = read({folder.write("a.csv", header, rows)});
  const EventTable& events = result.events;
  std::multimap<std::string, std::set<std::string>> found;
  for (EventIndex event = 0; event < events.size(); ++event) {
    const TermIndex post = events.post_id[event];
    std::set<std::string> values;
    for (const EventValue& value : events.values_of(event))
      values.insert(std::string(name(value.field)) + '=' + std::string(events.terms[value.term]));
    found.emplace(std::to_string(events.time[event].time_since_epoch().count() / 1'000'000) + ' ' +
                      std::string(events.accounts[events.account[event]]) + ' ' +
                      (post == no_term ? "" : std::string(events.terms[post])),
                  values);
  }
  auto sorted = [](const std::multimap<std::string, std::set<std::string>>& posts) {
    std::vector<std::pair<std::string, std::set<std::string>>> list(posts.begin(), posts.end());
    std::sort(list.begin(), list.end());
    return list;
  };
  RC_ASSERT(sorted(expected) == sorted(found));
  RC_ASSERT(result.report.merged_rows == rows.size() - expected.size());
}

TEST(ReadEvents, KeepsTheOrderOfTheRowsWhereItIsAskedFor) {
  const TemporaryFolder folder;
  const std::string path =
      folder.write("a.csv", "post_id,account_id,time,urls",
                   {"9,b,1600000005,u9", "1,a,1600000001,u1", "9,b,1600000005,u8", "5,c,1600000003,u5"});
  ReadOptions options;
  options.order = EventOrder::as_read;
  const ReadResult merged = read({path}, options);
  ASSERT_EQ(merged.events.size(), 3u);
  EXPECT_EQ(told(merged.events)[0], "2020-09-13T12:26:45Z b post 9 urls=u9#1 urls=u8#2");
  EXPECT_EQ(told(merged.events)[1].substr(0, 22), "2020-09-13T12:26:41Z a");
  options.merge_rows = false;
  EXPECT_EQ(read({path}, options).events.size(), 4u);
}

TEST(ReadEvents, LeavesRowsWhereTheyStandIfAnyOrderWillDo) {
  const TemporaryFolder folder;
  const std::string rows = folder.write("a.csv", "account_id,time,urls",
                                        {"b,1600000005,u9", "a,1600000001,u1", "c,1600000003,u5"}),
                    posts = folder.write("b.csv", "post_id,account_id,time,urls",
                                         {"9,b,1600000005,u9", "1,a,1600000001,u1", "9,b,1600000005,u8"});
  ReadOptions options;
  options.order = EventOrder::any;
  const EventTable stay = read({rows}, options).events;
  EXPECT_EQ(stay.account, (std::vector<AccountIndex>{1, 0, 2}));
  EXPECT_EQ(told(stay)[0].substr(0, 22), "2020-09-13T12:26:45Z b");
  const EventTable merged = read({posts}, options).events;
  EXPECT_EQ(merged.account, (std::vector<AccountIndex>{0, 1}));
}

TEST(ReadEvents, ReadsOnlyTheFieldsThatAreAskedFor) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.csv", header, {"1,a,1600000001,u1,t1,repost,x"});
  ReadOptions options;
  options.fields = {Field::urls};
  options.merge_rows = false;
  const EventTable events = read({path}, options).events;
  EXPECT_EQ(told(events)[0], "2020-09-13T12:26:41Z a post - urls=u1#0");
  EXPECT_EQ(events.terms.size(), 1u);
  EXPECT_TRUE(events.snapshots.empty());
}

TEST(ReadEvents, LaysTheTableOfAccountsOverWhatThePostsShow) {
  const TemporaryFolder folder;
  const std::string posts = folder.write("posts.csv", "account_id,time,handle,followers",
                                         {"a,1600000001,old,1", "a,1600000009,new,2.0", "b,1600000001,bee,"});
  ReadOptions options;
  options.accounts_path =
      folder.write("accounts.csv", "account_id,display_name,created_at,followers", {"a,Anna,2015-01-02,7", "z,Zoe,,"});
  options.renames_path = folder.write("renames.csv", "account_id,time,old_handle,new_handle",
                                      {"a,1600000005,old,new", "z,1600000005,y,z", "a,1600000002,older,old"});
  const EventTable events = read({posts}, options).events;
  ASSERT_EQ(events.snapshots.size(), 2u);
  const AccountSnapshot& anna = *events.snapshots[0];
  EXPECT_EQ(anna.handle, "new");
  EXPECT_EQ(anna.display_name, "Anna");
  EXPECT_EQ(format_time(*anna.created_at), "2015-01-02T00:00:00Z");
  EXPECT_EQ(anna.followers, 7u);
  EXPECT_EQ(events.snapshots[1]->handle, "bee");
  EXPECT_FALSE(events.snapshots[1]->followers);
  ASSERT_EQ(events.handle_changes.size(), 2u);
  EXPECT_EQ(events.handle_changes[0].old_handle, "older");
}

TEST(ReadEvents, StopsAboveTheShareOfBadRowsThatIsAllowed) {
  const TemporaryFolder folder;
  std::vector<std::string> rows(9, "a,1600000001");
  rows.push_back("a,soon");
  const std::string tenth = folder.write("tenth.csv", "account_id,time", rows);
  EXPECT_EQ(read({tenth}).report.bad_rows.at("bad time").count, 1u);
  rows.push_back("a,later");
  const std::string more = folder.write("more.csv", "account_id,time", rows);
  const Result<ReadResult> stopped = read_events({more}, {}, no_progress());
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::limit);
  EXPECT_EQ(stopped.error().message, "2 of 11 rows (18.2%) cannot be used, more than --max-bad-rows 10%");
}

TEST(ReadEvents, ReadsParquetAsItReadsCsv) {
  const TemporaryFolder folder;
  const std::string csv = folder.write(
      "a.csv", "post_id,account_id,time,urls",
      {"101,anna,2020-09-13T12:26:41Z,u1 u2", ",ben,2020-09-13T12:26:42.5Z,u1", "103,anna,2020-09-13T12:26:43Z,"});
  const std::string parquet = folder.write("a.parquet", "", {});
  const std::vector<std::string_view> accounts{"anna", "ben"}, urls{"u1 u2", "u1", {}}, posts{"101", {}, "103"};
  const std::vector<uint32_t> account_codes{0, 1, 0};
  const std::vector<int64_t> times{1600000001000000, 1600000002500000, 1600000003000000};
  using Form = TableColumn::Form;
  const std::vector<TableColumn> columns{
      {.name = "post_id", .form = Form::text, .text = posts},
      {.name = "account_id", .form = Form::dictionary, .text = accounts, .codes = account_codes},
      {.name = "time", .form = Form::timestamp, .integers = times},
      {.name = "urls", .form = Form::text, .text = urls}};
  Result<std::unique_ptr<TableWriter>> writer = create_parquet(parquet, {});
  ASSERT_TRUE(writer) << to_string(writer.error());
  ASSERT_TRUE((*writer)->write(columns, 3));
  ASSERT_TRUE((*writer)->finish());
  EXPECT_EQ(told(read({parquet}).events), told(read({csv}).events));
}

TEST(ReadEvents, StopsWhenItIsToldTo) {
  class Impatient final : public Progress {
    void begin(std::string_view, uint64_t, std::string_view) override {}
    void at(uint64_t) override {}
    bool cancelled() const override { return true; }
  } impatient;
  const TemporaryFolder folder;
  const Result<ReadResult> stopped =
      read_events({folder.write("a.csv", "account_id,time", {"a,1600000001"})}, {}, impatient);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::interrupted);
}

}  // namespace
}  // namespace lockstep
