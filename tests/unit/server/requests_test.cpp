#include <fmt/format.h>

#include "tests/unit/server/test_server.h"

namespace lockstep::server {
namespace {

const std::string host = "Host: localhost\r\n";

TEST(Requests, AreAnsweredWithTheParametersOfTheirPath) {
  const TestServer server;
  const std::string answer = server.get("/api/say/a%20b%2Fc");
  EXPECT_EQ(status_of(answer), 200);
  EXPECT_EQ(body_of(answer), "a b/c\n");
  EXPECT_TRUE(has(answer, "content-security-policy: default-src 'self'"));
  EXPECT_TRUE(has(answer, "x-content-type-options: nosniff"));
  EXPECT_TRUE(has(answer, "cache-control: no-store"));
  EXPECT_FALSE(has(answer, "strict-transport-security"));
}

TEST(Requests, InOneConnectionAreAnsweredInOrderEvenIfSentAtOnce) {
  const TestServer server;
  RawClient client(server.port());
  std::string all;
  for (int i = 0; i < 20; ++i) all += "GET /api/say/" + std::to_string(i) + " HTTP/1.1\r\n" + host + "\r\n";
  client.send(all);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(body_of(client.read_answer()), std::to_string(i) + "\n");
}

TEST(Requests, OfHeadHaveTheHeaderOfGetAndNoBody) {
  const TestServer server;
  RawClient client(server.port());
  client.send("HEAD /api/say/abc HTTP/1.1\r\n" + host + "\r\nGET /api/say/next HTTP/1.1\r\n" + host + "\r\n");
  const std::string head = client.read_to("\r\n\r\n");
  EXPECT_EQ(status_of(head), 200);
  EXPECT_TRUE(has(head, "Content-Length: 4"));
  EXPECT_EQ(body_of(client.read_answer()), "next\n");
}

TEST(Requests, WithAnotherMethodLearnWhichArePossible) {
  const TestServer server;
  const std::string refused = server.ask("DELETE /api/review HTTP/1.1\r\n" + host + "\r\n");
  EXPECT_EQ(status_of(refused), 405);
  EXPECT_TRUE(has(refused, "allow: GET, HEAD, OPTIONS, POST"));
  const std::string options = server.ask("OPTIONS /api/review HTTP/1.1\r\n" + host + "\r\n");
  EXPECT_EQ(status_of(options), 204);
  EXPECT_TRUE(has(options, "allow: GET, HEAD, OPTIONS, POST"));
  EXPECT_EQ(status_of(server.get("/api/none")), 404);
  EXPECT_EQ(status_of(server.get("/")), 404);
}

TEST(Requests, WithOddPathsAreRefused) {
  const TestServer server;
  for (const char* path : {"/api/say/%", "/api/say/%zz", "/api/say/%00", "/api/say/..", "/api/say/%2e%2e", "/./api",
                           "/api/say/%ff", "/api/say/a%0ab", "http://localhost/api/say/a", "api", "/api/say/a?x=%00"})
    EXPECT_EQ(status_of(server.get(path)), 400) << path;
}

TEST(Requests, ThatAreNotHttpAreRefused) {
  const TestServer server;
  for (const char* bytes : {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "GET /\r\n\r\n",
                            "GET / HTTP/1.1\r\nHost a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n bad\x01: b\r\n\r\n",
                            "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                            "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                            "POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: "
                            "chunked\r\n\r\n0\r\n\r\n",
                            "GET /api/say/a HTTP/1.1\r\n\r\n", "GET /api/say/a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"})
    EXPECT_EQ(status_of(server.ask(bytes)), 400) << bytes;
}

TEST(Requests, ForAnotherHostAreRefused) {
  const TestServer server({.hosts = {"localhost", "[::1]"}});
  EXPECT_EQ(status_of(server.get("/api/say/a")), 200);
  EXPECT_EQ(status_of(server.ask("GET /api/say/a HTTP/1.1\r\nHost: localhost:8000\r\n\r\n")), 200);
  EXPECT_EQ(status_of(server.ask("GET /api/say/a HTTP/1.1\r\nHost: evil.test\r\n\r\n")), 421);
}

TEST(Requests, WithTooLargeAHeaderAreRefused) {
  const TestServer server;
  EXPECT_EQ(status_of(server.get("/api/say/a", "X: " + std::string(17 << 10, 'x') + "\r\n")), 431);
  EXPECT_EQ(status_of(server.get("/api/say/" + std::string(17 << 10, 'x'))), 431);
  EXPECT_EQ(status_of(server.get("/api/say/a", "X: " + std::string(15 << 10, 'x') + "\r\n")), 200);
}

TEST(Requests, WithTooLongABodyAreRefusedHoweverItIsSent) {
  const TestServer server;
  const std::string head = "POST /api/echo HTTP/1.1\r\n" + host;
  EXPECT_EQ(status_of(server.ask(head + "Content-Length: 1048577\r\n\r\n")), 413);
  std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 17; ++i) chunked += "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  EXPECT_EQ(status_of(server.ask(chunked + "0\r\n\r\n")), 413);
  const std::string whole = server.ask(head + "Content-Length: 1048576\r\n\r\n" + std::string(1 << 20, 'x'));
  EXPECT_EQ(status_of(whole), 200);
  EXPECT_EQ(body_of(whole).size(), 1u << 20);
}

TEST(Requests, WithAPackedBodyAreRefused) {
  const TestServer server;
  EXPECT_EQ(status_of(server.ask("POST /api/echo HTTP/1.1\r\n" + host +
                                 "Content-Encoding: gzip\r\nContent-Length: 1\r\n\r\nx")),
            415);
}

TEST(Requests, ThatNeverEndTheirHeaderAreEnded) {
  const TestServer server({.header_timeout = 200ms});
  RawClient half(server.port());
  half.send("GET /api/say/a HTT");
  RawClient dripping(server.port());
  std::thread drips([&] {
    for (int i = 0; i < 20 && dripping.send("G"); ++i) std::this_thread::sleep_for(50ms);
  });
  EXPECT_TRUE(half.ends_within(2s));
  EXPECT_TRUE(dripping.ends_within(2s));
  drips.join();
}

TEST(Requests, ThatNeverEndTheirBodyAreEnded) {
  const TestServer server({.body_grace = 200ms});
  RawClient half(server.port());
  half.send("POST /api/echo HTTP/1.1\r\n" + host + "Content-Length: 100\r\n\r\nhalf");
  EXPECT_TRUE(half.ends_within(2s));
  EXPECT_TRUE(server.comes_to_count("lockstep_http_refused_total{reason=\"slow_body\"} 1"));
}

TEST(Requests, OfIdleConnectionsAreNotWaitedForForEver) {
  const TestServer server({.idle_timeout = 200ms});
  RawClient client(server.port());
  client.send("GET /api/say/a HTTP/1.1\r\n" + host + "\r\n");
  EXPECT_EQ(status_of(client.read_answer()), 200);
  EXPECT_TRUE(client.ends_within(2s));
}

TEST(Requests, ThatExpectAContinueGetItOnlyIfTheyMayGoOn) {
  const TestServer server;
  RawClient client(server.port());
  client.send("POST /api/echo HTTP/1.1\r\n" + host + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(status_of(client.read_to("\r\n\r\n")), 100);
  client.send("ok");
  EXPECT_EQ(body_of(client.read_answer()), "ok");
  EXPECT_EQ(status_of(server.ask("PUT /api/upload HTTP/1.1\r\n" + host +
                                 "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")),
            401);
}

TEST(Requests, ThatFailSayWhyAsProblemDetails) {
  TestServer server;
  const std::string failed = server.get("/api/fail");
  EXPECT_EQ(status_of(failed), 409);
  EXPECT_TRUE(has(failed, "content-type: application/problem+json"));
  EXPECT_EQ(body_of(failed),
            R"({"type":"about:blank","title":"Conflict","status":409,"detail":"two at once","kind":"conflict",)"
            R"("where":"case 7","hint":"load it again"})");
  const std::string thrown = server.get("/api/throw");
  EXPECT_EQ(status_of(thrown), 500);
  EXPECT_FALSE(has(thrown, "a bug"));
  EXPECT_TRUE(has(server.logged(), "/api/throw: a bug"));
}

TEST(Requests, FindTheServerBusyWhenTheQueueIsFull) {
  const TestServer server({.workers = 1, .most_waiting = 1});
  std::vector<RawClient> clients;
  for (int i = 0; i < 6; ++i) clients.emplace_back(server.port()).send("GET /api/slow HTTP/1.1\r\n" + host + "\r\n");
  int served = 0, busy = 0;
  for (RawClient& client : clients) {
    const std::string answer = client.read_answer();
    served += status_of(answer) == 200;
    busy += status_of(answer) == 503 && has(answer, "retry-after: ");
  }
  EXPECT_EQ(served, 2);
  EXPECT_EQ(busy, 4);
}

TEST(Requests, ThatFailTooOftenAreSlowedDownAndOthersAreNot) {
  const TestServer server({}, {{.method = "POST",
                                .pattern = "/api/session",
                                .operation_id = "sign_in",
                                .access = {.anonymous = true},
                                .handler = [](const HttpRequest& request) -> Result<HttpResponse> {
                                  if (request.body == "right") return no_content();
                                  return Error{.kind = ErrorKind::sign_in, .message = "wrong"};
                                },
                                .failures = Rate{.per_second = 0.01, .burst = 3}}});
  const auto asking = [](const std::string& body) {
    return fmt::format("POST /api/session HTTP/1.1\r\n{}Content-Length: {}\r\n\r\n{}", host, body.size(), body);
  };
  for (int i = 0; i < 20; ++i) EXPECT_EQ(status_of(server.ask(asking("right"))), 204);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(status_of(server.ask(asking("wrong"))), 401);
  const std::string refused = server.ask(asking("right"));
  EXPECT_EQ(status_of(refused), 429);
  EXPECT_TRUE(has(refused, "retry-after: "));
}

TEST(Uploads, GoToAFileThatIsGoneAfterwards) {
  const TestServer server;
  const std::string head = "PUT /api/upload HTTP/1.1\r\n" + host + "Authorization: Bearer reviewer\r\n";
  const std::string bytes(5 << 20, 'u');
  const std::string answer = server.ask(head + "Content-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" + bytes);
  EXPECT_EQ(body_of(answer), "5242880 5242880");
  EXPECT_EQ(server.spooled(), 0u);
}

TEST(Uploads, ThatAreCutOffOrTooLongLeaveNothing) {
  const TestServer server;
  const std::string head = "PUT /api/upload HTTP/1.1\r\n" + host + "Authorization: Bearer reviewer\r\n";
  EXPECT_EQ(status_of(server.ask(head + "Content-Length: 8388609\r\n\r\n")), 413);
  {
    RawClient client(server.port());
    client.send(head + "Content-Length: 1000\r\n\r\nhalf");
    client.end_sending();
    client.read_to_end();
  }
  for (int i = 0; i < 100 && server.spooled() > 0; ++i) std::this_thread::sleep_for(10ms);
  EXPECT_EQ(server.spooled(), 0u);
}

TEST(Stopping, AnswersWhatRunsAndEndsTheRest) {
  TestServer server;
  RawClient idle(server.port()), running(server.port()), stream(server.port());
  idle.send("GET /api/say/a HTTP/1.1\r\n" + host + "\r\n");
  EXPECT_EQ(status_of(idle.read_answer()), 200);
  stream.send("GET /api/events HTTP/1.1\r\n" + host + "\r\n");
  EXPECT_EQ(status_of(stream.read_to("\r\n\r\n")), 200);
  running.send("GET /api/slow HTTP/1.1\r\n" + host + "\r\n");
  std::this_thread::sleep_for(100ms);
  std::string answer;
  std::thread reader([&] {
    answer = running.read_answer();
    running.ends_within(5s);
  });
  const auto began = std::chrono::steady_clock::now();
  std::thread others([&] {
    EXPECT_TRUE(idle.ends_within(5s));
    EXPECT_TRUE(stream.ends_within(5s));
  });
  server.server->stop(10s);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
  reader.join();
  others.join();
  EXPECT_EQ(body_of(answer), "slow");
  EXPECT_FALSE(RawClient(server.port()).connected());
}

TEST(Metrics, CountAnswersByRouteAndStatus) {
  ServerOptions options;
  options.metrics_from = *NamedProxies::parse({"127.0.0.1"});
  const TestServer server(std::move(options));
  server.get("/api/say/a");
  server.get("/api/say/b");
  server.get("/wp-login.php");
  EXPECT_TRUE(server.comes_to_count("lockstep_http_requests_total{route=\"none\",status=\"404\"} 1"));
  const std::string text = server.get("/metrics");
  EXPECT_TRUE(has(text, "lockstep_http_requests_total{route=\"say\",status=\"200\"} 2"));
  EXPECT_TRUE(has(text, "lockstep_http_request_seconds_count{route=\"say\"} 2"));
  EXPECT_EQ(status_of(TestServer().get("/metrics")), 403);
  EXPECT_EQ(body_of(server.get("/healthz")), "ok\n");
}

}  // namespace
}  // namespace lockstep::server
