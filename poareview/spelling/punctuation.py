"""Signs that lie in marks, blanks and repetitions, and Dutch compounds written apart."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from poareview.model import BlockKind, Language, Sentence
from poareview.spelling.signs import Hit
from poareview.spelling.tokens import Row
from poareview.spelling.words import Words

_CLOSERS = frozenset(",.;!?")
_SENTENCE_MARKS = frozenset(".!?")
_SMALL_I = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
_ARTICLES = frozenset({"a", "an"})
_MIN_WORD = 4
_MIN_PLAIN_START = 5
_MIN_NEXT_START = 3


def repeated(row: Row, words: Words) -> Iterator[Hit]:
    """The same word twice running, unless the language does that ("had had", "nous nous")."""
    for place, (low, next_low) in enumerate(pairwise(row.lows)):
        if low != next_low or low in words.habits["twice"] or not row.spaced(place + 1):
            continue
        one, two = row.texts[place], row.texts[place + 1]
        if one.isalpha() and (one == two or one.istitle()) and not (one[0].isupper() and two[0].isupper()):
            yield Hit("word-twice", row.starts[place], row.ends[place + 1])


def spacing(row: Row, text: str, words: Words) -> Iterator[Hit]:
    """A blank forgotten after a comma or a stop, or typed before one."""
    last = len(row) - 1
    for place in row.marks:
        if not 0 < place < last or row.texts[place] not in _CLOSERS or not row.word(place - 1):
            continue
        if row.spaced(place):
            if _blank_before(row, place, text, words.language):
                yield Hit("blank-before-mark", row.starts[place - 1], row.ends[place])
        elif not row.spaced(place + 1) and _run_on(row, place, words):
            yield Hit("no-blank-after-mark", row.starts[place - 1], row.ends[place + 1])
    if last > 0 and row.texts[last] in ".," and row.spaced(last) and row.word(last - 1):
        yield Hit("blank-before-mark", row.starts[last - 1], row.ends[last])


def _blank_before(row: Row, place: int, text: str, language: Language) -> bool:
    mark = row.texts[place]
    if mark in ";!?" and language is Language.FR:
        return False
    # " .pdf", " ..." and a point that opens a list item are no slips.
    if text[row.starts[place] - 1] != " ":
        return False
    return mark == "," or (row.spaced(place + 1) and (mark != "." or row.word(place + 1)))


def _run_on(row: Row, place: int, words: Words) -> bool:
    before, mark, after = row.texts[place - 1 : place + 2]
    if not after[0].isalpha() or not before[-1].isalpha():
        return mark == "," and after[0].isalpha() and before.isalnum()
    if mark != ".":
        return len(before) > 1 or len(after) > 1
    if len(before) < 3 or len(after) < 3 or (before[0].isupper() and after.islower()):
        return False  # "Amazon.ca"
    if not before.isalpha() or not after.isalpha():
        return False
    return words.known(before) and words.known(after)


def lower_starts(row: Row, words: Words) -> Iterator[Hit]:
    """A new sentence inside this one that begins with a small letter."""
    for place in row.marks:
        if not 0 < place < len(row) - 1 or row.texts[place] not in _SENTENCE_MARKS:
            continue
        before, mark, after = row.texts[place - 1 : place + 2]
        if (
            not row.spaced(place)
            and row.spaced(place + 1)
            and after.islower()
            and after[0].isalnum()
            and before[0].isalnum()
            and (len(before) >= _MIN_WORD or not before.isalpha() or mark != ".")
            and row.lows[place - 1] not in words.habits["abbreviations"]
            and (mark != "." if before.isdigit() else words.known(before))
        ):
            yield Hit("small-letter", row.starts[place + 1], row.ends[place + 1])


def starts_small(row: Row, sentence: Sentence, previous: Sentence | None) -> Iterator[Hit]:
    """A sentence of a paragraph that begins with a small letter; after a greeting's comma that is custom."""
    first = row.texts[0]
    if (
        not first.islower()
        or not first[0].isalnum()
        or sentence.kind is not BlockKind.PARAGRAPH
        or len(first) < 2
        or len(row) < 2
        or not (row.word(1) or row.texts[1] in ",!?")
    ):
        return
    follows = previous is not None and previous.block == sentence.block
    if sum(text.islower() for text in row.texts) < (_MIN_NEXT_START if follows else _MIN_PLAIN_START):
        return
    if previous is not None:
        if previous.quote[-1] in ",:;-–":
            return
        # What follows a list item without a stop may be its second line.
        if (
            previous.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING)
            and previous.quote[-1] not in _SENTENCE_MARKS
        ):
            return
    yield Hit("small-letter", row.starts[0], row.ends[0])


def article_before(row: Row) -> Iterator[Hit]:
    """English "a" before a vowel sound and "an" before a consonant's."""
    for place, (article, _) in enumerate(pairwise(row.lows)):
        if article not in _ARTICLES or row.texts[place] == "A":
            continue
        after = row.texts[place + 1]
        if len(after) < 3 or not after[0].isalnum() or not row.spaced(place + 1):
            continue
        head = after.split("-")[0]
        if not head.isalpha() or len(head) < 2 or sum(character.isupper() for character in head) > 1:
            continue
        if (article == "a") == _vowel_sound(head.lower()):
            yield Hit("a-an", row.starts[place], row.ends[place + 1])


def _vowel_sound(word: str) -> bool:
    if word.startswith(("hour", "honest", "honou", "honor", "heir")):
        return True
    if word.startswith(
        ("eu", "ewe", "one", "once", "uni", "use", "usu", "usa", "ut", "ub", "ufo", "uk", "uran")
    ):
        return word.startswith(("unin", "unim", "utt", "utm"))
    return word[0] in "aeiou"


def small_i(row: Row) -> Iterator[Hit]:
    """English "i" for "I"; not in a list ("i) ...") and not between names ("Pasek i Syn")."""
    for place, text in enumerate(row.texts):
        if text not in _SMALL_I:
            continue
        after = row.texts[place + 1] if place + 1 < len(row) else None
        if place and after is not None and row.texts[place - 1][0].isupper() and after[0].isupper():
            continue
        if after is None or after[0].isalnum() or (after not in ").:" and row.spaced(place + 1)):
            yield Hit("small-i", row.starts[place], row.ends[place])


def apart(row: Row, words: Words) -> Iterator[Hit]:
    """Dutch: a compound of two parts written as two words ("retour label", "terug betaald")."""
    loose = words.habits
    for place, (low, next_low) in enumerate(pairwise(row.lows)):
        particle = low in loose["particles"]
        if not particle and (
            low in loose["not_first"] or next_low in loose["not_second"] or len(low) < 3 or len(next_low) < 3
        ):
            continue
        one, two = row.texts[place], row.texts[place + 1]
        if not (one.isalpha() and two.isalpha() and two.islower() and row.spaced(place + 1)):
            continue
        if not (one.islower() or (place == 0 and one.istitle())):
            continue
        if particle:
            wrong = (
                two.startswith("ge")
                and two.endswith(("t", "d", "en"))
                and words.in_lexicon(low + next_low)
                and not (
                    low in loose["after_place_words"]
                    and not loose["place_words"].isdisjoint(row.lows[:place])
                )
            )
        else:
            wrong = (words.begins(low) and words.ends(next_low) and words.in_lexicon(low + next_low)) or (
                low in loose["heads"] and words.known(low + next_low)
            )
        if wrong:
            yield Hit("written-apart", row.starts[place], row.ends[place + 1])
