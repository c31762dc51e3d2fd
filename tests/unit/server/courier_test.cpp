#include "server/delivery/courier.h"

#include "lockstep/cases/outbox.h"
#include "server/delivery/post.h"
#include "tests/unit/cases/stores.h"
#include "tests/unit/server/test_server.h"

namespace lockstep::server {
namespace {

// What a platform does with messages: keeps them, or answers 503.
struct Platform {
  std::mutex mutex;
  std::vector<std::string> bodies, signatures, keys;
  bool broken = false;

  Route route() {
    return {.method = "POST",
            .pattern = "/hook",
            .operation_id = "hook",
            .access = {.anonymous = true},
            .handler = [this](const HttpRequest& request) -> Result<HttpResponse> {
              const std::lock_guard lock(mutex);
              if (broken) return text_response(503, "text/plain", "not now");
              bodies.push_back(request.body);
              signatures.emplace_back(request.header("lockstep-signature"));
              keys.emplace_back(request.header("idempotency-key"));
              return text_response(200, "text/plain", "ok");
            }};
  }
};

class Delivery : public cases::Stores {
 protected:
  void SetUp() override {
    Stores::SetUp();
    if (IsSkipped()) return;
    policy();
    const cases::Actor ana = person("ana", {"analyst", "reviewer"});
    const int64_t id = imported(ana, {"a", "b"});
    ASSERT_OK(cases::decide(store(), ana, id, suspend()));
  }
  void send_to(uint16_t port) {
    const cases::Actor chief{.roles = cases::Roles(cases::Role::administrator)};
    ASSERT_OK(cases::change_settings(store(), chief,
                                     {{"webhook_url", "http://127.0.0.1:" + std::to_string(port) + "/hook"},
                                      {"webhook_secret", "between us"},
                                      {"public_url", "https://review.example"}}));
  }
};
INSTANTIATE_TEST_SUITE_P(OnBoth, Delivery, testing::Bool(),
                         [](const auto& each) { return each.param ? "sqlite" : "postgresql"; });

TEST_P(Delivery, SignsEachMessageAndKeepsTheOrderOfEachAccount) {
  Platform platform;
  TestServer there({}, {platform.route()});
  EXPECT_EQ(*deliver_due(store()), 0);  // no address: they wait for an export
  send_to(there.port());
  while (*deliver_due(store()) > 0) {
  }
  ASSERT_EQ(platform.bodies.size(), 4u);
  std::map<std::string, std::vector<std::string>> kinds;
  for (size_t i = 0; i < 4; ++i) {
    const auto message = cases::Json::parse(platform.bodies[i]);
    kinds[message["account_id"]].push_back(message["kind"]);
    EXPECT_EQ(platform.keys[i], std::to_string(message["message_id"].get<int64_t>()));
    EXPECT_EQ(platform.signatures[i], cases::signature("between us", opened->now, platform.bodies[i]));
  }
  EXPECT_EQ(kinds["a"], (std::vector<std::string>{"measure", "notice"}));
  const cases::Actor publisher = person("pub", {"publisher"});
  EXPECT_EQ(cases::list_messages(store(), publisher, "delivered")->messages.size(), 4u);
  EXPECT_EQ(cases::list_notices(store(), publisher, "sent")->notices.size(), 2u);
}

TEST_P(Delivery, TriesAgainLaterAndLaterUntilItGivesUp) {
  Platform platform;
  platform.broken = true;
  TestServer there({}, {platform.route()});
  send_to(there.port());
  EXPECT_EQ(*deliver_due(store()), 2);
  EXPECT_EQ(*deliver_due(store()), 0);  // not at once
  opened->now += 3600;
  platform.broken = false;
  EXPECT_EQ(*deliver_due(store()), 2);
  EXPECT_EQ(platform.bodies.size(), 2u);
}

// Else a server that is told to end waits for the whole batch, 20 s a message where the platform hangs.
TEST_P(Delivery, BeginsNoFurtherMessageOnceItIsToEnd) {
  Platform platform;
  TestServer there({}, {platform.route()});
  send_to(there.port());
  int asked = 0;
  EXPECT_EQ(*deliver_due(store(), 50, [&] { return ++asked <= 1; }), 1);
  EXPECT_EQ(platform.bodies.size(), 1u);
}

TEST(Post, SaysWhatIsWrong) {
  EXPECT_EQ(post("ftp://x", {}, "").error().kind, ErrorKind::usage);
  EXPECT_EQ(post("http://user@host/", {}, "").error().kind, ErrorKind::usage);
  const auto nobody = post("http://127.0.0.1:1/", {}, "x");
  ASSERT_FALSE(nobody);
  EXPECT_NE(nobody.error().message.find("nobody is there"), std::string::npos) << nobody.error().message;
}

}  // namespace
}  // namespace lockstep::server
