"""What the words and letters of a text say for each language: `data/detection.toml`, turned round."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, TypeAlias

from poareview.language.load import read_data, words_in
from poareview.model import Language

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

Values: TypeAlias = "tuple[tuple[int, float], ...]"
"""The evidence of one word: (number of the language, value), for those that know it."""

Seen: TypeAlias = "tuple[int, list[tuple[Values, int]], list[tuple[Values, int]]]"
"""What a stretch of text says: how many words it has, then (values, how often) for each word that some
language lists, and for each word or letter that only looks like one of a language."""


class Known(NamedTuple):
    """What is known of each language by its number, the supported ones first.

    `evidence` is what one plain word says, and whether any language lists it. `neighbours` are
    words of languages that are near to a supported one.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    supported: int
    evidence: Callable[[str], tuple[Values, bool]]
    letters: Mapping[str, tuple[int, ...]]
    jargon: tuple[str, ...]
    neighbours: frozenset[str]
    notices: Mapping[int, tuple[str, ...]]


class Tally(NamedTuple):
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


def seen(stretch: str, folded: str, known: Known, *, borrowed: bool = True) -> Seen:
    """What the stretch says; `folded` is its plain view, `borrowed` leaves out the `Known.jargon`."""
    if borrowed:
        for phrase in known.jargon:
            if phrase in folded:
                folded = folded.replace(phrase, " ")
    if "@" in folded or "://" in folded or "www." in folded:
        folded = _address().sub(" ", folded)
    words = 0
    listed: list[tuple[Values, int]] = []
    shaped: list[tuple[Values, int]] = []
    for token, count in Counter(words_in(folded)).items():
        # "B0CXK4R7PL" and "4pm" are no words; "l'" and "don'" are.
        if len(token) > LONGEST_WORD or not (token.isalpha() or token[:-1].isalpha()):
            continue
        words += count
        values, is_listed = known.evidence(token)
        if values:
            (listed if is_listed else shaped).append((values, count))
    if not stretch.isascii():
        for letter, count in Counter(stretch).items():
            if _is_latin(letter):
                numbers = known.letters.get(letter) or known.letters.get(letter.lower(), ())
                shaped.append((tuple((number, LETTER) for number in numbers), count))
    return words, listed, shaped


def tally(parts: Sequence[tuple[Seen, float]], known: Known) -> Tally:
    """The sums of what the parts say, each part with its weight."""
    by_words = [0.0] * len(known.codes)
    scores = [SUPPORTED] * known.supported + [0.0] * (len(known.codes) - known.supported)
    words = 0.0
    for (count_of_words, listed, shaped), weight in parts:
        words += count_of_words * weight
        for sums, evidence in ((by_words, listed), (scores, shaped)):
            for values, count in evidence:
                times = count * weight
                for number, value in values:
                    sums[number] += value * times
    scores = [score + value for score, value in zip(scores, by_words, strict=True)]
    return Tally(parts, words, scores, by_words)


def _is_latin(sign: str) -> bool:
    """Whether this is a Latin letter with something on it."""
    return "\u00c0" <= sign <= "\u024f" or "\u1e00" <= sign <= "\u1eff"


@cache
def _address() -> re.Pattern[str]:
    """A web or mail address. The bounds keep a long run of letters from being tried again and again."""
    return re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")


@cache
def known_languages(*, others: bool) -> Known:
    """What is known of the supported languages, with `others` also of those that are refused; read once."""
    raw = read_data("detection")
    if others:
        more = read_data("others")
        raw = {
            **raw,
            "languages": raw["languages"] | more["languages"],
            "notices": raw["notices"] | more["notices"],
        }
    languages: Mapping[str, Mapping[str, str]] = raw["languages"]
    supported = tuple(language.value for language in Language)
    codes = (*supported, *(code for code in languages if code not in supported))
    letters: dict[str, tuple[int, ...]] = {}
    for number, code in enumerate(codes):
        for letter in languages[code]["letters"]:
            letters[letter] = (*letters.get(letter, ()), number)
    return Known(
        codes=codes,
        names=tuple(languages[code]["name"] for code in codes),
        supported=len(supported),
        evidence=_evidence([languages[code] for code in codes]),
        letters=letters,
        jargon=tuple(raw["jargon"]),
        neighbours=frozenset(raw["neighbours"].split(",")),
        notices={codes.index(code): tuple(phrases) for code, phrases in raw["notices"].items()},
    )


def _evidence(languages: Sequence[Mapping[str, str]]) -> Callable[[str], tuple[Values, bool]]:
    """The function that tells what one plain word says; it remembers the words that it met."""
    common = [frozenset(language["common"].split(",")) for language in languages]
    frequent = [frozenset(language["frequent"].split(",")) for language in languages]
    endings = _shapes(languages, "endings")
    beginnings = _shapes(languages, "beginnings")

    def listed(word: str) -> Values:
        values = {number: FREQUENT for number, words in enumerate(frequent) if word in words}
        values |= {number: COMMON for number, words in enumerate(common) if word in words}
        if len(word) == 1:
            values = dict.fromkeys(values, SINGLE_LETTER)
        return tuple(values.items())

    def evidence(token: str) -> tuple[Values, bool]:
        values = listed(token)
        if not values and token.endswith("'"):
            token = token[:-1]
            values = listed(token)
        if values:
            return values, True
        shapes: dict[int, float] = {}
        for length in range(2, min(5, len(token) - 2)):
            for number in beginnings.get(token[:length], ()):
                shapes[number] = BEGINNING
        for length in range(2, min(6, len(token) - 1)):
            for number in endings.get(token[-length:], ()):
                shapes[number] = ENDING
        return tuple(shapes.items()), False

    return lru_cache(maxsize=16384)(evidence)


def _shapes(languages: Sequence[Mapping[str, str]], key: str) -> Mapping[str, tuple[int, ...]]:
    """From each ending or beginning to the numbers of the languages that have it."""
    numbers: dict[str, tuple[int, ...]] = {}
    for number, language in enumerate(languages):
        for shape in filter(None, language[key].split(",")):
            numbers[shape] = (*numbers.get(shape, ()), number)
    return numbers
