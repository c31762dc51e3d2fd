#include "lockstep/cases/stored_log.h"

#include <fmt/format.h>

#include <deque>
#include <memory>

namespace lockstep::cases {
namespace {

constexpr int64_t page_rows = 1000;
using Text = std::optional<std::string>;

// Row after row out of pages that read_more fills; an empty page is the end.
template <class Row, class ReadMore>
std::function<Result<std::optional<Row>>()> paged(ReadMore read_more) {
  auto page = std::make_shared<std::deque<Row>>();
  return [page, read_more = std::move(read_more)]() mutable -> Result<std::optional<Row>> {
    if (page->empty()) read_more(*page);
    if (page->empty()) return std::optional<Row>();
    std::optional<Row> row(std::move(page->front()));
    page->pop_front();
    return row;
  };
}

// What an act of erasure says that it took.
std::vector<uint64_t> erased_by(const std::string& act, const Text& body) {
  std::vector<uint64_t> erased;
  const Json said = act == "account.erased" && body ? Json::parse(*body, nullptr, false) : Json();
  if (!said.is_object() || !said.contains("entries") || !said["entries"].is_array()) return erased;
  for (const Json& entry : said["entries"])
    if (entry.is_number_unsigned()) erased.push_back(entry.get<uint64_t>());
  return erased;
}

// The head seals the body, and the tree that proofs are made from holds the record: what the ledger does not know of.
std::string amiss(const StoredHead& head, const std::string& record, const Text& body_salt, const Text& body,
                  const Text& leaf) {
  if (body.has_value() != body_salt.has_value()) return "its text or the text's salt is gone, but not both";
  if (body && body_seal(from_base64(*body_salt).value_or(""), *body) != head.seal)
    return "what it says is not what was written";
  if (!leaf || from_base64(*leaf).value_or("") != bytes_of(leaf_hash(record)))
    return "its record is not the one in the tree";
  return "";
}

}  // namespace

NextEntry stored_entries(soci::session& sql) {
  return paged<StoredEntry>([&sql, last = int64_t(-1)](std::deque<StoredEntry>& page) mutable {
    each_row<int64_t, int64_t, int64_t, std::string, std::optional<int64_t>, std::string, std::string, std::string,
             Text, Text, Text>(
        sql,
        fmt::format("select h.entry, h.time, h.person_id, h.act, h.case_id, h.record, h.salt, h.seal, h.body_salt, "
                    "h.body, n.hash from history h left join history_nodes n on n.level = 0 and n.position = h.entry "
                    "where h.entry > :e order by h.entry limit {}",
                    page_rows),
        with(last),
        [&](int64_t entry, int64_t time, int64_t person, std::string act, std::optional<int64_t> case_id,
            std::string record, const std::string& salt, std::string seal, const Text& body_salt, const Text& body,
            const Text& leaf) {
          last = entry;
          const StoredHead head{.entry = entry,
                                .time = time,
                                .person_id = person,
                                .act = std::move(act),
                                .case_id = case_id,
                                .seal = std::move(seal)};
          std::string wrong = amiss(head, record, body_salt, body, leaf);
          page.push_back({.index = uint64_t(entry),
                          .record = std::move(record),
                          .salt = from_base64(salt).value_or(""),
                          .payload = head_text(head),
                          .erased = !body && !body_salt,
                          .wrong = std::move(wrong),
                          .erases = erased_by(head.act, body)});
        });
  });
}

NextCheckpoint stored_checkpoints(soci::session& sql) {
  return paged<StoredCheckpoint>([&sql, last = int64_t(-1)](std::deque<StoredCheckpoint>& page) mutable {
    each_row<int64_t, std::string>(
        sql, fmt::format("select size, note from checkpoints where size > :s order by size limit {}", page_rows),
        with(last), [&](int64_t size, std::string note) {
          last = size;
          page.push_back({.size = uint64_t(size), .note = std::move(note)});
        });
  });
}

}  // namespace lockstep::cases
