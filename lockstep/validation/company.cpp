#include "lockstep/validation/company.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "lockstep/base/parallel.h"
#include "lockstep/validation/meetings.h"
#include "lockstep/validation/statistics.h"

namespace lockstep {
namespace {

constexpr uint64_t least_post_pairs = 2000;  // of an account, for its rate to be known
constexpr double least_share_of_mean = 1. / 30;
constexpr double certain = 300;  // where the tail is below what a double holds
constexpr double ignored = 3, largest_term = 15, partner = 4, steady = 10;
constexpr double third_witness = 5, on_top = 2;

// Of all that happens inside, only whether to stop matters outside.
class Quietly final : public Progress {
 public:
  explicit Quietly(Progress& whole) : whole_(whole) {}
  void begin(std::string_view, uint64_t, std::string_view) override {}
  void at(uint64_t) override {}
  bool cancelled() const override { return whole_.cancelled(); }

 private:
  Progress& whole_;
};

double median(std::vector<double>& values) {
  std::ranges::sort(values);
  const size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::array<CompanyRate, post_kinds> rates_of(const std::vector<ByKind>& meetings, const std::vector<ByKind>& pairs) {
  std::array<CompanyRate, post_kinds> rates{};
  for (unsigned kind = 0; kind < post_kinds; ++kind) {
    CompanyRate& of_kind = rates[kind];
    std::vector<double> of_accounts;
    for (size_t account = 0; account < pairs.size(); ++account) {
      of_kind.meetings += meetings[account][kind];
      of_kind.post_pairs += pairs[account][kind];
      if (pairs[account][kind] >= least_post_pairs)
        of_accounts.push_back(double(meetings[account][kind]) / double(pairs[account][kind]));
    }
    of_kind.accounts = uint32_t(of_accounts.size());
    of_kind.mean = of_kind.post_pairs > 0 ? double(of_kind.meetings) / double(of_kind.post_pairs) : 0;
    of_kind.rate =
        of_accounts.empty() ? of_kind.mean : std::max(median(of_accounts), least_share_of_mean * of_kind.mean);
  }
  return rates;
}

double expected(const std::array<CompanyRate, post_kinds>& rates, const ByKind& pairs) {
  double sum = 0;
  for (unsigned kind = 0; kind < post_kinds; ++kind) sum += rates[kind].rate * double(pairs[kind]);
  return sum;
}

// The accounts that stand in a triangle of `pairs`.
std::vector<uint8_t> in_triangles(const std::vector<CompanyPair>& pairs, uint32_t accounts) {
  std::vector<std::vector<AccountIndex>> later(accounts);  // partners with a larger number, ascending
  for (const CompanyPair& pair : pairs) later[pair.a].push_back(pair.b);
  std::vector<uint8_t> found(accounts, 0);
  for (const auto& [a, b, seen] : pairs) {
    const std::vector<AccountIndex>&of_a = later[a], &of_b = later[b];
    for (size_t i = 0, j = 0; i < of_a.size() && j < of_b.size();) {
      if (of_a[i] == of_b[j]) found[a] = found[b] = found[of_a[i]] = 1;
      const bool first = of_a[i] <= of_b[j], second = of_b[j] <= of_a[i];
      i += first;
      j += second;
    }
  }
  return found;
}

class Ranking {
 public:
  Ranking(const Timelines& timelines, const Meetings& meetings, std::vector<CompanyPair> pairs, uint32_t accounts,
          unsigned threads)
      : timelines_(timelines), meetings_(meetings), pairs_(std::move(pairs)), accounts_(accounts), threads_(threads) {
    const std::vector<uint8_t> nobody(accounts, 0);
    post_pairs_ = timelines.pairs_with_everybody(nobody);
    seen_ = meetings.with_everybody(nobody, threads);
    opportunities_.resize(pairs_.size());
    for_all_pairs([&](size_t i) { opportunities_[i] = timelines.pairs_of(pairs_[i].a, pairs_[i].b); });
  }

  void run(const std::vector<uint8_t>& left_out, Company& company) {
    company.left_out = uint32_t(std::ranges::count(left_out, 1));
    company.rates = company.left_out == 0 ? rates_of(seen_, post_pairs_)
                                          : rates_of(meetings_.with_everybody(left_out, threads_),
                                                     timelines_.pairs_with_everybody(left_out));
    surprise_.resize(pairs_.size());
    for_all_pairs(
        [&](size_t i) { surprise_[i] = company_surprise(expected(company.rates, opportunities_[i]), pairs_[i].seen); });
    company.ranking = rank(company.rates);
  }

  // Who stands on top after a round.
  std::vector<uint8_t> on_top_of(const Company& company) const {
    std::vector<CompanyPair> strong;
    for (size_t i = 0; i < pairs_.size(); ++i)
      if (surprise_[i] >= third_witness) strong.push_back(pairs_[i]);
    const std::vector<uint8_t> witnessed = in_triangles(strong, accounts_);
    std::vector<uint8_t> found(accounts_, 0);
    for (const CompanyScore& each : company.ranking)
      found[each.account] = witnessed[each.account] && each.score > on_top;
    return found;
  }

 private:
  template <class Work>
  void for_all_pairs(Work&& work) const {
    constexpr size_t at_once = 1024;
    parallel_for((pairs_.size() + at_once - 1) / at_once, threads_, [&](size_t task) {
      for (size_t i = task * at_once; i < std::min(pairs_.size(), (task + 1) * at_once); ++i) work(i);
    });
  }

  std::vector<CompanyScore> rank(const std::array<CompanyRate, post_kinds>& rates) const {
    struct Pooled {
      double sum = 0;
      uint32_t pairs = 0, partners = 0;
    };
    std::vector<Pooled> pooled(accounts_);
    for (size_t i = 0; i < pairs_.size(); ++i)
      for (const AccountIndex account : {pairs_[i].a, pairs_[i].b}) {
        pooled[account].sum += std::min(largest_term, std::max(0.0, surprise_[i] - ignored));
        pooled[account].partners += surprise_[i] > partner;
        ++pooled[account].pairs;
      }
    std::vector<CompanyScore> ranking;
    for (AccountIndex account = 0; account < accounts_; ++account) {
      if (pooled[account].pairs == 0) continue;
      const double all = expected(rates, post_pairs_[account]);
      uint64_t seen = 0;
      for (const uint64_t of_kind : seen_[account]) seen += of_kind;
      ranking.push_back({account, pooled[account].sum / std::sqrt(all + steady), seen, all, pooled[account].partners});
    }
    std::ranges::sort(ranking, [](const CompanyScore& x, const CompanyScore& y) {
      return std::tie(y.score, x.account) < std::tie(x.score, y.account);
    });
    return ranking;
  }

  const Timelines& timelines_;
  const Meetings& meetings_;
  std::vector<CompanyPair> pairs_;
  uint32_t accounts_;
  unsigned threads_;
  std::vector<ByKind> post_pairs_, seen_;  // with everybody, by account
  std::vector<ByKind> opportunities_;      // of each pair
  std::vector<double> surprise_;           // of each pair, as the last round has it
};

}  // namespace

double company_surprise(double expected, unsigned seen) {
  const double tail = poisson_tail(expected, seen);
  return tail > 0 ? std::abs(std::log10(tail)) : certain;
}

Result<Company> rank_by_company(const EventTable& events, const TouchBook& book, const CompanyOptions& options,
                                Progress& progress) {
  progress.begin("An hour's company", 0, "");
  Quietly inside(progress);
  const std::vector<Stratum> strata = find_strata(events);
  Meetings meetings(events, book, strata);
  Result<std::vector<CompanyPair>> pairs = meetings.count_pairs(options, inside);
  if (!pairs) return pairs.error();
  if (progress.cancelled()) return stopped();
  const Timelines timelines(events, strata, options.window, options.threads);
  Company company{};
  company.pairs = pairs->size();
  company.narrowed = meetings.narrowed();
  Ranking ranking(timelines, meetings, *std::move(pairs), events.accounts.size(), options.threads);
  ranking.run(std::vector<uint8_t>(events.accounts.size(), 0), company);
  if (progress.cancelled()) return stopped();
  const std::vector<uint8_t> left_out = ranking.on_top_of(company);
  if (std::ranges::count(left_out, 1) > 0) ranking.run(left_out, company);
  if (progress.cancelled()) return stopped();
  return company;
}

}  // namespace lockstep
