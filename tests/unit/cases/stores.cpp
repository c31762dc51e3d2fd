#include "tests/unit/cases/stores.h"

#include "lockstep/cases/connect.h"

namespace lockstep::cases {

void Opened::make_schema(const std::string& schema) {
  auto sql = connect({.sqlite = false, .target = std::getenv("LOCKSTEP_TEST_POSTGRESQL")});
  if (!sql) throw std::runtime_error(to_string(sql.error()));
  **sql << "drop schema if exists " << schema << " cascade";
  **sql << "create schema " << schema;
  made_ = true;
}

}  // namespace lockstep::cases
