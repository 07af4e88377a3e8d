"""Loose views of a text for matching. Both keep the length, so an offset means the same in each."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

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


@lru_cache(maxsize=4096)
def _base(character: str) -> str:
    """The letter without case and accent, worked out only where one code point stays one."""
    base = unicodedata.normalize("NFD", character)[0]
    base = _ALIKE.get(base, base)
    lowered = base.lower()
    # "İ" lowers to two code points: every offset after it would be off by one.
    return lowered if len(lowered) == 1 else base


def fold(text: str) -> str:
    """The text with apostrophes, spaces and dashes made plain; case and accents stay."""
    for character, alike in _ALIKE.items():
        if character in text:
            text = text.replace(character, alike)
    return text


def plain(text: str) -> str:
    """The fold, lower-cased and without accents, for matching drafts in capitals or without accents."""
    folded = fold(text)
    if not folded.isascii():
        # a page has a dozen letters with accents: to replace each is quicker than to look at every letter
        for character in set(folded):
            if not character.isascii():
                folded = folded.replace(character, _base(character))
    return folded.lower()  # all that is left in capitals is ASCII
