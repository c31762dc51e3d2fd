// lockstep/simulation/organic.h
//
// How much of each kind of organic acting-together a stream holds at the least, and why. These are constants of the
// simulator, not options: a stream with fewer of them would flatter any detector.
#pragma once

#include <array>

#include "lockstep/simulation/simulation.h"

namespace lockstep::simulation {

struct Abundance {
  OrganicClass organic;
  double share;                      // of the organic accounts in classes
  unsigned least;                    // accounts in a stream of at least 2,000
  unsigned group_least, group_most;  // members of one group
  std::string_view reason;
};

inline constexpr std::array<Abundance, organic_class_count - 1> abundances{{
    {OrganicClass::fan, .20, 120, 30, 300,
     "the largest class on every platform with notifications: an idol has hundreds of quick fans"},
    {OrganicClass::prize_hunter, .08, 60, 40, 400, "one crowd answers every giveaway, whoever gives"},
    {OrganicClass::loyal_reader, .14, 100, 20, 150,
     "alerts of an outlet reach thousands; tens of them share every article"},
    {OrganicClass::petitioner, .14, 100, 60, 600, "a petition's button writes one text for everybody"},
    {OrganicClass::tweetathon, .10, 80, 50, 300, "an agreed hour with texts to copy"},
    {OrganicClass::sharer, .10, 80, 1000, 1000, "share buttons write the headline; strangers post the same text"},
    {OrganicClass::scheduler, .08, 60, 1000, 1000, "scheduling tools post in the first seconds of each quarter"},
    {OrganicClass::team, .06, 48, 5, 14, "offices with an account to support"},
    {OrganicClass::friend_circle, .06, 48, 3, 8, "truly dependent accounts: the hardest class"},
    {OrganicClass::wire, .02, 24, 5, 14, "newsrooms with one agency"},
    {OrganicClass::cross_poster, .02, 20, 2, 3, "one person, several accounts, one tool that says so"},
}};

// How often these groups have an occasion to act together: a detector that counts needs two or three, so that fewer
// would leave it nothing to get wrong.
inline constexpr unsigned petitions_a_group = 2;    // the petition, and the next one of the same people
inline constexpr unsigned tweetathons_a_group = 3;  // a campaign comes back within a fortnight
inline constexpr unsigned headlines_a_day = 4;      // that a share button makes strangers post, in each group
inline constexpr unsigned wire_stories_a_day = 8;   // of an agency that its newsrooms run
inline constexpr double newsroom_share = .7;        // of the newsrooms run one of them

// What the whole stream takes part in, members of classes or not.
inline constexpr unsigned storms_a_day = 1;         // breaking news: one link, many words, within minutes
inline constexpr double storm_reach_least = .004;   // of all accounts; Pareto with exponent 1.2, since most news
inline constexpr double storm_reach_most = .15;     // reach few and some reach everybody
inline constexpr unsigned matches_a_week = 3;       // each with goals that everybody who watches names within a minute
inline constexpr double goal_share = .08;           // of those with the topic write at a goal
inline constexpr double hashtag_drive_share = .06;  // of those with the topic join its weekly hashtag

// Ordinary people: share of their follows with notifications on. Few people have more than a handful.
inline constexpr double ordinary_alert_share = .01;

// What a visit of the app leads to. Reposts are a third of many public samples.
inline constexpr double repost_share = .34, reply_share = .12, link_share = .12;

// The cascade share: of what is passed on or answered after a look at the app, so much comes from the feed, which shows
// what those whom one follows posted or passed on last; the rest goes around in the community. Most, because a stream
// in which people find posts independently of each other has no cascades, and any test of timing looks good on it.
inline constexpr double cascade_share = .8;

}  // namespace lockstep::simulation
