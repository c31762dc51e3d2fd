// server/http/assets.h
//
// The console's files, which the program carries. A name with a hash in it ("index-Bx3k9f2a.js") never changes its
// content and is kept for ever; the others are asked for again by their ETag.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.h"
#include "server/http/response.h"

namespace lockstep::server {

struct Asset {
  std::string_view path;  // "assets/index-Bx3k9f2a.js"
  std::string_view bytes;
};

class Assets {
 public:
  // `pages` are the console's first segments ("queue", "cases"; "" is the root): any path below them is index.html.
  Assets(const std::vector<Asset>& files, std::vector<std::string> pages);

  // Nothing where neither a file nor a page has that path.
  std::optional<HttpResponse> answer(const HttpRequest& request, const std::vector<std::string>& segments) const;

  // For an address where there is nothing: whoever asks for a page gets the console's own, with status 404; programs,
  // and addresses below "api" and "assets", get nothing here.
  std::optional<HttpResponse> answer_lost(const HttpRequest& request, const std::vector<std::string>& segments) const;

 private:
  struct File {
    std::string content_type, etag;
    std::string_view bytes;
    bool immutable;
  };
  const File* find(const std::vector<std::string>& segments) const;

  std::map<std::string, File, std::less<>> files_;
  std::vector<std::string> pages_;
};

}  // namespace lockstep::server
