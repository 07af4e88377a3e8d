"""What is too large or too dangerous to open, and what is said about it.

The figures come from hostile files that were measured: a 0.6 MB .docx can hold four million
paragraphs, and a text node of 1 GB takes 2 GB to refuse unless its size is looked at first.
"""

from __future__ import annotations

import errno
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poareview.errors import ReadError

if TYPE_CHECKING:
    from zipfile import ZipFile

    from lxml.etree import XMLParser, _Element


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """How large a draft may be; a plan of action is a page or two, so all of these are generous."""

    file_bytes: int = 20_000_000
    characters: int = 2_000_000
    paragraphs: int = 100_000
    unpacked_bytes: int = 50_000_000
    members: int = 5_000
    tags: int = 2_000_000
    pages: int = 1_000


LIMITS = Limits()

_MESSAGES = {
    "no_such_file": "no such file.{hint} Check the name and the folder.",
    "folder": "this is a folder, not a file. Give the draft inside it.",
    "package": "this is a folder made by Pages or another program. Export the letter as .docx or PDF.",
    "not_a_file": "this is a device or a pipe, not a file. Save the draft as a file and give that.",
    "no_permission": "it may not be read. Ask for the right to read it, or save a copy of it elsewhere.",
    "unreadable": "it could not be read ({reason}). Copy it to this computer and try again.",
    "circle": "this link leads in a circle to itself. Give the draft itself, not the link.",
    "bad_path": "this cannot be the name of a file. Check the name.",
    "file_too_large": "it is larger than {limit} MB. Take the pictures out, or save only the letter.",
    "too_long": "it has more than {limit:,} characters. Give the letter alone, without its annexes.",
    "too_many_paragraphs": "it has more than {limit:,} paragraphs. Give the letter without its annexes.",
    "too_deep": "it is nested too deeply or needs too much memory. Save the letter again as a new .docx.",
    "empty": "it is empty. Write the letter in it first, or check that the right file was saved.",
    "only_hidden": "all of its text is hidden (tiny, white or marked as hidden). Make it visible first.",
    "damaged": "it is damaged and cannot be opened as {kind}. Open it in its program and save it again.",
    "zip_bomb": "it unpacks to more than {limit} MB, which no letter does. Ask for a new copy.",
    "zip_crowd": "it packs more than {limit:,} files together, which no letter does. Ask for a new copy.",
    "tag_crowd": "its part {part} is far too long for a letter. Save only the letter as a new file.",
    "doctype": "its part {part} declares a document type or entities, which no word processor writes. "
    "Do not open it; ask for a new copy.",
    "encoding": "its part {part} is in an encoding that is not allowed there. Save the letter again.",
}


def refuse(key: str, shown: str, **values: object) -> ReadError:
    """The error for one kind of trouble that any format can have, with the name of the file before it."""
    return ReadError(f"{shown}: {_MESSAGES[key].format(**values)}")


def take_file(path: Path, limits: Limits = LIMITS) -> bytes:
    """The content of a regular file that is within the size limit.

    Raises:
        ReadError: it is missing, a folder, a device or a pipe, unreadable, or too large.
    """
    shown = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            package = path.suffix.lower() in (".pages", ".rtfd", ".numbers", ".key")
            raise refuse("package" if package else "folder", shown)
        if not stat.S_ISREG(status.st_mode):
            raise refuse("not_a_file", shown)
        with path.open("rb") as file:
            # one byte more than allowed: the size in the folder may be out of date by now
            data = file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise refuse("no_such_file", shown, hint=_near_name(path)) from error
    except PermissionError as error:
        raise refuse("no_permission", shown) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise refuse("circle", shown) from error
        raise refuse("unreadable", shown, reason=error.strerror or type(error).__name__) from error
    except ValueError as error:  # a NUL in the name
        raise refuse("bad_path", repr(shown)) from error
    if len(data) > limits.file_bytes:
        raise refuse("file_too_large", shown, limit=limits.file_bytes // 1_000_000)
    return data


def _near_name(path: Path) -> str:
    from difflib import get_close_matches

    try:
        names = [entry.name for entry in path.parent.iterdir()]
    except OSError:
        return ""
    near = get_close_matches(path.name, names, n=1, cutoff=0.75)
    return f" Did you mean {near[0]!r}?" if near else ""


class Archive:
    """A zip file that is opened within limits; nothing of it is ever written to disk."""

    def __init__(self, data: bytes, shown: str, kind: str, limits: Limits) -> None:
        import io
        import zipfile

        self._shown, self._kind, self._limits = shown, kind, limits
        self._left = limits.unpacked_bytes
        self._parser: XMLParser | None = None
        try:
            self._zip: ZipFile = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except Exception as error:  # zipfile raises a dozen types on a damaged directory
            raise self.damaged() from error
        if len(members) > limits.members:
            raise refuse("zip_crowd", shown, limit=limits.members)
        if sum(member.file_size for member in members) > limits.unpacked_bytes:
            raise refuse("zip_bomb", shown, limit=limits.unpacked_bytes // 1_000_000)
        self.names = frozenset(member.filename for member in members)

    def damaged(self) -> ReadError:
        """The error for a part that is missing or broken."""
        return refuse("damaged", self._shown, kind=self._kind)

    def member(self, name: str) -> bytes | None:
        """The unpacked content of one member, `None` if there is none of that name.

        Raises:
            ReadError: it is damaged, or what has been unpacked so far is over the limit.
        """
        if name not in self.names:
            return None
        try:
            info = self._zip.getinfo(name)
            if info.compress_type not in (0, 8):  # the two that Office and OpenDocument allow
                raise self.damaged()
            with self._zip.open(info) as stream:
                # the size in the directory may lie, so the true one is counted too
                content = stream.read(self._left + 1)
        except ReadError:
            raise
        except Exception as error:
            raise self.damaged() from error
        if len(content) > self._left:
            raise refuse("zip_bomb", self._shown, limit=self._limits.unpacked_bytes // 1_000_000)
        self._left -= len(content)
        return content

    def xml(self, name: str) -> _Element | None:
        """The root of one XML member, `None` if there is none of that name.

        Raises:
            ReadError: it is damaged, holds a document type, or is far too large.
        """
        content = self.checked(name)
        return None if content is None else self.parse(content)

    def checked(self, name: str) -> bytes | None:
        """The content of one XML member that may be parsed, `None` if there is none of that name.

        Raises:
            ReadError: it holds a document type, or is far too large.
        """
        content = self.member(name)
        if content is not None:
            self._check(content, name)
        return content

    def _check(self, content: bytes, part: str) -> None:
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
        if len(content) > self._limits.tags and content.count(b"<") > self._limits.tags:
            raise refuse("tag_crowd", self._shown, part=part)
        # NULs out, so that the search sees UTF-16 and UTF-32 as well
        if b"<!DOCTYPE" in (content.replace(b"\0", b"") if b"\0" in content[:4096] else content):
            raise refuse("doctype", self._shown, part=part)
        if not wide and not _plain_encoding(content):
            raise refuse("encoding", self._shown, part=part)

    def parse(self, content: bytes) -> _Element:
        """The root of XML that was found harmless, or of a piece of it.

        Raises:
            ReadError: it is damaged.
        """
        from lxml import etree

        if self._parser is None:
            self._parser = etree.XMLParser(
                resolve_entities=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
        try:
            return etree.fromstring(content, self._parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self.damaged() from error


def _plain_encoding(content: bytes) -> bool:
    """Whether an XML part is in an encoding in which "<!DOCTYPE" is spelled in ASCII."""
    head = content[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<?xml"):
        # without a declaration only UTF-8 is left; anything else (EBCDIC, UTF-7) must declare itself
        return head.startswith(b"<")
    declaration = head.partition(b"?>")[0].lower().replace(b"'", b'"').replace(b" ", b"")
    _, found, rest = declaration.partition(b'encoding="')
    allowed = (b"utf-8", b"us-ascii", b"iso-8859-1", b"iso-8859-15", b"windows-1252")
    return not found or rest.partition(b'"')[0] in allowed
