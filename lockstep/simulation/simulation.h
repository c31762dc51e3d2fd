// lockstep/simulation/simulation.h
//
// Streams of posts with known truth: ordinary life with its sessions, hours, follow graph and cascades; every kind of
// organic acting-together that we know to be mistaken for coordination; and planted networks by parameters.
//
// One sweep in time order: acts wait in a calendar, each may cause others (a follower with notifications on reacts in
// seconds), and rows leave as they happen. Memory: about 150 bytes an account and 40 bytes a post of the last two days.
// The same options give the same bytes. Rejected: drawing each object's times from a fitted curve, since what follows
// from the simulator's own curve is found too easily by a detector that was fitted to it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/progress.h"
#include "lockstep/base/result.h"
#include "lockstep/base/time.h"

namespace lockstep {

// Why accounts act together although nobody planned it; "ordinary" is everybody else.
enum class OrganicClass : uint8_t {
  ordinary,
  fan,            // reposts an idol's posts within seconds of the notification
  prize_hunter,   // replies to every giveaway as fast
  loyal_reader,   // shares every article of an outlet as fast
  petitioner,     // posts a petition's template text with its link
  tweetathon,     // posts template texts in an agreed hour
  sharer,         // a share button writes the headline
  scheduler,      // posts at :00, :15, :30, :45
  team,           // colleagues who repost their organisation and each other
  friend_circle,  // friends with notifications on
  wire,           // newsrooms that run the same wire copy
  cross_poster,   // one person's accounts, posting the same by a tool that says so
};
inline constexpr unsigned organic_class_count = 12;
std::string_view name(OrganicClass organic);

enum class PlantedTrace : uint8_t { repost, link, text, hashtags, reply, mixed };

// One kind of network to plant. An occasion is an object that the network acts on together.
struct Planting {
  unsigned networks = 1;
  unsigned size = 12;     // accounts
  unsigned actions = 10;  // occasions
  double share = 0.10;    // of a member's acts; the rest is ordinary life, with its own reposts and links
  Duration jitter = std::chrono::seconds(60);  // each member's delay after the first is uniform in [0, jitter]
  double participation = 0.6;                  // share of the members who take part in one occasion
  double exclusive = 0.5;   // share of the objects that nobody else touches much; the rest are hijacked from the stream
  double paraphrase = 0;    // 0: the same text; else the share of words that each member changes
  double rotating = 1;      // share of the members from whom an occasion may draw; the subset moves on
  bool leader = false;      // the same account comes first and the others follow
  bool one_source = false;  // every object has the same author or domain
  Duration avoid_window{0};  // an adversary who knows the window: successive gaps just over it
  PlantedTrace trace = PlantedTrace::repost;
};

struct SimulationOptions {
  uint64_t seed = 1;
  unsigned accounts = 25'000;
  unsigned days = 14;
  double posts_a_day = 2.0;     // mean over accounts; heavy-tailed
  double organic_share = 0.25;  // of the accounts in the classes of OrganicClass, and never under their least numbers
  Timestamp start{std::chrono::sys_days{std::chrono::year{2024} / 3 / 4}};
  std::vector<Planting> plantings;
};

// "size=12,actions=10,share=0.1,jitter=60s,participation=0.6,exclusive=0.5,paraphrase=0,rotating=1,leader,one-source,
// avoid=60s,trace=repost|link|text|hashtags|reply|mixed,networks=3"; what is not named keeps its default.
Result<Planting> parse_planting(std::string_view text, std::string_view option);

struct SimulationSummary {
  uint64_t accounts = 0, posts = 0, reposts = 0, planted_accounts = 0, planted_networks = 0;
};

// Writes posts.csv (plain layout, in time order), accounts.csv and truth.csv (account_id,class,group) into `folder`,
// which must not exist or be empty. Errors: options that make no sense, a folder that cannot be written.
Result<SimulationSummary> simulate(const SimulationOptions& options, const std::string& folder, Progress& progress);

}  // namespace lockstep
