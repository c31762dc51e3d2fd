"""What the README promises: its five commands run, as they stand there, and leave what it says."""

import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))


def commands_under(heading: str) -> list[str]:
    section = (ROOT / "README.md").read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1].splitlines()


def test_the_five_commands_run(tmp_path: Path) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    environment = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}
    commands = commands_under("Five more")
    assert len(commands) == 5
    for command in commands:
        done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    for left in ["result/report.html", "result/networks.csv", "pairs.csv", "edges.csv"]:
        assert (tmp_path / left).stat().st_size > 0, left


def test_the_two_commands_are_verbs() -> None:
    verbs = subprocess.run([ROOT / "run"], capture_output=True, text=True, check=True).stdout
    for command in commands_under("Two commands"):
        assert f"\n  {command.split()[1]} " in verbs
