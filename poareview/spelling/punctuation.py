"""Signs that lie in marks, blanks and repetitions, and Dutch compounds written apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from poareview.model import BlockKind, Language, Sentence
from poareview.spelling.signs import Hit, habits
from poareview.spelling.tokens import Token
from poareview.spelling.words import Words

_CLOSERS = frozenset(",.;!?")
_SENTENCE_MARKS = frozenset(".!?")
_MIN_WORD = 4
_MIN_PLAIN_START = 5
_MIN_NEXT_START = 3


def repeated(row: Sequence[Token], language: Language) -> Iterator[Hit]:
    """The same word twice running, unless the language does that ("had had", "nous nous")."""
    allowed = habits(language)["twice"]
    for one, two in pairwise(row):
        if (
            one.low == two.low
            and two.spaced
            and one.word
            and one.text.isalpha()
            and one.low not in allowed
            and (one.text == two.text or one.text.istitle())
            and not (one.text[0].isupper() and two.text[0].isupper())
        ):
            yield Hit("word-twice", one.start, two.end)


def spacing(row: Sequence[Token], text: str, words: Words) -> Iterator[Hit]:
    """A blank forgotten after a comma or a stop, or typed before one."""
    for place in range(1, len(row) - 1):
        before, mark, after = row[place - 1], row[place], row[place + 1]
        if mark.text not in _CLOSERS or not before.word:
            continue
        if mark.spaced:
            if _blank_before(mark, after, text, words.language):
                yield Hit("blank-before-mark", before.start, mark.end)
        elif not after.spaced and _run_on(before, mark, after, words):
            yield Hit("no-blank-after-mark", before.start, after.end)
    if len(row) > 1 and row[-1].text in ".," and row[-1].spaced and row[-2].word:
        yield Hit("blank-before-mark", row[-2].start, row[-1].end)


def _blank_before(mark: Token, after: Token, text: str, language: Language) -> bool:
    if mark.text in ";!?" and language is Language.FR:
        return False
    # " .pdf", " ..." and a point that opens a list item are no slips.
    if text[mark.start - 1] != " ":
        return False
    return mark.text == "," or (after.spaced and (mark.text != "." or after.word))


def _run_on(before: Token, mark: Token, after: Token, words: Words) -> bool:
    if not after.word or not after.text[0].isalpha() or not before.text[-1].isalpha():
        return mark.text == "," and after.word and after.text[0].isalpha() and before.text.isalnum()
    if mark.text != ".":
        return len(before.text) > 1 or len(after.text) > 1
    if len(before.text) < 3 or len(after.text) < 3 or (before.text[0].isupper() and after.text.islower()):
        return False  # "Amazon.ca"
    if not before.text.isalpha() or not after.text.isalpha():
        return False
    return words.known(before.text) and words.known(after.text)


def lower_starts(row: Sequence[Token], words: Words) -> Iterator[Hit]:
    """A new sentence inside this one that begins with a small letter."""
    short = habits(words.language)["abbreviations"]
    for place in range(1, len(row) - 1):
        before, mark, after = row[place - 1], row[place], row[place + 1]
        if (
            mark.text in _SENTENCE_MARKS
            and not mark.spaced
            and after.spaced
            and after.word
            and after.text.islower()
            and before.word
            and (len(before.text) >= _MIN_WORD or not before.text.isalpha() or mark.text != ".")
            and before.low not in short
            and "." not in before.text
            and (before.text.isdigit() or words.known(before.text))
            and not (before.text.isdigit() and mark.text == ".")
        ):
            yield Hit("small-letter", after.start, after.end)


def starts_small(row: Sequence[Token], sentence: Sentence, previous: Sentence | None) -> Iterator[Hit]:
    """A sentence of a paragraph that begins with a small letter; after a greeting's comma that is custom."""
    first = next((token for token in row if token.word), None)
    if (
        first is None
        or sentence.kind is not BlockKind.PARAGRAPH
        or not first.text.islower()
        or first is not row[0]
        or len(first.text) < 2
        or not row[1:2]
        or not (row[1].word or row[1].text in ",!?")
    ):
        return
    follows = previous is not None and previous.block == sentence.block
    if sum(token.text.islower() for token in row) < (_MIN_NEXT_START if follows else _MIN_PLAIN_START):
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
    yield Hit("small-letter", first.start, first.end)


def article_before(row: Sequence[Token]) -> Iterator[Hit]:
    """English "a" before a vowel sound and "an" before a consonant's."""
    for one, two in pairwise(row):
        if (
            one.low not in ("a", "an")
            or not two.word
            or not two.spaced
            or len(two.text) < 3
            or one.text == "A"
        ):
            continue
        head = two.text.split("-")[0]
        if not head.isalpha() or len(head) < 2 or sum(character.isupper() for character in head) > 1:
            continue
        if (one.low == "a") == _vowel_sound(head.lower()):
            yield Hit("a-an", one.start, two.end)


def _vowel_sound(word: str) -> bool:
    if word.startswith(("hour", "honest", "honou", "honor", "heir")):
        return True
    if word.startswith(
        ("eu", "ewe", "one", "once", "uni", "use", "usu", "usa", "ut", "ub", "ufo", "uk", "uran")
    ):
        return word.startswith(("unin", "unim", "utt", "utm"))
    return word[0] in "aeiou"


def apart(row: Sequence[Token], words: Words) -> Iterator[Hit]:
    """Dutch: a compound of two parts written as two words ("retour label", "terug betaald")."""
    loose = habits(Language.NL)
    for place, (one, two) in enumerate(pairwise(row)):
        if not (one.word and two.word and two.spaced and one.text.isalpha() and two.text.isalpha()):
            continue
        if not two.text.islower() or not (one.text.islower() or (place == 0 and one.text.istitle())):
            continue
        joined = one.low + two.low
        if one.low in loose["particles"]:
            if two.low.startswith("ge") and two.low.endswith(("t", "d", "en")) and words.in_lexicon(joined):
                yield Hit("written-apart", one.start, two.end)
            continue
        if (
            one.low in loose["not_first"]
            or two.low in loose["not_second"]
            or len(one.low) < 3
            or len(two.low) < 3
        ):
            continue
        listed = (
            words.in_lexicon(joined) and words.in_lexicon(f"{one.low}+") and words.in_lexicon(f"+{two.low}")
        )
        if listed or (one.low in loose["heads"] and words.known(joined)):
            yield Hit("written-apart", one.start, two.end)
