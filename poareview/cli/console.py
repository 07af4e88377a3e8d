"""What goes to the terminal, a pipe or a file: its width, its colours, its encoding."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from poareview.errors import ConfigError

if TYPE_CHECKING:
    import argparse

    from poareview.report.terminal import Screen

FILE_WIDTH = 100  # characters of a terminal report that goes to a file


def screen(options: argparse.Namespace) -> Screen:
    """What the report is shown on: how wide, with colour or not, in which encoding."""
    from poareview.report.terminal import Screen

    if getattr(options, "output", None):
        return Screen(width=FILE_WIDTH)
    terminal = sys.stdout is not None and sys.stdout.isatty()
    return Screen(
        width=_width(terminal=terminal),
        colour=terminal and not options.no_color and _has_colour(),
        encoding=encoding(options),
    )


def _width(*, terminal: bool) -> int:
    if terminal:
        try:
            return os.get_terminal_size(sys.stdout.fileno()).columns or 80
        except OSError:
            pass
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() else 80


def _has_colour() -> bool:
    """Whether the terminal shows colour and nobody objects (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    # Of the terminals of Windows, only the newer ones obey, and these say so.
    return sys.platform != "win32" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "TERM"))


def encoding(options: argparse.Namespace) -> str:
    """What the report is written in; files are UTF-8."""
    if getattr(options, "output", None):
        return "utf-8"
    name = getattr(sys.stdout, "encoding", None) or "utf-8"
    return "utf-8" if name.lower().replace("_", "-") in ("utf-8", "utf8") else name


def show(text: str) -> None:
    """Prints to stdout; a reader that has gone away, as `head` does, ends the printing without a word."""
    if not text:
        return
    if sys.stdout is None:  # closed by the shell, or a program without a console
        raise ConfigError("there is no output to print the report to. Write it to a file with --output.")
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise ConfigError(f"the report could not be printed ({error.strerror}).") from None


def _write(stream: TextIO, text: str) -> None:
    stream.write(text)
    stream.flush()


def complain(message: str) -> None:
    """Prints a line or more to stderr, with nothing in it that a terminal would obey."""
    from poareview.report.clean import one_line

    lines = [one_line(line) for line in message.splitlines()]
    with suppress(AttributeError, OSError, ValueError):  # where nobody can hear, the exit code still tells
        _write(sys.stderr, "\n".join(["poareview: " + lines[0], *lines[1:]]) + "\n")
