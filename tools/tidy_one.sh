#!/usr/bin/env bash
# tidy_one.sh DIGEST SOURCE: clang-tidy, unless the source and all the headers (DIGEST) are those that last passed.
set -euo pipefail
stamp=build/stamps/tidy/${2//\//-}
state="$1 $(sha256sum <"$2")"
[[ -f $stamp && $(<"$stamp") == "$state" ]] && exit 0
clang-tidy-16 --quiet -p build/release "$2" 2>/dev/null || exit 1
printf '%s\n' "$state" >"$stamp"
