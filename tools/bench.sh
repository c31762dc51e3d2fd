# shellcheck shell=bash

run_bench() {
  build_program
  need build bench
  .venv/bin/python bench/run.py "$@"
}
