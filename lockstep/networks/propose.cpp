#include "lockstep/networks/propose.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "lockstep/base/parallel.h"
#include "lockstep/networks/split.h"

namespace lockstep {
namespace {

constexpr double least_linked = .15;  // of the other members
constexpr double core_share = .3;     // of the members together on an object that counts for growing
constexpr double p_to_join = .01;
constexpr double near_copy = .8;  // Jaccard
constexpr size_t least_members = 3;

using Group = std::vector<AccountIndex>;

struct AccountPair {
  AccountIndex a, b;
  auto operator<=>(const AccountPair&) const = default;
};

// Connected components as graphs over their own members.
std::vector<GraphPart> components(const std::vector<AccountPair>& pairs) {
  std::vector<AccountIndex> nodes;
  for (const AccountPair& pair : pairs) nodes.insert(nodes.end(), {pair.a, pair.b});
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  const auto position = [&](AccountIndex account) {
    return uint32_t(std::lower_bound(nodes.begin(), nodes.end(), account) - nodes.begin());
  };
  GraphPart whole{nodes, {}};
  std::vector<uint32_t> parent(nodes.size());
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](uint32_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (const AccountPair& pair : pairs) {
    whole.edges.push_back({position(pair.a), position(pair.b), 1});
    const uint32_t a = root(whole.edges.back().a), b = root(whole.edges.back().b);
    parent[std::max(a, b)] = std::min(a, b);
  }
  std::vector<uint32_t> groups(nodes.size());
  for (uint32_t node = 0; node < nodes.size(); ++node) groups[node] = root(node);
  const uint32_t count = renumber(groups);
  return parts_of(whole, groups, count);
}

bool linked(const std::vector<AccountPair>& pairs, AccountIndex a, AccountIndex b) {
  return std::binary_search(pairs.begin(), pairs.end(), AccountPair{std::min(a, b), std::max(a, b)});
}

void drop_loose_members(Group& group, const std::vector<AccountPair>& pairs) {
  for (size_t before = 0; before != group.size() && group.size() >= least_members;) {
    before = group.size();
    const Group all = group;
    const double least = std::max(1.0, least_linked * double(all.size() - 1));
    std::erase_if(group, [&](AccountIndex a) {
      return double(std::count_if(all.begin(), all.end(),
                                  [&](AccountIndex b) { return a != b && linked(pairs, a, b); })) < least;
    });
  }
}

// Accounts that met the group's core on several occasions of these parts, and more often than by chance.
void grow(Group& group, const TouchBook& book, const References& references, PartSet parts) {
  const std::vector<uint8_t> nobody(book.accounts(), 0);
  std::vector<GroupObject> objects = group_objects(book, group, references.window());
  const double least = std::max(2.0, core_share * double(group.size()));
  struct Touched {
    AccountIndex account;
    uint32_t context;
    float q;
    bool together;
  };
  std::vector<Touched> touched;
  for (GroupObject& object : objects) {
    if (!holds(parts, book.part[object.object]) || object.together < least) continue;
    rate(book, references, group, nobody, object);
    for (TouchIndex touch = book.object_begin[object.object]; touch < book.object_begin[object.object + 1]; ++touch) {
      const AccountIndex account = book.touches.account[touch];
      if (std::binary_search(group.begin(), group.end(), account)) continue;
      const Timestamp time = book.touches.time[touch];
      const Duration gap = time < object.centre ? object.centre - time : time - object.centre;
      touched.push_back({account, book.context[object.object], float(object.reference.q), gap <= references.window()});
    }
  }
  std::sort(touched.begin(), touched.end(), [](const Touched& a, const Touched& b) {
    return std::tie(a.account, a.context, b.together, a.q) < std::tie(b.account, b.context, a.together, b.q);
  });
  Group joined = group;
  std::vector<double> trials;
  for (size_t i = 0; i < touched.size();) {
    trials.clear();
    unsigned together = 0;
    size_t end = i;
    for (; end < touched.size() && touched[end].account == touched[i].account; ++end)
      if (end == i || touched[end].context != touched[end - 1].context) {
        trials.push_back(touched[end].q);
        together += touched[end].together;
      }
    if (together >= 2 && poisson_binomial_tail(trials, together) <= p_to_join) joined.push_back(touched[i].account);
    i = end;
  }
  std::sort(joined.begin(), joined.end());
  group = std::move(joined);
}

double jaccard(const Group& a, const Group& b) {
  Group both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return double(both.size()) / double(a.size() + b.size() - both.size());
}

void free_of_copies(std::vector<Group>& groups) {
  std::sort(groups.begin(), groups.end(),
            [](const Group& a, const Group& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  std::vector<Group> kept;
  for (Group& group : groups)
    if (std::none_of(kept.begin(), kept.end(), [&](const Group& other) { return jaccard(group, other) >= near_copy; }))
      kept.push_back(std::move(group));
  groups = std::move(kept);
}

std::vector<Group> groups_of(const std::vector<AccountPair>& pairs, uint64_t seed) {
  std::vector<Group> groups;
  for (const GraphPart& component : components(pairs)) {
    if (component.nodes.size() < least_members) continue;
    std::vector<uint32_t> inside = split_connected(uint32_t(component.nodes.size()), component.edges, seed);
    const uint32_t count = renumber(inside);
    for (const GraphPart& part : parts_of(component, inside, count))
      if (part.nodes.size() >= least_members) groups.push_back(part.nodes);
  }
  return groups;
}

}  // namespace

bool surprising(const PairTest& test) {
  constexpr double most_p_timing = .01, most_p_lag = .2;
  return test.occasions >= 2 && test.p_timing <= most_p_timing && test.p_lag <= most_p_lag;
}

std::vector<TestedPair> test_pairs(const TouchBook& book, const References& references,
                                   const std::vector<Pair>& candidates, unsigned threads) {
  constexpr size_t batch = 1024;
  constexpr double least_p = 1e-300;
  const size_t batches = (candidates.size() + batch - 1) / batch;
  std::vector<std::vector<TestedPair>> found(batches);
  parallel_for(batches, threads, [&](size_t b) {
    PairTests tests(book, references);
    for (size_t i = b * batch; i < std::min(candidates.size(), (b + 1) * batch); ++i) {
      if (!tests.next(candidates[i].a, candidates[i].b)) continue;
      const PairTest whole = tests.test(all_parts);
      TestedPair pair{
          candidates[i].a, candidates[i].b, -std::log10(std::max(least_p, std::max(whole.p_timing, whole.p_lag))), {}};
      for (size_t part = 0; part < proposing_parts.size(); ++part)
        pair.proposed[part] = surprising(tests.test(proposing_parts[part]));
      found[b].push_back(pair);
    }
  });
  std::vector<TestedPair> all;
  for (const auto& some : found) all.insert(all.end(), some.begin(), some.end());
  return all;
}

std::vector<Proposal> propose_groups(const TouchBook& book, const References& references,
                                     const std::vector<TestedPair>& pairs, uint64_t seed, unsigned threads) {
  std::vector<Proposal> proposals;
  for (size_t i = 0; i < proposing_parts.size(); ++i) {
    const PartSet parts = proposing_parts[i];
    std::vector<AccountPair> edges;
    for (const TestedPair& pair : pairs)
      if (pair.proposed[i]) edges.push_back({pair.a, pair.b});
    std::vector<Group> groups = groups_of(edges, seed);
    parallel_for(groups.size(), threads, [&](size_t g) {
      drop_loose_members(groups[g], edges);
      if (groups[g].size() >= least_members) grow(groups[g], book, references, parts);
    });
    std::erase_if(groups, [](const Group& group) { return group.size() < least_members; });
    free_of_copies(groups);
    for (Group& group : groups) proposals.push_back({references.window(), {.parts = parts}, std::move(group)});
  }
  return proposals;
}

std::vector<Proposal> propose_bursts(const TouchBook& book, Duration window) {
  struct Found {
    Burst burst;
    unsigned size;
  };
  std::vector<Found> found;
  std::vector<Timestamp> times;
  for (ObjectIndex object = 0; object < book.objects(); ++object) {
    if (book.object_begin[object + 1] - book.object_begin[object] < least_burst) continue;
    times.clear();
    for (TouchIndex touch = book.object_begin[object]; touch < book.object_begin[object + 1]; ++touch)
      if (!book.on_grid[touch]) times.push_back(book.touches.time[touch]);
    if (times.size() < least_burst) continue;
    const auto [centre, others] = centre_of(times, window);
    if (others + 1 >= least_burst) found.push_back({{object, book.context[object], centre}, others + 1});
  }
  std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return std::tie(a.burst.context, b.size, a.burst.object) < std::tie(b.burst.context, a.size, b.burst.object);
  });
  std::vector<Proposal> proposals;
  for (const Found& each : found) {
    if (!proposals.empty() && proposals.back().looked_at.burst->context == each.burst.context) continue;
    Proposal& proposal = proposals.emplace_back(Proposal{window, {.burst = each.burst}, {}});
    for (TouchIndex touch = book.object_begin[each.burst.object]; touch < book.object_begin[each.burst.object + 1];
         ++touch) {
      const Timestamp time = book.touches.time[touch];
      if (!book.on_grid[touch] && time >= each.burst.centre - window && time <= each.burst.centre + window)
        proposal.members.push_back(book.touches.account[touch]);
    }
    std::sort(proposal.members.begin(), proposal.members.end());
  }
  return proposals;
}

}  // namespace lockstep
