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
passed=0
failed=()
stage() {
  if step "$@"; then passed=$((passed + 1)); else failed+=("$1"); fi
}

count_stages() {
  local name
  for name in "${failed[@]}"; do say "FAILED: $name"; done
  say "$passed passed, ${#failed[@]} failed"
  ((${#failed[@]} == 0))
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
