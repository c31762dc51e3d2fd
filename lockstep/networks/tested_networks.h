// lockstep/networks/tested_networks.h
//
// Networks that stand on objects which were not used to find them, and what did not stand.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/pairs/pairs.h"
#include "lockstep/validation/validation.h"

namespace lockstep {

enum class NetworkClass : uint8_t {
  synchronised,  // together beyond chance, and by a plan rather than by reacting: the only class that is nominated
  closed_ring,   // the same, but one source carries it
  close_circle,  // together beyond chance, as friends or colleagues react: shown, not nominated
  declared_automation,  // posts by the clock, from many feeds, and says so itself: shown, not nominated
};
std::string_view name(NetworkClass network_class);

struct TestedMember {
  AccountIndex account;
  double p_value, q_value;
  unsigned occasions;   // on which it came with the others, among those that judged it
  bool joined = false;  // judged by all objects, among everybody who touched two of them; not by what did not find it
};

// An object that at least two members touched.
struct ObjectTest {
  uint8_t trace;       // position in the tables that the book was made of
  ObjectIndex object;  // in that table
  bool judged;         // held out when the network was found, and counted when it was judged
  double seen;         // meetings: two members within the window
  double expected;     // by chance, given how many touched it, and given how many did within the hour
};

// Of meetings seen to those expected, for a nomination: a tiny p says that chance is no explanation, not that there is
// much to explain.
inline constexpr double least_ratio = 2;

struct TestedNetwork {
  std::string network_id = {};  // "n1", "n2" …: nominated ones first, by p
  NetworkClass network_class = NetworkClass::synchronised;
  Duration window{0};
  std::vector<TestedMember> members = {};  // ascending account
  double p_value = 1, q_value = 1;

  // On the objects that judged it, by the members that had been found without them.
  unsigned occasions = 0;
  double seen = 0, expected = 0;         // meetings
  std::optional<Interval> ratio = {};    // 95% interval of seen : expected; none below three occasions
  std::vector<ObjectTest> objects = {};  // ascending (trace, object)

  // On all objects.
  OccasionDelays delays = {};
  LagFit lags = {};
  double least_for_a_plan = 0;                // log likelihood ratio that a nomination asks for, among so many groups
  double on_own_posts = 0;                    // share of the objects on which members met whose author is a member
  double own_posts_log_likelihood_ratio = 0;  // of so many, for strangers to the authors against friends
  double of_largest_source = 0;   // share of its objects whose source is the most frequent one; unknown sources differ
  double sources_known = 0;       // share of its objects
  unsigned sources = 0;           // different ones
  unsigned declared_members = 0;  // that post by the clock and say so

  bool far_beyond_chance() const { return seen >= least_ratio * expected; }
};

enum class FoundBy : uint8_t {
  test,   // proposed on some of the objects, judged on the others
  count,  // named by counting alone, judged on all of its objects
};

// What did not stand.
struct FailedCandidate {
  FoundBy found_by;
  std::vector<AccountIndex> members;  // ascending
  Duration window;
  unsigned occasions = 0;
  double p_value = 1, q_value = 1;  // q: over the proposals; of what was counted, the p again
  std::string_view reason;
};

struct AccountScore {
  AccountIndex account;
  double score;
};

// What the references of one window rest on.
struct ReferenceSummary {
  Duration window;
  PairCounts pairs;   // of touches of one object, by accounts that took part
  uint64_t left_out;  // accounts that did not: members of networks found in the first round
};

// The least number of occasions on which a network would have been found with probability .8.
struct PowerRow {
  unsigned members;
  Duration jitter, window;            // members act within `jitter` of the first; found at this window
  std::optional<unsigned> occasions;  // none: not with 40
};

struct NetworkTestOptions {
  std::vector<Duration> windows{std::chrono::seconds(10), std::chrono::seconds(60), std::chrono::minutes(10)};
  Duration resolution{1};
  double level = .01;        // false discovery rate over all proposals
  uint32_t min_members = 3;  // that stand on their own
  uint64_t seed = 1;
  unsigned threads = 0;
  bool power = true;                   // also what could have been found
  std::vector<uint8_t> declared = {};  // one an account: posts by the clock and says so; empty: nobody does

  // Groups that counting alone would name, each ascending; and at which window. Those that do not stand are reported.
  std::vector<std::vector<AccountIndex>> counted = {};
  Duration counted_window = std::chrono::seconds(60);
};

struct NetworkTests {
  std::vector<TestedNetwork> networks;
  std::vector<FailedCandidate> candidates;  // the least p first
  std::vector<AccountScore> ranking;        // accounts with a tested pair: the largest score first, then by account
  std::vector<ReferenceSummary> references;
  std::vector<PowerRow> power;  // by jitter, then members; none where it was not asked for
  size_t proposals = 0, tested_pairs = 0;
  size_t shared_objects = 0;  // touched by two accounts or more
};

Result<NetworkTests> test_networks(const TouchBook& book, const NetworkTestOptions& options, Progress& progress);

}  // namespace lockstep
