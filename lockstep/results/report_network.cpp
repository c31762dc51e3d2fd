#include "lockstep/results/report_network.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "lockstep/results/test_json.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t most_others = 40;  // an occasion
constexpr size_t most_ticks = 500;  // a member

// "a":{…} of {"a":{…}}, to be put between others.
std::string properties(const Json& object) {
  const std::string text = object.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);
}

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

template <class Item, class Better>
void keep_best(std::vector<Item>& items, size_t most, Better&& better) {
  if (items.size() <= most) return;
  std::ranges::stable_sort(items, better);
  items.resize(most);
}

Json claims(std::span<const Claim> claims, const Names& names) {
  Json list = Json::array();
  for (const Claim& claim : claims) {
    Json accounts = Json::array();
    for (AccountIndex account : claim.accounts) accounts.push_back(names.account(account));
    list.push_back({{"text", claim.text}, {"accounts", accounts}});
  }
  return list;
}

}  // namespace

Json time_in_report(Timestamp time) {
  const int64_t microseconds = time.time_since_epoch().count();
  return microseconds % 1'000'000 == 0 ? Json(microseconds / 1'000'000) : Json(double(microseconds) / 1e6);
}

std::unordered_map<AccountIndex, std::vector<EventIndex>> events_of_members(const Findings& findings) {
  std::unordered_map<AccountIndex, std::vector<EventIndex>> events;
  for (const Network& network : findings.detection.networks)
    for (AccountIndex member : network.members) events.try_emplace(member);
  for (EventIndex event = 0; event < findings.events().size(); ++event)
    if (const auto member = events.find(findings.events().account[event]); member != events.end())
      member->second.push_back(event);
  return events;
}

ReportNetwork::ReportNetwork(const Findings& findings, size_t network_index, Audiences& audiences, const Limits& limits)
    : findings_(findings),
      index_(network_index),
      audiences_(audiences),
      shown_members_(members_by_name(network(), findings.names)),
      place_of_member_(shown_members_.size(), UINT32_MAX),
      shown_pairs_(network().pairs) {
  std::ranges::stable_sort(shown_members_, std::greater(), [&](uint32_t m) { return found().members[m].occasions; });
  if (shown_members_.size() > limits.members) shown_members_.resize(limits.members);
  for (uint32_t i = 0; i < shown_members_.size(); ++i) place_of_member_[shown_members_[i]] = i;

  const std::span<const Pair> pairs = findings.detection.pairs;
  const auto shown = [&](AccountIndex account) {
    const auto at = std::ranges::lower_bound(network().members, account) - network().members.begin();
    return place_of_member_[size_t(at)] != UINT32_MAX;
  };
  std::erase_if(shown_pairs_, [&](uint32_t pair) { return !shown(pairs[pair].a) || !shown(pairs[pair].b); });
  keep_best(shown_pairs_, limits.pairs, [&](uint32_t x, uint32_t y) { return pairs[x].shared > pairs[y].shared; });

  const std::vector<Occasion>& occasions = found().occasions;
  shown_occasions_.resize(occasions.size());
  std::iota(shown_occasions_.begin(), shown_occasions_.end(), 0);
  keep_best(shown_occasions_, limits.occasions, [&](uint32_t x, uint32_t y) {
    return occasions[x].end - occasions[x].begin > occasions[y].end - occasions[y].begin;
  });
  const auto first_time = [&](uint32_t occasion) {
    const MemberTouch& touch = found().touches[occasions[occasion].begin];
    return std::tuple(table(touch.layer).time[touch.touch], occasion);
  };
  std::ranges::sort(shown_occasions_, {}, first_time);
  for (uint32_t occasion : shown_occasions_)
    for (uint32_t i = occasions[occasion].begin; i < occasions[occasion].end; ++i)
      if (place_of_member_[found().touches[i].member] != UINT32_MAX)
        posts_.push_back(table(occasions[occasion].layer).event[found().touches[i].touch]);
  std::ranges::sort(posts_);
  const auto repeated = std::ranges::unique(posts_);
  posts_.erase(repeated.begin(), repeated.end());
}

size_t ReportNetwork::members_left_out() const { return network().members.size() - shown_members_.size(); }
size_t ReportNetwork::pairs_left_out() const { return network().pairs.size() - shown_pairs_.size(); }

std::string ReportNetwork::core() const {
  const Evidence& evidence = findings_.evidence[index_];
  Json all = {{"network_id", network().network_id},
              {"size", network().members.size()},
              {"occasions", found().occasions.size()},
              {"shared", network().shared},
              {"first_time", time_in_report(found().first)},
              {"last_time", time_in_report(found().last)},
              {"sentence", evidence.sentence},
              {"evidence_for", claims(evidence.speaks_for, findings_.names)},
              {"evidence_against", claims(evidence.speaks_against, findings_.names)},
              {"members", members()},
              {"pairs", pairs()}};
  all.update(network_test_of(findings_, index_));
  return properties(all);
}

Json ReportNetwork::members() const {
  Json ids = Json::array(), handles = ids, display_names = ids, created = ids, followers = ids, events = ids,
       occasions = ids, judged = ids, joined = ids, confidence = ids, partners = ids, x = ids, y = ids;
  for (uint32_t member : shown_members_) {
    const AccountIndex account = network().members[member];
    const MemberCounts& counts = found().members[member];
    const auto& snapshots = findings_.events().snapshots;
    const AccountSnapshot* known = account < snapshots.size() && snapshots[account] ? &*snapshots[account] : nullptr;
    ids.push_back(findings_.names.account(account));
    handles.push_back(or_null(findings_.names.handle(account)));
    display_names.push_back(or_null(findings_.names.display_name(account)));
    created.push_back(known && known->created_at ? time_in_report(*known->created_at) : Json(nullptr));
    followers.push_back(known ? or_null(known->followers) : Json(nullptr));
    events.push_back(counts.events);
    occasions.push_back(counts.occasions);
    const TestedMember& tested = findings_.detection.test(index_).members[member];
    judged.push_back(tested.occasions);
    joined.push_back(tested.joined);
    confidence.push_back(std::floor(1e6 * (1 - tested.q_value)) / 1e6);
    partners.push_back(counts.partners);
    x.push_back(findings_.places[index_][member].x);
    y.push_back(findings_.places[index_][member].y);
  }
  return {{"account_id", ids},
          {"handle", handles},
          {"display_name", display_names},
          {"created_at", created},
          {"followers", followers},
          {"events", events},
          {"occasions", occasions},
          {"judged_occasions", judged},
          {"joined", joined},
          {"confidence", confidence},
          {"partners", partners},
          {"x", x},
          {"y", y}};
}

Json ReportNetwork::pairs() const {
  Json a = Json::array(), b = a, shared = a, first = a, last = a;
  const auto place = [&](AccountIndex account) {
    return place_of_member_[size_t(std::ranges::lower_bound(network().members, account) - network().members.begin())];
  };
  std::vector<std::pair<std::pair<uint32_t, uint32_t>, uint32_t>> order;
  for (uint32_t i : shown_pairs_) {
    const Pair& pair = findings_.detection.pairs[i];
    order.push_back({std::minmax(place(pair.a), place(pair.b)), i});
  }
  std::ranges::sort(order);
  for (const auto& [places, i] : order) {
    const Pair& pair = findings_.detection.pairs[i];
    a.push_back(places.first);
    b.push_back(places.second);
    shared.push_back(pair.shared);
    first.push_back(time_in_report(pair.first));
    last.push_back(time_in_report(pair.last));
  }
  return {{"a", a}, {"b", b}, {"shared", shared}, {"first_time", first}, {"last_time", last}};
}

std::string ReportNetwork::detail(bool with_texts) const {
  return properties({{"objects", objects()}, {"touches", touches()}, {"posts", posts(with_texts)}});
}

Json ReportNetwork::objects() const {
  Json traces = Json::array(), names = traces, sources = traces, touches = traces, accounts = traces, windows = traces,
       judged = traces, seen = traces, expected = traces;
  for (uint32_t i : shown_occasions_) {
    const Occasion& occasion = found().occasions[i];
    const Layer& layer = findings_.detection.layers[occasion.layer];
    const Object& object = layer.touches.objects[occasion.object];
    const Audience audience = audiences_.of(occasion.layer, occasion.object);
    const Duration window = findings_.detection.test(index_).window;
    const auto hot = std::ranges::lower_bound(layer.counted.hot_objects, occasion.object, {}, &HotObject::object);
    const bool narrowed = hot != layer.counted.hot_objects.end() && hot->object == occasion.object && hot->window;
    traces.push_back(occasion.layer);
    names.push_back(findings_.names.object(layer.trace->name, object.name));
    sources.push_back(object.source.empty() ? Json(nullptr)
                                            : Json(findings_.names.source(layer.trace->name, object.source)));
    touches.push_back(audience.touches);
    accounts.push_back(audience.accounts);
    const ObjectTest* test = test_of(occasion);
    judged.push_back(test != nullptr && test->judged);
    seen.push_back(test ? Json(test->seen) : Json(nullptr));
    expected.push_back(test ? Json(std::round(1e4 * test->expected) / 1e4) : Json(nullptr));
    windows.push_back(seconds(narrowed ? std::min(*hot->window, window) : window));
  }
  return {{"trace", traces},    {"object", names},      {"source", sources},
          {"touches", touches}, {"accounts", accounts}, {"window_seconds", windows},
          {"judged", judged},   {"seen", seen},         {"expected", expected}};
}

const ObjectTest* ReportNetwork::test_of(const Occasion& occasion) const {
  const Detection& detection = findings_.detection;
  const std::vector<ObjectTest>& tests = detection.test(index_).objects;
  const auto found = std::ranges::lower_bound(
      tests, std::pair(occasion.layer, occasion.object), {},
      [&](const ObjectTest& test) { return std::pair(detection.tested_layers[test.trace], test.object); });
  if (found == tests.end() || detection.tested_layers[found->trace] != occasion.layer ||
      found->object != occasion.object)
    return nullptr;
  return &*found;
}

Json ReportNetwork::touches() const {
  Json objects = Json::array(), members = objects, times = objects, posts = objects;
  for (uint32_t at = 0; at < shown_occasions_.size(); ++at) {
    const Occasion& occasion = found().occasions[shown_occasions_[at]];
    for (uint32_t i = occasion.begin; i < occasion.end; ++i) {
      const MemberTouch& touch = found().touches[i];
      if (place_of_member_[touch.member] == UINT32_MAX) continue;
      const EventIndex event = table(touch.layer).event[touch.touch];
      objects.push_back(at);
      members.push_back(place_of_member_[touch.member]);
      times.push_back(time_in_report(table(touch.layer).time[touch.touch]));
      posts.push_back(std::ranges::lower_bound(posts_, event) - posts_.begin());
    }
  }
  return {{"object", objects}, {"member", members}, {"time", times}, {"post", posts}};
}

Json ReportNetwork::posts(bool with_texts) const {
  const EventTable& events = findings_.events();
  Json ids = Json::array(), kinds = ids, texts = ids, urls = ids;
  for (EventIndex event : posts_) {
    const TermIndex id = events.post_id[event];
    ids.push_back(id == no_term ? Json(nullptr) : Json(findings_.names.post(events.terms[id])));
    kinds.push_back(name(events.kind[event]));
    const TermIndex text = with_texts ? events.value_of(event, Field::text) : no_term;
    texts.push_back(text == no_term ? Json(nullptr) : Json(findings_.names.text(events.terms[text])));
    std::string links;
    if (with_texts)
      for (const EventValue& value : events.values_of(event))
        if (value.field == Field::urls)
          links += (links.empty() ? "" : " ") + findings_.names.url(events.terms[value.term]);
    urls.push_back(links.empty() ? Json(nullptr) : Json(links));
  }
  return {{"post_id", ids}, {"kind", kinds}, {"text", texts}, {"urls", urls}};
}

std::string ReportNetwork::others() const {
  Json objects = Json::array(), times = objects;
  for (uint32_t at = 0; at < shown_occasions_.size(); ++at) {
    const Occasion& occasion = found().occasions[shown_occasions_[at]];
    const TraceTable& touches = table(occasion.layer);
    const Duration window = findings_.detection.test(index_).window;
    const auto [first, last] = touches_of(touches, occasion.object);
    const auto begin = touches.time.begin();
    const Timestamp from = touches.time[found().touches[occasion.begin].touch] - window;
    const Timestamp until = touches.time[found().touches[occasion.end - 1].touch] + window;
    const auto low = size_t(std::lower_bound(begin + first, begin + last, from) - begin);
    const auto high = size_t(std::upper_bound(begin + first, begin + last, until) - begin);
    const size_t step = (high - low) / most_others + 1;
    for (size_t touch = low; touch < high; touch += step) {
      if (std::ranges::binary_search(network().members, touches.account[touch])) continue;
      objects.push_back(at);
      times.push_back(time_in_report(touches.time[touch]));
    }
  }
  return properties({{"others", {{"object", objects}, {"time", times}}}});
}

ReportNetwork::Activity ReportNetwork::activity(
    const std::unordered_map<AccountIndex, std::vector<EventIndex>>& events) const {
  Json members = Json::array(), times = members;
  Activity activity;
  for (uint32_t at = 0; at < shown_members_.size(); ++at) {
    const std::vector<EventIndex>& own = events.at(network().members[shown_members_[at]]);
    const size_t step = (own.size() + most_ticks - 1) / most_ticks;
    for (size_t i = 0; i < own.size(); i += step) {
      members.push_back(at);
      times.push_back(time_in_report(findings_.events().time[own[i]]));
      ++activity.ticks;
    }
    activity.left_out += own.size();
  }
  activity.left_out -= activity.ticks;
  activity.json = properties({{"activity", {{"member", members}, {"time", times}}}});
  return activity;
}

std::string ReportNetwork::no_detail() {
  const Json none = Json::array();
  return properties({{"objects",
                      {{"trace", none},
                       {"object", none},
                       {"source", none},
                       {"touches", none},
                       {"accounts", none},
                       {"window_seconds", none},
                       {"judged", none},
                       {"seen", none},
                       {"expected", none}}},
                     {"touches", {{"object", none}, {"member", none}, {"time", none}, {"post", none}}},
                     {"posts", {{"post_id", none}, {"kind", none}, {"text", none}, {"urls", none}}}});
}

std::string ReportNetwork::no_others() {
  return properties({{"others", {{"object", Json::array()}, {"time", Json::array()}}}});
}

std::string ReportNetwork::no_activity() {
  return properties({{"activity", {{"member", Json::array()}, {"time", Json::array()}}}});
}

}  // namespace lockstep
