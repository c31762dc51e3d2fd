#include "server/console/console.h"

#include <string>

namespace lockstep::server {

std::vector<Asset> console_files();  // made by cmake/ConsoleFiles.cmake

Assets console() {
  return {console_files(),
          {"", "cases", "accounts", "appeals", "reviews", "quality", "runs", "notices", "templates", "outbox",
           "policies", "audit", "people", "settings", "me", "notice", "invitation", "invitations"}};
}

}  // namespace lockstep::server
