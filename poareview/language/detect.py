"""Which language a draft is in: by function words, endings, letters and scripts, over the whole document.

Each word adds evidence to the languages that know it, as in a naive Bayes model whose
probabilities were rounded to a few steps; a word of several languages so cancels out. What is
quoted counts less than the seller's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from poareview.errors import LanguageError
from poareview.language.evidence import FIRST_FOREIGN, Known, Tally, known_languages, seen, tally
from poareview.model import Language
from poareview.text.fold import plain

# By how much another language must be ahead of the supported ones before a draft is refused by name.
REFUSAL = 2.0
# Evidence by words without which nothing can be told: one frequent word, and more in a long text.
LEAST_EVIDENCE = 4.0
LEAST_EVIDENCE_PER_WORD = 0.15
# Evidence on either side that a text of no words begins with: it draws the confidence of a short one to 0.5.
DOUBT = 2.5
# Below this nearly every text that was tried was in none of the three languages.
LEAST_CONFIDENCE = 0.4

# What quoted text weighs beside the seller's own.
QUOTED_LINE = 0.15
QUOTATION = 0.25
NOTICE = 0.35
# So many phrases of Amazon's make a notice.
NOTICE_PHRASES = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
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
    known = known_languages()
    name = _by_script(text, known)
    if name is not None:
        raise LanguageError(_not_supported(name))
    for borrowed in (True, False):
        # The second time for a mere title: "Plan of action, late shipment rate" is English after all.
        found = _tally(text, known, borrowed=borrowed)
        best = _best(found, known)
        if best is not None:
            break
    else:
        raise LanguageError(_cannot_tell())
    if best >= known.supported:
        raise LanguageError(_not_supported(known.names[best]))
    confidence = _confidence(found, best)
    if confidence < LEAST_CONFIDENCE:
        raise LanguageError(_cannot_tell())
    return Detection(language=Language(known.codes[best]), confidence=confidence)


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
    """The share of the evidence that speaks for `best` over the next language, nearer to 0.5 in a short text."""
    others = (number for number in range(len(found.scores)) if number != best)
    rival = max(others, key=found.scores.__getitem__)
    pro = con = DOUBT
    for part, weight in found.parts:
        for evidence in (part.listed, part.shaped):
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


def _tally(text: str, known: Known, *, borrowed: bool) -> Tally:
    """What the text says, with what seems to be quoted in it counted less."""
    stretches = list(_stretches(text))
    heaviest = max((weight for _, weight in stretches), default=1.0)
    parts = [(seen(stretch, known, borrowed=borrowed), weight / heaviest) for stretch, weight in stretches]
    found = tally(parts, known)
    phrases = known.notices.get(found.likeliest, ())
    folded = plain(text) if phrases else ""
    if sum(phrase in folded for phrase in phrases) < NOTICE_PHRASES:
        return found
    # The text holds a notice in what seems to be its language: if there is another, that may be the seller's.
    parts = []
    for stretch, weight in stretches:
        for line in stretch.splitlines():
            part = seen(line, known, borrowed=borrowed)
            quoted = tally([(part, 1.0)], known).likeliest == found.likeliest
            parts.append((part, weight / heaviest * (NOTICE if quoted else 1.0)))
    return tally(parts, known)


@cache
def _answered_lines() -> re.Pattern[str]:
    return re.compile(r"(?:^[ \t]{0,8}>[^\n]*\n?)+", re.MULTILINE)


@cache
def _quotation() -> re.Pattern[str]:
    return re.compile(r"«[^«»]{60,4000}»|“[^“”]{60,4000}”|„[^„“”]{60,4000}[“”]")


def _stretches(text: str) -> Iterator[tuple[str, float]]:
    """The text with what is quoted apart, each stretch with its weight."""
    pieces = [(text, 1.0)]
    if ">" in text:
        pieces = list(_split(pieces, _answered_lines(), QUOTED_LINE))
    if any(mark in text for mark in "«“„"):
        pieces = list(_split(pieces, _quotation(), QUOTATION))
    yield from pieces


def _split(
    pieces: list[tuple[str, float]], pattern: re.Pattern[str], quoted: float
) -> Iterator[tuple[str, float]]:
    for piece, weight in pieces:
        end = 0
        for match in pattern.finditer(piece):
            yield piece[end : match.start()], weight
            yield match.group(), weight * quoted
            end = match.end()
        yield piece[end:], weight


def _by_script(text: str, known: Known) -> str | None:
    """The name of the language whose script holds more of the letters than the Latin alphabet does."""
    if text.isascii():
        return None
    signs = frozenset(text)
    foreign = frozenset(sign for sign in signs if ord(sign) >= FIRST_FOREIGN and sign.isalpha())
    if not foreign:
        return None
    counts = {script.name: script.count(text, foreign) for script in known.scripts}
    weights = {
        script.name: counts[script.name] * script.weight for script in known.scripts if not script.base
    }
    base = max(weights, key=weights.__getitem__)
    if weights[base] <= sum(text.count(sign) for sign in signs - foreign if sign.isalpha()):
        return None
    for script in known.scripts:
        if script.base == base and 0 < counts[script.name] >= script.share * counts[base]:
            if not any(sign in text for sign in script.without):
                return script.name
    return base
