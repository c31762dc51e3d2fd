#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

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

struct Came {
  Timestamp time;
  unsigned member;
};
using Occasion = std::vector<Came>;  // by time

struct Setting {
  const Reference& reference;
  Duration window, resolution;
  double level;  // of one proposal
  uint32_t min_members;
  double least_for_a_plan;  // log likelihood ratio
};

// Members who take part, at even times within the jitter, as the grid of the stream's times has them.
Occasion draw_occasion(Rng& rng, unsigned members, Duration jitter, Duration resolution) {
  Occasion occasion;
  const Duration step = std::max(resolution, Duration(1));
  for (unsigned member = 0; member < members; ++member)
    if (rng.uniform() < participation) {
      const auto delay = int64_t(rng.uniform() * double(jitter.count() + 1));
      occasion.push_back({Timestamp(Duration(delay / step.count() * step.count())), member});
    }
  std::ranges::sort(occasion, {}, &Came::time);
  return occasion;
}

std::vector<Timestamp> times_of(const Occasion& occasion) {
  std::vector<Timestamp> times;
  for (const Came& came : occasion) times.push_back(came.time);
  return times;
}

// Of these, who belongs.
Occasion only(const Occasion& occasion, uint64_t members) {
  Occasion left;
  std::ranges::copy_if(occasion, std::back_inserter(left),
                       [&](const Came& came) { return members >> came.member & 1; });
  return left;
}

// Who stands in a pair that these occasions would nominate. Everybody who takes part comes within the hour.
uint64_t proposed(std::span<const Occasion* const> occasions, unsigned members, const Setting& setting) {
  std::array<std::array<uint8_t, 64>, 64> shared{}, met{};
  for (const Occasion* occasion : occasions)
    for (size_t i = 0; i < occasion->size(); ++i)
      for (size_t k = 0; k < i; ++k) {
        const auto [a, b] = std::minmax((*occasion)[i].member, (*occasion)[k].member);
        ++shared[a][b];
        met[a][b] += (*occasion)[i].time - (*occasion)[k].time <= setting.window;
      }
  uint64_t found = 0;
  for (unsigned a = 0; a < members; ++a)
    for (unsigned b = a + 1; b < members; ++b)
      if (surprising(PairTest{met[a][b], binomial_tail(shared[a][b], setting.reference.q, met[a][b]),
                              binomial_tail(shared[a][b], setting.reference.r, met[a][b])}))
        found |= uint64_t(1) << a | uint64_t(1) << b;
  return found;
}

// Members who came near the others again and again.
unsigned confirmed(std::span<const Occasion> occasions, unsigned members, const Setting& setting) {
  std::vector<double> p_values;
  for (unsigned member = 0; member < members; ++member) {
    unsigned there = 0, together = 0;
    for (const Occasion& occasion : occasions) {
      const auto own = std::ranges::find(occasion, member, &Came::member);
      if (own == occasion.end() || occasion.size() < 2) continue;
      const auto [centre, near] = centre_of(times_of(only(occasion, ~(uint64_t(1) << member))), setting.window);
      if (occasion.size() > 2 && near == 0) continue;
      ++there;
      together += (own->time < centre ? centre - own->time : own->time - centre) <= setting.window;
    }
    if (there == 0) continue;
    const bool forgiven = binomial_tail(there, setting.reference.r, together) > most_p_lag_of_a_member;
    p_values.push_back(forgiven ? 1 : binomial_tail(there, setting.reference.q, together));
  }
  const std::vector<double> q = benjamini_hochberg(p_values);
  return unsigned(std::ranges::count_if(q, [](double each) { return each <= level_of_members; }));
}

// As a proposal of `members` is judged on occasions that it was not found by.
bool stands(std::span<const Occasion* const> occasions, uint64_t members, unsigned all_members,
            const Setting& setting) {
  std::vector<Occasion> judging;
  std::vector<double> p_values;
  double seen = 0, expected = 0;
  for (const Occasion* occasion : occasions) {
    Occasion own = only(*occasion, members);
    if (own.size() < 2) continue;
    const std::vector<Timestamp> times = times_of(own);
    p_values.push_back(test_meeting(times, setting.reference, setting.window).p);
    const PairCounts counts = count_touch_pairs(times, setting.window);
    seen += counts.within;
    expected += std::max(counts.all * setting.reference.q, counts.within_hour * setting.reference.r);
    judging.push_back(std::move(own));
  }
  return test_group(p_values).p <= setting.level && seen >= least_ratio * expected &&
         confirmed(judging, all_members, setting) >= setting.min_members;
}

bool is_found(Rng& rng, unsigned members, Duration jitter, unsigned occasions, const Setting& setting) {
  if (setting.resolution > coarsest_for_delays) return false;
  std::vector<Occasion> drawn;
  std::vector<unsigned> parts;
  OccasionDelays delays;
  std::optional<size_t> burst;  // the first occasion that proposes the network by itself
  for (unsigned n = 0; n < occasions; ++n) {
    Occasion occasion = draw_occasion(rng, members, jitter, setting.resolution);
    parts.push_back(unsigned(rng.below(part_count)));
    if (occasion.size() >= 2) {
      const unsigned together = centre_of(times_of(occasion), setting.window).second + 1;
      if (!burst && together >= least_burst) burst = n;
      if (together >= 2)
        for (std::vector<Duration>& own = delays.emplace_back(); const Came& came : std::span(occasion).subspan(1))
          own.push_back(came.time - occasion.front().time);
    }
    drawn.push_back(std::move(occasion));
  }
  if (fit_lags(delays, setting.window, setting.resolution).log_likelihood_ratio < setting.least_for_a_plan)
    return false;
  const auto chosen = [&](auto&& wanted) {
    std::vector<const Occasion*> some;
    for (size_t n = 0; n < drawn.size(); ++n)
      if (wanted(n)) some.push_back(&drawn[n]);
    return some;
  };
  if (burst) {
    const auto [centre, near] = centre_of(times_of(drawn[*burst]), setting.window);
    uint64_t there = 0;
    for (const Came& came : drawn[*burst])
      if (came.time >= centre - setting.window && came.time <= centre + setting.window)
        there |= uint64_t(1) << came.member;
    if (stands(chosen([&](size_t n) { return n != *burst; }), there, members, setting)) return true;
  }
  return std::ranges::any_of(proposing_parts, [&](PartSet set) {
    const uint64_t found = proposed(chosen([&](size_t n) { return holds(set, parts[n]); }), members, setting);
    return std::popcount(found) >= int(setting.min_members) &&
           stands(chosen([&](size_t n) { return !holds(set, parts[n]); }), found, members, setting);
  });
}

// None: not with `most` either.
std::optional<unsigned> least_occasions(unsigned members, Duration jitter, unsigned most, const Setting& setting,
                                        uint64_t seed) {
  const auto enough = [&](unsigned occasions) {
    Rng rng(mix(seed + 64 * members + occasions) ^ uint64_t(jitter.count()));
    constexpr unsigned asked = 32;
    static_assert(asked == asked_power * draws);
    unsigned found = 0;
    for (unsigned draw = 0; draw < draws && found < asked && found + draws - draw >= asked; ++draw)
      found += is_found(rng, members, jitter, occasions, setting);
    return found >= asked;
  };
  if (most < 2 || !enough(most)) return std::nullopt;
  unsigned low = 1, high = most;  // not enough; enough
  while (high - low > 1) (enough((low + high) / 2) ? high : low) = (low + high) / 2;
  return high;
}

}  // namespace

std::vector<PowerRow> estimate_power(const TestPass& pass, double least_for_a_plan) {
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
          rows[i].members, jitter, most,
          {typical[w], window, pass.options.resolution, level, pass.options.min_members, least_for_a_plan},
          pass.options.seed);
      if (!least) continue;
      rows[i].window = window;
      rows[i].occasions = least;
    }
  });
  return rows;
}

}  // namespace lockstep
