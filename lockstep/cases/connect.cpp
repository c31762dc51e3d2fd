#include "lockstep/cases/connect.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <unistd.h>

#include <filesystem>

namespace lockstep::cases {
namespace {

// libpq brings a dozen libraries: who keeps cases in a file does not wait for them.
Result<const soci::backend_factory*> postgresql_backend() {
  static void* library = dlopen("libsoci_postgresql.so.4.0", RTLD_NOW);
  const auto factory =
      library ? reinterpret_cast<const soci::backend_factory* (*)()>(dlsym(library, "factory_postgresql")) : nullptr;
  if (!factory)
    return Error{.kind = ErrorKind::file,
                 .message = "SOCI's PostgreSQL backend cannot be loaded: libsoci_postgresql.so.4.0",
                 .hint = "Debian: apt-get install libsoci-postgresql4.0"};
  return factory();
}

// Every commit is on disk before it is acknowledged (synchronous=FULL), readers never wait for the writer (WAL).
void prepare_sqlite(soci::session& sql) {
  sql << "pragma busy_timeout = 30000";
  sql << "pragma journal_mode = wal";
  sql << "pragma synchronous = full";
  sql << "pragma trusted_schema = off";
  sql << "pragma secure_delete = on";  // what is erased is overwritten, not only forgotten
}

// Names, posts and what people sign in with: a new file is its owner's alone, and SQLite gives its journals the same.
void make_private(const std::string& path) {
  if (const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); file >= 0) ::close(file);
}

}  // namespace

Result<Address> parse_address(const std::string& url) {
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return Address{false, url};
  std::string path = url.starts_with("sqlite:") ? url.substr(7) : url;
  if (path.empty() || path.find("://") != std::string::npos || path.find('"') != std::string::npos)
    return Error{.kind = ErrorKind::usage,
                 .message = fmt::format("\"{}\" is not a store", url),
                 .where = "--store",
                 .hint = "a file, as --store cases.db, or --store postgresql://user@host/database"};
  return Address{true, std::move(path)};
}

std::string shown(const Address& address) {
  if (address.sqlite) return address.target;
  const size_t at = address.target.find('@'), colon = address.target.find(':', 13);
  if (at == std::string::npos || colon == std::string::npos || colon > at) return address.target;
  return address.target.substr(0, colon) + address.target.substr(at);
}

Result<std::unique_ptr<soci::session>> connect(const Address& address) {
  try {
    auto sql = std::make_unique<soci::session>();
    if (address.sqlite) {
      make_private(address.target);
      sql->open(*soci::factory_sqlite3(), fmt::format("db=\"{}\" timeout=30", address.target));
      prepare_sqlite(*sql);
    } else {
      const auto backend = postgresql_backend();
      if (!backend) return backend.error();
      sql->open(**backend, address.target);
      *sql << "set synchronous_commit = on";
      *sql << "set client_min_messages = warning";
      *sql << "set jit = off";  // which compiles for 20 ms what takes 0.3, as long as a table has no statistics
    }
    return sql;
  } catch (const std::exception& failure) {
    return database_error(address, failure);
  }
}

bool connection_lost(const std::exception& failure) {
  if (const auto* soci = dynamic_cast<const soci::soci_error*>(&failure))
    if (soci->get_error_category() == soci::soci_error::connection_error) return true;
  const std::string_view text = failure.what();
  for (std::string_view sign : {"server closed the connection", "no connection to the server", "terminating connection",
                                "connection not open", "could not connect", "connection to server"})
    if (text.find(sign) != std::string_view::npos) return true;
  return false;
}

Error database_error(const Address& address, const std::exception& failure) {
  std::string text = failure.what();
  if (const size_t statement = text.find(" while "); statement != std::string::npos) text.resize(statement);
  while (!text.empty() && (text.back() == '\n' || text.back() == '.')) text.pop_back();
  const bool full = text.find("disk is full") != std::string::npos || text.find("No space") != std::string::npos;
  const bool foreign = text.find("file is not a database") != std::string::npos;
  const bool locked = text.find("database is locked") != std::string::npos;
  return {.kind = ErrorKind::file,
          .message = text,
          .where = shown(address),
          .hint = foreign          ? "name the file of a store, or one that is not there yet"
                  : full           ? "make room; nothing of this change was kept"
                  : locked         ? "another program holds the store; try again"
                  : address.sqlite ? "is the folder there, and may this user write to it?"
                                   : "is the server running, and may this user connect?"};
}

}  // namespace lockstep::cases
