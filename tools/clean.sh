# shellcheck shell=bash

run_clean() {
  rm -rf build .venv web/node_modules .pytest_cache .ruff_cache tests/__pycache__
  say "Removed: build/ .venv/ web/node_modules/ and caches"
}
