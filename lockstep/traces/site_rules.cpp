#include "lockstep/traces/site_rules.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace lockstep {
namespace {

struct Redirect {
  std::string_view host, path, parameter;
};

constexpr auto redirects = std::to_array<Redirect>({
    {"facebook.com", "/l.php", "u"},
    {"l.facebook.com", "/l.php", "u"},
    {"lm.facebook.com", "/l.php", "u"},
    {"l.instagram.com", "", "u"},
    {"google.com", "/url", "q"},
    {"google.com", "/url", "url"},
    {"youtube.com", "/redirect", "q"},
    {"out.reddit.com", "", "url"},
    {"vk.com", "/away.php", "to"},
    {"t.umblr.com", "/redirect", "z"},
    {"duckduckgo.com", "/l", "uddg"},
});

// Google answers under many countries' domains.
bool is_host(std::string_view host, std::string_view wanted) {
  return host == wanted || (wanted == "google.com" && host.starts_with("google.") && host.size() <= 13);
}

std::string_view without_slash_at_end(std::string_view path) {
  return path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

bool is_web_address(std::string_view text) { return text.starts_with("http://") || text.starts_with("https://"); }

// What follows one of the prefixes.
std::optional<std::string_view> behind(std::string_view text, std::initializer_list<std::string_view> prefixes) {
  for (std::string_view prefix : prefixes)
    if (text.starts_with(prefix)) return text.substr(prefix.size());
  return std::nullopt;
}

// The page behind Google's AMP viewer and caches: /amp/s/example.org/page, /c/s/example.org/page.
std::optional<std::string_view> amp_page(const UrlParts& url) {
  if (is_host(url.host, "google.com")) return behind(url.path, {"/amp/s/", "/amp/"});
  if (url.host.ends_with("cdn.ampproject.org")) return behind(url.path, {"/c/s/", "/c/", "/v/s/", "/v/"});
  return std::nullopt;
}

// Up to the next slash.
std::string_view first_segment(std::string_view path) { return path.substr(0, path.find('/')); }

bool is_video_id(std::string_view id) {
  return id.size() >= 6 && std::all_of(id.begin(), id.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
         });
}

std::optional<std::string> youtube_video(const UrlParts& url) {
  std::string id;
  if (url.host == "youtu.be")
    id = first_segment(std::string_view(url.path).substr(std::min<size_t>(1, url.path.size())));
  else if (url.host != "youtube.com" && url.host != "youtube-nocookie.com")
    return std::nullopt;
  else if (without_slash_at_end(url.path) == "/watch")
    id = parameter(url, "v");
  else if (const auto rest = behind(url.path, {"/shorts/", "/embed/", "/live/", "/v/", "/e/"}))
    id = first_segment(*rest);
  if (!is_video_id(id)) return std::nullopt;
  return "https://youtube.com/watch?v=" + id;
}

// /NAME/status/ID, /NAME/status/ID/photo/1, /i/web/status/ID: the id alone says which post it is.
std::optional<std::string> twitter_post(const UrlParts& url) {
  if (url.host != "twitter.com" && url.host != "x.com") return std::nullopt;
  for (std::string_view mark : {"/status/", "/statuses/"}) {
    const size_t at = url.path.find(mark);
    if (at == std::string::npos) continue;
    const std::string id(first_segment(std::string_view(url.path).substr(at + mark.size())));
    if (!id.empty() && id.find_first_not_of("0123456789") == std::string::npos)
      return "https://twitter.com/i/status/" + id;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> redirect_target(const UrlParts& url) {
  if (const auto page = amp_page(url)) return "https://" + std::string(*page);
  for (const Redirect& redirect : redirects) {
    if (!is_host(url.host, redirect.host) || without_slash_at_end(url.path) != redirect.path) continue;
    if (std::string target = parameter(url, redirect.parameter); is_web_address(target)) return target;
  }
  return std::nullopt;
}

std::optional<std::string> address_of_page(const UrlParts& url) {
  if (auto video = youtube_video(url)) return video;
  return twitter_post(url);
}

}  // namespace lockstep
