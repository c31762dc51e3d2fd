#include <archive.h>
#include <archive_entry.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <zlib.h>
#include <zstd.h>

#include "tests/unit/sources/read_table.h"

namespace lockstep {
namespace {

const std::string table_text = "a,b\n1,x\n2,y\n";
const Rows table_rows{{"1", "x"}, {"2", "y"}};

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = uInt(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = uInt(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);  // as the program zstd does
  packed.resize(ZSTD_compress2(context, packed.data(), packed.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return packed;
}

std::string zip(const std::vector<std::pair<std::string, std::string>>& members) {
  std::string packed(1 << 20, '\0');
  size_t used = 0;
  archive* out = archive_write_new();
  archive_write_set_format_zip(out);
  archive_write_open_memory(out, packed.data(), packed.size(), &used);
  for (const auto& [name, text] : members) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, la_int64_t(text.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_write_header(out, entry);
    archive_write_data(out, text.data(), text.size());
    archive_entry_free(entry);
  }
  archive_write_close(out);
  archive_write_free(out);
  packed.resize(used);
  return packed;
}

TEST(OpenTables, ReadsPackedFilesByTheirContent) {
  for (const std::string& packed :
       {gzip(table_text), zstd(table_text), gzip(gzip(table_text)), zstd(gzip(table_text)),
        gzip("a,b\n1,x\n") + gzip("2,y\n") + std::string(100, '\0'), zstd("a,b\n1,x\n") + zstd("2,y\n"),
        zip({{"t.csv", table_text}}), gzip(zip({{"t.csv.gz", gzip(table_text)}}))}) {
    const ReadTable table = read_text(packed);
    EXPECT_EQ(table.error, "");
    EXPECT_EQ(table.rows, table_rows);
  }
}

TEST(OpenTables, DigestsTheBytesAsStored) {
  EXPECT_EQ(read_text("a\n1\n").sha256, "309b0e45a73d3fc5325e2b6ed0a01ef8b9cde6b05a5633c1f893f970d52bfddc");
}

TEST(OpenTables, RefusesPackedFilesThatAreCutShortOrDamaged) {
  std::string text = "a,b\n";
  for (int i = 0; i < 50'000; ++i) text += std::to_string(i * 7919 % 100'003) + ",x\n";
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    for (const size_t missing : {size_t(1), size_t(5), packed.size() / 2, packed.size() - 5})
      EXPECT_NE(read_text(packed.substr(0, packed.size() - missing)).error.find("cut short"), std::string::npos);
    std::string damaged = packed;
    for (size_t i = 0; i < 20; ++i) damaged[packed.size() / 2 + i] = char(~damaged[packed.size() / 2 + i]);
    EXPECT_NE(read_text(damaged).error, "");
  }
  EXPECT_NE(read_text(gzip(table_text) + "more").error.find("followed by other bytes"), std::string::npos);
  std::string wrong_sum = gzip(text);
  wrong_sum[wrong_sum.size() - 8] = char(~wrong_sum[wrong_sum.size() - 8]);
  EXPECT_NE(read_text(wrong_sum).error.find("incorrect data check"), std::string::npos);
}

TEST(OpenTables, StopsAtAZipBomb) {
  const std::string text = "a,b\n" + std::string(101'000'000, 'x');
  const std::string packed = gzip(text);
  for (const std::string& bomb :
       {packed, gzip(packed), zstd(text), zip({{"t.csv", text}}), zip({{"t.csv.gz", packed}})}) {
    const ReadTable table = read_text(bomb, {.max_expansion = 500});
    EXPECT_NE(table.error.find("a zip bomb?"), std::string::npos) << table.error;
  }
  EXPECT_EQ(read_text(zstd(text), {.max_expansion = 1'000'000}).error, "");
}

TEST(OpenTables, OpensEveryMemberOfAZip) {
  const TemporaryFile file(
      zip({{"b.ndjson", "{\"k\":1}\n"}, {"a.csv", table_text}, {"__MACOSX/._a.csv", "x"}, {".DS_Store", "x"}}));
  Result<std::vector<Table>> tables = open_tables(file.path(), {});
  ASSERT_TRUE(tables);
  ASSERT_EQ(tables->size(), 2u);
  EXPECT_EQ((*tables)[0].path, file.path() + "/a.csv");
  EXPECT_EQ((*tables)[1].format, TableFormat::ndjson);
  EXPECT_EQ(read_rows(*(*tables)[0].rows).rows, table_rows);
  EXPECT_EQ((*tables)[0].sha256().size(), 64u);
}

TEST(OpenTables, DecodesUtf16) {
  std::string little("\xff\xfe", 2), big("\xfe\xff", 2);
  for (const char16_t c : std::u16string(u"a,b\n1,é😀\n") + char16_t(0xd800) + std::u16string(u",y\n")) {
    little.append({char(c & 0xff), char(c >> 8)});
    big.append({char(c >> 8), char(c & 0xff)});
  }
  for (const std::string& text : {little, big, little.substr(2), big.substr(2)}) {
    const ReadTable table = read_text(text);
    EXPECT_EQ(table.rows, (Rows{{"1", "é😀"}, {"\xef\xbf\xbd", "y"}}));
    EXPECT_EQ(table.replaced, 1u);
    EXPECT_EQ(table.notes.size(), 1u);
  }
}

TEST(OpenTables, SaysWhatAFileIsThatIsNoTable) {
  const std::pair<std::string, std::string> strangers[] = {{"", "empty"},
                                                           {" \n\n", "empty"},
                                                           {"\xef\xbb\xbf", "empty"},
                                                           {"<!DOCTYPE html>", "web page"},
                                                           {"BZh91AY", "bzip2"},
                                                           {"%PDF-1.7", "PDF"},
                                                           {zip({}), "no files"},
                                                           {zip({{"z.zip", zip({{"a", "b"}})}}), "zip inside a zip"},
                                                           {zip({{"[Content_Types].xml", "<x/>"}}), "workbook"},
                                                           {std::string(100, '\1'), "no text"},
                                                           {"PAR1 damaged", ""}};
  for (const auto& [content, what] : strangers) {
    const ReadTable table = read_text(content);
    EXPECT_NE(table.error, "");
    EXPECT_NE(table.error.find(what), std::string::npos) << table.error;
  }
}

TEST(OpenTables, TellsWhyAPathCannotBeRead) {
  EXPECT_NE(read_file("").error.find("empty file name"), std::string::npos);
  EXPECT_NE(read_file("/nowhere/posts.csv").error.find("no such file"), std::string::npos);
  EXPECT_NE(read_file(testing::TempDir()).error.find("a folder"), std::string::npos);
}

// root may read everything, so another user must try
TEST(OpenTables, TellsThatAFileMayNotBeRead) {
  const TemporaryFile file(table_text);
  ASSERT_EQ(chmod(file.path().c_str(), 0), 0);
  const pid_t child = fork();
  if (child == 0) {
    constexpr uid_t nobody = 65534;
    if (geteuid() == 0 && setuid(nobody) != 0) _exit(2);
    const Result<std::vector<Table>> tables = open_tables(file.path(), {});
    _exit(!tables && tables.error().message == "you may not read this file" ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

// A row of 100 MB in the middle of a file, in a process that may not have more than some more memory than it began
// with.
TEST(OpenTables, NeedsLittleMemoryForALongLine) {
  const TemporaryFile file("");
  {
    std::ofstream out(file.path(), std::ios::binary);
    out << "a,b\n1,x\n\"";
    const std::string part(1 << 20, 'x');
    for (int i = 0; i < 100; ++i) out << part;
    out << "\",y\n2,y\n";
  }
  const pid_t child = fork();
  if (child == 0) {
    rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    const ReadTable table = read_file(file.path());
    getrusage(RUSAGE_SELF, &after);
    const bool right = table.rows == table_rows && kinds(table) == std::vector<std::string>{"3 row too long"};
    constexpr long most = 100 << 10;  // KiB; the longest row allowed is 16 MiB
    _exit(!right ? 1 : after.ru_maxrss - before.ru_maxrss > most ? 2 : 0);
  }
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(ListFiles, SearchesFoldersAndPassesOverHiddenFilesAndResults) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / fmt::format("lockstep_list_{}", ::getpid());
  for (const char* name :
       {"b.csv", "a/z.csv", "a/.hidden", ".git/config", "old/run.json", "old/members.csv", "B.csv"}) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << "x";
  }
  const Result<std::vector<std::string>> files = list_files({folder.native(), (folder / "b.csv").native()});
  ASSERT_TRUE(files);
  EXPECT_EQ(*files, (std::vector<std::string>{folder / "B.csv", folder / "a/z.csv", folder / "b.csv"}));
  fs::remove_all(folder);
}

}  // namespace
}  // namespace lockstep
