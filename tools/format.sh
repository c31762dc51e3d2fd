# shellcheck shell=bash

run_format() {
  need build test
  . tools/lint.sh
  cpp_sources | xargs -0 clang-format-16 -i
  .venv/bin/python -m ruff check --quiet --fix . || true
  .venv/bin/python -m ruff format --quiet .
  need_web
  npm_here run format
}
