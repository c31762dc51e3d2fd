// An hour's company against a twin that counts every two posts, and on a stream whose truth is known.

#include "lockstep/validation/company.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "lockstep/base/random.h"
#include "lockstep/validation/statistics.h"
#include "tests/unit/traces/made_up_events.h"

namespace lockstep {
namespace {

constexpr double hour = 3600;

std::vector<TraceTable> touches_of(const EventTable& events) {
  std::vector<TraceTable> tables;
  for (const char* trace : {"co-repost", "co-link", "co-text"}) {
    Result<TraceTable> touches = collect_touches(*trace_named(trace), events, {});
    EXPECT_TRUE(touches);
    tables.push_back(std::move(*touches));
  }
  return tables;
}

Company company_of(const EventTable& events, unsigned threads = 1) {
  const std::vector<TraceTable> tables = touches_of(events);
  std::vector<const TraceTable*> all;
  for (const TraceTable& table : tables) all.push_back(&table);
  const TouchBook book = make_touch_book(all, events.accounts);
  Result<Company> company = rank_by_company(events, book, {.threads = threads}, no_progress());
  EXPECT_TRUE(company);
  return std::move(*company);
}

MadeUpEvent random_post(Rng& rng, unsigned accounts, unsigned objects, unsigned hours) {
  MadeUpEvent post{.account = "a" + std::to_string(10 + rng.below(accounts)),
                   .seconds = 600. * double(rng.below(6 * hours)),
                   .values = {{Field::language, rng.below(3) == 0 ? "de" : "en"}}};
  const auto any = [&](const char* what) { return what + std::to_string(rng.below(objects)); };
  if (rng.below(3) == 0) {
    post.kind = EventKind::repost;
    post.values.push_back({Field::reposted_post_id, any("post")});
  } else if (rng.below(2) == 0) {
    post.values.push_back({Field::text, "A long enough text about the harbour, number " + any("")});
  }
  if (rng.below(2) == 0) post.values.push_back({Field::urls, "https://ferry.test/" + any("")});
  return post;
}

EventTable random_events(uint64_t seed) {
  Rng rng(seed);
  const unsigned accounts = unsigned(3 + rng.below(12)), objects = unsigned(2 + rng.below(40));
  const bool dense = seed % 4 == 0;  // accounts have posts enough for a median
  const unsigned hours = unsigned(2 + rng.below(dense ? 1 : 9));
  std::vector<MadeUpEvent> posts;
  for (uint64_t n = 20 + rng.below(500) + (dense ? 1000 : 0); n > 0; --n)
    posts.push_back(random_post(rng, accounts, objects, hours));
  for (unsigned n = 0; seed % 3 == 0 && n < 8; ++n)  // four who are on top
    for (const char* account : {"rye", "oat", "bun", "bap"})
      posts.push_back({.account = account,
                       .seconds = 1200. * n,
                       .values = {{Field::language, "fr"}, {Field::urls, "https://mill.test/" + std::to_string(n)}}});
  return canonical_events(posts);
}

// The method once more, from every two posts.
class Twin {
 public:
  explicit Twin(const EventTable& events) : events_(events), accounts_(events.accounts.size()) {
    find_first_touches();
    for (EventIndex e = 0; e < events.size(); ++e)
      for (EventIndex f = 0; f < events.size(); ++f) look_at(e, f);
  }

  Company company() {
    std::set<AccountIndex> left_out;
    Company company = round(left_out);
    for (const CompanyScore& each : company.ranking)
      if (each.score > 2 && has_witness(each.account)) left_out.insert(each.account);
    if (left_out.empty()) return company;
    company = round(left_out);
    company.left_out = uint32_t(left_out.size());
    return company;
  }

 private:
  using PairOf = std::pair<AccountIndex, AccountIndex>;

  void find_first_touches() {
    for (const TraceTable& table : touches_of(events_)) {
      ++trace_;
      std::set<std::pair<ObjectIndex, AccountIndex>> known;
      for (size_t i = 0; i < table.size(); ++i)
        if (known.insert({table.object[i], table.account[i]}).second)
          touched_[table.event[i]].insert({trace_, table.object[i]});
    }
  }

  unsigned kind(EventIndex e) const {
    return 2 * (events_.kind[e] == EventKind::repost) + (events_.value_of(e, Field::urls) != no_term);
  }

  void look_at(EventIndex e, EventIndex f) {
    const AccountIndex a = events_.account[e], b = events_.account[f];
    const bool near = std::abs(seconds(events_.time[e] - events_.time[f])) <= hour;
    const bool alike =
        kind(e) == kind(f) && events_.value_of(e, Field::language) == events_.value_of(f, Field::language);
    if (a == b || !near || !alike) return;
    ++opportunity_[{a, b}][kind(e)];
    for (const auto& object : touched_[e])
      if (touched_[f].contains(object)) {
        ++met_[{a, b}][kind(e)];
        return;
      }
  }

  static uint64_t sum(const ByKind& counts) { return counts[0] + counts[1] + counts[2] + counts[3]; }

  void set_rates(const std::set<AccountIndex>& left_out, Company& company) {
    for (unsigned k = 0; k < post_kinds; ++k) {
      std::vector<double> of_accounts;
      CompanyRate& rate = company.rates[k];
      for (AccountIndex a = 0; a < accounts_; ++a) {
        uint64_t pairs = 0, met = 0;
        for (AccountIndex b = 0; b < accounts_; ++b) {
          if (left_out.contains(a) || left_out.contains(b)) continue;
          pairs += opportunity_[{a, b}][k];
          met += met_[{a, b}][k];
        }
        rate.post_pairs += pairs;
        rate.meetings += met;
        if (pairs >= 2000) of_accounts.push_back(double(met) / double(pairs));
      }
      std::sort(of_accounts.begin(), of_accounts.end());
      const size_t n = of_accounts.size();
      rate.accounts = uint32_t(n);
      rate.mean = rate.post_pairs == 0 ? 0 : double(rate.meetings) / double(rate.post_pairs);
      rate.rate = n == 0 ? rate.mean : std::max(rate.mean / 30, .5 * (of_accounts[(n - 1) / 2] + of_accounts[n / 2]));
    }
  }

  Company round(const std::set<AccountIndex>& left_out) {
    Company company{};
    set_rates(left_out, company);
    strong_.clear();
    for (AccountIndex a = 0; a < accounts_; ++a) {
      CompanyScore score{.account = a, .score = 0, .seen = 0, .expected = 0, .partners = 0};
      bool any = false;
      for (AccountIndex b = 0; b < accounts_; ++b) {
        double expected = 0;
        for (unsigned k = 0; k < post_kinds; ++k) expected += company.rates[k].rate * double(opportunity_[{a, b}][k]);
        const uint64_t met = sum(met_[{a, b}]);
        score.seen += met;
        score.expected += expected;
        if (met < 2) continue;
        any = true;
        company.pairs += a < b;
        const double s = -std::log10(poisson_tail(expected, unsigned(met)));
        score.score += std::clamp(s - 3, 0., 15.);
        score.partners += s > 4;
        if (s >= 5) strong_.insert({a, b});
      }
      score.score /= std::sqrt(score.expected + 10);
      if (any) company.ranking.push_back(score);
    }
    return company;
  }

  bool has_witness(AccountIndex a) const {
    for (AccountIndex b = 0; b < accounts_; ++b)
      for (AccountIndex c = 0; c < accounts_; ++c)
        if (strong_.contains({a, b}) && strong_.contains({a, c}) && strong_.contains({b, c})) return true;
    return false;
  }

  const EventTable& events_;
  uint32_t accounts_;
  unsigned trace_ = 0;
  std::map<EventIndex, std::set<std::pair<unsigned, ObjectIndex>>> touched_;  // first touches
  std::map<PairOf, ByKind> opportunity_, met_;                                // both ways round
  std::set<PairOf> strong_;
};

void expect_same(const Company& fast, const Company& slow) {
  EXPECT_EQ(fast.pairs, slow.pairs);
  EXPECT_EQ(fast.left_out, slow.left_out);
  for (unsigned k = 0; k < post_kinds; ++k) {
    EXPECT_EQ(fast.rates[k].post_pairs, slow.rates[k].post_pairs);
    EXPECT_EQ(fast.rates[k].meetings, slow.rates[k].meetings);
    EXPECT_EQ(fast.rates[k].accounts, slow.rates[k].accounts);
    EXPECT_DOUBLE_EQ(fast.rates[k].rate, slow.rates[k].rate);
  }
  std::map<AccountIndex, CompanyScore> by_account;
  for (const CompanyScore& each : slow.ranking) by_account[each.account] = each;
  ASSERT_EQ(fast.ranking.size(), by_account.size());
  for (const CompanyScore& each : fast.ranking) {
    ASSERT_TRUE(by_account.contains(each.account));
    const CompanyScore& other = by_account[each.account];
    EXPECT_EQ(each.seen, other.seen);
    EXPECT_EQ(each.partners, other.partners);
    EXPECT_NEAR(each.expected, other.expected, 1e-9 * (1 + other.expected));
    EXPECT_NEAR(each.score, other.score, 1e-9 * (1 + other.score));
  }
}

TEST(RankByCompany, CountsWhatATwinCountsThatLooksAtEveryTwoPosts) {
  unsigned in_medians = 0, ranked = 0, left_out = 0;
  for (uint64_t seed = 1; seed <= 24; ++seed) {
    SCOPED_TRACE(seed);
    const EventTable events = random_events(seed);
    const Company fast = company_of(events);
    expect_same(fast, Twin(events).company());
    for (const CompanyRate& rate : fast.rates) in_medians += rate.accounts;
    ranked += unsigned(fast.ranking.size());
    left_out += fast.left_out;
  }
  EXPECT_GT(in_medians, 50u);
  EXPECT_GT(ranked, 100u);
  EXPECT_GE(left_out, 8u);
}

// Strangers who share news, and eight accounts who share what nobody else does, hour by hour for a day. Whole minutes.
std::vector<MadeUpEvent> news_and_eight_others(uint64_t seed) {
  Rng rng(seed);
  std::vector<MadeUpEvent> posts;
  const auto post = [&](const std::string& account, uint64_t minute, const std::string& link) {
    posts.push_back({.account = account,
                     .seconds = 60. * double(minute),
                     .values = {{Field::urls, "https://" + link}, {Field::language, "en"}}});
  };
  // a story every half hour, in twenty places, read for a few hours
  const auto news = [&](uint64_t minute) {
    const uint64_t age = std::min(minute / 30, uint64_t(-5. * std::log(1 - rng.uniform())));
    return "news.test/" + std::to_string(minute / 30 - age) + "/" + std::to_string(rng.below(20));
  };
  for (unsigned account = 0; account < 300; ++account)
    for (unsigned n = 0; n < 30; ++n) {
      const uint64_t minute = rng.below(4 * 1440);
      post("s" + std::to_string(100 + account), minute, news(minute));
    }
  for (unsigned member = 0; member < 8; ++member) {
    for (unsigned n = 0; n < 20; ++n) {
      const uint64_t minute = rng.below(4 * 1440);
      post("m" + std::to_string(member), minute, news(minute));
    }
    for (unsigned h = 8; h < 20; ++h)
      if (rng.below(10) < 8)
        post("m" + std::to_string(member), 1440 + 60 * h + rng.below(60), "mill.test/" + std::to_string(h));
  }
  return posts;
}

TEST(RankByCompany, PutsThoseOnTopWhoKeptEachOthersCompanyForADay) {
  const EventTable events = canonical_events(news_and_eight_others(3));
  const Company company = company_of(events);
  ASSERT_GT(company.ranking.size(), 50u);
  for (unsigned i = 0; i < 8; ++i) EXPECT_EQ(events.accounts[company.ranking[i].account][0], 'm');
  EXPECT_GT(company.ranking[7].score, 2);
  EXPECT_LT(company.ranking[8].score, 2);
  EXPECT_EQ(company.left_out, 8u);
  EXPECT_GT(company.rates[1].accounts, 200u);
}

TEST(RankByCompany, GivesTheSameForAnyNumberOfThreads) {
  const EventTable events = canonical_events(news_and_eight_others(4));
  const Company one = company_of(events, 1), three = company_of(events, 3);
  ASSERT_EQ(one.ranking.size(), three.ranking.size());
  for (size_t i = 0; i < one.ranking.size(); ++i) {
    EXPECT_EQ(one.ranking[i].account, three.ranking[i].account);
    EXPECT_EQ(one.ranking[i].score, three.ranking[i].score);
  }
}

TEST(RankByCompany, CountsTwoPostsOnceThatShareALinkAndAText) {
  std::vector<MadeUpEvent> posts;
  for (const double at : {0., 90'000.})
    for (const char* account : {"rye", "oat"})
      posts.push_back({.account = account,
                       .seconds = at,
                       .values = {{Field::urls, "https://harbour.test/" + std::to_string(at)},
                                  {Field::text, "The ferry runs late this morning, at " + std::to_string(at)}}});
  const Company company = company_of(canonical_events(posts));
  ASSERT_EQ(company.ranking.size(), 2u);
  for (const CompanyScore& each : company.ranking) EXPECT_EQ(each.seen, 2u);
}

TEST(CompanySurprise, IsThePoissonTail) {
  EXPECT_NEAR(company_surprise(1, 2), -std::log10(1 - 2 * std::exp(-1.)), 1e-12);
  EXPECT_EQ(company_surprise(1e-9, 100), 300);
}

}  // namespace
}  // namespace lockstep
