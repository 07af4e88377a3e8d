"""What the words, letters and signs of a text say for each language: `data/detection.toml`, turned round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeAlias

from poareview.language.load import items, read_data
from poareview.model import Language
from poareview.text.fold import plain

# Logarithms of how much likelier a word is where it is listed than where it is not, rounded.
COMMON = 5.0
FREQUENT = 4.0
SINGLE_LETTER = 2.0  # "a)" and "J. B." are no words
ENDING = 1.2
BEGINNING = 0.6
LETTER = 0.7

# A text in a supported language is so much likelier than any other before a word of it is read.
SUPPORTED = 1.5

# Longer than any word of the lists: not worth a look, nor a place in the cache.
LONGEST_WORD = 40

# The first code point after the Latin letters and the combining marks.
FIRST_FOREIGN = 0x370

Values: TypeAlias = "tuple[tuple[int, float], ...]"
"""The evidence of one word: (number of the language, value), for those that know it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Script:
    """Signs by which a language is told at once; the fields are explained in `data/detection.toml`."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    weight: float
    base: str
    share: float
    without: str

    def count(self, text: str, signs: frozenset[str]) -> int:
        """How many of the letters of `text` are of this script, among its distinct `signs`."""
        return sum(
            text.count(sign)
            for sign in signs
            if any(first <= ord(sign) <= last for first, last in self.ranges)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """From words, endings, beginnings and letters to the numbers of languages; the supported come first."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    supported: int
    words: Mapping[str, Values]
    endings: Mapping[str, tuple[int, ...]]
    beginnings: Mapping[str, tuple[int, ...]]
    letters: Mapping[str, tuple[int, ...]]
    scripts: tuple[Script, ...]
    jargon: tuple[str, ...]
    notices: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a stretch of text says: how many words it has, and (values, how often) for each word or letter.

    `listed` are words that some language lists, `shaped` only look like words of a language.
    """

    words: int
    listed: Sequence[tuple[Values, int]]
    shaped: Sequence[tuple[Values, int]]


@dataclass(frozen=True, slots=True)
class Tally:
    """The evidence of a whole text: its weighted parts and, by number, the sums of it.

    `scores` are all of the evidence with the head start of the supported languages, `by_words` is
    that of listed words alone.
    """

    parts: Sequence[tuple[Seen, float]]
    words: float
    scores: Sequence[float]
    by_words: Sequence[float]

    @property
    def likeliest(self) -> int:
        """The number of the language with the highest score."""
        return max(range(len(self.scores)), key=self.scores.__getitem__)


def seen(stretch: str, known: Known, *, borrowed: bool = True) -> Seen:
    """What the stretch says; with `borrowed`, English phrases that sellers of every language use are left out."""
    folded = plain(stretch)
    if borrowed:
        for phrase in known.jargon:
            if phrase in folded:
                folded = folded.replace(phrase, " ")
    if "@" in folded or "://" in folded or "www." in folded:
        folded = _address().sub(" ", folded)
    words = 0
    listed: list[tuple[Values, int]] = []
    shaped: list[tuple[Values, int]] = []
    for token, count in Counter(_token().findall(folded)).items():
        # "B0CXK4R7PL" and "4pm" are no words; "l'" and "don'" are.
        if len(token) > LONGEST_WORD or not (token.isalpha() or token[:-1].isalpha()):
            continue
        words += count
        values, is_listed = _values(token)
        if values:
            (listed if is_listed else shaped).append((values, count))
    if not stretch.isascii():
        lowered = stretch.lower()
        for letter in frozenset(lowered) & known.letters.keys():
            values = tuple((number, LETTER) for number in known.letters[letter])
            shaped.append((values, lowered.count(letter)))
    return Seen(words, listed, shaped)


def tally(parts: Sequence[tuple[Seen, float]], known: Known) -> Tally:
    """The sums of what the parts say, each part with its weight."""
    by_words = [0.0] * len(known.codes)
    scores = [SUPPORTED] * known.supported + [0.0] * (len(known.codes) - known.supported)
    words = 0.0
    for part, weight in parts:
        words += part.words * weight
        for sums, evidence in ((by_words, part.listed), (scores, part.shaped)):
            for values, count in evidence:
                times = count * weight
                for number, value in values:
                    sums[number] += value * times
    scores = [score + value for score, value in zip(scores, by_words, strict=True)]
    return Tally(parts, words, scores, by_words)


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+'?")


@cache
def _address() -> re.Pattern[str]:
    """A web or mail address. The bounds keep a long run of letters from being tried again and again."""
    return re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")


@lru_cache(maxsize=16384)
def _values(token: str) -> tuple[Values, bool]:
    """What one plain word says for each language, and whether any of them lists it."""
    known = known_languages()
    listed = known.words.get(token)
    if listed is None and token.endswith("'"):
        token = token[:-1]
        listed = known.words.get(token)
    if listed is not None:
        return listed, True
    shapes: dict[int, float] = {}
    for length in range(2, min(5, len(token) - 2)):
        for number in known.beginnings.get(token[:length], ()):
            shapes[number] = BEGINNING
    for length in range(2, min(6, len(token) - 1)):
        for number in known.endings.get(token[-length:], ()):
            shapes[number] = ENDING
    return tuple(shapes.items()), False


@cache
def known_languages() -> Known:
    """What is known of all languages, read once."""
    raw = read_data("detection")
    languages: Mapping[str, Mapping[str, str]] = raw["languages"]
    supported = tuple(language.value for language in Language)
    codes = (*supported, *(code for code in languages if code not in supported))
    words: dict[str, Values] = {}
    endings: dict[str, tuple[int, ...]] = {}
    beginnings: dict[str, tuple[int, ...]] = {}
    letters: dict[str, tuple[int, ...]] = {}
    for number, code in enumerate(codes):
        language = languages[code]
        common = set(items(plain(language["common"])))
        for value, listing in (
            (COMMON, common),
            (FREQUENT, set(items(plain(language["frequent"]))) - common),
        ):
            evidence = ((number, value),)
            for word in listing:
                for spelling in (word,) if word.isascii() else _spellings(word):
                    words[spelling] = words.get(spelling, ()) + evidence
        for index, shapes in ((endings, language["endings"]), (beginnings, language["beginnings"])):
            for shape in set(items(plain(shapes))):
                index[shape] = (*index.get(shape, ()), number)
        for letter in language["letters"]:
            letters[letter] = (*letters.get(letter, ()), number)
    for word in [word for word in words if len(word) == 1]:
        words[word] = tuple((number, SINGLE_LETTER) for number, _ in words[word])
    return Known(
        codes=codes,
        names=tuple(languages[code]["name"] for code in codes),
        supported=len(supported),
        words=words,
        endings=endings,
        beginnings=beginnings,
        letters=letters,
        scripts=tuple(_script(name, entry) for name, entry in raw["scripts"].items()),
        jargon=items(raw["jargon"]),
        notices={codes.index(code): items(phrases) for code, phrases in raw["notices"].items()},
    )


_ONE_LETTER = str.maketrans("øłđðæœıß", "olddaois")
_TWO_LETTERS = str.maketrans(
    {"ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
)


def _spellings(word: str) -> frozenset[str]:
    """The word, and as it is written on a keyboard that lacks its letters."""
    return frozenset((word, word.translate(_ONE_LETTER), word.translate(_TWO_LETTERS)))


def _script(name: str, entry: Mapping[str, object]) -> Script:
    ranges = [pair.split("-") for pair in str(entry["ranges"]).split()]
    return Script(
        name=name,
        ranges=tuple((int(first, 16), int(last, 16)) for first, last in ranges),
        weight=float(str(entry.get("weight", 1))),
        base=str(entry.get("base", "")),
        share=float(str(entry.get("share", 0))),
        without=str(entry.get("without", "")),
    )
