#include "lockstep/traces/canonical_url.h"

#include <algorithm>
#include <array>

#include "lockstep/traces/registrable_domain.h"
#include "lockstep/traces/site_rules.h"
#include "lockstep/traces/tracking_parameters.h"
#include "lockstep/traces/url_parts.h"

namespace lockstep {
namespace {

constexpr int most_redirects = 8;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_variant_label(std::string_view label) {
  constexpr std::array<std::string_view, 4> labels{"www", "m", "mobile", "amp"};
  return std::find(labels.begin(), labels.end(), label) != labels.end();
}

// Without www., m., mobile. and amp. left of the registrable domain: en.m.wikipedia.org is en.wikipedia.org.
std::string without_variant_labels(std::string_view host) {
  const size_t registrable = host.size() - std::min(host.size(), registrable_domain(host).size());
  std::string kept;
  for (size_t begin = 0; begin < registrable;) {
    const size_t dot = host.find('.', begin);
    if (!is_variant_label(host.substr(begin, dot - begin))) kept.append(host.substr(begin, dot + 1 - begin));
    begin = dot + 1;
  }
  return kept.append(host.substr(registrable));
}

void drop_tracking(std::vector<std::string>& query) {
  std::erase_if(query, [](const std::string& parameter) { return is_tracking_parameter(parameter_name(parameter)); });
  std::stable_sort(query.begin(), query.end(),
                   [](const std::string& a, const std::string& b) { return parameter_name(a) < parameter_name(b); });
}

void drop_end_of_path(std::string& path) {
  for (bool dropped = true; dropped;) {
    dropped = false;
    for (std::string_view end : {"/", "/amp"})
      if (path.ends_with(end)) {
        path.resize(path.size() - end.size());
        dropped = true;
      }
  }
}

// A fragment is a place on a page, unless the site makes its pages from it.
bool names_page(std::string_view fragment) { return fragment.starts_with('!') || fragment.starts_with('/'); }

}  // namespace

std::string canonical_url(std::string_view given) {
  std::string text(trimmed(given));
  for (int redirect = 0;; ++redirect) {
    std::optional<UrlParts> url = parse_url(text);
    if (!url) return text;
    if (url->scheme != "https") return to_string(*url);
    url->host = without_variant_labels(url->host);
    if (redirect < most_redirects)
      if (auto target = redirect_target(*url)) {
        text = std::move(*target);
        continue;
      }
    if (auto address = address_of_page(*url)) return *address;
    if (url->host == "x.com") url->host = "twitter.com";
    drop_tracking(url->query);
    drop_end_of_path(url->path);
    if (!names_page(url->fragment)) url->fragment.clear();
    return to_string(*url);
  }
}

std::string_view host_of(std::string_view canonical) {
  const size_t begin = canonical.find("://");
  if (begin == std::string_view::npos) return {};
  std::string_view host = canonical.substr(begin + 3);
  host = host.substr(0, host.find_first_of("/?#"));
  return host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':'));
}

}  // namespace lockstep
