#include <algorithm>

#include "lockstep/base/parallel.h"
#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

constexpr double covered = .5;  // of the smaller group

std::string_view reason_of(const GroupTest& test, double level) {
  if (test.occasions < 2) return "fewer than two occasions that one source or one hour does not explain";
  if (test.p > level) return "not beyond chance: independent accounts with these sources and hours would meet as often";
  return "beyond chance on the posts that show it, but not confirmed on posts held out";
}

}  // namespace

void judge_counted(const TestPass& pass, NetworkTests& tests) {
  const NetworkTestOptions& options = pass.options;
  if (options.counted.empty()) return;
  const References references(pass.book, options.counted_window, pass.left_out, options.threads);
  std::vector<std::vector<AccountIndex>> networks;
  networks.reserve(tests.networks.size());
  for (const TestedNetwork& network : tests.networks) networks.push_back(accounts_of(network.members));
  std::vector<std::optional<FailedCandidate>> failed(options.counted.size());
  parallel_for(options.counted.size(), options.threads, [&](size_t i) {
    const std::vector<AccountIndex>& members = options.counted[i];
    if (std::any_of(networks.begin(), networks.end(),
                    [&](const auto& network) { return overlap(members, network) >= covered; }))
      return;
    std::vector<GroupObject> objects = group_objects(pass.book, members, references.window());
    const GroupTest test = test_group(counted_and_rated(pass.book, references, members, pass.left_out, objects));
    failed[i] = {.found_by = FoundBy::count,
                 .members = members,
                 .window = options.counted_window,
                 .occasions = test.occasions,
                 .p_value = test.p,
                 .q_value = test.p,
                 .reason = reason_of(test, options.level)};
  });
  for (std::optional<FailedCandidate>& candidate : failed)
    if (candidate) tests.candidates.push_back(std::move(*candidate));
}

}  // namespace lockstep
