"""Which language a draft is in: by function words, endings, letters and scripts, over the whole document.

Each word adds evidence to the languages that know it, as in a naive Bayes model whose
probabilities were rounded to a few steps; a word of several languages so cancels out. What is
quoted counts less than the seller's own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from poareview.errors import LanguageError
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
# By how much another language must be ahead of the supported ones before a draft is refused.
REFUSAL = 3.0
# Evidence by words without which nothing can be told: one frequent word, and more in a long text.
LEAST_EVIDENCE = 4.0
LEAST_EVIDENCE_PER_WORD = 0.15
# Evidence that a short text lacks: with it, one frequent word gives a confidence of about 0.6.
SHORTNESS = 2.5

QUOTED_LINE = 0.15
QUOTATION = 0.25
NOTICE = 0.35
NOTICE_PHRASES = 2

# The first code point after the Latin letters and the combining marks.
FIRST_FOREIGN = 0x370

# Longer than any word of the lists: not worth a look, nor a place in the cache.
LONGEST_WORD = 40

_Evidence = tuple[tuple[int, float], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """A draft's language, and how sure that is: 0.5 is a coin flip between two languages, 1 is certain."""

    language: Language
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class _Script:
    name: str
    ranges: tuple[tuple[int, int], ...]
    weight: float
    base: str
    share: float
    without: str

    def holds(self, character: str) -> bool:
        return any(first <= ord(character) <= last for first, last in self.ranges)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """`data/detection.toml`, turned round: from words, endings and letters to languages by number."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    supported: int
    words: dict[str, list[tuple[int, float]]]
    endings: dict[str, list[int]]
    beginnings: dict[str, list[int]]
    letters: dict[str, list[int]]
    scripts: tuple[_Script, ...]
    jargon: tuple[str, ...]
    notices: dict[int, tuple[str, ...]]


def detect(text: str) -> Detection:
    """The language of `text`, English, French or Dutch, by the majority of the seller's own words.

    Accents and case need not be right, and English terms of the trade do not count. Takes time
    linear in the length of the text.

    Raises:
        LanguageError: the text is in another language, which the message names, or none can be told.
    """
    known = _known()
    signs = frozenset(text)
    name = _by_script(text, signs, known)
    if name is not None:
        raise LanguageError(_not_supported(name))
    parts = _parts(text, known)
    best = _best(parts, known)
    if best is None:
        # Nothing but a title of borrowed words: "Plan of action, late shipment rate".
        parts = _parts(text, known, borrowed=False)
        best = _best(parts, known)
    if best is None:
        raise LanguageError(_CANNOT_TELL)
    if best >= known.supported:
        raise LanguageError(_not_supported(known.names[best]))
    return Detection(language=Language(known.codes[best]), confidence=_confidence(parts, best, known))


_CANNOT_TELL = (
    "The language of the draft cannot be told: too few of its words are known. "
    "Supported: English, French, Dutch. If the draft is in one of these, name it: --lang en, --lang fr or --lang nl."
)


def _not_supported(name: str) -> str:
    return (
        f"{name} is not supported (the draft looks {name}). Supported: English, French, Dutch. "
        "If the draft is in one of these, use --lang to override: --lang en, --lang fr or --lang nl."
    )


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a stretch of text says: its words, and (evidence, how often, whether a listed word) for each."""

    words: int
    evidence: list[tuple[_Evidence, int, bool]]


_Parts = Sequence[tuple[_Seen, float]]


def _seen(stretch: str, known: _Known, *, borrowed: bool = True) -> _Seen:
    """What the stretch says; `borrowed` leaves out the English phrases that sellers of every language write."""
    folded = plain(stretch)
    if borrowed:
        for phrase in known.jargon:
            if phrase in folded:
                folded = folded.replace(phrase, " ")
    if "@" in folded or "://" in folded or "www." in folded:
        folded = _address().sub(" ", folded)
    tokens = Counter(_word().findall(folded))
    words = 0
    evidence: list[tuple[_Evidence, int, bool]] = []
    for token, count in tokens.items():
        # "B0CXK4R7PL" and "4pm" are no words; "l'" and "don'" are.
        if len(token) > LONGEST_WORD or not (token.isalpha() or token[:-1].isalpha()):
            continue
        words += count
        found, listed = _evidence(token)
        if found:
            evidence.append((found, count, listed))
    if not stretch.isascii():
        lowered = stretch.lower()
        for letter in frozenset(lowered):
            numbers = known.letters.get(letter)
            if numbers:
                evidence.append((tuple((number, LETTER) for number in numbers), lowered.count(letter), False))
    return _Seen(words, evidence)


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+'?")


@cache
def _address() -> re.Pattern[str]:
    """A web or mail address. The bounds keep a long run of letters from being tried again and again."""
    return re.compile(r"\bhttps?://\S+|\bwww\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}")


@lru_cache(maxsize=16384)
def _evidence(token: str) -> tuple[_Evidence, bool]:
    """What one plain word says for each language, and whether any of them lists it."""
    known = _known()
    listed = known.words.get(token)
    if listed is None and token.endswith("'"):
        token = token[:-1]
        listed = known.words.get(token)
    if listed is not None:
        return tuple(listed), True
    shapes: dict[int, float] = {}
    for length in range(2, min(5, len(token) - 2)):
        for number in known.beginnings.get(token[:length], ()):
            shapes[number] = BEGINNING
    for length in range(2, min(6, len(token) - 1)):
        for number in known.endings.get(token[-length:], ()):
            shapes[number] = ENDING
    return tuple(shapes.items()), False


def _scores(parts: _Parts, known: _Known) -> tuple[list[float], list[float]]:
    """The evidence for each language by number: all of it with the head start, and that of listed words alone."""
    scores = [0.0] * len(known.codes)
    by_words = [0.0] * len(known.codes)
    for seen, weight in parts:
        for evidence, count, listed in seen.evidence:
            times = count * weight
            sums = by_words if listed else scores
            for number, value in evidence:
                sums[number] += value * times
    for number, value in enumerate(by_words):
        scores[number] += value + (SUPPORTED if number < known.supported else 0.0)
    return scores, by_words


def _best(parts: _Parts, known: _Known) -> int | None:
    """The number of the likeliest language, `None` where too little is known to tell."""
    scores, by_words = _scores(parts, known)
    words = sum(seen.words * weight for seen, weight in parts)
    least = max(LEAST_EVIDENCE, LEAST_EVIDENCE_PER_WORD * words)
    best = max(range(len(scores)), key=scores.__getitem__)
    if best >= known.supported:
        # To refuse a draft wrongly is worse than to read a strange one: the evidence must be clear.
        own = max(range(known.supported), key=scores.__getitem__)
        if scores[best] - scores[own] < REFUSAL and by_words[own] >= least:
            best = own
        elif scores[best] - scores[own] < REFUSAL:
            return None
    return best if by_words[best] >= least else None


def _confidence(parts: _Parts, best: int, known: _Known) -> float:
    """The share of the evidence that speaks for the best language over the next, less in a short text."""
    scores, _ = _scores(parts, known)
    rival = max((number for number in range(len(scores)) if number != best), key=scores.__getitem__)
    pro = con = 0.0
    for seen, weight in parts:
        for evidence, count, _ in seen.evidence:
            margin = 0.0
            for number, value in evidence:
                if number == best:
                    margin += value
                elif number == rival:
                    margin -= value
            if margin > 0:
                pro += margin * count * weight
            else:
                con -= margin * count * weight
    return round(pro / (pro + con + SHORTNESS), 4) if pro else 0.0


def _parts(text: str, known: _Known, *, borrowed: bool = True) -> _Parts:
    """What the text says, in pieces with the weight of each; in one piece where nothing seems to be quoted."""
    stretches = list(_stretches(text))
    heaviest = max((weight for _, weight in stretches), default=1.0)
    parts = [(_seen(stretch, known, borrowed=borrowed), weight / heaviest) for stretch, weight in stretches]
    likeliest = _likeliest(parts, known)
    phrases = known.notices.get(likeliest)
    if phrases is None:
        return parts
    folded = plain(text)
    if sum(phrase in folded for phrase in phrases) < NOTICE_PHRASES:
        return parts
    # The text holds a notice in what seems to be its language: if there is another, that may be the seller's.
    parts = []
    for stretch, weight in stretches:
        for line in stretch.splitlines():
            seen = _seen(line, known, borrowed=borrowed)
            quoted = _likeliest([(seen, 1.0)], known) == likeliest
            parts.append((seen, weight / heaviest * (NOTICE if quoted else 1.0)))
    return parts


def _likeliest(parts: _Parts, known: _Known) -> int:
    scores, _ = _scores(parts, known)
    return max(range(len(scores)), key=scores.__getitem__)


@cache
def _quotation() -> re.Pattern[str]:
    """A quotation of some length, or lines of a mail that is answered."""
    return re.compile(
        r"(?P<lines>(?:^[ \t]*>[^\n]*\n?)+)|«[^«»]{60,4000}»|“[^“”]{60,4000}”|„[^„“”]{60,4000}[“”]", re.MULTILINE
    )


def _stretches(text: str) -> Iterator[tuple[str, float]]:
    """The text with what is quoted apart, each with its weight."""
    if not any(mark in text for mark in ">«“„"):
        yield text, 1.0
        return
    end = 0
    for match in _quotation().finditer(text):
        if match.start() > end:
            yield text[end : match.start()], 1.0
        yield match.group(), QUOTED_LINE if match["lines"] else QUOTATION
        end = match.end()
    if end < len(text):
        yield text[end:], 1.0


def _by_script(text: str, signs: frozenset[str], known: _Known) -> str | None:
    """The name of the language whose script holds more of the letters than the Latin alphabet does."""
    foreign = {sign for sign in signs if ord(sign) >= FIRST_FOREIGN and sign.isalpha()}
    counts = {script.name: _held(text, foreign, script) for script in known.scripts} if foreign else {}
    if not any(counts.values()):
        return None
    base = max((script for script in known.scripts if not script.base), key=lambda s: counts[s.name] * s.weight)
    total = counts[base.name]
    latin = sum(text.count(sign) for sign in signs - foreign if sign.isalpha())
    if total * base.weight <= latin:
        return None
    own = [
        script
        for script in known.scripts
        if script.base == base.name
        and counts[script.name] >= script.share * total
        and counts[script.name]
        and not any(sign in text for sign in script.without)
    ]
    return own[0].name if own else base.name


def _held(text: str, signs: set[str], script: _Script) -> int:
    return sum(text.count(sign) for sign in signs if script.holds(sign))


def _supported() -> tuple[str, ...]:
    return tuple(language.value for language in Language)


@cache
def _known() -> _Known:
    raw = read_data("detection")
    languages: Mapping[str, Mapping[str, str]] = raw["languages"]
    codes = (*_supported(), *(code for code in languages if code not in _supported()))
    words: dict[str, list[tuple[int, float]]] = {}
    endings: dict[str, list[int]] = {}
    beginnings: dict[str, list[int]] = {}
    letters: dict[str, list[int]] = {}
    for number, code in enumerate(codes):
        language = languages[code]
        common = set(items(plain(language["common"])))
        for word in common | set(items(plain(language["frequent"]))):
            value = SINGLE_LETTER if len(word) == 1 else COMMON if word in common else FREQUENT
            for spelling in _spellings(word):
                words.setdefault(spelling, []).append((number, value))
        for shape in set(items(plain(language["endings"]))):
            endings.setdefault(shape, []).append(number)
        for shape in set(items(plain(language["beginnings"]))):
            beginnings.setdefault(shape, []).append(number)
        for letter in language["letters"]:
            letters.setdefault(letter, []).append(number)
    notices = {codes.index(code): items(phrases) for code, phrases in raw["notices"].items()}
    return _Known(
        codes=codes,
        names=tuple(languages[code]["name"] for code in codes),
        supported=len(_supported()),
        words=words,
        endings=endings,
        beginnings=beginnings,
        letters=letters,
        scripts=tuple(_script(name, entry) for name, entry in raw["scripts"].items()),
        jargon=items(raw["jargon"]),
        notices=notices,
    )


def _spellings(word: str) -> tuple[str, ...]:
    """The word, and as it is written on a keyboard that lacks its letters."""
    if word.isascii():
        return (word,)
    return tuple({word, word.translate(_ONE_LETTER), word.translate(_TWO_LETTERS)})


_ONE_LETTER = str.maketrans("øłđðæœıß", "olddaois")
_TWO_LETTERS = str.maketrans(
    {"ø": "oe", "æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "þ": "th"}
)


def _script(name: str, entry: Mapping[str, object]) -> _Script:
    ranges = [pair.split("-") for pair in str(entry["ranges"]).split()]
    return _Script(
        name=name,
        ranges=tuple((int(first, 16), int(last, 16)) for first, last in ranges),
        weight=float(str(entry.get("weight", 1))),
        base=str(entry.get("base", "")),
        share=float(str(entry.get("share", 0))),
        without=str(entry.get("without", "")),
    )
