"""Sentences in another language than the draft's: a vote of function words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from poareview.model import Language
from poareview.spelling.lexicon import DATA

MIN_WORDS = 6
# A foreign sentence has this share of its words among its language's commonest, and hardly any of ours.
_SHARE = 0.25
_LEAD = 3


@cache
def common() -> dict[Language, frozenset[str]]:
    """Each language's commonest words that are not words of the other two (data/common.txt)."""
    found: dict[Language, frozenset[str]] = {}
    for line in (DATA / "common.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            code, _, listed = line.partition(":")
            found[Language(code)] = frozenset(listed.split())
    return found


@cache
def _voters() -> dict[str, Language]:
    """The language that each of the commonest words votes for."""
    return {word: language for language, listed in common().items() for word in listed}


def foreign(lows: Sequence[str], language: Language) -> Language | None:
    """The other language that a sentence is clearly in, or `None`."""
    voters = _voters()
    votes = [voters[low] for low in lows if low in voters]
    own = votes.count(language)
    if own * _LEAD > len(lows) or len(votes) - own < _LEAD:
        return None
    best = max((other for other in Language if other is not language), key=votes.count)
    count = votes.count(best)
    return best if count >= _SHARE * len(lows) and count >= _LEAD and count >= _LEAD * own else None
