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

// Ordinary people: share of their follows with notifications on. Cascades along the follow graph come from these and
// from what people find in their feeds.
inline constexpr double ordinary_alert_share = .01;

// What a visit of the app leads to. Reposts are a third of many public samples; a feed shows what those whom one
// follows posted or passed on, which is what makes cascades.
inline constexpr double repost_share = .34, reply_share = .12, link_share = .12;

}  // namespace lockstep::simulation
