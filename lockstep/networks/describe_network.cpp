#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double most_on_own_posts = .1;

// How often an occasion is about a post by one of those who act: among friends and colleagues in a fifth of all (.1 to
// .4 in the circles of the simulator), else hardly ever.
constexpr double own_among_friends = .2, own_else = .02;
constexpr double most_of_one_source = .5;
constexpr unsigned many_feeds = 5;  // different sources

// Objects on which members met who had been found without looking at them, with their touches alone: what happened
// there owes nothing to their being found.
std::vector<GroupObject> judged_objects(const TestPass& pass, const std::vector<const Judged*>& group,
                                        Duration window) {
  std::vector<AccountIndex> members;
  for (const Judged* each : group)
    members.insert(members.end(), each->proposal.members.begin(), each->proposal.members.end());
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  std::vector<GroupObject> objects = group_objects(pass.book, members, window);
  std::vector<Judges> judges;
  judges.reserve(group.size());
  for (const Judged* each : group) judges.emplace_back(pass.book, objects, each->proposal.looked_at);
  std::vector<Timestamp> times;
  for (GroupObject& object : objects) {
    std::vector<const Judged*> without;
    for (size_t i = 0; i < group.size(); ++i)
      if (judges[i](object)) without.push_back(group[i]);
    std::erase_if(object.touches, [&](TouchIndex touch) {
      return std::none_of(without.begin(), without.end(), [&](const Judged* each) {
        return std::binary_search(each->proposal.members.begin(), each->proposal.members.end(),
                                  pass.book.touches.account[touch]);
      });
    });
    if (object.touches.size() < 2) continue;
    times.clear();
    for (const TouchIndex touch : object.touches) times.push_back(pass.book.touches.time[touch]);
    const ObjectMeeting meeting = test_meeting(times, object.reference, window);
    object.centre = meeting.centre;
    object.together = meeting.together;
    object.attended = meeting.attended;
    rate(pass.book, pass.of(window), members, pass.left_out, object);
  }
  std::erase_if(objects, [](const GroupObject& object) { return object.touches.size() < 2; });
  return objects;
}

ObjectTest count_meetings(const TouchBook& book, const GroupObject& object, Duration window, bool judged) {
  std::vector<Timestamp> times;
  times.reserve(object.touches.size());
  for (const TouchIndex touch : object.touches) times.push_back(book.touches.time[touch]);
  const PairCounts counts = count_touch_pairs(times, window);
  return {book.trace[object.object], book.own_index[object.object], judged, counts.within,
          std::max(counts.all * object.reference.q, counts.within_hour * object.reference.r)};
}

// Seen and expected, on the objects that judged the network.
void add_effect(const TestPass& pass, const std::vector<const Judged*>& group, TestedNetwork& network) {
  std::vector<double> seen, expected;
  std::vector<GroupObject> objects = judged_objects(pass, group, network.window);
  for (const GroupObject* object : counted_objects(pass.book, objects)) {
    network.objects.push_back(count_meetings(pass.book, *object, network.window, true));
    seen.push_back(network.objects.back().seen);
    expected.push_back(network.objects.back().expected);
    network.seen += seen.back();
    network.expected += expected.back();
  }
  network.occasions = unsigned(seen.size());
  if (seen.size() >= 3 && network.seen > 0 && network.expected > 0) network.ratio = ratio_interval(seen, expected);
}

void add_other_objects(const TestPass& pass, const std::vector<GroupObject>& objects, TestedNetwork& network) {
  const auto place = [](const ObjectTest& test) { return std::tuple(test.trace, test.object); };
  std::sort(network.objects.begin(), network.objects.end(),
            [&](const ObjectTest& a, const ObjectTest& b) { return place(a) < place(b); });
  const size_t judged = network.objects.size();
  for (const GroupObject& object : objects) {
    const ObjectTest test = count_meetings(pass.book, object, network.window, false);
    const auto end = network.objects.begin() + ptrdiff_t(judged);
    const auto known = std::lower_bound(network.objects.begin(), end, place(test),
                                        [&](const ObjectTest& a, const auto& wanted) { return place(a) < wanted; });
    if (known == end || place(*known) != place(test)) network.objects.push_back(test);
  }
  std::sort(network.objects.begin(), network.objects.end(),
            [&](const ObjectTest& a, const ObjectTest& b) { return place(a) < place(b); });
}

// Whose posts its members met on; all of them, since an author is missing at his own, which are less attended for that.
void add_authors(const TouchBook& book, std::span<const AccountIndex> members, std::span<const GroupObject> objects,
                 TestedNetwork& network) {
  double own = 0, known = 0, met = 0;
  for (const GroupObject& object : objects) {
    if (object.together < 2) continue;
    const AccountIndex author = book.source_account[object.object];
    own += author != TouchBook::no_source && std::binary_search(members.begin(), members.end(), author);
    known += book.source[object.object] != TouchBook::no_source;
    ++met;
  }
  network.on_own_posts = met > 0 ? own / met : 0;
  network.own_posts_log_likelihood_ratio =
      own * std::log(own_else / own_among_friends) + (known - own) * std::log((1 - own_else) / (1 - own_among_friends));
}

// Shares of the objects that the delays are taken from.
void add_sources(const TouchBook& book, std::span<const GroupObject* const> objects, TestedNetwork& network) {
  if (objects.empty()) return;
  double known = 0;
  std::map<uint32_t, double> by_source;
  for (const GroupObject* object : objects) {
    if (book.source[object->object] == TouchBook::no_source) continue;
    ++known;
    ++by_source[book.source[object->object]];
  }
  const double all = double(objects.size());
  network.sources_known = known / all;
  network.sources = unsigned(by_source.size());
  for (const auto& [source, count] : by_source)
    network.of_largest_source = std::max(network.of_largest_source, count / all);
}

bool among_strangers(const TestedNetwork& network) { return network.on_own_posts <= most_on_own_posts; }
bool is_of_one_source(const TestedNetwork& network) { return network.of_largest_source > most_of_one_source; }

// Members who act on each other's posts speak against a plan; that they do not is no sign of one, for friends pass on
// strangers' posts as well.
double for_a_plan(const TestedNetwork& network) {
  return network.lags.log_likelihood_ratio + std::min(0.0, network.own_posts_log_likelihood_ratio);
}

bool by_a_plan(const TestedNetwork& network, Duration resolution) {
  if (resolution > coarsest_for_delays) return false;
  return for_a_plan(network) >= network.least_for_a_plan && among_strangers(network);
}

NetworkClass class_of(const TestedNetwork& network, Duration resolution) {
  if (!by_a_plan(network, resolution) || !network.far_beyond_chance()) return NetworkClass::close_circle;
  if (is_of_one_source(network)) return NetworkClass::closed_ring;
  const bool declared = network.sources >= many_feeds && network.declared_members == network.members.size();
  return declared ? NetworkClass::declared_automation : NetworkClass::synchronised;
}

}  // namespace

void add_delays(const TestPass& pass, TestedNetwork& network) {
  const std::vector<AccountIndex> members = accounts_of(network.members);
  std::vector<GroupObject> objects = group_objects(pass.book, members, network.window);
  const std::vector<GroupObject*> everywhere = met_objects(pass.book, objects);
  network.delays = group_delays(pass.book, everywhere);
  network.lags = fit_lags(network.delays, network.window, pass.options.resolution);
  add_authors(pass.book, members, objects, network);
  add_sources(pass.book, everywhere, network);
}

double least_for_a_plan(const std::vector<TestedNetwork>& networks, bool of_one_source) {
  std::vector<double> asked;
  for (const TestedNetwork& network : networks)
    if (among_strangers(network) && network.far_beyond_chance() && is_of_one_source(network) == of_one_source)
      asked.push_back(for_a_plan(network));
  return least_for_a_plan(std::move(asked));
}

void classify(std::vector<TestedNetwork>& networks, Duration resolution) {
  const std::array least{least_for_a_plan(networks, false), least_for_a_plan(networks, true)};
  for (TestedNetwork& network : networks) {
    network.least_for_a_plan = least[is_of_one_source(network)];
    network.network_class = class_of(network, resolution);
  }
}

TestedNetwork describe_network(const TestPass& pass, const Judged& best, Duration window,
                               std::vector<TestedMember> tested, const std::vector<const Judged*>& group) {
  TestedNetwork network{.window = window, .members = std::move(tested), .p_value = best.test.p, .q_value = best.q};
  add_effect(pass, group, network);
  const std::vector<AccountIndex> members = accounts_of(network.members);
  std::vector<GroupObject> objects = group_objects(pass.book, members, network.window);
  for (GroupObject& object : objects) rate(pass.book, pass.of(network.window), members, pass.left_out, object);
  add_other_objects(pass, objects, network);
  add_delays(pass, network);
  const std::vector<uint8_t>& declared = pass.options.declared;
  if (!declared.empty())
    network.declared_members =
        unsigned(std::ranges::count_if(members, [&](AccountIndex a) { return declared[a] != 0; }));
  return network;
}

}  // namespace lockstep
