#include "lockstep/cases/keep_store.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "lockstep/cases/connect.h"
#include "lockstep/cases/copy_tables.h"
#include "lockstep/cases/history.h"
#include "lockstep/cases/schema.h"
#include "lockstep/cases/stored_log.h"

namespace lockstep::cases {
namespace {

std::string integrity(soci::session& sql) {
  const auto said = column<std::string>(sql, "pragma integrity_check(1)");
  return said == std::vector<std::string>{"ok"} ? "" : said.empty() ? "gives no answer" : said.front();
}

// Every node from the leaves again, and the edge to which the next entry is appended.
Result<std::string> fault_in_tree(soci::session& sql) {
  Frontier frontier;
  std::string fault;
  const NextEntry next = stored_entries(sql);
  const ReadNode kept = nodes_in(sql);
  int64_t nodes = 0;
  for (;;) {
    const auto entry = next();
    if (!entry) return entry.error();
    if (!*entry) break;
    frontier.append(leaf_hash((*entry)->record), [&](const Node& node, const Digest& hash) {
      ++nodes;
      const auto found = kept(node);
      if (fault.empty() && (!found || *found != hash))
        fault = fmt::format("hash {} of level {} is not that of the entries below it", node.index, node.level);
    });
  }
  if (fault.empty() && one<int64_t>(sql, "select count(*) from history_nodes").value_or(0) != nodes)
    fault = "there are hashes of no entry";
  const auto edge = one<std::string>(sql, "select value from settings where name = 'log.frontier'");
  if (fault.empty() && from_base64(edge.value_or("")).value_or("") != (edge ? frontier.bytes() : ""))
    fault = "its right edge is not that of the entries";
  return fault;
}

Finding found(std::string part, const std::string& fault) {
  return {.part = std::move(part), .state = fault.empty() ? "whole" : fault, .whole = fault.empty()};
}

Result<void> sync(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (synced) return {};
  return Error{.kind = ErrorKind::file, .message = "cannot be written to disk", .where = path};
}

// Journals of a file that was closed are gone; those of one that was not go with it.
void remove_database(const std::string& path) {
  for (const char* part : {"", "-wal", "-shm"}) std::filesystem::remove(path + part);
}

Result<int64_t> copy_into(soci::session& from, const Address& address) {
  auto to = connect(address);
  if (!to) return to.error();
  if (auto moved = migrate(**to, address.sqlite, 0); !moved) return moved.error();
  **to << "begin";
  const int64_t rows = copy_tables(from, **to, **to);
  **to << "commit";
  **to << "pragma wal_checkpoint(truncate)";
  return rows;
}

bool unused(soci::session& sql) {
  return log_size(sql) == 0 && one<int64_t>(sql, "select count(*) from people").value_or(0) == 0;
}

// Before anything is copied: afterwards the place would be taken.
Result<void> check_key_is_there(const Address& address, const std::string& key_path) {
  const std::string key = key_path.empty() && address.sqlite ? address.target + ".key" : key_path;
  if (key.empty())
    return Error{.kind = ErrorKind::usage,
                 .message = "a store on PostgreSQL needs the file of the key that signed its history",
                 .where = "--log-key",
                 .hint = "--log-key FILE, the one that the store had"};
  if (std::filesystem::exists(key)) return {};
  return Error{.kind = ErrorKind::file,
               .message = "the key that signed this store's history is not there",
               .where = key,
               .hint = "bring it back, or name it: --log-key FILE"};
}

Result<Copied> copy_back(const std::string& backup, const Address& address, const std::string& key_path) {
  auto from = connect({.sqlite = true, .target = backup});
  if (!from || !has_store(**from, true))
    return Error{.kind = ErrorKind::input,
                 .message = "is not a backup of a store",
                 .where = backup,
                 .hint = "one is made by: lockstep store backup FILE"};
  if (auto moved = migrate(**from, true, 0); !moved) return moved.error();
  if (log_size(**from) > 0)
    if (auto there = check_key_is_there(address, key_path); !there) return there.error();
  auto to = connect(address);
  if (!to) return to.error();
  if (auto moved = migrate(**to, address.sqlite, 0); !moved) return moved.error();
  if (!unused(**to))
    return Error{.kind = ErrorKind::conflict,
                 .message = "there is a store already, and work in it",
                 .where = shown(address),
                 .hint = "restore into a new place"};
  **to << "begin";
  for (const char* table : {"settings", "counters"}) **to << fmt::format("delete from {}", table);
  const int64_t rows = copy_tables(**from, **to, **from);
  **to << "commit";
  return Copied{.rows = rows, .entries = log_size(**to)};
}

}  // namespace

Result<std::vector<Finding>> check_store(Store& store) {
  std::vector<Finding> findings;
  auto tree = store.read<std::string>([&](soci::session& sql) {
    if (store.is_sqlite()) findings.push_back(found("database", integrity(sql)));
    return fault_in_tree(sql);
  });
  if (!tree) return tree.error();
  const auto history = verify_history(store);
  if (!history) return history.error();
  findings.push_back(found("history", history->what));
  findings.push_back(found("tree of the history", *tree));
  return findings;
}

Result<Copied> back_up(Store& store, const std::string& path) {
  if (std::filesystem::exists(path))
    return Error{
        .kind = ErrorKind::conflict, .message = "is there already", .where = path, .hint = "name another file"};
  const std::string aside = path + ".new";
  remove_database(aside);
  auto copied = store.read<Copied>([&](soci::session& sql) -> Result<Copied> {
    const auto rows = copy_into(sql, {.sqlite = true, .target = aside});
    if (!rows) return rows.error();
    return Copied{.rows = *rows, .entries = log_size(sql)};
  });
  Result<void> synced = copied ? sync(aside) : copied.error();
  if (!synced) {
    remove_database(aside);
    return synced.error();
  }
  std::filesystem::rename(aside, path);
  const std::filesystem::path folder = std::filesystem::absolute(path).parent_path();
  if (synced = sync(folder.string()); !synced) return synced.error();
  return copied;
}

Result<Copied> restore(const std::string& backup, const std::string& url, const std::string& key_path) {
  if (!std::filesystem::exists(backup))
    return Error{.kind = ErrorKind::missing, .message = "there is no backup here", .where = backup};
  const auto address = parse_address(url);
  if (!address) return address.error();
  const bool made = address->sqlite && !std::filesystem::exists(address->target);
  auto copied = [&]() -> Result<Copied> {
    try {
      return copy_back(backup, *address, key_path);
    } catch (const std::exception& failure) {
      return database_error(*address, failure);
    }
  }();
  if (!copied && made) remove_database(address->target);
  return copied;
}

}  // namespace lockstep::cases
