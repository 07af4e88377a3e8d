"""Grammar signs: short patterns over the words of a sentence, read from data/signs.<language>.toml.

A pattern is elements parted by blanks, each for one token:

    word|other      one of these words (lower case)
    @name           a word of the class `name` of the file
    ~ing            a word that ends so, and has at least two letters more
    #               a number of up to three digits, above one
    *               any word
    a&!b            both a and not b
    !a              not a (at a sentence's edge, "^" and "$" are the tokens)
    (a)             is looked at but is not part of the quote
    a?              may be absent
    ...             up to five words in between, no marks and none of the class `no_gap`

"^" is the beginning of a sentence and "$" its end. Patterns are bounded, so the time is linear in the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from poareview.model import Language
from poareview.spelling.lexicon import DATA
from poareview.spelling.tokens import Token

_GAP = 5
_MIN_BEFORE_SUFFIX = 2
_YEAR = 4  # digits; a number so long before a noun is rather a year or an identifier
_NEVER: frozenset[str] = frozenset()
_EDGE_START = Token(0, 0, "^", "^", True, False)
_EDGE_END = Token(0, 0, "$", "$", True, False)
_ENDS = frozenset(".!?…")

Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern; `words` is set where it is a plain list of words."""

    test: Test
    words: frozenset[str]
    context: bool = False
    optional: bool = False
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sign's pattern; `anchor` is the element it is found by, at a fixed distance from the start."""

    sign: str
    elements: tuple[Element, ...]
    anchor: int


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a sign was seen."""

    sign: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs of one language, by the word that each pattern is found by."""

    by_word: Mapping[str, tuple[Pattern, ...]]
    classes: Mapping[str, frozenset[str]]
    fixes: Mapping[str, str]
    small_only: frozenset[str]

    def find(self, tokens: Sequence[Token]) -> Iterator[Hit]:
        """All hits in one sentence, in the order of their anchors."""
        row = [_EDGE_START, *tokens]
        while len(row) > 1 and row[-1].low in _ENDS:
            row.pop()
        row.append(_EDGE_END)
        for at, token in enumerate(row):
            for pattern in self.by_word.get(token.low, ()):
                first = at - pattern.anchor
                if first < 0:
                    continue
                span = _match(pattern.elements, 0, row, first, -1, -1)
                if span is not None and span[0] >= 0:
                    yield Hit(pattern.sign, row[span[0]].start, row[span[1]].end)


def _match(
    elements: tuple[Element, ...], index: int, row: Sequence[Token], at: int, first: int, last: int
) -> tuple[int, int] | None:
    """The first and last token of the quote, or `None`; recursion is as deep as the pattern is long."""
    if index == len(elements):
        return first, last
    element = elements[index]
    if element.gap:
        for skipped in range(_GAP + 1):
            found = _match(elements, index + 1, row, at + skipped, first, last)
            if found is not None:
                return found
            if at + skipped >= len(row) or not element.test(row[at + skipped].low):
                return None
        return None
    if element.optional:
        found = _match(elements, index + 1, row, at, first, last)
        if found is not None:
            return found
    if at >= len(row) or not element.test(row[at].low):
        return None
    if not element.context and row[at].end > row[at].start:
        first, last = (at if first < 0 else first), at
    return _match(elements, index + 1, row, at + 1, first, last)


def compile_pattern(sign: str, text: str, classes: Mapping[str, frozenset[str]]) -> Pattern:
    """The pattern written as `text`.

    Raises:
        ValueError: it names an unknown class, or holds no place with plain words to find it by.
    """
    elements = tuple(_element(part, classes) for part in text.split())
    best: int | None = None
    for place, element in enumerate(elements):
        if element.gap or element.optional:
            break
        if element.words and (best is None or _cost(element.words) < _cost(elements[best].words)):
            best = place
    if best is None:
        raise ValueError(
            f"sign {sign!r}: the pattern {text!r} has no plain word before its first optional place"
        )
    return Pattern(sign, elements, best)


def _cost(words: frozenset[str]) -> int:
    """How often one of these words is likely to be met: short words are the common ones."""
    return sum(40 if len(word) < 3 else 12 if len(word) < 4 else 2 if len(word) < 6 else 1 for word in words)


def _element(text: str, classes: Mapping[str, frozenset[str]]) -> Element:
    if text == "...":
        stops = classes.get("no_gap", _NEVER)
        return Element((lambda low: _is_word(low) and low not in stops), _NEVER, gap=True)
    optional = len(text) > 1 and text.endswith("?")
    text = text[:-1] if optional else text
    context = text.startswith("(") and text.endswith(")")
    text = text[1:-1] if context else text
    tests: list[Test] = []
    plain = _NEVER
    for part in text.split("&"):
        negated = len(part) > 1 and part.startswith("!")
        test, listed = _alternatives(part[1:] if negated else part, classes)
        tests.append(_not(test) if negated else test)
        if listed and not negated:
            plain = listed
    test = tests[0] if len(tests) == 1 else _all(tests)
    return Element(test, plain, context, optional)


def _alternatives(text: str, classes: Mapping[str, frozenset[str]]) -> tuple[Test, frozenset[str]]:
    listed: set[str] = set()
    endings: list[str] = []
    others: list[Test] = []
    for choice in text.split("|"):
        if choice.startswith("@"):
            if choice[1:] not in classes:
                raise ValueError(f"no class {choice[1:]!r}. Known: {', '.join(sorted(classes))}.")
            listed |= classes[choice[1:]]
        elif choice.startswith("~"):
            endings.append(choice[1:])
        elif choice == "#":
            others.append(_is_number)
        elif choice == "*":
            others.append(_is_word)
        else:
            listed.add(choice)
    words = frozenset(listed)
    if endings:
        others.append(_ends_in(tuple(endings)))
    if not others:
        return words.__contains__, words
    if len(others) == 1 and not words:
        return others[0], _NEVER
    return (lambda low: low in words or any(other(low) for other in others)), _NEVER


def _is_word(low: str) -> bool:
    return low[0].isalpha()


def _is_number(low: str) -> bool:
    return low.isdecimal() and len(low) < _YEAR and low.lstrip("0") not in ("", "1")


def _ends_in(endings: tuple[str, ...]) -> Test:
    least = min(len(ending) for ending in endings) + _MIN_BEFORE_SUFFIX
    return lambda low: low.endswith(endings) and len(low) >= least and "-" not in low


def _not(test: Test) -> Test:
    return lambda low: not test(low)


def _all(tests: list[Test]) -> Test:
    if len(tests) == 2:
        one, two = tests
        return lambda low: one(low) and two(low)
    return lambda low: all(test(low) for test in tests)


@cache
def load(language: Language) -> dict[str, Any]:
    """The file of one language's signs, as it stands; not to be changed."""
    import tomllib

    return tomllib.loads((DATA / f"signs.{language}.toml").read_text(encoding="utf-8"))


@cache
def habits(language: Language) -> dict[str, frozenset[str]]:
    """The lists under [habits] in the language's file, for the rules that are code."""
    return {name: frozenset(listed.split()) for name, listed in load(language)["habits"].items()}


@cache
def signs(language: Language) -> Signs:
    """The signs of a language, compiled once.

    Raises:
        ValueError: a pattern is faulty; the message names its sign.
    """
    data = load(language)
    classes: dict[str, frozenset[str]] = {}
    for name, listed in data["classes"].items():
        members: set[str] = set()
        for word in listed.split():
            members |= classes[word[1:]] if word.startswith("@") else {word}
        classes[name] = frozenset(members)
    by_word: dict[str, list[Pattern]] = {}
    fixes: dict[str, str] = {}
    small_only = frozenset(sign["id"] for sign in data["sign"] if not sign.get("capitals", True))
    for sign in data["sign"]:
        fixes.update(sign.get("fixes", {}))
        for text in sign["patterns"]:
            pattern = compile_pattern(sign["id"], text, classes)
            for word in pattern.elements[pattern.anchor].words:
                by_word.setdefault(word, []).append(pattern)
    return Signs({word: tuple(found) for word, found in by_word.items()}, classes, fixes, small_only)
