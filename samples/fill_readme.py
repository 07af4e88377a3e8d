"""Fills README.md with what its commands print now.

    python samples/fill_readme.py

Runs each command of a ```console block from the project's folder, with the installed `poareview`,
and writes what it prints below it. A comment `<!-- lines: 30 -->` above the block keeps the first 30
lines and marks the cut with "[...]". The tests say when the README is stale.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(
    r"(?:<!-- lines: (?P<lines>\d+) -->\n)?```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```"
)


def printed(command: str) -> str:
    """What a `poareview ...` command prints in the project's folder, without colour, 100 columns wide."""
    program, *arguments = shlex.split(command)
    if program != "poareview":
        raise ValueError(f"README.md runs {program!r}; only poareview is run")
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "import sys; from poareview.cli import main; sys.exit(main())",
            *arguments,
        ],
        cwd=ROOT,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    if done.returncode == 2 or done.stderr:
        raise RuntimeError(f"{command}: {done.stderr}")
    return done.stdout


def filled(readme: str) -> str:
    """The README with the outputs of its commands as they are now."""

    def block(match: re.Match[str]) -> str:
        lines = [line.rstrip() for line in printed(match["command"]).strip("\n").split("\n")]
        if match["lines"] and len(lines) > int(match["lines"]):
            lines = [*lines[: int(match["lines"])], "[...]"]
        head = match[0][: match.start("output") - match.start()]
        return head + "\n".join(lines) + "\n```"

    return BLOCK.sub(block, readme)


if __name__ == "__main__":
    README.write_text(filled(README.read_text(encoding="utf-8")), encoding="utf-8")
