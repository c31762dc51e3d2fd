// What a keyed Names makes of texts and links, word by word.
#include <algorithm>
#include <array>

#include "lockstep/evidence/names.h"

namespace lockstep {
namespace {

constexpr char link_kind = 'l';

// Platforms where a link names a person or a post of one.
constexpr std::array<std::string_view, 22> platforms{
    "twitter.com",   "x.com",       "t.co",         "facebook.com", "fb.com",      "fb.watch",
    "instagram.com", "threads.net", "t.me",         "tiktok.com",   "youtube.com", "youtu.be",
    "reddit.com",    "redd.it",     "vk.com",       "ok.ru",        "bsky.app",    "linkedin.com",
    "tumblr.com",    "medium.com",  "substack.com", "github.com"};

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' ||
         c == '.' || (c & 0x80) != 0;
}

size_t end_of_word(std::string_view text, size_t from) {
  while (from < text.size() && is_word(text[from])) ++from;
  return from;
}

size_t end_of_link(std::string_view text, size_t from) {
  const size_t end = text.find_first_of(" \t\r\n\"<>", from);
  return end == std::string_view::npos ? text.size() : end;
}

std::string_view without_final_dots(std::string_view word) {
  while (word.ends_with('.') || word.ends_with('-')) word.remove_suffix(1);
  return word;
}

bool on_a_platform(std::string_view host) {
  return std::ranges::any_of(platforms, [&](std::string_view platform) {
    return host == platform || (host.ends_with(platform) && host[host.size() - platform.size() - 1] == '.');
  });
}

bool begins_link(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

}  // namespace

// Every word that is a known id, every @name; all else as it stands.
std::string Names::known_ids_hidden(std::string_view part) const {
  std::string hidden;
  for (size_t i = 0; i < part.size();) {
    const bool mention = part[i] == '@' && i + 1 < part.size() && is_word(part[i + 1]);
    if (!mention && !is_word(part[i])) {
      hidden += part[i++];
      continue;
    }
    const size_t begin = i + (mention ? 1 : 0);
    const std::string_view word = without_final_dots(part.substr(begin, end_of_word(part, begin) - begin));
    const std::string_view whole = word.empty() ? part.substr(begin, end_of_word(part, begin) - begin) : word;
    if (mention)
      hidden += person(whole);
    else
      hidden += known_id(whole).value_or(std::string(whole));
    i = begin + whole.size();
  }
  return hidden;
}

std::string Names::text(std::string_view text) const {
  if (!keyed()) return std::string(text);
  std::string hidden;
  for (size_t i = 0; i < text.size();) {
    size_t link = text.find("http", i);
    while (link != std::string_view::npos && !begins_link(text.substr(link))) link = text.find("http", link + 1);
    hidden += known_ids_hidden(text.substr(i, link == std::string_view::npos ? link : link - i));
    if (link == std::string_view::npos) break;
    i = end_of_link(text, link);
    hidden += url(text.substr(link, i - link));
  }
  return hidden;
}

std::string Names::url(std::string_view url) const {
  if (!keyed()) return std::string(url);
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return known_ids_hidden(url);
  size_t host = scheme + 3;
  const size_t path = std::min(url.find_first_of("/?#", host), url.size());
  if (const size_t user = url.substr(host, path - host).rfind('@'); user != std::string_view::npos) host += user + 1;
  const std::string name(url.substr(host, path - host));
  const std::string start = std::string(url.substr(0, scheme + 3)) + name;
  if (!on_a_platform(in_lower_case(name))) return start + known_ids_hidden(url.substr(path));
  return path >= url.size() ? start : start + "/" + (*hash_)(link_kind, url.substr(path));
}

}  // namespace lockstep
