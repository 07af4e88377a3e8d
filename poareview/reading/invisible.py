"""Characters that take no room on the page: where they may stand, and where they are a way of hiding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

# They come along with an ASIN copied from a product page or with a hyphenated word, and cannot hide anything.
_SILENT = frozenset("\u00ad\u200e\u200f\u061c")
_FLAG_TAGS = re.compile("[\U000e0020-\U000e007e]{2,8}\U000e007f")  # the flags of England, Scotland, Wales


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(
        "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\U000e0000-\U000e0fff]+"
    )


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\S+")


def invisible_runs(text: str) -> Iterator[tuple[int, int, bool]]:
    """Runs of characters without width, as (start, end, suspect); those that an emoji needs are left out."""
    if text.isascii():
        return
    for match in _runs().finditer(text):
        run, start, end = match[0], match.start(), match.end()
        before = text[start - 1] if start else ""
        if run == "\u200d" and _pictorial(before) and _pictorial(text[end : end + 1]):
            continue
        if before == "\U0001f3f4" and _FLAG_TAGS.fullmatch(run):
            continue
        byte_order_mark = start == 0 and run == "\ufeff"
        yield start, end, not byte_order_mark and not _SILENT.issuperset(run)


def _pictorial(character: str) -> bool:
    if not character:
        return False
    return character in "\ufe0f\u20e3" or "\u2190" <= character <= "\u2bff" or character >= "\U0001f000"


def visible_text(text: str) -> tuple[str, tuple[int, ...]]:
    """The text in NFC without such characters, and the places in it where suspect ones stood."""
    if text.isascii():
        return text, ()
    parts: list[str] = []
    marks: list[int] = []
    position = length = 0
    for start, end, suspect in invisible_runs(text):
        part = unicodedata.normalize("NFC", text[position:start])
        parts.append(part)
        length += len(part)
        if suspect:
            marks.append(length)
        position = end
    parts.append(unicodedata.normalize("NFC", text[position:]))
    # a letter and its accent may have been parted by one of them
    return unicodedata.normalize("NFC", "".join(parts)), tuple(marks)


def word_at(text: str, offset: int, start: int, end: int) -> tuple[int, int] | None:
    """The word in `text[start:end]` that holds `offset`, or the next one, or the one before it."""
    left = max(start, min(offset, end))
    while left > start and not text[left - 1].isspace():
        left -= 1
    found = _word().search(text, left, end)
    if found:
        return found.span()
    stop = left
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    left = stop
    while left > start and not text[left - 1].isspace():
        left -= 1
    return (left, stop) if left < stop else None
