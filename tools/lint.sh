# Formatting, static checks and the order of the modules.
# shellcheck shell=bash

run_lint() {
  need build test
  need_web
  no_stages_yet
  lint_stages
  configure release -DLOCKSTEP_TESTS="$(with_tests)"
  stage "clang-tidy" check_cpp
  count_stages
}

lint_stages() {
  stage "clang-format" check_cpp_format
  stage "ruff" check_python
  stage "shellcheck" check_shell
  stage "TypeScript and biome" npm_here run check
  stage "order of the modules" .venv/bin/python tests/check_includes.py
  stage "words" .venv/bin/python tests/check_words.py
}

check_cpp_format() { cpp_sources | xargs -0 clang-format-16 --dry-run --Werror; }

check_python() {
  .venv/bin/python -m ruff check . && .venv/bin/python -m ruff format --check .
}

check_shell() { shellcheck --external-sources run .ci/run tools/*.sh tests/fuzz/run.sh; }

# Every source of the program that has changed, or whose headers have, since it last passed (.clang-tidy has the checks).
check_cpp() {
  local headers
  headers=$(find lockstep server cli -name '*.h' -print0 | LC_ALL=C sort -z | xargs -0 cat .clang-tidy | sha256sum)
  mkdir -p build/stamps/tidy
  find lockstep server cli -name '*.cpp' -print0 | xargs -0 -n 1 -P "$(nproc)" tools/tidy_one.sh "$headers"
}

cpp_sources() {
  find . \( -name build -o -name .venv -o -name node_modules \) -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0
}
