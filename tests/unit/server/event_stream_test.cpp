#include "tests/unit/server/test_server.h"

namespace lockstep::server {
namespace {

const std::string open = "GET /api/events HTTP/1.1\r\nHost: localhost\r\n";

void wait_for(const auto& condition) {
  for (int i = 0; i < 500 && !condition(); ++i) std::this_thread::sleep_for(10ms);
}

size_t threads_of_this_process() {
  return size_t(std::distance(std::filesystem::directory_iterator("/proc/self/task"), {}));
}

TEST(EventStreams, TwoHundredGetEveryEventAndCostNoThread) {
  TestServer server;
  server.get("/api/say/a");
  const size_t before = threads_of_this_process();
  std::vector<RawClient> readers;
  for (int i = 0; i < 200; ++i) readers.emplace_back(server.port()).send(open + "\r\n");
  for (RawClient& reader : readers) EXPECT_EQ(status_of(reader.read_to("\r\n\r\n")), 200);
  wait_for([&] { return server.hub->open() == 200; });
  EXPECT_EQ(threads_of_this_process(), before);
  server.hub->publish({.type = "case_changed", .data = R"({"case_id":"7"})"});
  for (RawClient& reader : readers)
    EXPECT_EQ(reader.read_to("\n\n"), "event: case_changed\nid: t1-1\ndata: {\"case_id\":\"7\"}\n\n");
  EXPECT_TRUE(server.comes_to_count("lockstep_http_event_streams 200"));
}

TEST(EventStreams, GoOnWhereTheyWereInterrupted) {
  const TestServer server;
  for (const char* type : {"one", "two", "three"}) server.hub->publish({.type = type, .data = "{}"});
  RawClient reader(server.port());
  reader.send(open + "Last-Event-ID: t1-1\r\n\r\n");
  reader.read_to("\r\n\r\n");
  EXPECT_TRUE(has(reader.read_to("\n\n"), "event: two\n"));
  EXPECT_TRUE(has(reader.read_to("\n\n"), "event: three\n"));
}

TEST(EventStreams, OfAnotherServersIdsBeginAnew) {
  const TestServer server;
  server.hub->publish({.type = "one", .data = "{}"});
  for (const char* id : {"t0-1", "t1-99", "t1-", "garbage"}) {
    RawClient reader(server.port());
    reader.send(open + "Last-Event-ID: " + id + "\r\n\r\n");
    reader.read_to("\r\n\r\n");
    EXPECT_EQ(reader.read_to("\n\n"), "event: resync\nid: t1-1\ndata: {}\n\n") << id;
  }
}

TEST(EventStreams, ThatAreQuietShowThatTheyLive) {
  const TestServer server({.heartbeat = 50ms});
  RawClient reader(server.port());
  reader.send(open + "\r\n");
  reader.read_to("\r\n\r\n");
  EXPECT_EQ(reader.read_to(":\n\n"), ":\n\n");
}

TEST(EventStreams, OfReadersThatDoNotReadAreDropped) {
  TestServer server({.write_timeout = 300ms});
  RawClient reader(server.port());
  reader.send(open + "\r\n");
  reader.read_to("\r\n\r\n");
  wait_for([&] { return server.hub->open() == 1; });
  const std::string data(256 << 10, 'x');
  for (int i = 0; i < 200 && server.hub->open() > 0; ++i) {
    server.hub->publish({.type = "large", .data = data});
    std::this_thread::sleep_for(5ms);
  }
  wait_for([&] { return server.hub->open() == 0; });
  EXPECT_EQ(server.hub->open(), 0u);
}

TEST(EventStreams, OfWhoHasLeftAreClosed) {
  const TestServer server;
  RawClient reader(server.port());
  reader.send(open + "\r\n");
  reader.read_to("\r\n\r\n");
  wait_for([&] { return server.hub->open() == 1; });
  server.hub->close("somebody else");
  EXPECT_EQ(server.hub->open(), 1u);
  server.hub->close("somebody");
  EXPECT_TRUE(reader.ends_within(2s));
}

TEST(EventHub, GivesEachReaderOnlyWhatItsFilterLets) {
  EventHub hub("e", {.most_waiting = 2, .kept = 8});
  const auto reader = hub.subscribe(
      "a", [](const Event& event) { return event.topic == "mine"; }, "");
  hub.publish({.type = "x", .topic = "other", .data = "1"});
  hub.publish({.type = "x", .topic = "mine", .data = "2\n3"});
  EXPECT_EQ(reader->take(), "event: x\nid: e-2\ndata: 2\ndata: 3\n\n");
  for (int i = 0; i < 3; ++i) hub.publish({.type = "x", .topic = "mine", .data = "4"});
  EXPECT_TRUE(reader->dropped());
  EXPECT_EQ(hub.open(), 0u);
}

}  // namespace
}  // namespace lockstep::server
