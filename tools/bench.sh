# shellcheck shell=bash

# `./run bench console` is the load on the console, everything else the speed of the engine.
run_bench() {
  build_program
  need build bench
  if [[ ${1:-} = console ]]; then
    .venv/bin/python -m bench.console_load "${@:2}"
  else
    .venv/bin/python bench/run.py "$@"
  fi
}
