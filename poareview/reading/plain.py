"""Plain text and Markdown, and how the bytes of any text become characters."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from poareview.errors import ReadError
from poareview.model import Block, BlockKind, Document, Hidden, HiddenKind
from poareview.reading.invisible import invisible_runs, visible_text, word_at
from poareview.reading.limits import Limits, refuse
from poareview.reading.markers import as_fed
from poareview.text.blocks import plain_blocks

_MESSAGES = {
    "binary": "this is not text but binary data. Give the letter as .docx, .odt, PDF or plain text.",
    "encoding": "its characters are neither UTF-8, UTF-16 nor Windows-1252. Save it again as UTF-8.",
    "no_text": "the text is empty. Paste the letter, or give the name of its file.",
}

_BYTE_ORDER_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
WRAPPED_AT = 120  # characters: no program that breaks lines lets them grow so long
_LINE_ENDS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
MAX_CONTROL_SHARE = 0.01  # a letter has no control characters; a stray one from an old program may pass


def _refuse(key: str, shown: str) -> ReadError:
    return ReadError(f"{shown}: {_MESSAGES[key]}")


def decode(data: bytes, shown: str, *, declared: str | None = None) -> str:
    """The characters of a text file: by its byte order mark, else UTF-8, else Windows-1252.

    `declared` is the encoding that a web page or a message names; it is asked after UTF-8.

    Raises:
        ReadError: it is binary, or in none of these encodings.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), shown)
    if b"\0" in data:
        wide = _wide_encoding(data)
        if wide is None:
            raise _refuse("binary", shown)
        return _checked(data.decode(wide, "replace"), shown)
    named = [declared] if declared and _allowed().fullmatch(declared) else []
    for encoding in ("utf-8", *named, "cp1252"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            mended = _mended(data) if encoding == "utf-8" else None
            if mended is None:
                continue
            text = mended
        return _checked(text, shown)
    # bytes that Windows-1252 does not have: junk, unless what surrounds them is text
    raise _refuse(
        "binary" if _control_share(data.decode("latin-1")) > MAX_CONTROL_SHARE else "encoding", shown
    )


@cache
def _allowed() -> re.Pattern[str]:
    return re.compile(
        r"(?i:us-ascii|utf-?8|iso-?8859-\d{1,2}|latin-?\d|windows-125\d|cp125\d|koi8-r|macintosh)"
    )


def _mended(data: bytes) -> str | None:
    """UTF-8 into which a few words of Windows-1252 were pasted, `None` if it is not that."""
    text = data.decode("utf-8", "surrogateescape")
    foreign = sum("\udc80" <= character <= "\udcff" for character in text)
    own = sum(character > "\x7f" for character in text) - foreign
    if 2 * foreign > own:
        return None
    single = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}
    return text.translate(single)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western letters nearly every second byte is zero."""
    sample = data[:4096]
    half = len(sample) // 2
    if half == 0:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _checked(text: str, shown: str) -> str:
    if "\0" in text or (not text.isprintable() and _control_share(text) > MAX_CONTROL_SHARE):
        raise _refuse("binary", shown)
    return text


def _control_share(text: str) -> float:
    sample = text[:100_000]
    odd = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\v\x1b")
    # a bullet copied from a PDF may have become the code 127, with a blank after it
    odd += sample.count("\x7f") - sample.count("\x7f ") + sample.count("\ufffd")
    return odd / max(len(sample), 1)


def line_ends(text: str) -> str:
    """The text with every line end as one newline: also those of Word's plain text and a page's end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isprintable() else text.translate(_LINE_ENDS)


def read_plain(data: bytes, *, shown: str, name: str, format: str, limits: Limits) -> Document:
    """A plain or Markdown file: byte order mark off, NFC, one kind of line end, nothing else changed.

    Raises:
        ReadError: it is empty, binary, or over the limits.
    """
    return plain_document(
        line_ends(decode(data, shown)), shown=shown, name=name, format=format, limits=limits
    )


def read_text(text: str, *, limits: Limits) -> Document:
    """Text that was handed in, kept exactly as it is.

    Raises:
        ReadError: it is empty, or over the limits.
    """
    if not any(character.isalnum() for character in text):
        raise _refuse("no_text", "text")
    if len(text) > limits.characters:
        raise refuse("too_long", "text", limit=limits.characters)
    blocks = _blocks(text, "text", limits)
    starts = [start for start, _, suspect in invisible_runs(text) if suspect]
    ends = {start: end for start, end, _ in invisible_runs(text)}
    hidden = tuple(
        Hidden(kind=HiddenKind.ZERO_WIDTH, start=start, end=ends[start])
        for start, _ in _one_a_block(starts, blocks)
    )
    return Document(text=text, blocks=blocks, format="text", hidden=hidden)


def plain_document(raw: str, *, shown: str, name: str, format: str, limits: Limits) -> Document:
    """A document made of decoded text by its lines alone.

    Raises:
        ReadError: it is empty, or over the limits.
    """
    if len(raw) > limits.characters:
        raise refuse("too_long", shown, limit=limits.characters)
    text, marks = visible_text(raw)
    if not any(character.isalnum() for character in text):
        raise refuse("empty", shown)
    blocks = _blocks(text, shown, limits)
    words = (
        word_at(text, mark, block.start if block else 0, block.end if block else len(text))
        for mark, block in _one_a_block(marks, blocks)
    )
    hidden = tuple(Hidden(kind=HiddenKind.ZERO_WIDTH, start=word[0], end=word[1]) for word in words if word)
    return Document(text=text, blocks=blocks, format=format, name=name, hidden=hidden)


def _one_a_block(
    offsets: list[int] | tuple[int, ...], blocks: tuple[Block, ...]
) -> list[tuple[int, Block | None]]:
    """The first offset in each block, with that block; one between two blocks belongs to the one before."""
    first: list[tuple[int, Block | None]] = []
    index = -1
    for offset in offsets:
        before = index
        while index + 1 < len(blocks) and blocks[index + 1].start <= offset:
            index += 1
        if not first or index != before:
            first.append((offset, blocks[index] if index >= 0 else None))
    return first


def _blocks(text: str, shown: str, limits: Limits) -> tuple[Block, ...]:
    blocks = _line_blocks(text) if _one_line_a_paragraph(text) else plain_blocks(as_fed(text))
    if len(blocks) > limits.paragraphs:
        raise refuse("too_many_paragraphs", shown, limit=limits.paragraphs)
    return blocks


def _one_line_a_paragraph(text: str) -> bool:
    """Whether a line end is the end of a paragraph, as in what Word saves or copies as text."""
    lines = [line.rstrip() for line in text.split("\n")]
    if max(map(len, lines)) <= WRAPPED_AT:
        return False
    # how often one paragraph follows another without a blank line
    close = sum(1 for one, other in pairwise(lines) if one and other and len(one) + len(other) > WRAPPED_AT)
    apart = sum(1 for one, other in pairwise(lines) if one and not other)
    return close > apart


def _line_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text each of whose lines is a paragraph: it is fed with a blank line after each."""
    doubled = as_fed(text).replace("\n", "\n\n")
    blocks: list[Block] = []
    position = added = 0
    for block in plain_blocks(doubled):
        added += doubled.count("\n", position, block.start) // 2
        inside = doubled.count("\n", block.start, block.end) // 2
        blocks.append(replace(block, start=block.start - added, end=block.end - added - inside))
        added, position = added + inside, block.end
    return tuple(blocks)


def quoted_document(
    parts: list[tuple[str, bool]], *, shown: str, name: str, format: str, limits: Limits
) -> Document:
    """A document from stretches of plain text in order, each with whether it is quoted from another message.

    Raises:
        ReadError: it is empty, or over the limits.
    """
    texts: list[str] = []
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    shift = 0
    for raw, quoted in parts:
        if not any(character.isalnum() for character in visible_text(raw)[0]):
            continue
        part = plain_document(raw.strip("\n"), shown=shown, name=name, format=format, limits=limits)
        number = blocks[-1].paragraph if blocks else 0
        for block in part.blocks:
            moved = replace(
                block, start=block.start + shift, end=block.end + shift, paragraph=block.paragraph + number
            )
            blocks.append(replace(moved, kind=BlockKind.QUOTE, level=0, ordered=False) if quoted else moved)
        hidden += (replace(span, start=span.start + shift, end=span.end + shift) for span in part.hidden)
        texts.append(part.text)
        shift += len(part.text) + 2
    if not texts:
        raise refuse("empty", shown)
    if shift > limits.characters:
        raise refuse("too_long", shown, limit=limits.characters)
    return Document(
        text="\n\n".join(texts), blocks=tuple(blocks), format=format, name=name, hidden=tuple(hidden)
    )
