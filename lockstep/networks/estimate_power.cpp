#include <algorithm>
#include <array>

#include "lockstep/base/parallel.h"
#include "lockstep/base/random.h"
#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double participation = .6, asked_power = .8;
constexpr unsigned most_occasions = 40, draws = 40;
constexpr std::array<unsigned, 5> sizes{4, 8, 12, 20, 40};
constexpr std::array<std::chrono::seconds, 3> jitters{std::chrono::seconds(10), std::chrono::seconds(60),
                                                      std::chrono::seconds(300)};

struct Drawn {
  std::vector<Timestamp> times;
  std::vector<double> p_values, judging;  // of each occasion; of those that were not looked at
  std::vector<uint8_t> parts;             // of each occasion
  std::optional<size_t> burst;            // the first occasion that would have proposed the network by itself
  OccasionDelays delays;

  void clear() {
    p_values.clear();
    parts.clear();
    burst.reset();
    delays.clear();
  }
  template <class Judges>
  bool stands(double level, Judges&& judges) {
    judging.clear();
    for (size_t i = 0; i < p_values.size(); ++i)
      if (judges(i)) judging.push_back(p_values[i]);
    return test_group(judging).p <= level;
  }
};

// Members who take part, at even times within the jitter, as the grid of the stream's times has them.
void draw_occasion(Rng& rng, unsigned members, Duration jitter, Duration resolution, std::vector<Timestamp>& times) {
  times.clear();
  const Duration step = std::max(resolution, Duration(1));
  for (unsigned member = 0; member < members; ++member)
    if (rng.uniform() < participation) {
      const auto delay = int64_t(rng.uniform() * double(jitter.count() + 1));
      times.emplace_back(Duration(delay / step.count() * step.count()));
    }
  std::sort(times.begin(), times.end());
}

struct Setting {
  const Reference& reference;
  Duration window, resolution;
  double level;  // of one proposal
};

bool is_found(Rng& rng, unsigned members, Duration jitter, unsigned occasions, const Setting& setting, Drawn& drawn) {
  drawn.clear();
  for (unsigned occasion = 0; occasion < occasions; ++occasion) {
    draw_occasion(rng, members, jitter, setting.resolution, drawn.times);
    const uint64_t part = rng.below(part_count);
    if (drawn.times.size() < 2) continue;
    const ObjectMeeting meeting = test_meeting(drawn.times, setting.reference, setting.window);
    if (!drawn.burst && meeting.together >= least_burst) drawn.burst = drawn.p_values.size();
    drawn.p_values.push_back(meeting.p);
    drawn.parts.push_back(uint8_t(part));
    if (meeting.together < 2) continue;
    std::vector<Duration>& delays = drawn.delays.emplace_back();
    for (size_t i = 1; i < drawn.times.size(); ++i) delays.push_back(drawn.times[i] - drawn.times[0]);
  }
  const bool stands = (drawn.burst && drawn.stands(setting.level, [&](size_t i) { return i != *drawn.burst; })) ||
                      std::any_of(proposing_parts.begin(), proposing_parts.end(), [&](PartSet parts) {
                        return drawn.stands(setting.level, [&](size_t i) { return !holds(parts, drawn.parts[i]); });
                      });
  return stands &&
         fit_lags(drawn.delays, setting.window, setting.resolution).log_likelihood_ratio >= plan_log_likelihood_ratio;
}

// None: not with `most` either.
std::optional<unsigned> least_occasions(unsigned members, Duration jitter, unsigned most, const Setting& setting,
                                        uint64_t seed) {
  Drawn drawn;
  const auto enough = [&](unsigned occasions) {
    Rng rng(mix(seed + 64 * members + occasions) ^ uint64_t(jitter.count()));
    constexpr unsigned asked = 32;
    static_assert(asked == asked_power * draws);
    unsigned found = 0;
    for (unsigned draw = 0; draw < draws && found < asked && found + draws - draw >= asked; ++draw)
      found += is_found(rng, members, jitter, occasions, setting, drawn);
    return found >= asked;
  };
  if (most < 2 || !enough(most)) return std::nullopt;
  unsigned low = 1, high = most;  // not enough; enough
  while (high - low > 1) (enough((low + high) / 2) ? high : low) = (low + high) / 2;
  return high;
}

}  // namespace

std::vector<PowerRow> estimate_power(const TestPass& pass) {
  if (pass.references.empty()) return {};
  std::vector<Reference> typical;
  for (const auto& references : pass.references) typical.push_back(references->typical());
  const double level = pass.options.level / double(std::max<size_t>(1, pass.judged.size()));
  std::vector<PowerRow> rows(jitters.size() * sizes.size());
  parallel_for(rows.size(), pass.options.threads, [&](size_t i) {
    const Duration jitter = jitters[i / sizes.size()];
    rows[i] = {sizes[i % sizes.size()], jitter, pass.references[0]->window(), std::nullopt};
    for (size_t w = 0; w < pass.references.size(); ++w) {
      const Duration window = pass.references[w]->window();
      const unsigned most = rows[i].occasions ? *rows[i].occasions - 1 : most_occasions;  // fewer than so far
      const std::optional<unsigned> least = least_occasions(
          rows[i].members, jitter, most, {typical[w], window, pass.options.resolution, level}, pass.options.seed);
      if (!least) continue;
      rows[i].window = window;
      rows[i].occasions = least;
    }
  });
  return rows;
}

}  // namespace lockstep
