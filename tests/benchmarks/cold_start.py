"""How long a whole process of `poareview draft.docx` takes, beside `proselint check` on the same text.

    python tests/benchmarks/cold_start.py [--runs 11] [--docx FILE]

proselint gets the text as Markdown. Both are run in turn (A B A B ...) on one machine in one go, so that a
slow moment hits both. Each is run once before, untimed, so that byte code and disk caches are warm, as for
anybody who runs a command a second time. The aim: at most twice as long as proselint. It only tells; it fails
on no time.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = 300  # words
# What the console scripts do, for where a package is on the path but was not installed.
FROM_PATH = {
    "poareview": "import sys; from poareview.cli import main; sys.exit(main())",
    "proselint": "import sys; from proselint.command_line import main; sys.exit(main())",
}


def sample_docx(folder: Path) -> Path:
    """A draft of about a page as .docx: a sample of the project, else one made from a labelled draft."""
    samples = sorted((ROOT / "samples" / "en").glob("*.docx"))
    if samples:
        return min(samples, key=lambda path: (abs(len(docx_text(path).split()) - PAGE), path))
    from docx import Document

    drafts = (json.loads(path.read_text(encoding="utf-8")) for path in english_drafts())
    text = min((draft["text"] for draft in drafts), key=lambda text: abs(len(text.split()) - PAGE))
    document = Document()
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), level=2)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    path = folder / "draft.docx"
    document.save(str(path))
    return path


def english_drafts() -> list[Path]:
    return sorted((ROOT / "tests" / "evals" / "corpus" / "en").glob("*.json"))


def docx_text(path: Path) -> str:
    """The paragraphs and table cells of a .docx, as they would stand in a Markdown file."""
    from docx import Document

    document = Document(str(path))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n\n".join(parts) + "\n"


def script(name: str) -> str | None:
    """The console script of this very environment, `None` where the package was not installed into it."""
    return shutil.which(name, path=str(Path(sys.executable).parent))


def command(name: str) -> list[str]:
    """How to start a command."""
    path = script(name)
    return [path] if path else [sys.executable, "-c", FROM_PATH[name]]


def seconds(arguments: Sequence[str], folder: Path) -> float:
    """The time of one whole process.

    Raises:
        RuntimeError: it did not do its work. (0 and 1 both mean that it did; 1 is "something to fix".)
    """
    # Without byte code on disk each start would compile everything anew, which nobody's second start does.
    unset = {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME", "COVERAGE_PROCESS_START"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    if script("poareview") is None:
        paths = [str(ROOT), *filter(None, [environment.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
    begin = time.perf_counter()
    done = subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - begin
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        said = (done.stderr or done.stdout).decode(errors="replace").strip()
        raise RuntimeError(f"{' '.join(arguments)} ended with {done.returncode}:\n{said}")
    return taken


def measure(docx: Path, folder: Path, runs: int) -> dict[str, list[float]]:
    """The times of both commands, in turn."""
    (folder / "draft.md").write_text(docx_text(docx), encoding="utf-8")
    commands = {
        "poareview": [*command("poareview"), str(docx)],
        "proselint": [*command("proselint"), "check", str(folder / "draft.md")],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for arguments in commands.values():
        seconds(arguments, folder)
    for _ in range(runs):
        for name, arguments in commands.items():
            times[name].append(seconds(arguments, folder))
    return times


def report(times: dict[str, list[float]], docx: Path) -> str:
    ours, theirs = times["poareview"], times["proselint"]
    ratios = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    lines = [f"{docx.name}, {len(docx_text(docx).split())} words, {len(ours)} runs of each, in turn"]
    for name, taken in times.items():
        lines.append(
            f"{name:10} median {statistics.median(taken):.3f} s   (from {min(taken):.3f} to {max(taken):.3f})"
        )
    ratio = statistics.median(ours) / statistics.median(theirs)
    spread = f"pair by pair from {min(ratios):.2f} to {max(ratios):.2f}"
    lines.append(f"ratio of medians {ratio:.2f}   ({spread}; at most 2 wanted)")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Time a whole process of poareview beside one of proselint.")
    parser.add_argument("--runs", type=int, default=11, help="how often each is run (default: 11)")
    parser.add_argument("--docx", type=Path, help="the draft (default: a sample of about a page)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        docx = options.docx.resolve() if options.docx else sample_docx(folder)
        sys.stdout.write(report(measure(docx, folder, max(1, options.runs)), docx))
    return 0


if __name__ == "__main__":
    sys.exit(main())
