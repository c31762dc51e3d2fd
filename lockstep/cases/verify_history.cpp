#include <fmt/format.h>

#include <deque>

#include "lockstep/cases/decision_rows.h"
#include "lockstep/cases/history.h"
#include "lockstep/cases/log.h"
#include "lockstep/cases/rules.h"

namespace lockstep::cases {
namespace {

constexpr int64_t page_rows = 2000;

Salt salt_from(const std::string& text) {
  Salt salt{};
  const std::string bytes = from_base64(text).value_or("");
  if (bytes.size() == salt.size()) std::ranges::copy(bytes, salt.begin());
  return salt;
}

// Entries in the order of their numbers, a page at a time: the history need not fit into memory.
class Entries {
 public:
  explicit Entries(soci::session& sql) : sql_(sql) {}

  Result<std::optional<StoredEntry>> next() {
    if (page_.empty() && !done_) read_page();
    if (page_.empty()) return std::optional<StoredEntry>();
    std::optional<StoredEntry> entry = std::move(page_.front());
    page_.pop_front();
    return entry;
  }

 private:
  void read_page() {
    const size_t before = page_.size();
    each_row<int64_t, int64_t, int64_t, std::string, std::optional<int64_t>, std::string, std::string,
             std::optional<std::string>, std::optional<std::string>, std::optional<std::string>>(
        sql_,
        fmt::format("select h.entry, h.time, h.person_id, h.act, h.case_id, h.salt, h.seal, h.body_salt, h.body, "
                    "n.hash from history h left join history_nodes n on n.level = 0 and n.position = h.entry "
                    "where h.entry > :e order by h.entry limit {}",
                    page_rows),
        with(last_),
        [&](int64_t entry, int64_t time, int64_t person, std::string act, std::optional<int64_t> case_id,
            std::string salt, std::string seal, std::optional<std::string> body_salt, std::optional<std::string> body,
            std::optional<std::string> leaf) {
          last_ = entry;
          const StoredHead head{.entry = entry,
                                .time = time,
                                .person_id = person,
                                .act = std::move(act),
                                .case_id = case_id,
                                .seal = std::move(seal)};
          page_.push_back(stored(head, salt, body_salt, body, leaf));
        });
    done_ = page_.size() == before;
  }

  static StoredEntry stored(const StoredHead& head, const std::string& salt,
                            const std::optional<std::string>& body_salt, const std::optional<std::string>& body,
                            const std::optional<std::string>& leaf) {
    const std::string text = head_text(head);
    StoredEntry entry{.index = uint64_t(head.entry)};
    entry.record = to_text(EntryRecord{.index = uint64_t(head.entry), .commitment = commit(salt_from(salt), text)});
    entry.salt = from_base64(salt).value_or("");
    entry.payload = text;
    entry.erased = !body && !body_salt;
    if (leaf && from_base64(*leaf).value_or("") != bytes_of(leaf_hash(entry.record)))
      entry.wrong = "who, when, what or which case is not what was written";
    else if (body.has_value() != body_salt.has_value() ||
             (body && body_seal(from_base64(*body_salt).value_or(""), *body) != head.seal))
      entry.wrong = "what it says is not what was written";
    if (body && head.act == "account.erased") {
      const Json said = Json::parse(*body, nullptr, false);
      if (said.is_object() && said.contains("entries") && said["entries"].is_array())
        for (const Json& index : said["entries"])
          if (index.is_number_unsigned()) entry.erases.push_back(index.get<uint64_t>());
    }
    return entry;
  }

  soci::session& sql_;
  std::deque<StoredEntry> page_;
  int64_t last_ = -1;
  bool done_ = false;
};

class Checkpoints {
 public:
  explicit Checkpoints(soci::session& sql) : sql_(sql) {}
  Result<std::optional<StoredCheckpoint>> next() {
    if (page_.empty())
      each_row<int64_t, std::string>(
          sql_, fmt::format("select size, note from checkpoints where size > :s order by size limit {}", page_rows),
          with(last_), [&](int64_t size, std::string note) {
            last_ = size;
            page_.push_back({uint64_t(size), std::move(note)});
          });
    if (page_.empty()) return std::optional<StoredCheckpoint>();
    std::optional<StoredCheckpoint> checkpoint = std::move(page_.front());
    page_.pop_front();
    return checkpoint;
  }

 private:
  soci::session& sql_;
  std::deque<StoredCheckpoint> page_;
  int64_t last_ = -1;
};

// Decisions lie in tables too: what those say of a decision's members must be what the history sealed.
std::optional<std::pair<int64_t, std::string>> decision_that_differs(soci::session& sql) {
  std::optional<std::pair<int64_t, std::string>> first;
  std::vector<std::pair<int64_t, std::string>> sealed;
  each_row<int64_t, std::string>(
      sql,
      "select entry, body from history where act in ('decision.in_force', 'appeal.in_force') and body is "
      "not null order by entry",
      {}, [&](int64_t entry, std::string body) { sealed.emplace_back(entry, std::move(body)); });
  for (const auto& [entry, body] : sealed) {
    const Json said = Json::parse(body, nullptr, false);
    if (!said.is_object() || !said.contains("decision_id")) continue;
    const int64_t id = said["decision_id"].get<int64_t>();
    const auto erased = one<int64_t>(
        sql, "select count(*) from decision_members where decision_id = :d and account_id like 'erased:%'", with(id));
    if (erased.value_or(0) > 0) continue;
    const auto row = one<std::string>(sql, "select measure from decisions where decision_id = :d", with(id));
    if (!row || *row != said.value("measure", "") || members_digest(sql, id) != said.value("members_sha256", "")) {
      first = {entry, fmt::format("decision {} is not in its table as entry {} sealed it", id, entry)};
      break;
    }
  }
  return first;
}

}  // namespace

Result<Verified> verify_history(Store& store, const std::string& kept_elsewhere) {
  auto key = parse_verifying_key(store.verifier_key());
  if (!key) return key.error();
  VerifyOptions options{.origin = store.origin(), .keys = {*key}};
  if (!kept_elsewhere.empty()) options.kept.push_back(kept_elsewhere);
  return store.read<Verified>([&](soci::session& sql) -> Result<Verified> {
    Entries entries(sql);
    Checkpoints checkpoints(sql);
    auto report =
        verify_log([&] { return entries.next(); }, [&] { return checkpoints.next(); }, options, no_progress());
    if (!report) return report.error();
    Verified verified{.entries = int64_t(report->entries),
                      .erased = int64_t(report->erased),
                      .checkpoints = int64_t(report->checkpoints),
                      .root = base64(bytes_of(report->root))};
    if (report->fault) {
      verified.first_bad = int64_t(report->fault->first);
      verified.what = report->fault->why;
    } else if (const auto differs = decision_that_differs(sql)) {
      verified.first_bad = differs->first;
      verified.what = differs->second;
    }
    return verified;
  });
}

}  // namespace lockstep::cases
