"""Tables and pictures into a document: what stands between two markers is replaced, the prose around it stays.

<!-- begin gates -->
…
<!-- end gates -->
"""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "evaluation.md"
PICTURES = ROOT / "docs" / "pictures"


def table(columns: list[str], rows: list[list[str]], left: int = 1) -> str:
    """Markdown; the first `left` columns stand on the left."""
    marks = ["---" if i < left else "--:" for i in range(len(columns))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [columns, marks, *rows]) + "\n"


def write_block(name: str, text: str) -> None:
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    document = DOCUMENT.read_text()
    head, found, rest = document.partition(begin)
    _, also, tail = rest.partition(end)
    if not found or not also:
        raise SystemExit(f"{DOCUMENT.relative_to(ROOT)} has no {begin.strip()} … {end}")
    DOCUMENT.write_text(f"{head}{begin}{text.rstrip()}\n{end}{tail}")


def write_picture(name: str, svg: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    (PICTURES / name).write_text(svg)
