#include "lockstep/cases/store.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <ctime>
#include <filesystem>

#include "lockstep/cases/log.h"
#include "lockstep/cases/schema.h"
#include "lockstep/cases/signing_key.h"
#include "lockstep/cases/sql.h"
#include "lockstep/cases/store_parts.h"

namespace lockstep::cases {
namespace {

std::string system_random(size_t bytes) {
  std::string out(bytes, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

// A reader's connection, given back at the end.
class Borrowed {
 public:
  explicit Borrowed(StoreParts& parts) : parts_(parts) {
    std::unique_lock lock(parts.reading);
    parts.returned.wait(lock, [&] { return !parts.readers.empty(); });
    session_ = std::move(parts.readers.back());
    parts.readers.pop_back();
  }
  ~Borrowed() {
    std::lock_guard lock(parts_.reading);
    parts_.readers.push_back(std::move(session_));
    parts_.returned.notify_one();
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  std::unique_ptr<soci::session>& operator*() { return session_; }

 private:
  StoreParts& parts_;
  std::unique_ptr<soci::session> session_;
};

void roll_back(soci::session& sql) noexcept {
  try {
    sql << "rollback";
  } catch (const std::exception&) {  // the connection went, and the transaction with it
  }
}

// A database that was away and is back is used again without anybody doing anything.
Result<void> reconnect(const Address& address, std::unique_ptr<soci::session>& session) {
  auto fresh = connect(address);
  if (!fresh) return fresh.error();
  session = std::move(*fresh);
  return {};
}

void begin_writing(soci::session& sql, bool sqlite) {
  if (sqlite) {
    sql << "begin immediate";
  } else {
    sql << "begin";
    sql << "select pg_advisory_xact_lock(7311)";  // one writer at a time: the history has one order
  }
}

// By its own account; whether the signature is right is for those who verify and for those who write.
bool is_signed_with(const std::string& note, const VerifyingKey& key) {
  const Result<Note> parsed = parse_note(note);
  return !parsed || std::ranges::any_of(parsed->signatures, [&](const NoteSignature& signature) {
    return signature.name == key.name && signature.key_id == key_id(key);
  });
}

Result<void> load_keys(StoreParts& parts) {
  const StoreOptions& given = parts.options;
  if (!given.verifying_key.empty()) {
    auto verifying = parse_verifying_key(given.verifying_key);
    if (!verifying) return verifying.error();
    parts.verifying = std::move(*verifying);
    return {};
  }
  const auto last = one<std::string>(*parts.writer, "select note from checkpoints order by size desc limit 1");
  auto key = load_signing_key(given.key_path, given.origin, !last, given.random);
  if (!key) return key.error();
  if (last && !is_signed_with(*last, key->verifying))
    return Error{.kind = ErrorKind::conflict,
                 .message = "this key did not sign the store's history",
                 .where = given.key_path,
                 .hint = "name the right one: --log-key FILE"};
  parts.verifying = key->verifying;
  parts.key = std::move(*key);
  return {};
}

}  // namespace

Writing::Writing(soci::session& session, int64_t time, const Actor& who, StoreParts& store)
    : sql(session), now(time), actor(who), store_(store) {}

void Writing::append(Entry entry) { entries_.push_back(std::move(entry)); }

int64_t Writing::next(std::string_view counter, int64_t count) {
  return one<int64_t>(sql,
                      "insert into counters (name, value) values (:n, :c) on conflict (name) do update "
                      "set value = counters.value + excluded.value returning value",
                      with(counter, count))
             .value_or(count) -
         count + 1;
}

std::string Writing::random_token() {
  const std::string bytes = store_.options.random(32);
  std::string text(sodium_base64_encoded_len(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.pop_back();  // its NUL
  return text;
}

Store::Store(std::unique_ptr<StoreParts> parts) : parts_(std::move(parts)) {}
Store::~Store() = default;

Result<std::unique_ptr<Store>> Store::open(const std::string& url, StoreOptions options) {
  if (sodium_init() < 0) return Error{.kind = ErrorKind::file, .message = "the system gives no random numbers"};
  auto address = parse_address(url);
  if (!address) return address.error();
  auto parts = std::make_unique<StoreParts>();
  parts->address = *address;
  parts->url = shown(*address);
  parts->options = std::move(options);
  StoreOptions& given = parts->options;
  if (!given.now) given.now = [] { return int64_t(std::time(nullptr)); };
  if (!given.random) given.random = system_random;
  if (given.key_path.empty() && given.verifying_key.empty()) {
    if (!address->sqlite)
      return Error{.kind = ErrorKind::usage,
                   .message = "a store on PostgreSQL needs the file of the key that signs its history",
                   .where = "--log-key",
                   .hint = "--log-key FILE; it is made for a new store"};
    given.key_path = address->target + ".key";
  }
  const Error no_store{.kind = ErrorKind::missing, .message = "there is no store here", .where = parts->url};
  if (given.must_exist && address->sqlite && !std::filesystem::exists(address->target)) return no_store;
  try {
    auto writer = connect(*address);
    if (!writer) return writer.error();
    parts->writer = std::move(*writer);
    if (given.must_exist && !has_store(*parts->writer, address->sqlite)) return no_store;
    if (const Result<void> moved = migrate(*parts->writer, address->sqlite, given.now()); !moved) return moved.error();
    for (unsigned i = 0; i < std::max(1u, given.readers); ++i) {
      auto reader = connect(*address);
      if (!reader) return reader.error();
      parts->readers.push_back(std::move(*reader));
    }
  } catch (const std::exception& failure) {
    return database_error(*address, failure);
  }
  try {
    if (Result<void> loaded = load_keys(*parts); !loaded) return loaded.error();
  } catch (const std::exception& failure) {
    return database_error(*address, failure);
  }
  return std::unique_ptr<Store>(new Store(std::move(parts)));
}

Result<void> Store::write_any(const Actor& actor, const std::function<Result<void>(Writing&)>& change) {
  if (!parts_->key)
    return Error{.kind = ErrorKind::forbidden,
                 .message = "the store was opened to be read, without the key that signs its history"};
  std::vector<Entry> appended;
  {
    std::lock_guard lock(parts_->writing);
    const bool sqlite = parts_->address.sqlite;
    try {
      try {
        begin_writing(*parts_->writer, sqlite);
      } catch (const std::exception& failure) {
        if (sqlite || !connection_lost(failure)) throw;
        if (auto again = reconnect(parts_->address, parts_->writer); !again) return again.error();
        begin_writing(*parts_->writer, sqlite);
      }
      soci::session& sql = *parts_->writer;
      Writing writing(sql, std::max(parts_->options.now(), last_time(sql)), actor, *parts_);
      if (Result<void> changed = change(writing); !changed) {
        roll_back(sql);
        return changed.error();
      }
      if (!writing.entries().empty()) {
        LogWriter log(sql, *parts_->key, parts_->options.random);
        if (Result<void> logged = log.append(writing.entries(), actor, writing.now); !logged) {
          roll_back(sql);
          return logged.error();
        }
      }
      sql << "commit";
      appended = writing.entries();
    } catch (const std::exception& failure) {
      roll_back(*parts_->writer);
      return database_error(parts_->address, failure);
    }
  }
  if (parts_->tell && !appended.empty()) parts_->tell(appended);
  return {};
}

Result<void> Store::read_any(const std::function<void(soci::session&)>& look) {
  Borrowed session(*parts_);
  for (int attempt = 0;; ++attempt) {
    try {
      // One look sees one state, however many statements it takes.
      **session << (parts_->address.sqlite ? "begin" : "begin isolation level repeatable read read only");
      look(**session);
      **session << "commit";
      return {};
    } catch (const std::exception& failure) {
      roll_back(**session);
      if (parts_->address.sqlite || attempt > 0 || !connection_lost(failure))
        return database_error(parts_->address, failure);
      if (auto again = reconnect(parts_->address, *session); !again) return again.error();
    }
  }
}

int64_t Store::now() const { return parts_->options.now(); }
const std::string& Store::url() const { return parts_->url; }
bool Store::is_sqlite() const { return parts_->address.sqlite; }
std::string Store::random_bytes(size_t bytes) const { return parts_->options.random(bytes); }
std::string Store::tag(std::string_view text) const {
  if (!parts_->key) return "";
  unsigned char key[crypto_hash_sha256_BYTES], out[crypto_auth_hmacsha256_BYTES];
  const std::string purpose = "lockstep links\n" + std::string(parts_->key->seed.begin(), parts_->key->seed.end());
  crypto_hash_sha256(key, reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size());
  crypto_auth_hmacsha256(out, reinterpret_cast<const unsigned char*>(text.data()), text.size(), key);
  return {reinterpret_cast<const char*>(out), sizeof out};
}
const std::string& Store::origin() const { return parts_->verifying.name; }
std::string Store::verifier_key() const { return to_text(parts_->verifying); }
void Store::on_commit(std::function<void(const std::vector<Entry>&)> tell) { parts_->tell = std::move(tell); }

}  // namespace lockstep::cases
