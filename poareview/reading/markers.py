"""Markers of lists that were typed or pasted, and how the plain reader gets to know the rarer ones."""

from __future__ import annotations

import re
from functools import cache

# Bullets of symbol fonts (private range) and of pasted text, which are no word in any language. The
# code 127 is what the bullets of some PDF files become when they are copied.
_BULLETS = "•‣▪●◦■□➤►➢➣➔▶▸▹◆◇❖❑❒✦✔✓☑☐♦○⁃∙⦁\u007f\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc\uf076\uf02d"
_DASHES = "–—*+·→‐−-"
_RARE = frozenset(_BULLETS + "‐−→")
_NUMBER_ENDS = tuple(
    f"{digit}{sign}" for digit in range(10) for sign in ("- ", "/ ", "° ", "º ", "-\t", "-\u00a0")
)
_BLANK = "[ \t\u00a0\u2002-\u200a\u202f\u3000]"


@cache
def _typed() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)°/-]|\d{{1,2}}(?:\.\d{{1,2}})+|[IVX]{{1,4}}[.)]|[A-Za-z][.)]"
        rf"|\(\d{{1,2}}\)|[{_BULLETS}{_DASHES}]){_BLANK}+|[{_BULLETS}]+)(?=\S)"
    )


@cache
def _bullet_line() -> re.Pattern[str]:
    return re.compile(rf"^([ \t\u00a0]*)(?:[{_BULLETS}‐−→](?={_BLANK})({_BLANK}))", re.MULTILINE)


@cache
def _number_line() -> re.Pattern[str]:
    return re.compile(r"^([ \t\u00a0]*\d{1,2})[-°º/](?=[ \t\u00a0])", re.MULTILINE)


@cache
def _tight() -> re.Pattern[str]:
    return re.compile(rf"[{_BULLETS}]+(?=[^\W_]|[«“\"‘'(])")


def typed_marker(text: str) -> int:
    """How many characters at the start of a list item or a heading are a marker typed by hand."""
    if text[:1].isalpha() and text[1:2] not in tuple(".)IVX"):
        return 0  # nearly all begin with a word: the pattern need not even be compiled
    match = _typed().match(text)
    if match is None:
        return 0
    # "- • We removed it." was pasted from a list into another; digits are never dropped a second time
    again = _typed().match(text, match.end())
    return again.end() if again and not any(map(str.isalnum, again[0])) else match.end()


def is_tight_item(text: str) -> bool:
    """Whether a paragraph begins with a bullet that stands right before its first word."""
    return text[:1] in _RARE and _tight().match(text) is not None


def as_fed(text: str) -> str:
    """The text with rarer bullets as "- " and rarer numbers as "1. ", every offset as before.

    The plain reader knows the markers that people type; programs leave many more behind.
    """
    if not _RARE.isdisjoint(text):
        text = _bullet_line().sub(r"\1- ", text)
    return _number_line().sub(r"\1.", text) if any(end in text for end in _NUMBER_ENDS) else text
