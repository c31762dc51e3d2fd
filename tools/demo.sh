# Both tables of examples/, from file to report.
# shellcheck shell=bash

run_demo() {
  build_program
  rm -rf build/demo
  mkdir -p build/demo
  local name
  for name in russian_coord_tweets german_elections; do
    build/release/bin/lockstep detect "examples/$name.csv.gz" --out "build/demo/$name" --replace
  done
  say
  say "The reports, to open in a browser:"
  for name in russian_coord_tweets german_elections; do say "  $PWD/build/demo/$name/report.html"; done
}
