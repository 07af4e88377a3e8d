"""Which language a draft is in: by function words, endings, letters and scripts, over the whole document.

Each word adds evidence to the languages that know it, as in a naive Bayes model whose
probabilities were rounded to a few steps; a word of several languages so cancels out. What is
quoted counts less than the seller's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from poareview.errors import LanguageError
from poareview.language.evidence import Known, Tally, known_languages, seen, tally
from poareview.model import Language
from poareview.text.fold import plain

# From so many words on, a text with so much evidence by words for each of them is clearly in a supported
# language: drafts in one reach 1.8 to 3.5, other languages stay under 1.6, but for Afrikaans.
CLEAR_WORDS = 25
CLEAR_PER_WORD = 2.0
# But not if so many words of a near language stand in it.
NEIGHBOURS = 2
# By how much another language must be ahead of the supported ones before a draft is refused by name.
REFUSAL = 2.0
# Evidence by words without which nothing can be told: one frequent word, and more in a long text.
LEAST_EVIDENCE = 4.0
LEAST_EVIDENCE_PER_WORD = 0.15
# Evidence on either side that a text of no words begins with: it draws the confidence of a short one to 0.5.
DOUBT = 2.5
# Below this more speaks for another language; nearly all such texts that were tried were in one.
LEAST_CONFIDENCE = 0.5

# The first letter after the Latin ones and the combining marks.
FIRST_FOREIGN = "\u0370"

# What quoted text weighs beside the seller's own.
QUOTED_LINE = 0.15
QUOTATION = 0.25
NOTICE = 0.2
# So many phrases of Amazon's make a notice.
NOTICE_PHRASES = 2


class Detection(NamedTuple):
    """A draft's language, and how sure that is: 0.5 is a coin flip between two languages, 1 is certain."""

    language: Language
    confidence: float


def detect(text: str) -> Detection:
    """The language of `text`, English, French or Dutch, by the majority of the seller's own words.

    Accents and case need not be right, and English terms of the trade do not count. Takes time
    linear in the length of the text.

    Raises:
        LanguageError: the text is in another language, which the message names, or none can be told.
    """
    name = None if text.isascii() else _by_script(text)
    if name is not None:
        raise LanguageError(_not_supported(name))
    folded = plain(text)
    known = known_languages(others=False)
    found = _tally(text, folded, known)
    if not _is_clear(folded, found, known):
        known = known_languages(others=True)
        found = _tally(text, folded, known)
    best = _best(found, known)
    if best is None:
        # A mere title: "Plan of action, late shipment rate" is English after all.
        found = _tally(text, folded, known, borrowed=False)
        best = _best(found, known)
    if best is not None and best >= known.supported:
        raise LanguageError(_not_supported(known.names[best]))
    confidence = 0.0 if best is None else _confidence(found, best)
    if best is None or confidence < LEAST_CONFIDENCE:
        raise LanguageError(_cannot_tell())
    return Detection(language=Language(known.codes[best]), confidence=confidence)


def _is_clear(folded: str, found: Tally, known: Known) -> bool:
    """Whether the supported languages suffice to say that the text is in one of them."""
    if found.words < CLEAR_WORDS or found.by_words[found.likeliest] < CLEAR_PER_WORD * found.words:
        return False
    return len(known.neighbours.intersection(folded.split())) < NEIGHBOURS


def _by_script(text: str) -> str | None:
    if not any(sign >= FIRST_FOREIGN and sign.isalpha() for sign in frozenset(text)):
        return None
    from poareview.language.scripts import language_by_script

    return language_by_script(text)


_OVERRIDE = "If the draft is in one of these, use --lang to override: --lang en, --lang fr or --lang nl."


def _cannot_tell() -> str:
    return (
        "The language of the draft cannot be told: too few of its words are known. "
        f"Supported: English, French, Dutch. {_OVERRIDE}"
    )


def _not_supported(name: str) -> str:
    return f"{name} is not supported (the draft looks {name}). Supported: English, French, Dutch. {_OVERRIDE}"


def _best(found: Tally, known: Known) -> int | None:
    """The number of the likeliest language, `None` where too little is known to tell."""
    least = max(LEAST_EVIDENCE, LEAST_EVIDENCE_PER_WORD * found.words)
    best = found.likeliest
    if best >= known.supported:
        # To refuse a draft wrongly is worse than to read a strange one: the evidence must be clear.
        own = max(range(known.supported), key=found.scores.__getitem__)
        if found.scores[best] - found.scores[own] < REFUSAL:
            best = own
    return best if found.by_words[best] >= least else None


def _confidence(found: Tally, best: int) -> float:
    """The share of the evidence for `best` over the next language, nearer to 0.5 in a short text."""
    others = (number for number in range(len(found.scores)) if number != best)
    rival = max(others, key=found.scores.__getitem__)
    pro = con = DOUBT
    for (_, listed, shaped), weight in found.parts:
        for evidence in (listed, shaped):
            for values, count in evidence:
                margin = 0.0
                for number, value in values:
                    if number == best:
                        margin += value
                    elif number == rival:
                        margin -= value
                if margin > 0:
                    pro += margin * count * weight
                else:
                    con -= margin * count * weight
    return round(pro / (pro + con), 4)


def _tally(text: str, folded: str, known: Known, *, borrowed: bool = True) -> Tally:
    """What the text says, with what seems to be quoted in it counted less; `folded` is its plain view."""
    pieces = _pieces(text)
    heaviest = max(weight for _, _, weight in pieces)
    parts = [
        (seen(text[start:end], folded[start:end], known, borrowed=borrowed), weight / heaviest)
        for start, end, weight in pieces
    ]
    found = tally(parts, known)
    phrases = known.notices.get(found.likeliest, ())
    if sum(phrase in folded for phrase in phrases) < NOTICE_PHRASES:
        return found
    # The text holds a notice in what seems to be its language: if there is another, that may be the seller's.
    parts = []
    for start, end, weight in pieces:
        for line, folded_line in _lines(text[start:end], folded[start:end]):
            part = seen(line, folded_line, known, borrowed=borrowed)
            quoted = tally([(part, 1.0)], known).likeliest == found.likeliest
            parts.append((part, weight / heaviest * (NOTICE if quoted else 1.0)))
    return tally(parts, known)


def _lines(text: str, folded: str) -> Iterator[tuple[str, str]]:
    start = 0
    for line in text.split("\n"):
        yield line, folded[start : start + len(line)]
        start += len(line) + 1


@cache
def _answered_lines() -> re.Pattern[str]:
    return re.compile(r"(?:^[ \t]{0,8}>[^\n]*\n?)+", re.MULTILINE)


# Quotations by the mark that opens them.
_QUOTATIONS = {"«": "«[^«»]{60,4000}»", "“": "“[^“”]{60,4000}”", "„": "„[^„“”]{60,4000}[“”]"}


@cache
def _quotation(marks: tuple[str, ...]) -> re.Pattern[str]:
    """A quotation that one of the marks opens: a pattern of all three costs a cold start too much."""
    return re.compile("|".join(_QUOTATIONS[mark] for mark in marks))


def _pieces(text: str) -> list[tuple[int, int, float]]:
    """Start, end and weight of the stretches of the text, what is quoted apart from the rest."""
    pieces = [(0, len(text), 1.0)]
    if ">" in text:
        pieces = _split(text, pieces, _answered_lines(), QUOTED_LINE)
    marks = tuple(mark for mark in _QUOTATIONS if mark in text)
    if marks:
        pieces = _split(text, pieces, _quotation(marks), QUOTATION)
    return pieces


def _split(
    text: str, pieces: list[tuple[int, int, float]], pattern: re.Pattern[str], quoted: float
) -> list[tuple[int, int, float]]:
    split: list[tuple[int, int, float]] = []
    for start, end, weight in pieces:
        for match in pattern.finditer(text, start, end):
            split += [(start, match.start(), weight), (match.start(), match.end(), weight * quoted)]
            start = match.end()
        split.append((start, end, weight))
    return [piece for piece in split if piece[0] < piece[1]] or pieces
