#include "server/http/assets.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

namespace lockstep::server {
namespace {

std::string content_type_of(std::string_view path) {
  static constexpr std::pair<std::string_view, std::string_view> types[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
  };
  for (const auto& [ending, type] : types)
    if (path.ends_with(ending)) return std::string(type);
  return "application/octet-stream";
}

// "name-" and at least eight letters, digits, "_" or "-" before the ending, as bundlers write it.
bool has_hash(std::string_view path) {
  if (!path.starts_with("assets/")) return false;
  const size_t dot = path.rfind('.'), dash = path.find_last_of('-', dot == path.npos || dot < 9 ? dot : dot - 9);
  return dot != path.npos && dash != path.npos && dot - dash > 8;
}

bool lists(std::string_view if_none_match, std::string_view etag) {
  return if_none_match == "*" || if_none_match.find(etag) != std::string_view::npos;
}

}  // namespace

Assets::Assets(const std::vector<Asset>& files, std::vector<std::string> pages) : pages_(std::move(pages)) {
  for (const Asset& each : files) {
    const XXH128_hash_t hash = XXH3_128bits(each.bytes.data(), each.bytes.size());
    files_[std::string(each.path)] = {content_type_of(each.path),
                                      fmt::format("\"{:016x}{:016x}\"", hash.high64, hash.low64), each.bytes,
                                      has_hash(each.path)};
  }
}

const Assets::File* Assets::find(const std::vector<std::string>& segments) const {
  const std::string path = fmt::format("{}", fmt::join(segments, "/"));
  auto at = files_.find(path);
  if (at == files_.end() && std::ranges::find(pages_, segments.front()) != pages_.end()) at = files_.find("index.html");
  return at == files_.end() ? nullptr : &at->second;
}

std::optional<HttpResponse> Assets::answer(const HttpRequest& request, const std::vector<std::string>& segments) const {
  const File* file = find(segments);
  if (!file) return std::nullopt;
  HttpResponse response{
      .headers = {{"etag", file->etag},
                  {"cache-control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache"}}};
  if (lists(request.header("if-none-match"), file->etag)) {
    response.status = 304;
    return response;
  }
  set_header(response, "content-type", file->content_type);
  response.body = ConstantBody{file->bytes};
  return response;
}

std::optional<HttpResponse> Assets::answer_lost(const HttpRequest& request,
                                                const std::vector<std::string>& segments) const {
  const auto page = files_.find("index.html");
  if (page == files_.end() || segments.front() == "api" || segments.front() == "assets") return std::nullopt;
  if (request.header("accept").find("text/html") == std::string_view::npos) return std::nullopt;
  HttpResponse response{.status = 404, .headers = {{"cache-control", "no-cache"}}};
  set_header(response, "content-type", page->second.content_type);
  response.body = ConstantBody{page->second.bytes};
  return response;
}

}  // namespace lockstep::server
