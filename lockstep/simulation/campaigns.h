// lockstep/simulation/campaigns.h
//
// What many people join for a reason that everybody knows: petitions, tweetathons, breaking news, goals, hashtag
// drives, share buttons, agency copy. Each puts its participants into the calendar before the sweep begins.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "lockstep/base/random.h"
#include "lockstep/simulation/population.h"
#include "lockstep/simulation/post.h"

namespace lockstep::simulation {

// What anybody may take part in, member of a class or not.
enum class OpenToAll : uint8_t { no, breaking_news, goals, hashtag_drive, cascade };
inline constexpr size_t open_to_all_count = 5;
std::string_view name(OpenToAll kind);

struct Campaign {
  std::vector<Content> texts;  // one is taken at random
  double reposts = 0;          // share of the participants who pass on another's post of it instead
  OpenToAll open_to_all = OpenToAll::no;
};

std::vector<Campaign> schedule_campaigns(const SimulationOptions& options, const Population& population,
                                         const Groups& groups, Calendar& calendar, Rng& rng);

}  // namespace lockstep::simulation
