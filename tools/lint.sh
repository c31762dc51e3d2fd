# Formatting, static checks and the order of the modules.
# shellcheck shell=bash

run_lint() {
  need build test
  lint_stages
  count_stages
}

lint_stages() {
  stage "clang-format" check_cpp_format
  stage "ruff" check_python
  stage "shellcheck" check_shell
}

check_cpp_format() { cpp_sources | xargs -0 clang-format-16 --dry-run --Werror; }

check_python() {
  .venv/bin/python -m ruff check . && .venv/bin/python -m ruff format --check .
}

check_shell() { shellcheck --external-sources run .ci/run tools/*.sh; }

cpp_sources() {
  find . \( -name build -o -name .venv -o -name node_modules \) -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0
}
