#include "lockstep/traces/url_parts.h"

#include <unicode/idna.h>

#include <algorithm>
#include <cctype>

#include "lockstep/traces/normal_text.h"
#include "lockstep/traces/percent.h"

namespace lockstep {
namespace {

constexpr std::string_view kept_in_path = "!$&'()*+,;=:@/";
constexpr std::string_view kept_in_query = "!$'()*,;=:@/?";
constexpr std::string_view kept_in_fragment = "!$&'()*+,;=:@/?";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string lowered(text);
  std::transform(lowered.begin(), lowered.end(), lowered.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return lowered;
}

// Takes everything up to one of `ends`, which stays.
std::string_view take_until(std::string_view& text, std::string_view ends) {
  const std::string_view taken = text.substr(0, text.find_first_of(ends));
  text.remove_prefix(taken.size());
  return taken;
}

// "https" of "https://…"; "" of "//…"; nothing where the text begins with neither. Takes it and the slashes.
std::optional<std::string> take_scheme(std::string_view& text) {
  const auto end = std::find_if_not(
      text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; });
  const auto length = size_t(end - text.begin());
  if (length == 0 && text.starts_with("//")) {
    text.remove_prefix(2);
    return "";
  }
  if (length == 0 || !is_letter(text[0]) || !text.substr(length).starts_with("://")) return std::nullopt;
  std::string scheme = lower(text.substr(0, length));
  text.remove_prefix(length + 3);
  return scheme;
}

std::string ascii_host(const std::string& host) {
  if (std::all_of(host.begin(), host.end(), [](char c) { return (c & 0x80) == 0; })) return lower(host);
  UErrorCode status = U_ZERO_ERROR;
  static const icu::IDNA* const idna = icu::IDNA::createUTS46Instance(UIDNA_NONTRANSITIONAL_TO_ASCII, status);
  if (idna == nullptr) return fold_characters(host);
  std::string ascii;
  icu::StringByteSink<std::string> sink(&ascii);
  icu::IDNAInfo info;
  idna->nameToASCII_UTF8(icu::StringPiece(host), sink, info, status);
  return U_SUCCESS(status) && !info.hasErrors() ? ascii : fold_characters(host);
}

bool is_ipv4(std::string_view host) {
  return std::count(host.begin(), host.end(), '.') == 3 &&
         std::all_of(host.begin(), host.end(), [](char c) { return is_digit(c) || c == '.'; });
}

// What a host without a scheme in front must look like to be taken for one.
bool looks_like_host(std::string_view host) {
  if (is_ipv4(host)) return true;
  const size_t dot = host.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || host.find("..") != std::string_view::npos) return false;
  const std::string_view last = host.substr(dot + 1);
  const auto may_stand_in_host = [](char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_' || c == '.'; };
  return std::all_of(host.begin(), host.end(), may_stand_in_host) && last.size() >= 2 &&
         (last.starts_with("xn--") || std::all_of(last.begin(), last.end(), is_letter));
}

// Reads [user[:password]@]host[:port] into the URL. False where no host is left.
bool read_authority(std::string_view authority, bool scheme_given, UrlParts& url) {
  if (const size_t at = authority.rfind('@'); at != std::string_view::npos) {
    if (!scheme_given) return false;  // an e-mail address
    authority.remove_prefix(at + 1);
  }
  const size_t colon = authority.find(':', authority.starts_with('[') ? authority.find(']') : 0);
  if (colon != std::string_view::npos) {
    url.port = authority.substr(colon + 1);
    if (!std::all_of(url.port.begin(), url.port.end(), is_digit)) return false;
    authority = authority.substr(0, colon);
  }
  url.host = ascii_host(percent_decoded(authority));
  while (url.host.ends_with('.')) url.host.pop_back();
  const bool has_blank = url.host.find_first_of(" \t\r\n/\\?#@") != std::string::npos;
  return !url.host.empty() && !has_blank && (scheme_given || looks_like_host(url.host));
}

void drop_default_port(UrlParts& url) {
  const bool plain = url.scheme.empty() || url.scheme == "http";
  if ((plain && url.port == "80") || (url.scheme == "https" && url.port == "443")) url.port.clear();
}

// RFC 3986 section 5.2.4, for a path that begins with a slash or is empty.
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  const bool is_folder = path.ends_with("/.") || path.ends_with("/..");
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = take_until(path, "/");
    if (segment == "..") {
      if (!kept.empty()) kept.pop_back();
    } else if (segment != ".") {
      kept.push_back(segment);
    }
  }
  std::string resolved;
  for (std::string_view segment : kept) resolved.append("/").append(segment);
  return is_folder ? resolved + '/' : resolved;
}

std::vector<std::string> split_query(std::string_view query) {
  std::string spelt(query);
  for (size_t at; (at = spelt.find("&amp;")) != std::string::npos;) spelt.erase(at + 1, 4);  // HTML got in
  for (size_t at; (at = spelt.find('+')) != std::string::npos;) spelt.replace(at, 1, "%20");
  std::vector<std::string> parameters;
  for (std::string_view rest = spelt; !rest.empty();) {
    const std::string_view one = take_until(rest, "&");
    if (!rest.empty()) rest.remove_prefix(1);
    if (!one.empty()) parameters.push_back(normal_percent(one, kept_in_query));
  }
  return parameters;
}

}  // namespace

std::optional<UrlParts> parse_url(std::string_view text) {
  UrlParts url;
  const std::optional<std::string> scheme = take_scheme(text);
  const std::string_view authority = take_until(text, "/?#");
  if (!read_authority(authority, scheme.has_value(), url)) return std::nullopt;
  url.scheme = scheme.value_or("");
  drop_default_port(url);
  if (url.scheme.empty() || url.scheme == "http") url.scheme = "https";
  url.path = without_dot_segments(normal_percent(take_until(text, "?#"), kept_in_path));
  if (text.starts_with('?')) url.query = split_query(take_until(text, "#").substr(1));
  if (text.starts_with('#')) url.fragment = normal_percent(text.substr(1), kept_in_fragment);
  return url;
}

std::string to_string(const UrlParts& url) {
  std::string text = url.scheme + "://" + url.host;
  if (!url.port.empty()) text += ':' + url.port;
  text += url.path;
  char separator = '?';
  for (const std::string& parameter : url.query) {
    text += separator;
    text += parameter;
    separator = '&';
  }
  return url.fragment.empty() ? text : text + '#' + url.fragment;
}

std::string_view parameter_name(std::string_view parameter) { return parameter.substr(0, parameter.find('=')); }

std::string parameter(const UrlParts& url, std::string_view name) {
  for (const std::string& parameter : url.query)
    if (parameter_name(parameter) == name && parameter.size() > name.size())
      return percent_decoded(std::string_view(parameter).substr(name.size() + 1));
  return {};
}

}  // namespace lockstep
