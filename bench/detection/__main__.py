"""Simulate, detect, evaluate, as whole processes, on several seeds; every plain count beside, tuned on the truth.

    ./run bench-detection                   the gates, under ten minutes on two quiet cores; writes docs/evaluation.md
    ./run bench-detection --full            one factor at a time, 200 random cells, the evasion curve; overnight at most
    ./run bench-detection --only evasion    that part of the full form alone (or factors, random); at any --accounts,
                                            and the table says so
    ./run bench-detection --only calibration        whether the p-values mean what they say, alone
    ./run bench-detection --power | --coarse | --company        what a run says it could have found; times cut to a
                                            grid; an hour's company: each its own table alone
    ./run bench-detection --cell SEED size=12,actions=10 size=40,trace=link      one stream, printed

What was measured lies under build/bench-detection/, one JSON a cell and seed: a run that was stopped goes on from
there.
"""

import argparse
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from bench import realism
from bench.document import write_block, write_picture

from . import coarse, company, power, tables
from .calibration import calibrate
from .cells import EMPTY, QUICK, STANDARD, Cell, factor_cells, lever_cells, one_factor, random_cells
from .draws import accused, draw_table
from .evasion import evasion_picture, evasion_table
from .gates import gates
from .pictures import cells_picture
from .results import CellResult
from .streams import PROGRAM, STORE, Work, measure

EVASION_PICTURE = "\n![Recall as an attacker pulls one lever](pictures/detection-evasion.svg)\n"
FRESH = (
    4001  # seeds from here on: nothing was tuned on them (1011, 1013, 2015, 3001 to 3003 showed faults, since mended)
)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench-detection", description="See docs/evaluation.md.")
    parser.add_argument("--full", action="store_true", help="one factor at a time, random cells, the evasion curve")
    parser.add_argument("--seeds", type=int, help="streams a cell (default: 3; --full: 5)")
    parser.add_argument("--empty-seeds", type=int, default=20, help="streams with nothing planted")
    parser.add_argument(
        "--only",
        choices=("evasion", "factors", "random", "calibration"),
        help="one part of --full, or the calibration, and its table alone",
    )
    parser.add_argument("--no-counts", action="store_true", help="with --only: no plain counts beside")
    parser.add_argument("--within", type=float, help="with --only: minutes, after which no stream is begun")
    parser.add_argument("--random", type=int, default=200, help="random cells of --full")
    parser.add_argument("--jobs", type=int, default=2, help="streams at once")
    parser.add_argument(
        "--accounts", type=int, default=25_000, help="accounts of a stream; another number leaves docs/ as it is"
    )
    parser.add_argument("--days", type=int, default=14, help="days of a stream; likewise")
    parser.add_argument("--dry", action="store_true", help="print, and leave docs/ as it is")
    parser.add_argument("--simulator", action="store_true", help="only the simulator beside the tables of examples/")
    parser.add_argument("--company", action="store_true", help="only an hour's company, on times cut to minutes")
    parser.add_argument("--coarse", action="store_true", help="only times cut down to a grid")
    parser.add_argument("--power", action="store_true", help="only what a run says it could have found, beside rings")
    parser.add_argument("--cell", nargs="+", metavar=("SEED", "PLANTING"), help="one stream, by hand")
    return parser.parse_args()


def works(options: argparse.Namespace) -> list[Work]:
    def of(cell: Cell, seeds: int, counts: bool = True, peers: bool = False) -> list[Work]:
        scale = options.accounts, options.days
        return [Work(cell, FRESH + k, *scale, counts, peers and k == 0) for k in range(seeds)]

    seeds = options.seeds or (5 if options.full else 3)
    found = [work for cell in QUICK for work in of(cell, seeds, peers=options.full or cell is STANDARD)]
    counted = min(2, options.empty_seeds)
    found += of(EMPTY, counted) + of(EMPTY, options.empty_seeds, counts=False)[counted:]
    if options.full:
        found += [work for cell in one_factor() for work in of(cell, seeds)]
        found += [work for cell in random_cells(options.random) for work in of(cell, 1)]
    return found


def works_of_part(options: argparse.Namespace) -> list[Work]:
    parts = {"evasion": lever_cells, "factors": factor_cells, "random": partial(random_cells, options.random)}
    cells = parts[options.only]()
    scale = options.accounts, options.days
    seeds = options.seeds or 1
    return [Work(cell, FRESH + k, *scale, not options.no_counts) for k in range(seeds) for cell in cells]


def measure_all(todo: list[Work], jobs: int, minutes: float | None = None) -> dict[str, CellResult]:
    began = time.monotonic()

    def measure_in_time(work: Work) -> dict | None:
        return None if minutes is not None and time.monotonic() - began > 60 * minutes else measure(work)

    streams: dict[Cell, list[dict]] = {}
    with ThreadPoolExecutor(jobs) as pool:
        for k, (work, measured) in enumerate(zip(todo, pool.map(measure_in_time, todo), strict=True), start=1):
            if measured is None:
                continue
            streams.setdefault(work.cell, []).append(measured)
            print(
                f"\r{k} of {len(todo)} streams, {time.monotonic() - began:.0f} s", end="", file=sys.stderr, flush=True
            )
    print(file=sys.stderr)
    return {cell.name: CellResult(cell, tuple(found)) for cell, found in streams.items()}


def by_hand(options: argparse.Namespace) -> None:
    seed, *plantings = options.cell
    cell = Cell("by-hand", "by hand", rings=tuple(plantings), sizes=())
    measured = measure(Work(cell, int(seed), options.accounts, options.days, counts=bool(plantings)))
    result = CellResult(cell, (measured,))
    print(tables.cell_table([result]) if plantings else "", tables.organic_table(result), tables.size_table([result]))
    print(tables.ring_table(result), f"detect: {measured['seconds']} s")


def about(results: dict[str, CellResult], options: argparse.Namespace) -> str:
    """What the numbers below it rest on."""
    streams = [stream for result in results.values() for stream in result.streams]
    seconds = sorted(stream["seconds"] for stream in streams)
    return (
        f"{len(streams)} streams of {options.accounts:,} accounts and {options.days} days, seeds from {FRESH} on; "
        f"`detect` took {seconds[len(seconds) // 2]:.0f} s of wall time in the median, with one thread and "
        f"{options.jobs} streams at once.\n\n"
    )


def write(results: dict[str, CellResult], options: argparse.Namespace) -> None:
    calibrations, calibrated = calibrate(PROGRAM, STORE / "work")
    dry = options.dry or (options.accounts, options.days) != (25_000, 14)
    planted = [result for name, result in results.items() if name != EMPTY.name]
    named = [result for result in planted if result.cell.drawn != "random"]
    empty = results.get(EMPTY.name)
    blocks = {
        "gates": about(results, options) + tables.gate_table(gates(results, planted) + calibrated),
        "cells": tables.cell_table([result for result in named if not result.cell.factor])
        + "\n![F1 and average precision beside the best-tuned count](pictures/detection-cells.svg)\n",
        "sizes": tables.size_table([result for result in named if not result.cell.factor]),
        "confidence": tables.confidence_table(planted),
        **calibrations,
    }
    if (standard := results[STANDARD.name].with_counts("peers")).streams:
        blocks["peers"] = tables.peer_table(standard)
    if empty:
        blocks["organic"] = tables.organic_table(empty)
        blocks["open to all"] = tables.open_to_all_table(empty)
        if (counted := empty.with_counts("plain")).streams:
            blocks["counts"] = tables.count_table(counted)
    if options.full:
        blocks |= {
            "evasion": evasion_table(planted) + EVASION_PICTURE,
            "factors": tables.cell_table([result for result in named if result.cell in factor_cells()]),
            "random": random_block([result for result in planted if result.cell.drawn == "random"]),
        }
    for name, block in blocks.items():
        print(f"\n{block}")
        if not dry:
            write_block(name, block)
    if not dry:
        write_picture("detection-cells.svg", cells_picture(named))
        if options.full:
            write_picture("detection-evasion.svg", evasion_picture(planted))


def random_block(cells: list[CellResult]) -> str:
    return "\n".join((tables.random_table(cells), draw_table(cells), accused(cells)))


def write_part(results: dict[str, CellResult], options: argparse.Namespace) -> None:
    cells = list(results.values())
    block = about(results, options)
    if options.only == "evasion":
        block += evasion_table(cells) + EVASION_PICTURE
    elif options.only == "factors":
        block += tables.cell_table(cells)
    else:
        block += random_block(cells)
    print(block)
    if options.dry:
        return
    write_block(options.only, block)
    if options.only == "evasion":
        write_picture("detection-evasion.svg", evasion_picture(cells))


def write_calibration(dry: bool) -> None:
    blocks, calibrated = calibrate(PROGRAM, STORE / "work")
    print(tables.gate_table(calibrated))
    for name, block in blocks.items():
        print(f"\n{block}")
        if not dry:
            write_block(name, block)


def main() -> None:
    options = arguments()
    if options.cell:
        return by_hand(options)
    if options.only == "calibration":
        return write_calibration(options.dry)
    if options.only:
        return write_part(measure_all(works_of_part(options), options.jobs, options.within), options)
    if options.company:
        return company.write(PROGRAM, STORE / "work", options.dry)
    if options.coarse:
        return coarse.write(STORE / "work", options.dry)
    if options.power:
        return power.write(STORE / "work", options.dry)
    realism.write(PROGRAM, STORE / "work", options.dry)
    if options.simulator:
        return None
    return write(measure_all(works(options), options.jobs), options)


if __name__ == "__main__":
    main()
