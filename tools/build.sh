# The program, in Release, at build/release/bin/lockstep, with the report's views inside.
# shellcheck shell=bash

run_build() {
  build_program
  say "The program: build/release/bin/lockstep"
}

build_program() {
  need build
  need_web
  build_web
  configure release -DLOCKSTEP_TESTS="$(with_tests)"
  must "compile release" ninja -C build/release program
}

# The unit tests belong to build/release once ./run test has been called; demo alone does not need their libraries.
with_tests() { if [[ -f build/stamps/with-tests ]]; then echo ON; else echo OFF; fi; }

# The report's views as one page, and the console as a folder; the program carries both.
build_web() {
  local sources
  sources=$(find web api -name node_modules -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
  [[ -f build/web/report.html && -f build/web/console/index.html ]] && ! changed web "$sources" && return
  must "views of the report and the console" npm_here run build
  remember web "$sources"
}

# configure PRESET [CMAKE ARGUMENT…]: again only where something that it depends on has changed.
configure() {
  local preset=$1 settings
  settings="$PWD ${*:2} $(cat CMakePresets.json packages/debian.txt pyproject.toml | sha256sum)"
  [[ -f build/$preset/build.ninja ]] && ! changed "configure-$preset" "$settings" && return
  grep -qsxF "CMAKE_HOME_DIRECTORY:INTERNAL=$PWD" "build/$preset/CMakeCache.txt" || rm -rf "build/$preset"  # it was moved
  must "configure $preset" cmake --preset "$preset" -DLOCKSTEP_PYTHON="$PWD/.venv/bin/python" "${@:2}"
  remember "configure-$preset" "$settings"
}
