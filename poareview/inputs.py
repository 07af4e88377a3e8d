"""Which drafts the words of a command line mean, and where a report may be written.

A name is a file, a folder, a pattern or `-`; nothing that was asked for is passed over in silence.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from poareview.errors import ConfigError

STDIN = "-"
SUFFIXES = frozenset((".docx", ".odt", ".pdf", ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".eml"))
# A letter may well be in one of these, so a folder does not pass over them without a word.
_NOT_READ = frozenset((".doc", ".rtf", ".pages", ".wpd", ".docm", ".dotx"))
_KINDS = ".docx, .odt, .pdf, .md, .txt, .html, .eml"


class Draft(NamedTuple):
    """A draft to be read: a file, or stdin where `path` is `None`; `shown` is how to call it."""

    path: Path | None
    shown: str


class Inputs(NamedTuple):
    """What the names mean: the drafts, each once; what is wrong with the other names; what to mention.

    `several` is true where the names may stand for more than one draft, even if they do not today.
    """

    drafts: tuple[Draft, ...]
    errors: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    several: bool


def find_drafts(names: Sequence[str]) -> Inputs:
    """The drafts that the names stand for, in the order of the names, and by name inside a folder.

    A name of a file that exists is that file, whatever characters it has. A file that does not
    exist is left among the drafts: to read it gives the error.
    """
    drafts: dict[str, Draft] = {}
    errors: list[tuple[str, str]] = []
    notes: list[str] = []
    several = len(names) > 1
    for name in names:
        path = Path(name)
        if not name:  # Path("") would be the working directory: an unset variable must not mean that
            errors.append((name, "a draft's name is empty. Give the name of a file, or . for this folder."))
            continue
        if name == STDIN:
            drafts.setdefault(STDIN, Draft(path=None, shown="<stdin>"))
            continue
        if "://" in name and not os.path.lexists(name):
            errors.append((name, f"{name}: this is a web address. Save the draft on this computer first."))
            continue
        if _is_folder(path):
            several = True
            found = list(_in_folder(path, errors))
        elif not os.path.lexists(name) and _is_pattern(name):
            several = True
            found = list(_matching(name, errors))
            if not found:
                errors.append(
                    (name, f"{name}: nothing matches this pattern. Check the folder and the pattern.")
                )
                continue
        else:
            _add(drafts, [path])
            continue
        notes += [
            f"{file}: skipped, as its format is not read. Save it as .docx."
            for file in found
            if _unread(file)
        ]
        wanted = [file for file in found if file.suffix.lower() in SUFFIXES]
        if not wanted and not any(error[0] == name for error in errors):
            errors.append((name, f"{name}: there is no draft in it. Drafts are files in {_KINDS}."))
        _add(drafts, wanted)
    return Inputs(drafts=tuple(drafts.values()), errors=tuple(errors), notes=tuple(notes), several=several)


def _add(drafts: dict[str, Draft], paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            key = os.path.realpath(path)
        except (OSError, ValueError):  # a name that no file can have; to read it gives the error
            key = str(path)
        drafts.setdefault(key, Draft(path=path, shown=str(path)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_pattern(name: str) -> bool:
    return any(character in name for character in "*?[")


def _unread(path: Path) -> bool:
    return path.suffix.lower() in _NOT_READ


def _is_aside(name: str) -> bool:
    """Whether a file is hidden, or the lock that a word processor leaves beside an open file."""
    return name.startswith((".", "~$", "~lock"))


def _in_folder(folder: Path, errors: list[tuple[str, str]]) -> Iterator[Path]:
    """The files in a folder and its subfolders that are neither hidden nor locks, by name."""

    def cannot(error: OSError) -> None:
        errors.append((str(folder), f"{error.filename}: this folder cannot be opened ({error.strerror})."))

    for parent, folders, files in os.walk(folder, onerror=cannot):
        folders[:] = sorted(name for name in folders if not _is_aside(name))
        yield from (Path(parent, name) for name in sorted(files) if not _is_aside(name))


def _matching(pattern: str, errors: list[tuple[str, str]]) -> Iterator[Path]:
    """What a pattern matches; a folder stands for what is in it, and hidden files and locks are left out."""
    from glob import glob

    # Path.glob takes no pattern that begins at the root, and "**" finds hidden folders in it.
    for match in sorted(glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if _is_aside(path.name):
            continue
        if path.is_dir():
            yield from _in_folder(path, errors)
        else:
            yield path


def check_output(output: Path, inputs: Iterable[Path]) -> None:
    """Makes sure that a report may be written to `output`, before any work is done.

    Raises:
        ConfigError: it is a folder or in none, is write-protected, or is one of the `inputs`, be it
            by another name, a symbolic link or a hard link.

    """
    try:
        if output.is_dir():
            raise ConfigError(f"--output {output}: this is a folder. Name a file in it.")
        parent = Path(os.path.realpath(output)).parent
        if not parent.is_dir():
            raise ConfigError(f"--output {output}: there is no folder {str(parent)!r}. Make it first.")
        exists = output.exists()
    except (OSError, ValueError):
        raise ConfigError(f"--output {str(output)!r}: this cannot be the name of a file.") from None
    for path in inputs:
        if exists and path.exists() and output.samefile(path):
            raise ConfigError(
                f"--output {output}: this is {str(path)!r}, which is to be read. Choose another file."
            )
    if exists and not os.access(output, os.W_OK):
        raise ConfigError(f"--output {output}: this file is write-protected. Choose another one.")


def write_report(output: Path, text: str) -> None:
    """Writes a report as UTF-8, all of it or nothing: a reader never sees half of one.

    A symbolic link is followed and stays. A file that was there keeps its permissions.

    Raises:
        ConfigError: it cannot be written.

    """
    target = Path(os.path.realpath(output))
    data = text.encode("utf-8", "backslashreplace")
    try:
        mode = target.stat().st_mode if target.exists() else None
        if mode is not None and not stat.S_ISREG(mode):
            target.write_bytes(data)  # a device or a pipe, such as /dev/stdout: it cannot be replaced
            return
        _replace(target, data, mode)
    except OSError as error:
        raise ConfigError(f"--output {output}: it cannot be written ({error.strerror}).") from None


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    beside = target.with_name(f".poareview-{os.getpid()}.tmp")
    file = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if mode is not None:
            beside.chmod(stat.S_IMODE(mode))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
