#include "lockstep/networks/tested_networks.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "lockstep/networks/test_pass.h"

namespace lockstep {
namespace {

bool nominated(const TestedNetwork& network) { return network.network_class == NetworkClass::synchronised; }

void name_in_order(std::vector<TestedNetwork>& networks) {
  std::stable_partition(networks.begin(), networks.end(), nominated);
  for (size_t i = 0; i < networks.size(); ++i) networks[i].network_id = fmt::format("n{}", i + 1);
}

}  // namespace

std::string_view name(NetworkClass network_class) {
  switch (network_class) {
    case NetworkClass::synchronised:
      return "synchronised";
    case NetworkClass::closed_ring:
      return "closed_ring";
    case NetworkClass::close_circle:
      return "close_circle";
    case NetworkClass::declared_automation:
      return "declared_automation";
  }
  return "";
}

Result<NetworkTests> test_networks(const TouchBook& book, const NetworkTestOptions& options, Progress& progress) {
  std::vector<uint8_t> left_out(book.accounts(), 0);
  for (unsigned round = 0;; ++round) {
    TestPass pass{book, options, left_out, round == 0 ? "Testing" : "Testing without those found"};
    if (Result<void> done = pass.run(progress); !done) return done.error();
    NetworkTests tests;
    tests.proposals = pass.judged.size();
    tests.tested_pairs = pass.pairs.size();
    assemble_networks(pass, tests);
    bool any = false;
    for (const TestedNetwork& network : tests.networks)
      if (nominated(network))
        for (const TestedMember& member : network.members) {
          left_out[member.account] = 1;
          any = true;
        }
    if (round == 0 && any) continue;
    if (Result<void> added = add_closed_rings(pass, tests, progress); !added) return added.error();
    name_in_order(tests.networks);
    judge_counted(pass, tests);
    std::stable_sort(tests.candidates.begin(), tests.candidates.end(), [](const auto& a, const auto& b) {
      return std::tie(a.p_value, a.members) < std::tie(b.p_value, b.members);
    });
    tests.ranking = rank_accounts(pass, tests.networks);
    if (options.power) {
      progress.begin("What could have been found", 0, "");
      tests.power = estimate_power(pass, least_for_a_plan(tests.networks, false));
    }
    for (ObjectIndex object = 0; object < book.objects(); ++object)
      tests.shared_objects += book.object_begin[object + 1] - book.object_begin[object] >= 2;
    for (const auto& references : pass.references)
      tests.references.push_back(
          {references->window(), references->total(), uint64_t(std::count(left_out.begin(), left_out.end(), 1))});
    return tests;
  }
}

}  // namespace lockstep
