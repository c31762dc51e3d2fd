#!/usr/bin/env bash
# run.sh SECONDS [NAME...]: every fuzzer, or those named, for so long; they must be built (ninja -C build/asan fuzzers).
# What they find beyond the kept corpus stays under build/fuzz/corpus, a failing input under build/fuzz/failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
seconds=$1
shift
names=("$@")
if [ ${#names[@]} = 0 ]; then
  for program in build/asan/bin/fuzz_*; do names+=("${program##*/fuzz_}"); done
fi

fuzz() {
  mkdir -p "build/fuzz/corpus/$1" "build/fuzz/failed"
  if ! "build/asan/bin/fuzz_$1" -max_total_time="$2" -timeout=20 -rss_limit_mb=2048 -max_len=4096 \
    -artifact_prefix="build/fuzz/failed/$1-" "build/fuzz/corpus/$1" "tests/fuzz/corpus/$1" >"build/fuzz/$1.log" 2>&1; then
    tail -40 "build/fuzz/$1.log"
    echo "fuzzer $1 failed: build/fuzz/$1.log"
    return 1
  fi
  echo "fuzzer $1: $(grep -o 'Done.*' "build/fuzz/$1.log" | tail -1)"
}
export -f fuzz

printf '%s\n' "${names[@]}" | xargs -P "${FUZZ_JOBS:-$(nproc)}" -I NAME bash -c "fuzz NAME $seconds"
