"""Shell completion: each shell reads what the program prints, and bash completes with it."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(os.environ.get("LOCKSTEP", ROOT / "build" / "release" / "bin" / "lockstep"))


def completion(shell: str) -> str:
    return subprocess.run([PROGRAM, "completion", shell], capture_output=True, text=True, check=True).stdout


def completed_by_bash(line: str) -> set[str]:
    words = line.split(" ")
    script = f"""
        {completion("bash")}
        COMP_WORDS=({" ".join(f"'{word}'" for word in words)}) COMP_CWORD={len(words) - 1}
        _lockstep
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-uc", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_reads_it(shell: str, tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text(completion(shell))
    subprocess.run([shell, "-n", script], check=True)


def test_commands_come_first() -> None:
    assert {"man", "completion"} <= completed_by_bash("lockstep ")
    assert completed_by_bash("lockstep compl") == {"completion"}


def test_options_of_the_command_and_of_the_program() -> None:
    assert completed_by_bash("lockstep man --t") == {"--threads"}
    assert "--help" in completed_by_bash("lockstep man --")


def test_a_value_that_is_a_file_is_left_to_the_shell() -> None:
    assert completed_by_bash("lockstep --threads ") == set()
