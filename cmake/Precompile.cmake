# The libraries' headers that many files read, parsed once a target: takes a quarter to a half off the sanitizers' builds.
# The release does without, so that it and clang-tidy see every #include that is missing.
if(NOT LOCKSTEP_PRECOMPILE)
  return()
endif()
# PUBLIC: what a module links to is in its own precompiled header too.
target_precompile_headers(lockstep_base PUBLIC <algorithm> <array> <cmath> <filesystem> <functional> <map> <memory>
  <numeric> <optional> <set> <span> <string> <string_view> <tuple> <unordered_map> <vector> <fmt/format.h>)
target_precompile_headers(lockstep_results PUBLIC <nlohmann/json.hpp>)
target_precompile_headers(lockstep_cases PRIVATE <soci/soci.h>)
target_precompile_headers(lockstep_server PRIVATE <boost/asio/awaitable.hpp> <boost/beast/http.hpp>)
target_precompile_headers(lockstep PRIVATE <CLI/CLI.hpp>)
if(TARGET unit_tests)
  target_precompile_headers(unit_tests PRIVATE <gtest/gtest.h> <rapidcheck/gtest.h>)
endif()
