#include "lockstep/sources/formats/content.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace lockstep {
namespace {

struct Stranger {
  std::string_view magic, what, hint;
};

constexpr std::string_view unpack_it = "unpack it, or pack it with gzip or zstd";
constexpr std::string_view save_as_csv = "save it as CSV (UTF-8) and give that";
constexpr std::string_view give_a_table = "give CSV, TSV, NDJSON, a JSON array or Parquet";

// Files that people have beside their tables, or instead of them.
constexpr Stranger strangers[] = {
    {"BZh", "packed with bzip2", unpack_it},
    {{"\xfd\x37zXZ\0", 6}, "packed with xz", unpack_it},
    {"7z\xbc\xaf\x27\x1c", "a 7z archive", unpack_it},
    {"Rar!\x1a\x07", "a rar archive", unpack_it},
    {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook", save_as_csv},
    {{"SQLite format 3\0", 16}, "an SQLite database", "export the table: sqlite3 -header -csv FILE 'SELECT …'"},
    {"ARROW1", "an Arrow file", "write it as Parquet and give that"},
    {"%PDF-", "a PDF", give_a_table},
    {"\x89PNG", "a picture", give_a_table},
    {"\xff\xd8\xff", "a picture", give_a_table},
    {"GIF8", "a picture", give_a_table},
    {"RDX", "an R data file", "write it in R: write.csv(table, \"posts.csv\", row.names = FALSE)"},
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool begins_like_a_web_page(std::string_view text) {
  std::string begin(text.substr(0, 14));
  for (char& c : begin) c = char(std::tolower(static_cast<unsigned char>(c)));
  return begin.starts_with("<!doctype html") || begin.starts_with("<html");
}

// More than one control character in ten, or one zero in four: no text.
bool is_binary(std::string_view head) {
  if (head.size() < 64) return false;  // too little to say
  const auto control = std::count_if(head.begin(), head.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && !is_blank(c) && byte != 0 && byte != '\f') || byte == 0x7f;
  });
  const auto zeros = std::count(head.begin(), head.end(), '\0');
  return size_t(control) * 10 > head.size() || size_t(zeros) * 4 > head.size();
}

Content json_content(std::string_view text) {
  if (text.front() == '[') return Content::json_objects;
  std::string_view line = text.substr(0, text.find('\n'));
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line.ends_with('}') || line.size() == text.size() ? Content::json_lines : Content::json_objects;
}

}  // namespace

bool is_zip(std::string_view head) { return head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06"); }

bool is_parquet(std::string_view head) { return head.starts_with("PAR1"); }

Result<Content> content_of(std::string_view head, const std::string& path) {
  for (const Stranger& stranger : strangers)
    if (head.starts_with(stranger.magic))
      return Error{ErrorKind::input, fmt::format("this is {}, not a table", stranger.what), path,
                   std::string(stranger.hint)};
  const size_t first = size_t(std::find_if_not(head.begin(), head.end(), is_blank) - head.begin());
  if (first == head.size())
    return Error{ErrorKind::input, "the file is empty", path, "a table begins with a line that names its columns"};
  const std::string_view text = head.substr(first);
  if (begins_like_a_web_page(text))
    return Error{ErrorKind::input, "this is a web page, not a table", path,
                 "was it downloaded without logging in, or after a link had expired?"};
  if (is_binary(head.substr(0, 4096)))
    return Error{ErrorKind::input, "this is no text and no format that is known", path, std::string(give_a_table)};
  if (text.front() == '[' || text.front() == '{') return json_content(text);
  return Content::csv;
}

}  // namespace lockstep
