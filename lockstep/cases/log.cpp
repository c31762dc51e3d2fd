#include "lockstep/cases/log.h"

#include <fmt/format.h>

#include <algorithm>

#include "lockstep/cases/insert.h"
#include "lockstep/ledger/text.h"

namespace lockstep::cases {
namespace {

Salt salt_of(std::string_view bytes) {
  Salt salt{};
  std::ranges::copy_n(bytes.begin(), std::min(bytes.size(), salt.size()), salt.begin());
  return salt;
}

void collect_accounts(const Json& value, std::vector<std::string>& found) {
  if (value.is_object()) {
    for (const auto& [key, inner] : value.items())
      if (key == "account_id" && inner.is_string())
        found.push_back(inner.get<std::string>());
      else
        collect_accounts(inner, found);
  } else if (value.is_array()) {
    for (const Json& inner : value) collect_accounts(inner, found);
  }
}

}  // namespace

std::string head_text(const StoredHead& head) {
  return Json{{"act", head.act},
              {"case_id", head.case_id ? Json(*head.case_id) : Json(nullptr)},
              {"person_id", head.person_id},
              {"seal", head.seal},
              {"time", head.time}}
      .dump();
}

std::string body_seal(std::string_view salt, std::string_view body) {
  return base64(bytes_of(commit(salt_of(salt), body)));
}

std::vector<std::string> accounts_in(const Json& body) {
  std::vector<std::string> found;
  collect_accounts(body, found);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

int64_t log_size(soci::session& sql) {
  return one<std::optional<int64_t>>(sql, "select max(entry) from history").value_or(std::nullopt).value_or(-1) + 1;
}

int64_t last_time(soci::session& sql) {
  return one<int64_t>(sql, "select time from history order by entry desc limit 1").value_or(0);
}

ReadNode nodes_in(soci::session& sql) {
  return [&sql](const Node& node) -> Result<Digest> {
    const auto hash = one<std::string>(sql, "select hash from history_nodes where level = :l and position = :p",
                                       with(node.level, node.index));
    const auto bytes = hash ? from_base64(*hash) : std::nullopt;
    if (!bytes)
      return Error{.kind = ErrorKind::input,
                   .message = fmt::format("the history lacks the hash {} of level {}", node.index, node.level),
                   .hint = "lockstep audit verify says more; restore the last backup"};
    return digest_of(*bytes);
  };
}

Result<Frontier> LogWriter::frontier() const {
  const auto kept = one<std::string>(sql_, "select value from settings where name = 'log.frontier'");
  if (!kept) return Frontier{};
  return Frontier::from_bytes(from_base64(*kept).value_or(""));
}

// What would be signed next must continue what was signed last: a program that signs whatever it finds in its tables
// would give a forged history its blessing.
Result<void> LogWriter::check_edge(const Frontier& edge) const {
  const Error broken{.kind = ErrorKind::conflict,
                     .message = "the history is not what its last checkpoint signed; nothing more is written to it",
                     .hint = "lockstep audit verify says where; restore the last backup"};
  if (int64_t(edge.size()) != log_size(sql_)) return broken;
  const auto note = one<std::string>(sql_, "select note from checkpoints order by size desc limit 1");
  if (!note) return edge.size() == 0 ? Result<void>() : broken;
  const auto last = open_checkpoint(*note, key_.verifying.name, {&key_.verifying, 1});
  return last && last->size == edge.size() && last->root == edge.root() ? Result<void>() : broken;
}

struct LogWriter::Rows {
  explicit Rows(soci::session& sql)
      : entries(sql, "history (entry, time, person_id, act, case_id, record, salt, seal, body_salt, body)"),
        accounts(sql, "history_accounts (account_id, entry)"),
        nodes(sql, "history_nodes (level, position, hash)") {}

  void finish() {
    for (Insert* insert : {&entries, &accounts, &nodes}) insert->finish();
  }

  Insert entries, accounts, nodes;
};

Result<void> LogWriter::append(const std::vector<Entry>& entries, const Actor& actor, int64_t time) {
  Result<Frontier> edge = frontier();
  if (!edge) return edge.error();
  if (Result<void> whole = check_edge(*edge); !whole) return whole;
  Rows rows(sql_);
  for (const Entry& entry : entries) write(entry, actor, time, *edge, rows);
  rows.finish();
  execute(sql_,
          "insert into settings (name, value) values ('log.frontier', :v) on conflict (name) do update "
          "set value = excluded.value",
          with(base64(edge->bytes())));
  const auto note = sign_checkpoint({.origin = key_.verifying.name, .size = edge->size(), .root = edge->root()}, key_);
  if (!note) return note.error();
  execute(sql_, "insert into checkpoints (size, note) values (:s, :n)", with(edge->size(), *note));
  return {};
}

void LogWriter::write(const Entry& entry, const Actor& actor, int64_t time, Frontier& frontier, Rows& rows) {
  const std::string body = entry.payload.dump(-1, ' ', false, Json::error_handler_t::replace);
  const std::string body_salt = random_(32), salt = random_(32);
  const int64_t number = int64_t(frontier.size());
  const StoredHead head{.entry = number,
                        .time = time,
                        .person_id = actor.person_id,
                        .act = entry.act,
                        .case_id = entry.case_id,
                        .seal = body_seal(body_salt, body)};
  const std::string record =
      to_text(EntryRecord{.index = uint64_t(number), .commitment = commit(salt_of(salt), head_text(head))});
  rows.entries(with(number, time, actor.person_id, entry.act, entry.case_id, record, base64(salt), head.seal,
                    base64(body_salt), body));
  for (const std::string& account : accounts_in(entry.payload)) rows.accounts(with(account, number));
  frontier.append(leaf_hash(record), [&](const Node& node, const Digest& hash) {
    rows.nodes(with(node.level, node.index, base64(bytes_of(hash))));
  });
}

}  // namespace lockstep::cases
