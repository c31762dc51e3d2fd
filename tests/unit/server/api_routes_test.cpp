#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <set>

#include "server/api/api.h"
#include "server/api/document.h"

namespace lockstep::server {
namespace {

std::string told(const std::string& method, const std::string& path, const std::string& id, bool anonymous,
                 uint32_t roles) {
  return method + " " + path + " " + id + (anonymous ? " anybody" : " " + std::to_string(roles));
}

std::string upper(std::string text) {
  for (char& c : text) c = char(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

// /healthz and /metrics are the transport's own; tests of it hold them.
std::set<std::string> routes_of_the_document() {
  std::set<std::string> all;
  for (const auto& [path, methods] : document().at("paths").items()) {
    if (path == "/healthz" || path == "/metrics") continue;
    for (const auto& [method, operation] : methods.items()) {
      const auto names = operation.at("x-roles").get<std::vector<std::string>>();
      all.insert(told(upper(method), path, operation.at("operationId"), names.empty(), *cases::roles_of(names)));
    }
  }
  return all;
}

TEST(ApiRoutes, AreThoseOfTheDocumentWithTheSameRoles) {
  const std::string folder = std::filesystem::temp_directory_path() / ("lockstep-routes-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  {
    auto store = cases::Store::open(folder + "/cases.db");
    ASSERT_TRUE(store);
    auto api = Api::open(**store, {.data_folder = folder + "/data", .program = "/none"}, [](const std::string&) {});
    ASSERT_TRUE(api);
    std::set<std::string> served;
    for (const Route& route : (*api)->parts().routes)
      served.insert(told(route.method, route.pattern, route.operation_id, route.access.anonymous, route.access.roles));
    EXPECT_EQ(served, routes_of_the_document());
    EXPECT_GT(served.size(), 60u);
  }
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace lockstep::server
