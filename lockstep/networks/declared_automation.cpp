#include "lockstep/networks/declared_automation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <string>
#include <unordered_map>

namespace lockstep {
namespace {

using std::chrono::minutes;

constexpr std::array<std::string_view, 17> words{
    "bot",       "bots",      "rss",   "feed", "feeds",  "newsfeed", "twitterfeed", "autopost",   "automated",
    "automatic", "automatik", "ifttt", "cron", "zapier", "dlvr",     "crosspost",   "crossposter"};
constexpr std::array<Duration, 5> periods{minutes(5), minutes(10), minutes(15), minutes(30), minutes(60)};
constexpr double most_posts = .9;       // by a client that says so
constexpr double regular = .9;          // keeping of the phase; n posts at random times reach it with e^(-.81 n)
constexpr unsigned least_posts = 20;    // e^-16
constexpr int64_t grid_of_period = 20;  // coarser times keep to a phase by themselves

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; }

bool is_word(const std::string& word) { return std::ranges::find(words, word) != words.end(); }

struct Said {
  uint32_t posts = 0, by_machine = 0;
};

// Accounts that say it, by what they post with or by their names.
std::vector<uint8_t> who_says_so(const EventTable& events) {
  std::vector<Said> said(events.accounts.size());
  std::unordered_map<TermIndex, bool> clients;
  for (EventIndex event = 0; event < events.size(); ++event) {
    Said& account = said[events.account[event]];
    ++account.posts;
    const TermIndex client = events.value_of(event, Field::client);
    if (client == no_term) continue;
    const auto [known, is_new] = clients.try_emplace(client, false);
    if (is_new) known->second = names_automation(events.terms[client]);
    account.by_machine += known->second;
  }
  std::vector<uint8_t> says(said.size(), 0);
  for (AccountIndex account = 0; account < says.size(); ++account) {
    says[account] = said[account].by_machine > 0 && said[account].by_machine >= most_posts * said[account].posts;
    if (account >= events.snapshots.size() || !events.snapshots[account]) continue;
    const AccountSnapshot& profile = *events.snapshots[account];
    says[account] |= names_automation(profile.handle) || names_automation(profile.display_name);
  }
  return says;
}

bool posts_by_the_clock(const std::vector<Timestamp>& times, Duration resolution) {
  return times.size() >= least_posts && std::ranges::any_of(periods, [&](Duration period) {
           return resolution * grid_of_period <= period && keeping_of_phase(times, period) >= regular;
         });
}

}  // namespace

bool names_automation(std::string_view name) {
  std::string whole, part;  // "CrossPost" is one word and two
  for (size_t i = 0; i <= name.size(); ++i) {
    const bool ends = i == name.size() || !is_letter(name[i]);
    if (ends || (lower(name[i]) != name[i] && i > 0 && lower(name[i - 1]) == name[i - 1])) {
      if (is_word(part)) return true;
      part.clear();
    }
    if (ends) {
      if (is_word(whole)) return true;
      whole.clear();
      continue;
    }
    whole += lower(name[i]);
    part += lower(name[i]);
  }
  return false;
}

double keeping_of_phase(const std::vector<Timestamp>& times, Duration period) {
  double across = 0, along = 0;
  for (const Timestamp time : times) {
    const double angle =
        2 * std::numbers::pi * double(time.time_since_epoch().count() % period.count()) / double(period.count());
    across += std::cos(angle);
    along += std::sin(angle);
  }
  return times.empty() ? 0 : std::hypot(across, along) / double(times.size());
}

std::vector<uint8_t> declared_automation(const EventTable& events, Duration resolution) {
  std::vector<uint8_t> declared = who_says_so(events);
  std::unordered_map<AccountIndex, std::vector<Timestamp>> times;
  for (EventIndex event = 0; event < events.size(); ++event)
    if (declared[events.account[event]]) times[events.account[event]].push_back(events.time[event]);
  for (AccountIndex account = 0; account < declared.size(); ++account)
    if (declared[account]) declared[account] = posts_by_the_clock(times[account], resolution);
  if (std::ranges::find(declared, uint8_t(1)) == declared.end()) declared.clear();
  return declared;
}

}  // namespace lockstep
