# What the person sees: one line a step with its time; the full output only where a step failed.
# shellcheck shell=bash

logs=build/log

say() { printf '%s\n' "$*"; }

fail() {
  printf 'run: %s\n' "$*" >&2
  exit 1
}

# step NAME COMMAND…: runs the command with its output in build/log/NAME.log. Prints a line when it is done, or what it
# wrote when it failed, whose status it returns. The name may hold blanks.
step() {
  local name=$1 log started=$EPOCHREALTIME status=0
  log=$logs/${name//[ \/]/-}.log
  shift
  mkdir -p "$logs"
  [[ -t 1 ]] && printf '  … %s\r' "$name"
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if ((status == 0)); then
    printf '  %-44s %7s s\n' "$name" "$(seconds_since "$started")"
  else
    printf '  %-44s %7s s  FAILED (exit %d)\n' "$name" "$(seconds_since "$started")" "$status"
    cat "$log"
  fi
  return "$status"
}

# must NAME COMMAND…: a step without which there is no going on.
must() { step "$@" || fail "\"$1\" failed; its output is above and in $logs"; }

# A stage is a step that may fail while the others go on; count_stages tells at the end, and fails if one did.
stage() {
  if step "$@"; then printf '%s\n' "$1" >>"$logs/passed"; else printf '%s\n' "$1" >>"$logs/failed"; fi
}

no_stages_yet() {
  mkdir -p "$logs"
  : >"$logs/passed"
  : >"$logs/failed"
}

# side_by_side FUNCTION…: each does its stages in order while the others do theirs; interrupted, all of them end.
side_by_side() {
  local lane lanes=()
  trap 'trap - INT TERM; kill 0' INT TERM
  for lane in "$@"; do
    "$lane" &
    lanes+=($!)
  done
  for lane in "${lanes[@]}"; do wait "$lane" || fail "a row of stages ended early"; done
  trap - INT TERM
}

count_stages() {
  sed 's/^/FAILED: /' "$logs/failed"
  say "$(wc -l <"$logs/passed") passed, $(wc -l <"$logs/failed") failed"
  [[ ! -s $logs/failed ]]
}

seconds_since() {
  local microseconds=$((${EPOCHREALTIME/[.,]/} - ${1/[.,]/}))
  printf '%d.%d' $((microseconds / 1000000)) $((microseconds / 100000 % 10))
}

# changed STAMP TEXT: whether TEXT differs from what stood at the time of remember STAMP TEXT.
changed() { [[ ! -f build/stamps/$1 || $(<"build/stamps/$1") != "$2" ]]; }

remember() {
  mkdir -p build/stamps
  printf '%s\n' "$2" >"build/stamps/$1"
}
