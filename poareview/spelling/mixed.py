"""Sentences in another language than the draft's: a vote of function words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from poareview.model import Language
from poareview.spelling.lexicon import DATA

MIN_WORDS = 6
# A foreign sentence has this share of its words among its language's commonest, and hardly any of ours.
_SHARE = 0.25
_LEAD = 3


@cache
def common() -> dict[Language, frozenset[str]]:
    """Each language's commonest words that are not words of the other two (data/common.toml)."""
    import tomllib

    data = tomllib.loads((DATA / "common.toml").read_text(encoding="utf-8"))
    return {language: frozenset(data[language].split()) for language in Language}


def foreign(lows: Iterable[str], language: Language) -> Language | None:
    """The other language that a sentence is clearly in, or `None`."""
    listed = tuple(lows)
    own = sum(low in common()[language] for low in listed)
    if own * _LEAD > len(listed):
        return None
    best, count = None, 0
    for other in Language:
        if other is not language:
            score = sum(low in common()[other] for low in listed)
            if score > count:
                best, count = other, score
    return best if count >= _SHARE * len(listed) and count >= _LEAD and count >= _LEAD * own else None
