"""Loose views of a text for matching. Both keep the length, so an offset means the same in each."""

from __future__ import annotations

import unicodedata
from functools import cache

_ALIKE = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u2032": "'",
    "`": "'",
    "\u00b4": "'",
    "\u00a0": " ",
    "\u202f": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u3000": " ",
    "\t": " ",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
}
_FOLD = str.maketrans(_ALIKE)


class _Plain(dict[int, str]):
    """Letters without case and accents, worked out on first use and only where one code point stays one."""

    def __missing__(self, code: int) -> str:
        character = _ALIKE.get(chr(code), chr(code))
        base = unicodedata.normalize("NFD", character)[0]
        lowered = base.lower()
        # "İ" lowers to two code points: every offset after it would be off by one.
        plain = lowered if len(lowered) == 1 else base
        self[code] = plain
        return plain


@cache
def _plain_table() -> _Plain:
    return _Plain()


def fold(text: str) -> str:
    """The text with apostrophes, spaces and dashes made plain; case and accents stay."""
    return text.translate(_FOLD)


def plain(text: str) -> str:
    """The fold, lower-cased and without accents, for matching drafts in capitals or without accents."""
    return text.translate(_plain_table())
