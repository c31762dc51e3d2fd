"""The files that `lockstep detect` leaves, read by the libraries that people read them with."""

import json
import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyarrow import parquet

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))
KEY = "a key of many letters"

# Names that XML, CSV and scripts must not trip over; five accounts share links of 15 outlets within seconds.
ACCOUNTS = ["rye & <oat>", 'bun "raisin"', "mill</script>", "ferry\u0007,x", "gull"]
DAYS = range(4, 19)
POSTS = "account_id,post_id,time,urls,text\n" + "".join(
    '"{}",p{}x{},2024-03-{:02}T08:00:0{}Z,https://harbour{}.test/a,"loaf {} </script><!-- by the harbour"\n'.format(
        account.replace('"', '""'), day, i, day, i, day, account.replace('"', '""')
    )
    for day in DAYS
    for i, account in enumerate(ACCOUNTS)
)


def detect(folder: Path, *options: str) -> Path:
    (folder / "posts.csv").write_text(POSTS)
    command = [PROGRAM, "detect", "posts.csv", "--quiet", "--out", "result", "--report-data", "data.json", *options]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder / "result"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return detect(tmp_path_factory.mktemp("plain"))


def test_evidence_holds_every_pair_of_posts_once(result: Path) -> None:
    rows = parquet.read_table(result / "evidence.parquet").to_pylist()
    assert len(rows) == 150  # ten pairs on fifteen days
    assert len({(row["post_a"], row["post_b"]) for row in rows}) == 150
    for row in rows:
        assert row["account_a"] < row["account_b"]
        assert row["gap_seconds"] == (row["time_b"] - row["time_a"]).total_seconds()
        assert row["trace"] == "co-link" and row["source"].startswith("harbour")
    pairs = parquet.read_table(result / "pairs.parquet").to_pylist()
    assert [row["shared"] for row in pairs] == [15] * 10
    assert {row["network_id"] for row in pairs} == {"n1"}


def test_graph_files_hold_members_and_pairs(result: Path) -> None:
    gexf = ElementTree.parse(result / "networks.gexf").getroot()
    space = {"g": "http://gexf.net/1.3"}
    assert gexf.tag == "{http://gexf.net/1.3}gexf" and gexf.get("version") == "1.3"
    nodes = {node.get("id") for node in gexf.iterfind(".//g:node", space)}
    assert {"rye & <oat>", 'bun "raisin"', "mill</script>"} < nodes and len(nodes) == 5
    edges = list(gexf.iterfind(".//g:edge", space))
    assert len(edges) == 10 and all({e.get("source"), e.get("target")} <= nodes for e in edges)
    graphml = ElementTree.parse(result / "networks.graphml").getroot()
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    keys = {key.get("id") for key in graphml.iterfind("g:key", space)}
    assert {data.get("key") for data in graphml.iterfind(".//g:data", space)} <= keys
    assert {node.get("id") for node in graphml.iterfind(".//g:node", space)} == nodes


def test_stages_are_named_for_what_they_are(result: Path) -> None:
    stages = [stage["stage"] for stage in json.loads((result / "timing.json").read_text())["stages"]]
    assert {f"Testing within {window}: groups" for window in ("60 s", "10 s", "10 min")} <= set(stages)
    assert not {"pairs", "first and last"} & set(stages)


def test_graph_files_hold_the_strongest_pairs_and_say_how_many_they_leave_out(tmp_path: Path) -> None:
    result = detect(tmp_path, "--graph-pairs", "4")
    space = {"g": "http://gexf.net/1.3", "m": "http://graphml.graphdrawing.org/xmlns"}
    gexf = ElementTree.parse(result / "networks.gexf").getroot().findall(".//g:edge", space)
    graphml = ElementTree.parse(result / "networks.graphml").getroot().findall(".//m:edge", space)
    ends = [[(edge.get("source"), edge.get("target")) for edge in edges] for edges in (gexf, graphml)]
    assert len(ends[0]) == 4 and ends[0] == ends[1]
    run = json.loads((result / "run.json").read_text())
    assert run["pairs_in_graphs"] == 4
    assert any("6 more stand in pairs.parquet only" in note for note in run["notes"])


def test_a_text_cannot_end_the_element_that_holds_the_data(result: Path) -> None:
    text = (result.parent / "data.json").read_text()
    assert "<" not in text
    network = json.loads(text)["networks"][0]
    assert "mill</script>" in network["members"]["account_id"]
    assert len(network["touches"]["post"]) == len(network["posts"]["text"]) == 75
    page = result / "report.html"
    if page.exists():
        element = re.search(
            r'<script id="report-data" type="application/json">(.*?)</script>', page.read_text(), re.DOTALL
        )
        assert element and json.loads(element[1]) == json.loads(text)


def test_a_small_report_counts_what_it_leaves_out(tmp_path: Path) -> None:
    detect(tmp_path, "--report-size", "4KB")
    text = (tmp_path / "data.json").read_text()
    data = json.loads(text)
    assert len(text) < 6000
    assert data["left_out"]["max_bytes"] == 4000
    assert data["left_out"]["networks"] + data["left_out"]["posts"] + data["left_out"]["activity"] > 0


def test_pseudonyms_leave_no_name_in_any_file(tmp_path: Path) -> None:
    result = detect(tmp_path, "--pseudonyms", KEY)
    tables = [parquet.read_table(result / name).to_pydict() for name in ("pairs.parquet", "evidence.parquet")]
    everything = repr(tables) + "".join(
        path.read_text() for path in result.iterdir() if path.suffix in (".csv", ".json", ".gexf", ".graphml")
    )
    for account in ACCOUNTS:
        assert account not in everything
    assert not re.search(r"\bp\d+x[0-4]\b", everything) and KEY not in everything
    accounts = tables[1]["account_a"]
    assert accounts == sorted(accounts), "the order would tell the order of the ids"
