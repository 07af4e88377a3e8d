"""Grammar signs: short patterns over the words of a sentence, written in data/signs.<language>.toml.

What is read is `data/signs.<language>.json`, which `index.py` makes of it: there each pattern stands with the
words it is found by, so only the patterns whose words occur in some draft are ever compiled.

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

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from poareview.model import Language
from poareview.spelling.lexicon import DATA
from poareview.spelling.tokens import Row

_GAP = 5
_MIN_BEFORE_SUFFIX = 2
_YEAR = 4  # digits; a number so long before a noun is rather a year or an identifier
_NEVER: frozenset[str] = frozenset()
_ENDS = frozenset(".!?…")

Test = Callable[[str], bool]


class Element(NamedTuple):
    """One place of a pattern; `words` is set where it is a plain list of words."""

    test: Test
    words: frozenset[str]
    context: bool = False
    optional: bool = False
    gap: bool = False


class Pattern(NamedTuple):
    """A sign's pattern; `anchor` is the element it is found by, at a fixed distance from the start.

    `second` is the element that is looked at next, at a fixed distance too: it rules out most places.
    """

    elements: tuple[Element, ...]
    anchor: int
    second: int


class Hit(NamedTuple):
    """Where a sign was seen."""

    sign: str
    start: int
    end: int


class Signs:
    """The signs of one language, by the word that each pattern is found by.

    `classes` are the named lists of words, `fixes` what a faulty phrase should be, and `small_only` the
    signs that do not hold for words in capitals.
    """

    __slots__ = ("_by_word", "_elements", "_tests", "_written", "classes", "fixes", "small_only")

    def __init__(self, index: Mapping[str, Any]) -> None:
        """The signs of an index, as `index.py` makes it."""
        self.classes = {name: frozenset(listed.split()) for name, listed in index["classes"].items()}
        self.fixes: Mapping[str, str] = index["fixes"]
        self.small_only = frozenset(index["small_only"])
        self._by_word: Mapping[str, Sequence[int]] = index["by_word"]
        self._written: Sequence[tuple[str, str, int, int]] = index["patterns"]
        # By a pattern's number, made when first needed. Two threads may make the same, and either will do.
        self._tests: dict[int, Test] = {}
        self._elements: dict[int, tuple[Element, ...]] = {}

    def find(self, row: Row) -> Iterator[Hit]:
        """All hits in one sentence, in the order of their anchors."""
        end = len(row)
        while end and row.lows[end - 1] in _ENDS:
            end -= 1
        lows = ["^", *row.lows[:end], "$"]
        by_word, tests = self._by_word, self._tests
        for at, low in enumerate(lows):
            if low not in by_word:
                continue
            for number in by_word[low]:
                sign, _, anchor, second = self._written[number]
                first = at - anchor
                if first < 0 or first + second > end + 1:
                    continue
                test = tests.get(number) or self._test(number)
                if not test(lows[first + second]):
                    continue
                span = _match(self._elements.get(number) or self._compile(number), 0, lows, first, 0, 0)
                if span is not None and span[0]:
                    yield Hit(sign, row.starts[span[0] - 1], row.ends[span[1] - 1])

    def _test(self, number: int) -> Test:
        """The test of a pattern's second element: most patterns that are met go no further."""
        _, text, _, second = self._written[number]
        test = self._tests[number] = _element(text.split()[second], self.classes).test
        return test

    def _compile(self, number: int) -> tuple[Element, ...]:
        elements = self._elements[number] = _elements(self._written[number][1], self.classes)
        return elements


def _match(
    elements: tuple[Element, ...], index: int, lows: Sequence[str], at: int, first: int, last: int
) -> tuple[int, int] | None:
    """The first and last place of the quote, 0 for none yet; recursion is as deep as the pattern is long."""
    if index == len(elements):
        return first, last
    element = elements[index]
    if element.gap:
        for skipped in range(_GAP + 1):
            found = _match(elements, index + 1, lows, at + skipped, first, last)
            if found is not None:
                return found
            if at + skipped >= len(lows) or not element.test(lows[at + skipped]):
                return None
        return None
    if element.optional:
        found = _match(elements, index + 1, lows, at, first, last)
        if found is not None:
            return found
    if at >= len(lows) or not element.test(lows[at]):
        return None
    if not element.context and 0 < at < len(lows) - 1:
        first, last = first or at, at
    return _match(elements, index + 1, lows, at + 1, first, last)


def compile_pattern(sign: str, text: str, classes: Mapping[str, frozenset[str]]) -> Pattern:
    """The pattern written as `text`.

    Raises:
        ValueError: it names an unknown class, or holds no place with plain words to find it by.
    """
    elements = _elements(text, classes)
    fixed = 0
    while fixed < len(elements) and not elements[fixed].gap and not elements[fixed].optional:
        fixed += 1
    listed = [place for place in range(fixed) if elements[place].words]
    if not listed:
        raise ValueError(
            f"sign {sign!r}: the pattern {text!r} has no plain word before its first optional place"
        )
    anchor = min(listed, key=lambda place: _cost(elements[place].words))
    listed.remove(anchor)
    # Next to a list of words another list says most; where there is none, any place will do.
    others = listed or [place for place in range(fixed) if place != anchor] or [anchor]
    return Pattern(elements, anchor, min(others, key=lambda place: _cost(elements[place].words)))


def _cost(words: frozenset[str]) -> int:
    """How often one of these words is likely to be met: short words are the common ones."""
    return sum(40 if len(word) < 3 else 12 if len(word) < 4 else 2 if len(word) < 6 else 1 for word in words)


def _elements(text: str, classes: Mapping[str, frozenset[str]]) -> tuple[Element, ...]:
    return tuple(_element(part, classes) for part in text.split())


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
def _index(language: Language) -> dict[str, Any]:
    index: dict[str, Any] = json.loads(index_file(language).read_text(encoding="utf-8"))
    return index


def index_file(language: Language) -> Path:
    """Where the index of a language's signs is kept."""
    return DATA / f"signs.{language}.json"


@cache
def habits(language: Language) -> dict[str, frozenset[str]]:
    """The lists under [habits] in the language's file, for the rules that are code."""
    return {name: frozenset(listed.split()) for name, listed in _index(language)["habits"].items()}


@cache
def signs(language: Language) -> Signs:
    """The signs of a language, read once."""
    return Signs(_index(language))
