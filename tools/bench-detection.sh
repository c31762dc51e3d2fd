# How well detect finds planted networks, and whom it leaves alone: docs/evaluation.md.
# shellcheck shell=bash

run_bench-detection() {
  build_program
  need build bench
  POLARS_MAX_THREADS=1 .venv/bin/python -m bench.detection "$@"  # streams run beside each other
}
