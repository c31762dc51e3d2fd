# Both tables of examples/, from file to report, and to cases that people can look at.
# shellcheck shell=bash

run_demo() {
  build_program
  rm -rf build/demo
  mkdir -p build/demo
  local name
  for name in russian_coord_tweets german_elections; do
    build/release/bin/lockstep detect "examples/$name.csv.gz" --out "build/demo/$name" --replace
  done
  for name in russian_coord_tweets german_elections; do
    say "Cases of $name: $(build/release/bin/lockstep case import "build/demo/$name" --store build/demo/cases.db)"
  done
  say
  say "The reports, to open in a browser:"
  for name in russian_coord_tweets german_elections; do say "  $PWD/build/demo/$name/report.html"; done
  say
  say "The console on their cases; it prints the address that makes its first administrator:"
  say "  build/release/bin/lockstep serve --store build/demo/cases.db"
}
