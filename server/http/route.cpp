#include "server/http/route.h"

#include <algorithm>
#include <cassert>
#include <set>

namespace lockstep::server {
namespace {

bool is_parameter(std::string_view segment) { return segment.size() > 2 && segment.front() == '{'; }

std::vector<std::string> segments_of(const std::string& pattern) {
  std::vector<std::string> segments;
  for (size_t begin = 1; begin <= pattern.size();) {
    const size_t end = std::min(pattern.find('/', begin), pattern.size());
    segments.push_back(pattern.substr(begin, end - begin));
    begin = end + 1;
  }
  if (segments.empty()) segments.emplace_back();
  return segments;
}

bool matches(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  return std::ranges::equal(pattern, segments, [](const std::string& wanted, const std::string& segment) {
    return is_parameter(wanted) ? !segment.empty() : wanted == segment;
  });
}

// Whether the first place where they differ in kind is a literal in `a`.
bool is_more_literal(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  for (size_t i = 0; i < a.size(); ++i)
    if (is_parameter(a[i]) != is_parameter(b[i])) return is_parameter(b[i]);
  return false;
}

Names params_of(const std::vector<std::string>& pattern, const std::vector<std::string>& segments) {
  Names params;
  for (size_t i = 0; i < pattern.size(); ++i)
    if (is_parameter(pattern[i])) params.emplace(pattern[i].substr(1, pattern[i].size() - 2), segments[i]);
  return params;
}

bool answers(const Route& route, std::string_view method) {
  return route.method == method || (method == "HEAD" && route.method == "GET");
}

}  // namespace

Router::Router(std::vector<Route> routes) : routes_(std::move(routes)) {
  for (const Route& route : routes_) {
    assert(route.pattern.starts_with('/'));
    patterns_.push_back(segments_of(route.pattern));
  }
}

Router::Found Router::find(std::string_view method, const Target& target) const {
  const std::vector<std::string>* best = nullptr;
  for (const auto& pattern : patterns_)
    if (matches(pattern, target.segments) && (!best || is_more_literal(pattern, *best))) best = &pattern;
  Found found;
  if (!best) return found;
  std::set<std::string> methods{"OPTIONS"};
  for (size_t i = 0; i < routes_.size(); ++i) {
    if (!matches(patterns_[i], target.segments) || is_more_literal(*best, patterns_[i])) continue;
    if (answers(routes_[i], method)) {
      found.route = &routes_[i];
      found.params = params_of(patterns_[i], target.segments);
      return found;
    }
    methods.insert(routes_[i].method);
    if (routes_[i].method == "GET") methods.insert("HEAD");
  }
  for (const std::string& each : methods) found.allowed += (found.allowed.empty() ? "" : ", ") + each;
  return found;
}

}  // namespace lockstep::server
