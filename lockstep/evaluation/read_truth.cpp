#include <fmt/format.h>

#include <algorithm>

#include "lockstep/evaluation/evaluation.h"
#include "lockstep/evaluation/named_columns.h"

namespace lockstep {
namespace {

uint32_t number_of(std::vector<std::string>& names, std::string_view name) {
  const size_t number = size_t(std::find(names.begin(), names.end(), name) - names.begin());
  if (number == names.size()) names.emplace_back(name);
  return uint32_t(number);
}

}  // namespace

Result<Truth> read_truth(const std::string& path) {
  Truth truth;
  StringPool groups;
  const auto take = [&](const NamedRow& row) -> Result<void> {
    const auto refuse = [&](std::string message) {
      return Error{.kind = ErrorKind::input, .message = std::move(message), .where = row.where};
    };
    const std::string_view account = row.cells[0], its_class = row.cells[1], group = row.cells[2];
    if (account.empty() || its_class.empty()) return refuse("a row without an account or without its class");
    if (truth.accounts.intern(account) != truth.class_of.size())
      return refuse(fmt::format("account \"{}\" stands here for the second time", account));
    const bool planted = its_class == "planted";
    if (planted && group.empty()) return refuse(fmt::format("account \"{}\" is planted in no group", account));
    truth.class_of.push_back(number_of(truth.classes, its_class));
    truth.group_of.push_back(planted ? groups.intern(group) : not_planted);
    if (planted && groups.size() > truth.groups.size()) truth.groups.emplace_back(group);
    return {};
  };
  const Result<void> read = read_named_columns(path, {"account_id", "class", "group"}, take);
  if (!read) return read.error();
  if (truth.class_of.empty())
    return Error{.kind = ErrorKind::input, .message = "the truth names no account", .where = path};
  return truth;
}

}  // namespace lockstep
