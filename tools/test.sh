# Everything that must hold, a line a stage; the whole output of a stage only where it failed.
# shellcheck shell=bash
# shellcheck source=tools/lint.sh
. tools/lint.sh

fuzz_seconds=30  # each fuzzer, from the kept corpus

run_test() {
  prepare_tests
  no_stages_yet
  side_by_side test_program test_pages
  count_stages
}

# A browser waits most of the time: what needs none runs beside it.
test_pages() {
  stage "web: unit tests" npm_here test
  stage "report: in a browser" npm_here run e2e
  stage "console: in a browser" npm_here run e2e:console
}

test_program() {
  lint_stages
  stage "unit tests" build/release/bin/unit_tests --gtest_brief=1
  stage "golden files, peers, command line" python_tests release tests
  stage "address sanitizer: unit tests" sanitized asan build/asan/bin/unit_tests --gtest_brief=1
  stage "address sanitizer: golden files" sanitized asan python_tests asan tests/test_golden.py --runs threads
  stage "thread sanitizer: golden files of pairs" sanitized tsan python_tests tsan tests/test_golden.py --runs threads -k pairs
  stage "clang-tidy" check_cpp
  stage "fuzzers, $fuzz_seconds s each" tests/fuzz/run.sh "$fuzz_seconds"
}

prepare_tests() {
  need build test
  remember with-tests ""
  build_program
  must "compile unit tests" ninja -C build/release
  # the golden files run under both; the unit tests and the fuzzers with the address sanitizer alone
  configure asan
  must "compile asan, fuzzers" ninja -C build/asan program unit_tests fuzzers
  configure tsan -DLOCKSTEP_TESTS=OFF
  must "compile tsan" ninja -C build/tsan lockstep lockstep_parquet
}

# python_tests PRESET ARGUMENT…: pytest against that build's program.
python_tests() {
  LOCKSTEP=$PWD/build/$1/bin/lockstep .venv/bin/python -m pytest -q -n auto "${@:2}"
}

# sanitized PRESET COMMAND…: with the sanitizers' settings, and fewer cases a property: each costs some ten times more.
sanitized() {
  local suppressions=$PWD/tests/sanitizers/$1.supp
  ASAN_OPTIONS=detect_stack_use_after_return=1 LSAN_OPTIONS=suppressions=$suppressions:print_suppressions=0 \
    TSAN_OPTIONS=suppressions=$suppressions UBSAN_OPTIONS=print_stacktrace=1 RC_PARAMS=max_success=20 "${@:2}"
}
