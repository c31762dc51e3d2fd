#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "lockstep/cases/account_texts.h"
#include "lockstep/cases/case_rows.h"
#include "lockstep/cases/insert.h"
#include "lockstep/cases/rules.h"
#include "lockstep/cases/settings_rows.h"

namespace lockstep::cases {
namespace {

struct Found {
  Json network;
  std::unordered_set<std::string> accounts;
};

struct FoundRun {
  Json run, traces;
  std::vector<Found> networks;
  std::string digest;
  int64_t all_networks = 0, nominated_networks = 0, nominated_accounts = 0;  // also such as no case is made of
};

Error not_a_result(const std::string& path, std::string why) {
  return {.kind = ErrorKind::input,
          .message = std::move(why),
          .where = path,
          .hint = "a folder that `lockstep detect` left; its networks.ndjson is read"};
}

bool is_network(const Json& value) {
  if (!value.is_object()) return false;
  for (const char* key : {"network_id", "class", "regime", "sentence"})
    if (!value.contains(key) || !value[key].is_string()) return false;
  return value.contains("members") && value["members"].is_object() && value["members"].contains("account_id") &&
         value["members"]["account_id"].is_array();
}

Result<FoundRun> read_result(const std::string& folder, bool all_classes) {
  const std::string path = (std::filesystem::path(folder) / "networks.ndjson").string();
  std::ifstream file(path);
  if (!file) return not_a_result(path, "cannot be read");
  FoundRun found;
  std::string line, digests;
  for (int64_t number = 1; std::getline(file, line); ++number) {
    digests += sha256_hex(line);
    Json value = Json::parse(line, nullptr, false);
    if (number == 1) {
      if (!value.is_object() || !value.contains("run") || !value.contains("traces"))
        return not_a_result(path + ":1", "does not say which run it is");
      found.run = std::move(value["run"]);
      found.traces = std::move(value["traces"]);
      continue;
    }
    if (!is_network(value)) return not_a_result(fmt::format("{}:{}", path, number), "is not a network");
    const bool nominated = value["class"] == "synchronised";
    Found network{.network = std::move(value), .accounts = {}};
    for (const Json& id : network.network["members"]["account_id"])
      if (id.is_string()) network.accounts.insert(id.get<std::string>());
    ++found.all_networks;
    found.nominated_networks += nominated;
    found.nominated_accounts += nominated ? int64_t(network.accounts.size()) : 0;
    if (nominated || all_classes) found.networks.push_back(std::move(network));
  }
  if (found.run.is_null()) return not_a_result(path, "is empty");
  found.digest = sha256_hex(digests + (all_classes ? "all" : "nominated"));
  return found;
}

// A time of the report, which may have a fraction, as whole seconds.
int64_t seconds_of(const Json& value) { return value.is_number() ? int64_t(std::floor(value.get<double>())) : 0; }

template <class T>
T at(const Json& columns, const char* name, size_t row, T otherwise) {
  if (!columns.contains(name) || !columns[name].is_array() || row >= columns[name].size()) return otherwise;
  const Json& value = columns[name][row];
  if constexpr (std::is_same_v<T, std::string>) {
    return value.is_string() ? value.get<std::string>() : otherwise;
  } else {
    return value.is_number() ? T(value.get<double>()) : otherwise;
  }
}

template <class T>
std::optional<T> known_at(const Json& columns, const char* name, size_t row) {
  if (!columns.contains(name) || row >= columns[name].size() || columns[name][row].is_null()) return std::nullopt;
  return at<T>(columns, name, row, T{});
}

// By what a case rests on: nominated ones before those that are only shown, then the surprise, which saturates, and how
// many accounts it concerns.
double priority_of(const Json& network, size_t members) {
  const double q_value = network.value("q_value", 1.0), nominated = network["class"] == "synchronised" ? 100 : 0;
  return nominated + std::min(30.0, -std::log10(std::max(q_value, 1e-30))) +
         5 * std::log10(double(std::max<size_t>(members, 1)));
}

// Which cases have which members: those of the run's accounts that the store has, and those that the import adds.
class KnownMembers {
 public:
  KnownMembers(soci::session& sql, const std::vector<Found>& networks) : sql_(sql) {
    constexpr size_t at_once = 500;
    if (!one<int64_t>(sql, "select case_id from members limit 1")) return;
    Values asked;
    const auto look_up = [&] {
      std::string places;
      for (size_t i = 0; i < asked.size(); ++i) places += fmt::format("{}:a{}", i > 0 ? ", " : "", i);
      each_row<std::string, int64_t>(
          sql, fmt::format("select account_id, case_id from members where account_id in ({})", places),
          std::exchange(asked, Values()), [&](const std::string& account, int64_t id) { cases_[account].insert(id); });
    };
    for (const Found& found : networks)
      for (const std::string& account : found.accounts) {
        asked.push_back(sql_detail::value_of(account));
        if (asked.size() == at_once) look_up();
      }
    if (!asked.empty()) look_up();
  }

  void open(int64_t id) { sizes_[id] = 0; }
  void add(int64_t id, const std::string& account) {  // to a case that was opened, or was the answer
    cases_[account].insert(id);
    ++sizes_[id];
  }

  // The case that shares most members with a network, if it shares at least half of the smaller one's.
  std::optional<int64_t> case_of(const Found& found) {
    std::map<int64_t, int64_t> shared;
    for (const std::string& account : found.accounts)
      if (const auto known = cases_.find(account); known != cases_.end())
        for (const int64_t id : known->second) ++shared[id];
    std::optional<int64_t> best;
    int64_t most = 0;
    for (const auto& [id, count] : shared)
      if (2 * count >= std::min(size_of(id), int64_t(found.accounts.size())) && count > most) {
        best = id;
        most = count;
      }
    return best;
  }

 private:
  int64_t size_of(int64_t id) {
    const auto [size, is_new] = sizes_.try_emplace(id, 0);
    if (is_new)
      size->second = one<int64_t>(sql_, "select count(*) from members where case_id = :c", with(id)).value_or(0);
    return size->second;
  }

  soci::session& sql_;
  std::unordered_map<std::string, std::set<int64_t>> cases_;
  std::unordered_map<int64_t, int64_t> sizes_;
};

class Importer {
 public:
  Importer(Writing& writing, const FoundRun& run, int64_t run_id, const Settings& settings)
      : writing_(writing),
        sql_(writing.sql),
        run_(run),
        run_id_(run_id),
        settings_(settings),
        known_(sql_, run.networks),
        next_case_(writing.next("cases", 0)),
        first_new_(next_case_) {}

  ImportSummary summary;

  void import(const Found& found) {
    if (const auto known = known_.case_of(found))
      extend(*known, found);
    else
      open(found);
  }

  void finish() {
    insert_what_waits();
    if (next_case_ == first_new_) return;
    writing_.next("cases", next_case_ - first_new_);
    keep_account_texts_from(sql_, first_new_);
    // Until PostgreSQL has counted new tables, it takes them for small, and sorts all cases for each page of the queue.
    if (sql_.get_backend_name() == "postgresql") sql_ << "analyze cases, members";
  }

 private:
  void open(const Found& found) {
    const int64_t id = next_case_++;
    const Json& network = found.network;
    cases_(with(id, "open", network.value("class", ""), network.value("regime", ""), found.accounts.size(),
                network.value("occasions", int64_t(0)), network.value("seen", 0.0), network.value("expected", 0.0),
                network.value("q_value", 1.0), priority_of(network, found.accounts.size()),
                network.value("sentence", ""), seconds_of(network.value("first_time", Json())),
                seconds_of(network.value("last_time", Json())), writing_.now, writing_.now,
                writing_.now + 86'400 * settings_.case_days, 1, 1));
    known_.open(id);
    const int64_t fresh = keep_members(id, 1, found, {});
    keep_snapshot(id, 1, found, fresh, 0);
    writing_.append(
        {.act = "case.opened",
         .case_id = id,
         .payload = {{"run_id", run_id_}, {"network_id", network["network_id"]}, {"members", found.accounts.size()}}});
    ++summary.new_cases;
    summary.case_ids.push_back(id);
  }

  void extend(int64_t id, const Found& found) {
    insert_what_waits();
    summary.case_ids.push_back(id);
    const int64_t before = one<int64_t>(sql_, "select snapshot from cases where case_id = :c", with(id)).value_or(1);
    if (!is_news(id, before, found)) {
      ++summary.unchanged_cases;
      return;
    }
    const int64_t snapshot = before + 1;
    const int64_t fresh = keep_members(id, snapshot, found, names_in(id));
    members_.finish();
    if (id < first_new_) keep_account_texts(sql_, id);  // of new cases they are kept at the end
    const int64_t gone =
        one<int64_t>(sql_, "select count(*) from members where case_id = :c and last_snapshot < :s", with(id, snapshot))
            .value_or(0);
    keep_snapshot(id, snapshot, found, fresh, gone);
    const Json& network = found.network;
    constexpr int64_t never = 9'000'000'000'000;
    const int64_t first = network.contains("first_time") ? seconds_of(network["first_time"]) : never,
                  last = seconds_of(network.value("last_time", Json()));
    execute(
        sql_,
        "update cases set snapshot = :s, network_class = :k, regime = :r, members = (select count(*) from members "
        "where "
        "case_id = :c1), occasions = :o, seen = :n, expected = :e, q_value = :q, priority = :p, sentence = :t, "
        "first_time = case when first_time < :f1 then first_time else :f2 end, last_time = case when last_time > :l1 "
        "then last_time else :l2 end where case_id = :c2",
        with(snapshot, network.value("class", ""), network.value("regime", ""), id,
             network.value("occasions", int64_t(0)), network.value("seen", 0.0), network.value("expected", 0.0),
             network.value("q_value", 1.0), priority_of(network, found.accounts.size()), network.value("sentence", ""),
             first, first, last, last, id));
    if (fresh > 0)
      execute(sql_,
              "update cases set state = 'open', deadline = :d where case_id = :c and state in ('decided', 'held')",
              with(writing_.now + 86'400 * settings_.case_days, id));
    touch_case(writing_, id);
    writing_.append({.act = "case.extended",
                     .case_id = id,
                     .payload = {{"run_id", run_id_},
                                 {"network_id", network["network_id"]},
                                 {"snapshot", snapshot},
                                 {"new_members", fresh},
                                 {"gone_members", gone}}});
    ++summary.extended_cases;
  }

  bool is_news(int64_t id, int64_t snapshot, const Found& found) {
    const auto data =
        one<std::string>(sql_, "select data from snapshots where case_id = :c and snapshot = :s", with(id, snapshot));
    Json before = Json::parse(data.value_or("{}"), nullptr, false);
    if (!before.is_object() || !before.contains("network")) return true;
    Json now = found.network;
    before["network"].erase("network_id");
    now.erase("network_id");
    return before["network"] != now;
  }

  // By account. What a network says of one twice is taken as it says it last.
  using Names = std::tuple<std::optional<std::string>, std::optional<std::string>>;

  std::unordered_map<std::string, Names> names_in(int64_t case_id) {
    std::unordered_map<std::string, Names> names;
    each_row<std::string, std::optional<std::string>, std::optional<std::string>>(
        sql_, "select account_id, handle, display_name from members where case_id = :c", with(case_id),
        [&](std::string account, std::optional<std::string> handle, std::optional<std::string> name) {
          names.emplace(std::move(account), Names(std::move(handle), std::move(name)));
        });
    return names;
  }

  // Returns how many were not there before.
  int64_t keep_members(int64_t id, int64_t snapshot, const Found& found,
                       const std::unordered_map<std::string, Names>& before) {
    const Json& columns = found.network["members"];
    std::unordered_map<std::string, size_t> last_row;
    for (size_t row = 0; row < columns["account_id"].size(); ++row)
      last_row[at<std::string>(columns, "account_id", row, "")] = row;
    std::vector<std::string> renamed;
    int64_t fresh = 0;
    for (size_t row = 0; row < columns["account_id"].size(); ++row) {
      const std::string account = at<std::string>(columns, "account_id", row, "");
      if (last_row[account] != row) continue;
      const auto handle = known_at<std::string>(columns, "handle", row);
      const auto name = known_at<std::string>(columns, "display_name", row);
      const auto known = before.find(account);
      if (known == before.end()) {
        ++fresh;
        known_.add(id, account);
      } else if (known->second != std::tuple(handle, name)) {
        forget_account_texts(sql_, account);
        renamed.push_back(account);
      }
      members_(with(id, account, handle, name, known_at<int64_t>(columns, "created_at", row),
                    known_at<int64_t>(columns, "followers", row), at<int64_t>(columns, "events", row, 0),
                    at<int64_t>(columns, "occasions", row, 0), at<int64_t>(columns, "judged_occasions", row, 0),
                    at<double>(columns, "confidence", row, 0), 1, "", snapshot, snapshot));
    }
    if (!renamed.empty()) members_.finish();
    for (const std::string& account : renamed) keep_account_texts(sql_, account);
    return fresh;
  }

  void keep_snapshot(int64_t id, int64_t snapshot, const Found& found, int64_t fresh, int64_t gone) {
    const Json data = {{"run", run_.run}, {"traces", run_.traces}, {"network", found.network}};
    snapshots_(
        with(id, snapshot, run_id_, found.network.value("network_id", ""), writing_.now, fresh, gone, data.dump()));
    keep_sources(id, found.network.value("objects", Json::object()));
  }

  void keep_sources(int64_t id, const Json& objects) {
    std::set<std::string> sources;
    if (objects.contains("source") && objects["source"].is_array())
      for (const Json& source : objects["source"])
        if (source.is_string()) sources.insert(source.get<std::string>());
    for (const std::string& source : sources) sources_(with(id, source));
  }

  void insert_what_waits() {
    for (Insert* insert : {&cases_, &members_, &snapshots_, &sources_}) insert->finish();
  }

  Writing& writing_;
  soci::session& sql_;
  const FoundRun& run_;
  int64_t run_id_;
  const Settings& settings_;
  KnownMembers known_;
  int64_t next_case_, first_new_;
  Insert cases_{sql_,
                "cases (case_id, state, network_class, regime, members, occasions, seen, expected, q_value, priority, "
                "sentence, first_time, last_time, opened_at, updated_at, deadline, snapshot, version)"};
  Insert members_{sql_,
                  "members (case_id, account_id, handle, display_name, created_at, followers, events, occasions, "
                  "judged_occasions, confidence, kept, reason, first_snapshot, last_snapshot)",
                  "on conflict (case_id, account_id) do update set handle = excluded.handle, "
                  "display_name = excluded.display_name, created_at = excluded.created_at, "
                  "followers = excluded.followers, events = excluded.events, occasions = excluded.occasions, "
                  "judged_occasions = excluded.judged_occasions, confidence = excluded.confidence, "
                  "last_snapshot = excluded.last_snapshot"};
  Insert snapshots_{
      sql_, "snapshots (case_id, snapshot, run_id, network_id, created_at, new_members, gone_members, data)", "", 8};
  Insert sources_{sql_, "sources (case_id, source)", "on conflict do nothing"};
};

// The run that stands for the folder: one that was started from the console, or a new one.
int64_t run_for(Writing& writing, const std::string& folder, const std::string& name, const FoundRun& found) {
  soci::session& sql = writing.sql;
  const auto known =
      one<int64_t>(sql, "select run_id from runs where folder = :f order by run_id desc limit 1", with(folder));
  const int64_t id = known ? *known : writing.next("runs");
  if (!known)
    execute(sql,
            "insert into runs (run_id, name, state, files, options, folder, error, created_by, created_at, ended_at) "
            "values (:i, :n, 'done', '[]', '[]', :f, '', :b, :t1, :t2)",
            with(id, name.empty() ? found.run.value("title", folder) : name, folder, writing.actor.person_id,
                 writing.now, writing.now));
  execute(sql,
          "update runs set state = 'imported', digest = :d, networks = :n, nominated_networks = :nn, "
          "nominated_accounts = :na, accounts = :a, events = :e where run_id = :r",
          with(found.digest, found.all_networks, found.nominated_networks, found.nominated_accounts,
               found.run.value("accounts", int64_t(0)), found.run.value("events", int64_t(0)), id));
  return id;
}

}  // namespace

Result<ImportSummary> import_result(Store& store, const Actor& actor, const std::string& folder,
                                    const ImportOptions& options) {
  if (auto may = check_may(actor, Roles(Role::analyst)); !may) return may.error();
  auto found = read_result(folder, options.all_classes);
  if (!found) return found.error();
  return store.write<ImportSummary>(actor, [&](Writing& writing) -> Result<ImportSummary> {
    soci::session& sql = writing.sql;
    if (const auto before = one<int64_t>(sql, "select run_id from runs where digest = :d", with(found->digest))) {
      ImportSummary same{.run_id = *before};
      same.case_ids = column<int64_t>(sql, "select distinct case_id from snapshots where run_id = :r order by case_id",
                                      with(*before));
      same.unchanged_cases = int64_t(same.case_ids.size());
      return same;
    }
    const int64_t run_id = run_for(writing, folder, options.name, *found);
    writing.append({.act = "run.imported",
                    .payload = {{"run_id", run_id}, {"networks", found->networks.size()}, {"digest", found->digest}}});
    const Settings settings = settings_in(sql);
    Importer importer(writing, *found, run_id, settings);
    for (const Found& network : found->networks) importer.import(network);
    importer.finish();
    importer.summary.run_id = run_id;
    std::ranges::sort(importer.summary.case_ids);
    return importer.summary;
  });
}

}  // namespace lockstep::cases
