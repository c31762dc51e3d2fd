// lockstep/evaluation/named_columns.h
//
// Some columns of a small table, by name, row after row.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lockstep/base/result.h"

namespace lockstep {

struct NamedRow {
  std::span<const std::string_view> cells;  // in the order asked for; empty where absent
  std::string where;                        // "members.csv:3"
};

// Stops at the first error that `take` returns. Errors of its own: the file cannot be read, a column is missing, a row
// is damaged.
Result<void> read_named_columns(const std::string& path, const std::vector<std::string>& names,
                                const std::function<Result<void>(const NamedRow&)>& take);

}  // namespace lockstep
