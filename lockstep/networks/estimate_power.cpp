#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

#include "lockstep/base/hash.h"
#include "lockstep/base/parallel.h"
#include "lockstep/networks/draw_network.h"
#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double asked_power = .8;
constexpr unsigned draws = 40, asked = 32;
static_assert(asked == asked_power * draws);
constexpr std::array<unsigned, 5> sizes{4, 8, 12, 20, 40};
constexpr std::array<unsigned, 5> tried{3, 6, 12, 24, 40};  // occasions; then what lies between
constexpr std::array<std::chrono::seconds, 3> jitters{std::chrono::seconds(10), std::chrono::seconds(60),
                                                      std::chrono::seconds(300)};

struct Setting {
  const TestPass& pass;
  NetworkTestOptions options;      // of the tests of what is drawn
  std::vector<Reference> typical;  // one a window
  std::pair<Timestamp, Timestamp> within;
  double least_for_a_plan;  // log likelihood ratio
};

// The drawn accounts' objects as the stream knows them; those of their occasions as the stream's typical one.
std::unique_ptr<References> references_of(const DrawnNetwork& network, const Setting& setting, size_t window) {
  const References& whole = *setting.pass.references[window];
  std::vector<Reference> known;
  for (const ObjectIndex object : network.objects) known.push_back(whole.of_object(object));
  known.resize(network.book.objects(), setting.typical[window]);
  return std::make_unique<References>(network.book, whole.window(), std::move(known));
}

bool look_planned(const TouchBook& book, const Setting& setting) {
  std::vector<AccountIndex> everybody(book.accounts());
  std::iota(everybody.begin(), everybody.end(), 0u);
  const Duration widest = setting.options.windows.back();
  std::vector<GroupObject> objects = group_objects(book, everybody, widest);
  const LagFit lags = fit_lags(group_delays(book, met_objects(book, objects)), widest, setting.options.resolution);
  return lags.log_likelihood_ratio >= setting.least_for_a_plan;
}

// Who met within the window on two objects or more.
std::vector<Pair> met_twice(const TouchBook& book, Duration window) {
  const uint32_t accounts = book.accounts();
  std::vector<uint32_t> met(size_t(accounts) * accounts);
  for (ObjectIndex object = 0; object < book.objects(); ++object)
    for (TouchIndex later = book.object_begin[object]; later < book.object_begin[object + 1]; ++later)
      for (TouchIndex touch = later; touch-- > book.object_begin[object];) {
        if (book.touches.time[later] - book.touches.time[touch] > window) break;
        const auto [a, b] = std::minmax(book.touches.account[touch], book.touches.account[later]);
        ++met[size_t(a) * accounts + b];
      }
  std::vector<Pair> pairs;
  for (AccountIndex a = 0; a < accounts; ++a)
    for (AccountIndex b = a + 1; b < accounts; ++b)
      if (const uint32_t shared = met[size_t(a) * accounts + b]; shared >= 2) pairs.push_back({a, b, shared, {}, {}});
  return pairs;
}

// Some of a network's bursts say what all of them would.
std::vector<Proposal> largest_bursts(const TouchBook& book, Duration window) {
  constexpr size_t most = 4;
  std::vector<Proposal> bursts = propose_bursts(book, window);
  std::ranges::stable_sort(bursts, std::greater(), [](const Proposal& burst) { return burst.members.size(); });
  bursts.resize(std::min(most, bursts.size()));
  return bursts;
}

// As the tests do, among as many proposals as the stream had.
void propose_and_test(TestPass& pass, const Setting& setting) {
  for (const auto& references : pass.references) {
    const std::vector<Pair> met = met_twice(pass.book, references->window());
    const std::vector<TestedPair> tested = test_pairs(pass.book, *references, met, 1);
    pass.test(propose_groups(pass.book, *references, tested, setting.options.seed, 1), *references);
    pass.test(largest_bursts(pass.book, references->window()), *references);
  }
  pass.correct(setting.pass.judged.size());
}

// The window at which some of them would be nominated.
std::optional<size_t> found_at(const DrawnNetwork& network, const Setting& setting) {
  if (!look_planned(network.book, setting)) return std::nullopt;
  TestPass pass{network.book, setting.options, std::vector<uint8_t>(network.book.accounts(), 0), ""};
  for (size_t window = 0; window < setting.options.windows.size(); ++window)
    pass.references.push_back(references_of(network, setting, window));
  propose_and_test(pass, setting);
  NetworkTests tests;
  assemble_networks(pass, tests);
  for (const TestedNetwork& found : tests.networks)
    if (found.network_class == NetworkClass::synchronised &&
        found.lags.log_likelihood_ratio >= setting.least_for_a_plan)
      return size_t(std::ranges::find(setting.options.windows, found.window) - setting.options.windows.begin());
  return std::nullopt;
}

// At which window most of the draws are found, if enough of them are.
std::optional<size_t> enough(const std::vector<DrawnAccounts>& drawn, Duration jitter, unsigned occasions,
                             const Setting& setting) {
  Rng rng(mix(setting.options.seed + 64 * drawn.front().accounts.size() + occasions) ^ uint64_t(jitter.count()));
  std::vector<unsigned> found(setting.options.windows.size());
  unsigned all = 0;
  for (unsigned draw = 0; draw < draws && all + draws - draw >= asked; ++draw) {
    const DrawnNetwork network = draw_network(setting.pass.book, drawn[draw],
                                              {occasions, jitter, setting.options.resolution, setting.within}, rng);
    if (const std::optional<size_t> window = found_at(network, setting)) {
      ++found[*window];
      ++all;
    }
  }
  if (all < asked) return std::nullopt;
  return size_t(std::ranges::max_element(found) - found.begin());
}

void find_least(const std::vector<DrawnAccounts>& drawn, const Setting& setting, PowerRow& row) {
  unsigned low = 1;  // not enough
  const auto works = [&](unsigned occasions) {
    const std::optional<size_t> window = enough(drawn, row.jitter, occasions, setting);
    if (!window) {
      low = occasions;
      return false;
    }
    row.window = setting.options.windows[*window];
    row.occasions = occasions;
    return true;
  };
  if (std::ranges::none_of(tried, works)) return;
  while (*row.occasions - low > 1) works((low + *row.occasions) / 2);
}

std::pair<Timestamp, Timestamp> span_of(const TouchBook& book) {
  const auto [first, last] = std::ranges::minmax_element(book.touches.time);
  return {*first, *last};
}

// None where the stream has too few accounts.
std::vector<DrawnAccounts> draw_all(const TouchBook& stream, unsigned members, uint64_t seed) {
  Rng rng(mix(seed ^ members));
  std::vector<DrawnAccounts> all;
  for (unsigned draw = 0; draw < draws; ++draw) {
    std::optional<DrawnAccounts> drawn = draw_accounts(stream, members, rng);
    if (!drawn) return {};
    all.push_back(std::move(*drawn));
  }
  return all;
}

}  // namespace

std::vector<PowerRow> estimate_power(const TestPass& pass, double least_for_a_plan) {
  if (pass.references.empty() || pass.book.touches.size() == 0) return {};
  NetworkTestOptions options{.windows = pass.options.windows,
                             .resolution = pass.options.resolution,
                             .level = pass.options.level,
                             .min_members = pass.options.min_members,
                             .seed = pass.options.seed,
                             .threads = 1};
  Setting setting{pass, std::move(options), {}, span_of(pass.book), least_for_a_plan};
  for (const auto& references : pass.references) setting.typical.push_back(references->typical());
  std::array<std::vector<DrawnAccounts>, sizes.size()> drawn;
  std::vector<PowerRow> rows(jitters.size() * sizes.size());
  for (size_t i = 0; i < rows.size(); ++i)
    rows[i] = {sizes[i % sizes.size()], jitters[i / sizes.size()], pass.references[0]->window(), std::nullopt};
  if (pass.options.resolution > coarsest_for_delays) return rows;
  parallel_for(sizes.size(), pass.options.threads,
               [&](size_t i) { drawn[i] = draw_all(pass.book, sizes[i], pass.options.seed); });
  parallel_for(rows.size(), pass.options.threads, [&](size_t i) {
    if (!drawn[i % sizes.size()].empty()) find_least(drawn[i % sizes.size()], setting, rows[i]);
  });
  return rows;
}

}  // namespace lockstep
