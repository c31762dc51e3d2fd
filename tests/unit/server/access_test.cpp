#include "tests/unit/server/test_server.h"

namespace lockstep::server {
namespace {

const std::string host = "Host: localhost\r\n";
const std::string signed_in = "Cookie: session=open\r\n";

std::string post(const TestServer& server, const std::string& headers) {
  return server.ask("POST /api/review HTTP/1.1\r\n" + host + headers + "Content-Length: 2\r\n\r\nok");
}

TEST(Access, NeedsSignInAndTheRole) {
  const TestServer server;
  EXPECT_EQ(status_of(server.get("/api/review")), 401);
  EXPECT_EQ(status_of(server.get("/api/review", signed_in)), 200);
  EXPECT_EQ(status_of(server.get("/api/audit", signed_in)), 403);
  EXPECT_EQ(status_of(server.get("/api/audit", "Authorization: Bearer reviewer\r\n")), 403);
}

TEST(Access, ByCookieNeedsTheTokenAndOurOriginToChangeAnything) {
  const TestServer server;
  EXPECT_EQ(status_of(post(server, signed_in)), 403);
  EXPECT_EQ(status_of(post(server, signed_in + "X-CSRF-Token: wrong\r\n")), 403);
  const std::string with_token = signed_in + "X-CSRF-Token: secret\r\n";
  EXPECT_EQ(status_of(post(server, with_token)), 200);
  EXPECT_EQ(status_of(post(server, with_token + "Origin: http://localhost\r\n")), 200);
  EXPECT_EQ(status_of(post(server, with_token + "Origin: http://evil.test\r\n")), 403);
  EXPECT_EQ(status_of(post(server, with_token + "Origin: null\r\n")), 403);
  EXPECT_EQ(status_of(post(server, with_token + "Sec-Fetch-Site: cross-site\r\n")), 403);
  EXPECT_EQ(status_of(post(server, with_token + "Sec-Fetch-Site: same-site\r\n")), 403);
  EXPECT_EQ(status_of(post(server, with_token + "Sec-Fetch-Site: same-origin\r\n")), 200);
}

TEST(Access, ByTokenNeedsNoOtherToken) {
  const TestServer server;
  EXPECT_EQ(status_of(post(server, "Authorization: Bearer reviewer\r\n")), 200);
}

TEST(Access, OfAnybodyStillNeedsOurOrigin) {
  const TestServer server;
  const std::string body = "Content-Length: 0\r\n\r\n";
  EXPECT_EQ(status_of(server.ask("POST /api/echo HTTP/1.1\r\n" + host + body)), 200);
  EXPECT_EQ(status_of(server.ask("POST /api/echo HTTP/1.1\r\n" + host + "Origin: http://evil.test\r\n" + body)), 403);
}

TEST(Access, ByAProxysWordIsTakenFromNamedProxiesOnly) {
  const TestServer unnamed({.identity_header = "x-remote-user"});
  EXPECT_EQ(status_of(unnamed.get("/api/review", "X-Remote-User: ada\r\n")), 401);
  ServerOptions options{.identity_header = "x-remote-user"};
  options.proxies = *NamedProxies::parse({"127.0.0.0/8"});
  const TestServer named(std::move(options));
  EXPECT_EQ(status_of(named.get("/api/review", "X-Remote-User: ada\r\n")), 200);
  EXPECT_TRUE(has(named.get("/api/say/a", "X-Forwarded-Proto: https\r\n"), "strict-transport-security: "));
  const std::string through =
      "X-Forwarded-Host: review.example\r\nOrigin: https://review.example\r\nContent-Length: 0\r\n\r\n";
  EXPECT_EQ(status_of(named.ask("POST /api/echo HTTP/1.1\r\n" + host + through)), 200);
  EXPECT_EQ(status_of(unnamed.ask("POST /api/echo HTTP/1.1\r\n" + host + through)), 403);
}

TEST(NamedProxies, AreSkippedFromTheRight) {
  const NamedProxies proxies = *NamedProxies::parse({"10.0.0.0/8", "fd00::1"});
  EXPECT_EQ(proxies.sender("1.2.3.4", "9.9.9.9"), "1.2.3.4");
  EXPECT_EQ(proxies.sender("10.1.1.1", ""), "10.1.1.1");
  EXPECT_EQ(proxies.sender("10.1.1.1", "6.6.6.6, 9.9.9.9"), "9.9.9.9");
  EXPECT_EQ(proxies.sender("10.1.1.1", "6.6.6.6, 9.9.9.9, 10.3.3.3"), "9.9.9.9");
  EXPECT_EQ(proxies.sender("::ffff:10.1.1.1", "9.9.9.9"), "9.9.9.9");
  EXPECT_EQ(proxies.sender("fd00::1", "unknown"), "fd00::1");
  for (const char* wrong : {"10.0.0.0/33", "example.test", "10.0.0.0/", "", "10.0.0.0/8x"})
    EXPECT_FALSE(NamedProxies::parse({wrong})) << wrong;
}

TEST(RateLimit, FillsUpAgainAndNeverOverflows) {
  RateLimit::Clock::time_point now{};
  RateLimit limit(
      {.per_second = 2, .burst = 3}, [&] { return now; }, 2);
  const auto take = [&](const char* key) {
    const auto wait = limit.wait(key);
    if (wait == 0ms) limit.take(key);
    return wait;
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(take("a"), 0ms);
  EXPECT_EQ(take("a"), 500ms);
  now += 500ms;
  EXPECT_EQ(take("a"), 0ms);
  now -= 400ms;  // set back: nothing is filled, nothing is lost
  EXPECT_GT(take("a"), 0ms);
  EXPECT_EQ(take("b"), 0ms);
  EXPECT_GT(take("c"), 0ms);  // two keys are all that is remembered
  now += 1h;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(take("c"), 0ms);
  EXPECT_GT(take("c"), 0ms);
  for (int i = 0; i < 100; ++i) limit.take("c");  // side by side: a debt of one burst
  EXPECT_EQ(limit.wait("c"), 2000ms);
}

TEST(Cookies, CannotBeReadByScriptsOrSentByOthers) {
  HttpResponse response;
  set_cookie(response, "session", "x", 60, true);
  EXPECT_EQ(response.headers.front().second, "session=x; Path=/; HttpOnly; SameSite=Strict; Max-Age=60; Secure");
}

TEST(Cookies, ThatAreMalformedAreLeftOut) {
  const Names cookies = parse_cookies("a=1; b = 2 ;c;d=\"q\";=x;a=3; e=");
  EXPECT_EQ(cookies, (Names{{"a", "1"}, {"b", "2"}, {"e", ""}}));
}

TEST(Responses, CannotBeSplitByAValue) {
  const TestServer server({}, {{.method = "GET",
                                .pattern = "/api/split",
                                .operation_id = "split",
                                .access = {.anonymous = true},
                                .handler = [](const HttpRequest&) -> Result<HttpResponse> {
                                  HttpResponse response = no_content();
                                  set_header(response, "x-name", "a\r\nset-cookie: evil=1");
                                  return response;
                                }}});
  EXPECT_FALSE(has(server.get("/api/split"), "\r\nset-cookie"));
}

}  // namespace
}  // namespace lockstep::server
