#include "tests/unit/server/test_server.h"

namespace lockstep::server {
namespace {

const Assets console({{"index.html", "<!doctype html>"}, {"assets/index-Bx3k9f2a.js", "1"}, {"icon.svg", "<svg/>"}},
                     {"", "cases"});

std::optional<HttpResponse> get(std::string_view path, Names headers = {}) {
  HttpRequest request;
  request.method = "GET";
  request.headers = std::move(headers);
  return console.answer(request, parse_target(path)->segments);
}

std::string header(const HttpResponse& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return "";
}

TEST(Assets, AreTheFileOrThePageOrNothing) {
  EXPECT_EQ(header(*get("/icon.svg"), "content-type"), "image/svg+xml");
  for (const char* page : {"/", "/index.html", "/cases", "/cases/7/history"})
    EXPECT_EQ(header(*get(page), "content-type"), "text/html; charset=utf-8") << page;
  for (const char* none : {"/api/x", "/assets/none.js", "/assets", "/other"}) EXPECT_FALSE(get(none)) << none;
}

TEST(Assets, AnAddressWithNothingIsAPageForWhoAsksForPages) {
  const auto lost = [](std::string_view path, std::string accept) {
    HttpRequest request;
    request.method = "GET";
    request.headers = {{"accept", std::move(accept)}};
    return console.answer_lost(request, parse_target(path)->segments);
  };
  const auto page = lost("/other", "text/html,application/xhtml+xml,*/*;q=0.8");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 404);
  EXPECT_EQ(header(*page, "content-type"), "text/html; charset=utf-8");
  for (const char* none : {"/api/x", "/assets/none.js"}) EXPECT_FALSE(lost(none, "text/html")) << none;
  EXPECT_FALSE(lost("/other", "*/*"));
}

TEST(Assets, WithAHashInTheirNameAreKeptForEver) {
  EXPECT_EQ(header(*get("/assets/index-Bx3k9f2a.js"), "cache-control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(header(*get("/"), "cache-control"), "no-cache");
}

TEST(Assets, ThatTheBrowserHasAreNotSentAgain) {
  const std::string etag = header(*get("/"), "etag");
  EXPECT_EQ(get("/", {{"if-none-match", etag}})->status, 304);
  EXPECT_EQ(get("/", {{"if-none-match", "\"other\""}})->status, 200);
}

}  // namespace
}  // namespace lockstep::server
