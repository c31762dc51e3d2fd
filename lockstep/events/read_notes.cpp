#include "lockstep/events/read_notes.h"

#include <fmt/format.h>

#include "lockstep/base/wording.h"

namespace lockstep {
namespace {

using namespace std::chrono_literals;

std::string grid_in_words(Duration resolution) {
  if (resolution == 24h) return "whole days";
  if (resolution == 1h) return "whole hours";
  if (resolution == 1min) return "whole minutes";
  return "multiples of " + format_duration(resolution);
}

std::string counted(uint64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + ' ' + std::string(count == 1 ? one : many);
}

}  // namespace

std::vector<std::string> notes_on(const ReadReport& report) {
  std::vector<std::string> notes;
  if (report.zone_missing) notes.push_back("times without a zone are taken as UTC");
  if (report.resolution >= 1min)
    notes.push_back(fmt::format("all times stand on {0}: windows are rounded down to {0}, and shorter ones are not run",
                                grid_in_words(report.resolution)));
  if (report.events != 0 && report.first_time == report.last_time) notes.push_back("all posts are of one instant");
  if (report.accounts == 1) notes.push_back("all posts are by one account: nobody could act in concert");
  if (report.merged_rows != 0)
    notes.push_back(counted(report.merged_rows, "row agrees", "rows agree") +
                    " with another in post, account and time: one post with several values");
  if (report.repeated_post_ids != 0)
    notes.push_back(counted(report.repeated_post_ids, "post has the id", "posts have the id") +
                    " of another with another account or time; each is kept as a post of its own");
  if (report.damaged_ids != 0)
    notes.push_back(counted(report.damaged_ids, "identifier was", "identifiers were") +
                    " rounded by a spreadsheet (1.01421E+18); the rows are left out. Export the table anew, with "
                    "identifiers as text");
  if (report.replaced_characters != 0)
    notes.push_back(
        counted(report.replaced_characters, "NUL or unpaired surrogate is", "NULs or unpaired surrogates are") +
        " read as U+FFFD");
  return notes;
}

}  // namespace lockstep
