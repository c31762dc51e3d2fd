// lockstep/simulation/world.h
//
// The sweep: acts come out of the calendar in order of time and turn into rows, and rows into further acts.
#pragma once

#include <array>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lockstep/simulation/campaigns.h"
#include "lockstep/simulation/plantings.h"
#include "lockstep/simulation/population.h"
#include "lockstep/simulation/post.h"

namespace lockstep::simulation {

// One row of posts.csv, still as keys.
struct Row {
  uint64_t post_id;
  uint32_t account;
  int64_t time;
  std::string_view kind;   // post, repost, reply
  const Content* content;  // what stands in it; a repost shows its target's
  const Post* target;      // reposted or answered; null for a post
  std::string_view client;
};

class World {
 public:
  World(const SimulationOptions& options, std::function<void(const Row&)> write);

  // Lives through one day.
  void live(unsigned day);

  const Population& population() const { return population_; }
  const Plantings& plantings() const { return plantings_; }

  // How often an account did: by passing on what the feed showed, or as a campaign's participant.
  uint32_t took_part(uint32_t account, OpenToAll kind) const { return took_part_[account][unsigned(kind)]; }

 private:
  // What a community has seen lately: the more often something was passed on, the more places it takes.
  static constexpr size_t seen = 64;
  struct Lately {
    std::array<uint32_t, seen> posts;
    std::array<Article, seen> articles;
    size_t next_post = 0, next_article = 0, article_count = 0;
  };

  void plan_sessions(int64_t midnight);
  void act(const Act& act);
  void browse(uint32_t account, int64_t time);
  void publish(uint32_t account, int64_t time, Content content);
  void answer(uint32_t account, int64_t time, uint32_t post);
  void share(uint32_t account, int64_t time, const Article& article);
  void join(uint32_t account, int64_t time, uint32_t campaign);
  void take_part(uint32_t account, int64_t time, Occasion& occasion);
  void begin(Occasion& occasion, int64_t time);
  void alert_followers(uint32_t account, int64_t time, uint32_t post, bool original);
  void cross_post(uint32_t account, int64_t time, const Content& content);
  bool pass_on(uint32_t account, int64_t time, uint32_t post, bool always = false);  // false: not again, not one's own
  struct Found {
    uint32_t post;
    bool in_feed;  // of somebody whom one follows, and for that reason
  };
  Found find(uint32_t account, int64_t time);
  Content everyday_content(uint32_t account);
  uint64_t next_id() { return last_id_ += 1 + rng_.below(97); }
  Lately& around(uint32_t account) { return lately_[population_.people[account].community]; }

  const SimulationOptions& options_;
  std::function<void(const Row&)> write_;
  Rng rng_;
  Groups groups_;
  Population population_;
  Calendar calendar_;
  std::vector<Campaign> campaigns_;
  std::vector<uint32_t> campaign_last_;  // the newest post of each campaign
  Plantings plantings_;
  RecentPosts posts_;
  std::vector<uint32_t> newest_;                    // of each account: what it last posted or passed on
  std::vector<std::array<uint32_t, 3>> passed_on_;  // by each account, the last few: nobody reposts a post twice
  std::vector<std::array<uint32_t, open_to_all_count>> took_part_;  // by account
  std::vector<bool> outlet_;                                        // accounts whose posts are articles
  std::vector<Lately> lately_;
  uint64_t last_id_ = 1'000'000'000'000;
};

}  // namespace lockstep::simulation
