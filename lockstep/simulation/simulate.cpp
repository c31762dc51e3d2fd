#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "lockstep/columnar/columnar.h"
#include "lockstep/simulation/draw.h"
#include "lockstep/simulation/language.h"
#include "lockstep/simulation/simulation.h"
#include "lockstep/simulation/world.h"

namespace lockstep {
namespace {

using namespace simulation;

Timestamp at(int64_t time) { return Timestamp(std::chrono::seconds(time)); }

// posts.csv in the plain layout, row by row.
class PostTable {
 public:
  PostTable(CsvWriter& out, uint64_t seed) : out_(out), seed_(seed) {
    out_.row("post_id", "account_id", "time", "kind", "text", "urls", "hashtags", "reposted_post_id",
             "reposted_account_id", "reply_to_post_id", "reply_to_account_id", "language", "client");
  }

  void write(const Row& row) {
    const Content& content = *row.content;
    const bool repost = row.kind == "repost", reply = row.kind == "reply";
    const std::string link = content.article ? url(*content.article) : "";
    const std::string target = row.target ? fmt::format("{}", row.target->id) : "";
    const std::string author = row.target ? account_id(seed_, row.target->author) : "";
    out_.row(fmt::format("{}", row.post_id), account_id(seed_, row.account), format_time(at(row.time)), row.kind,
             text(row, link), link, tags(content), repost ? target : "", repost ? author : "", reply ? target : "",
             reply ? author : "", language_code(content.language), row.client);
  }

 private:
  std::string text(const Row& row, const std::string& link) const {
    std::string text = compose(*row.content);
    if (row.kind == "repost") text = fmt::format("RT @{}: {}", handle(row.target->author), text);
    if (row.kind == "reply") text = fmt::format("@{} {}", handle(row.target->author), text);
    if (!link.empty()) text.append(" ").append(link);
    for (unsigned k = 0; k < row.content->tags; ++k)
      text.append(" #").append(hashtag(row.content->topic, row.content->tag + k));
    return text;
  }
  static std::string tags(const Content& content) {
    std::string all;
    for (unsigned k = 0; k < content.tags; ++k)
      all.append(k ? " " : "").append(hashtag(content.topic, content.tag + k));
    return all;
  }

  CsvWriter& out_;
  uint64_t seed_;
};

// Rows in bytewise order of account ids, so that nothing about an account can be read from its place.
std::vector<uint32_t> by_id(const SimulationOptions& options) {
  std::vector<std::pair<std::string, uint32_t>> ids;
  for (uint32_t person = 0; person < options.accounts; ++person)
    ids.emplace_back(account_id(options.seed, person), person);
  std::sort(ids.begin(), ids.end());
  std::vector<uint32_t> order;
  for (const auto& [id, person] : ids) order.push_back(person);
  return order;
}

void write_accounts(CsvWriter& out, const World& world, const SimulationOptions& options) {
  out.row("account_id", "handle", "display_name", "created_at", "followers", "following");
  for (const uint32_t person : by_id(options)) {
    Rng rng(mix(options.seed ^ 0x70726f66) ^ mix(person));
    const auto age = std::chrono::seconds(int64_t(86'400 * (30 + 3'600 * rng.uniform())));
    const uint64_t followers = world.population().followers[person] * 12ull + rng.below(12);
    out.row(account_id(options.seed, person), handle(person), simulation::person(mix(person)),
            format_time(options.start - age), followers,
            uint64_t(world.population().follows_of(person).size() * 12 + rng.below(12)));
  }
}

void write_truth(CsvWriter& out, const World& world, const SimulationOptions& options) {
  out.row("account_id", "class", "group");
  for (const uint32_t number : by_id(options)) {
    const Person& person = world.population().people[number];
    const std::string_view kind = person.planted ? "planted" : name(person.organic);
    const std::string group = person.group == no_group ? "" : fmt::format("{}-{}", kind, person.group + 1);
    out.row(account_id(options.seed, number), kind, group);
  }
}

void write_took_part(CsvWriter& out, const World& world, const SimulationOptions& options) {
  out.row("account_id", "in", "times");
  for (const uint32_t number : by_id(options))
    for (unsigned kind = 1; kind < open_to_all_count; ++kind)
      if (const uint32_t times = world.took_part(number, OpenToAll(kind)); times > 0)
        out.row(account_id(options.seed, number), name(OpenToAll(kind)), uint64_t(times));
}

Result<void> usable(const SimulationOptions& options, const std::string& folder) {
  const auto refuse = [](std::string message, std::string where) {
    return Error{.kind = ErrorKind::usage, .message = std::move(message), .where = std::move(where)};
  };
  if (options.accounts < 50 || options.accounts > 20'000'000)
    return refuse("from 50 to 20 million accounts", "--accounts");
  if (options.days < 1 || options.days > 365) return refuse("from 1 to 365 days", "--days");
  if (!(options.posts_a_day > 0 && options.posts_a_day <= 100))
    return refuse("more than 0, at most 100 posts a day", "--posts-a-day");
  if (!(options.organic_share >= 0 && options.organic_share <= .5))
    return refuse("a share from 0 to 0.5", "--organic-share");
  uint64_t planted = 0;
  for (const Planting& planting : options.plantings) planted += uint64_t(planting.networks) * planting.size;
  if (planted > options.accounts / 4)
    return refuse(fmt::format("{} planted accounts are more than a quarter of {}", planted, options.accounts),
                  "--plant");
  std::error_code failed;
  if (std::filesystem::exists(folder, failed) && !std::filesystem::is_empty(folder, failed))
    return Error{.kind = ErrorKind::conflict,
                 .message = "the folder is not empty",
                 .where = folder,
                 .hint = "name a new folder with --out"};
  std::filesystem::create_directories(folder, failed);
  if (failed) return Error{.kind = ErrorKind::file, .message = failed.message(), .where = folder};
  return {};
}

}  // namespace

std::string_view name(OrganicClass organic) {
  static constexpr std::array<std::string_view, organic_class_count> names{
      "ordinary", "fan",       "prize_hunter", "loyal_reader", "petitioner", "tweetathon",
      "sharer",   "scheduler", "team",         "friend",       "wire",       "cross_poster"};
  return names[unsigned(organic)];
}

Result<SimulationSummary> simulate(const SimulationOptions& options, const std::string& folder, Progress& progress) {
  if (Result<void> fine = usable(options, folder); !fine) return fine.error();
  std::vector<CsvWriter> tables;
  for (const char* table : {"posts.csv", "accounts.csv", "truth.csv", "took_part.csv"}) {
    Result<CsvWriter> writer = CsvWriter::create((std::filesystem::path(folder) / table).string());
    if (!writer) return writer.error();
    tables.push_back(std::move(*writer));
  }
  SimulationSummary summary{.accounts = options.accounts};
  PostTable posts(tables[0], options.seed);
  progress.begin("simulate", options.days, "days");
  World world(options, [&](const Row& row) {
    posts.write(row);
    ++summary.posts;
    summary.reposts += row.kind == "repost";
  });
  for (unsigned day = 0; day < options.days; ++day) {
    if (progress.cancelled()) return stopped();
    world.live(day);
    progress.at(day + 1);
  }
  write_accounts(tables[1], world, options);
  write_truth(tables[2], world, options);
  write_took_part(tables[3], world, options);
  for (CsvWriter& table : tables)
    if (Result<void> written = table.finish(); !written) return written.error();
  for (const Person& person : world.population().people) summary.planted_accounts += person.planted;
  summary.planted_networks = world.plantings().networks.size();
  return summary;
}

}  // namespace lockstep
