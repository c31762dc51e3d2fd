# Everything that must hold, a line a stage; the whole output of a stage only where it failed.
# shellcheck shell=bash

run_test() {
  prepare_tests
  stage "unit tests" build/release/bin/unit_tests --gtest_brief=1
  stage "golden files" golden release
  stage "answers of other tools" answers_of_other_tools
  count_stages
}

prepare_tests() {
  need build test
  remember with-tests ""
  build_program
  must "compile unit tests" ninja -C build/release
}

# The modes that answer as others do, on made-up tables against slow twins.
answers_of_other_tools() {
  .venv/bin/python -m pytest -q -n auto tests/test_peers.py
}

# golden PRESET: the golden files with that build's program.
golden() {
  LOCKSTEP=$PWD/build/$1/bin/lockstep .venv/bin/python -m pytest -q -n auto tests/test_golden.py
}
