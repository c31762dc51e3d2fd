"""The simulator beside both real tables of examples/: gaps, object sizes, activity, share of fast pairs.

    ./run bench-detection --simulator

What is compared is who touched which object when, each account once: reposts with the Russian table (reposts of one
movement's opponents, over seven months), links with the German one (a campaign on two platforms). Nothing is planted.
"""

import math
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bench.document import ROOT, table, write_block, write_picture
from bench.svg import Svg

EXAMPLES = ROOT / "examples"
WINDOWS = (10, 60, 600, 3600)


@dataclass(frozen=True)
class Touches:
    name: str
    rows: pl.DataFrame  # account, object, time (seconds): each account's first touch of each object
    acts: pl.Series  # acts of each account, repeated ones too


def touches(name: str, rows: pl.DataFrame) -> Touches:
    acts = rows.group_by("account").len()["len"]
    first = rows.group_by("account", "object").agg(pl.col("time").min()).sort("object", "time")
    return Touches(name, first, acts)


def russian() -> Touches:
    rows = pl.read_csv(EXAMPLES / "russian_coord_tweets.csv.gz", infer_schema_length=0)
    rows = rows.select(account="account_id", object="object_id", time=pl.col("timestamp_share").cast(pl.Int64))
    return touches("Russian table, reposts", rows)


def german() -> Touches:
    rows = pl.read_csv(EXAMPLES / "german_elections.csv.gz", infer_schema_length=0)
    rows = rows.filter(pl.col("url_id").is_not_null() & (pl.col("url_id") != ""))
    # one row for each post x link x hashtag: each post and link once
    return touches(
        "German table, links",
        rows.select(account="account_id", object="url_id", time=pl.col("timestamp").cast(pl.Int64)).unique(),
    )


def simulated(program: Path, work: Path, name: str, *options: str) -> tuple[Touches, Touches]:
    folder = work / f"realism-{name.replace(' ', '-')}"
    shutil.rmtree(folder, ignore_errors=True)
    command = [program, "simulate", "--quiet", "--seed", "1001", "--out", folder, *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    posts = pl.read_csv(folder / "posts.csv", infer_schema_length=0)
    shutil.rmtree(folder)
    posts = posts.with_columns(pl.col("time").str.to_datetime(time_zone="UTC").dt.epoch("s"))
    reposts = posts.filter(pl.col("kind") == "repost")
    links = posts.filter((pl.col("kind") == "post") & pl.col("urls").is_not_null() & (pl.col("urls") != ""))
    return (
        touches(f"{name}, reposts", reposts.select(account="account_id", object="reposted_post_id", time="time")),
        touches(f"{name}, links", links.select(account="account_id", object="urls", time="time")),
    )


def pair_shares(rows: pl.DataFrame) -> dict[int, float]:
    """Of all pairs of touches of one object: the share within each window. Counted exactly, two pointers an object."""
    within, pairs = dict.fromkeys(WINDOWS, 0), 0
    for times in rows.group_by("object").agg("time")["time"]:
        ordered = sorted(times)
        pairs += len(ordered) * (len(ordered) - 1) // 2
        for window in WINDOWS:
            oldest = 0
            for later, at in enumerate(ordered):
                while at - ordered[oldest] > window:
                    oldest += 1
                within[window] += later - oldest
    return {window: count / pairs for window, count in within.items()}


def repeated_pairs(rows: pl.DataFrame, window: int = 60) -> tuple[float, float]:
    """Of the pairs of accounts that meet within the window: the share that meets again, and five times or more."""
    near = rows.join_where(
        rows.rename({"account": "other", "object": "same", "time": "their"}),
        pl.col("object") == pl.col("same"),
        pl.col("account") < pl.col("other"),
        (pl.col("time") - pl.col("their")).abs() <= window,
    )
    met = near.group_by("account", "other").len()["len"]
    return (met >= 2).sum() / met.len(), (met >= 5).sum() / met.len()


def share_of_most_active(acts: pl.Series, share: float) -> float:
    top = acts.sort(descending=True).head(max(1, round(share * acts.len())))
    return top.sum() / acts.sum()


def measures(data: Touches) -> dict[str, float]:
    sizes = data.rows.group_by("object").len()["len"]
    shared = sizes.filter(sizes > 1)
    gaps = gaps_of(data)
    shares = pair_shares(data.rows)
    again, often = repeated_pairs(data.rows)
    found = {
        "objects touched by one account only": (sizes == 1).sum() / sizes.len(),
        "accounts at an object that several touch, median": shared.median(),
        "99th percentile": shared.quantile(0.99),
        "most": shared.max(),
        "accounts that act once": (data.acts == 1).sum() / data.acts.len(),
        "acts by the most active 1% of accounts": share_of_most_active(data.acts, 0.01),
        "acts by the most active 10%": share_of_most_active(data.acts, 0.1),
        "gap to the next touch of the object, median, s": gaps.median(),
    }
    found |= {f"gaps within {window:,} s": (gaps <= window).sum() / gaps.len() for window in WINDOWS[:3]}
    found |= {f"pairs of touches within {window:,} s": share for window, share in shares.items()}
    found |= {
        "of pairs within the hour, within 60 s": shares[60] / shares[3600],
        "account pairs within 60 s that meet again": again,
        "that meet five times or more": often,
    }
    return found


def gaps_of(data: Touches) -> pl.Series:
    return data.rows.select(gap=pl.col("time").diff().over("object")).drop_nulls()["gap"]


def written(value: float, what: str) -> str:
    if what.endswith((", s", "median", "percentile", "most")):
        return f"{value:,.0f}"
    return f"{value:.1%}" if value >= 0.01 else f"{100 * value:.2g}%"


def differences(ours: dict[str, float], real: dict[str, float], name: str) -> list[str]:
    """Where the two are more than twice apart, the furthest first."""
    ratios = {what: ours[what] / real[what] for what in ours if ours[what] > 0 and real[what] > 0}
    apart = sorted(ratios, key=lambda what: -abs(math.log(ratios[what])))
    return [
        f"- {name}: {what}: {written(ours[what], what)} simulated, {written(real[what], what)} real."
        for what in apart
        if abs(math.log2(ratios[what])) > 1
    ]


def tail(values: list[float]) -> list[tuple[float, float]]:
    """P(X >= x) at each distinct x."""
    ordered = sorted(values)
    points, seen = [], set()
    for i, value in enumerate(ordered):
        if value not in seen:
            seen.add(value)
            points.append((value, 1 - i / len(ordered)))
    return points


def below(values: list[float]) -> list[tuple[float, float]]:
    """P(X <= x), at forty points of a scale of ratios from a second to a day."""
    ordered, points, i = sorted(values), [], 0
    for step in range(41):
        at = 86_400 ** (step / 40)
        while i < len(ordered) and ordered[i] <= at:
            i += 1
        points.append((at, i / len(ordered)))
    return points


def picture(pairs: list[tuple[Touches, Touches]]) -> str:
    width, height, panel = 1000, 560, 320
    svg = Svg(
        width, height, "The simulator beside real tables", "Object sizes, activity and gaps; the table has the numbers."
    )
    svg.text(12, 24, "Simulated in blue, real in grey; nothing planted")
    for row, (ours, real) in enumerate(pairs):
        top, bottom = 76 + 250 * row, 250 + 250 * row
        svg.text(12, top - 26, f"{ours.name} – {real.name}")
        for column, (title, what, most_x) in enumerate(
            (
                (
                    "accounts at an object: share with at least",
                    lambda d: tail(d.rows.group_by("object").len()["len"].to_list()),
                    4,
                ),
                ("acts of an account: share with at least", lambda d: tail(d.acts.to_list()), 4),
                ("gap to the next touch, s: share within", lambda d: below(gaps_of(d).to_list()), 5),
            )
        ):
            left, right = 48 + panel * column, 12 + panel * (column + 1) - 24
            draw_panel(svg, (left, right, top, bottom), title, most_x, column < 2)
            for look, data in (("chance", real), ("seen", ours)):
                svg.path(look, curve(what(data), (left, right, top, bottom), most_x, column < 2))
    return svg.finish()


LEAST_SHARE = 5  # powers of ten on the axis of tails


def place(x: float, share: float, box: tuple, most_x: int, logarithmic: bool) -> tuple[float, float]:
    left, right, top, bottom = box
    across = min(1.0, math.log10(max(1, x)) / most_x)
    up = 1 + math.log10(max(share, 10**-LEAST_SHARE)) / LEAST_SHARE if logarithmic else share
    return left + across * (right - left), bottom - up * (bottom - top)


def curve(points: list[tuple[float, float]], box: tuple, most_x: int, logarithmic: bool) -> list[tuple[float, float]]:
    drawn: list[tuple[float, float]] = []
    for x, share in points:
        at = place(x, share, box, most_x, logarithmic)
        if not drawn or abs(at[0] - drawn[-1][0]) + abs(at[1] - drawn[-1][1]) > 1:
            drawn.append(at)
    return drawn


def draw_panel(svg: Svg, box: tuple, title: str, most_x: int, logarithmic: bool) -> None:
    left, right, top, bottom = box
    svg.text(left, top - 8, title, look="small")
    for power in range(most_x + 1):
        x, _ = place(10**power, 1, box, most_x, logarithmic)
        svg.line("grid", x, top, x, bottom)
        svg.text(x, bottom + 16, f"{10**power:,}", "middle", "small")
    for share in (1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5) if logarithmic else (0, 0.5, 1):
        _, y = place(1, share, box, most_x, logarithmic)
        svg.line("grid", left, y, right, y)
        svg.text(left - 5, y + 4, f"{share:g}".replace("e-0", "e-"), "end", "small")


def write(program: Path, work: Path, dry: bool) -> None:
    work.mkdir(parents=True, exist_ok=True)
    reposts, links = simulated(program, work, "simulated")
    plain_reposts, plain_links = simulated(program, work, "without classes", "--organic-share", "0")
    columns = [reposts, plain_reposts, russian(), links, plain_links, german()]
    found = [measures(data) for data in columns]
    rows = [[what, *(written(values[what], what) for values in found)] for what in found[0]]
    rows.insert(0, ["accounts", *(f"{data.acts.len():,}" for data in columns)])
    rows.insert(1, ["touches", *(f"{data.rows.height:,}" for data in columns)])
    text = table(["", *(data.name for data in columns)], rows)
    text += "\nMore than twice apart, the furthest first:\n\n" + "\n".join(
        differences(found[0], found[2], "reposts") + differences(found[3], found[5], "links")
    )
    print(text)
    if not dry:
        write_block("simulator", text)
        write_picture("simulator.svg", picture([(reposts, columns[2]), (links, columns[5])]))
