"""Sentences in another language than the draft's: a vote of function words."""

from __future__ import annotations

from collections.abc import Iterable

from poareview.model import Language
from poareview.spelling.signs import habits

MIN_WORDS = 6
# A foreign sentence has this share of its words among its language's commonest, and hardly any of ours.
_SHARE = 0.25
_LEAD = 3


def foreign(lows: Iterable[str], language: Language) -> Language | None:
    """The other language that a sentence is clearly in, or `None`."""
    listed = tuple(lows)
    own = sum(low in habits(language)["common"] for low in listed)
    if own * _LEAD > len(listed):
        return None
    best, count = None, 0
    for other in Language:
        if other is not language:
            score = sum(low in habits(other)["common"] for low in listed)
            if score > count:
                best, count = other, score
    return best if count >= _SHARE * len(listed) and count >= _LEAD and count >= _LEAD * own else None
