"""The mistakes of a draft, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from poareview.model import BlockKind, Document, Language, Sentence, Specific
from poareview.spelling import punctuation
from poareview.spelling.mistake import Mistake
from poareview.spelling.mixed import MIN_WORDS, foreign
from poareview.spelling.signs import Hit, signs
from poareview.spelling.suggest import suggestion
from poareview.spelling.tokens import Row, closed_places, inside, left_alone, tokens
from poareview.spelling.words import Words, words
from poareview.text.fold import fold

# Looking for what may be meant takes some 0.2 ms a word; a draft with more slips than this gets no more.
MAX_SUGGESTIONS = 40
_SHOUTED = 0.6
_MIN_SHOUTED_WORDS = 4
_MIN_SHOUTED = 5
_MIN_NAME = 4
_MIN_FOREIGN = 3

# What is wrong with a word: its sign, "" for a plain misspelling, and what is near it.
_Verdict: TypeAlias = tuple[str, str | None]


class _Draft:
    """What is known of one draft while it is read; lives for one call."""

    __slots__ = ("_names", "alone", "language", "looked", "rows", "signs", "text", "verdicts", "words")

    def __init__(
        self, text: str, language: Language, rows: Sequence[Row], alone: Sequence[tuple[int, int]]
    ) -> None:
        self.text = text
        self.language = language
        self.rows = rows
        self.alone = alone
        self.words = words(language)
        self.signs = signs(language)
        self.verdicts: dict[str, _Verdict | None] = {}
        self.looked = 0
        self._names: frozenset[str] | None = None

    @property
    def names(self) -> frozenset[str]:
        """Words that are written with a capital inside some sentence: names, wherever they stand."""
        if self._names is None:
            self._names = frozenset(
                row.lows[place]
                for row in self.rows
                for place, text in enumerate(row.texts)
                if text[0].isupper() and place and text[0].isalnum() and not text.isupper()
            )
        return self._names


def mistakes(
    document: Document, sentences: Sequence[Sentence], language: Language, specifics: Sequence[Specific]
) -> tuple[Mistake, ...]:
    """The mistakes of spelling and grammar and the passages in another language, in order.

    Nothing inside a specific, a hidden stretch, a quotation, an address or a file name is judged. No two
    overlap. Offsets are code points into `document.text`, half-open.
    """
    folded = fold(document.text)
    rows = [tokens(folded, sentence.start, sentence.end, language) for sentence in sentences]
    draft = _Draft(document.text, language, rows, left_alone(document, specifics))
    found: list[Mistake] = []
    previous: Sentence | None = None
    for sentence, row in zip(sentences, rows, strict=True):
        if sentence.kind is not BlockKind.QUOTE and row.texts:
            found.extend(_of_sentence(draft, sentence, row, previous))
        previous = sentence
    return _without_overlap(found)


def _of_sentence(draft: _Draft, sentence: Sentence, row: Row, previous: Sentence | None) -> Iterator[Mistake]:
    not_open = closed_places(row, draft.alone).union(row.marks)
    open_places = [place for place in range(len(row)) if place not in not_open]
    if not open_places:
        return
    if len(open_places) >= MIN_WORDS:
        other = foreign([row.lows[place] for place in open_places], draft.language)
        if other is not None:
            start, end = row.starts[open_places[0]], row.ends[open_places[-1]]
            yield Mistake(start=start, end=end, quote=draft.text[start:end], kind="mixed", sign=f"in-{other}")
            return
    for hit in _hits(draft, sentence, row, previous):
        quote = draft.text[hit.start : hit.end]
        # French capitals may go without accents: "A CAUSE" is right, "a cause" is not.
        if not inside(draft.alone, hit.start, hit.end) and not (
            hit.sign in draft.signs.small_only and quote.isupper()
        ):
            yield Mistake(
                start=hit.start,
                end=hit.end,
                quote=quote,
                kind="grammar",
                suggestion=draft.signs.fixes.get(quote.lower()),
                sign=hit.sign,
            )
    yield from _of_words(draft, sentence, row, open_places)


def _hits(draft: _Draft, sentence: Sentence, row: Row, previous: Sentence | None) -> Iterator[Hit]:
    yield from draft.signs.find(row)
    yield from punctuation.repeated(row, draft.words)
    yield from punctuation.spacing(row, draft.text, draft.words)
    yield from punctuation.lower_starts(row, draft.words)
    yield from punctuation.starts_small(row, sentence, previous)
    if draft.language is Language.EN:
        yield from punctuation.article_before(row)
        yield from punctuation.small_i(row)
    elif draft.language is Language.NL:
        yield from punctuation.apart(row, draft.words)


def _of_words(draft: _Draft, sentence: Sentence, row: Row, open_places: Sequence[int]) -> Iterator[Mistake]:
    texts, known = row.texts, draft.words.known
    # Inside a sentence a word with a capital is a name, unless it is all in capitals. This is asked for each
    # word of a draft, and hardly any is left for a closer look.
    suspects = [
        place
        for place in open_places
        if (place == 0 or texts[place][0].islower() or texts[place].isupper())
        and not known(texts[place])
        and _is_plain_word(texts[place])
        and not _is_glued(row, place)
    ]
    if not suspects:
        return
    open_texts = [row.texts[place] for place in open_places]
    shouted = _is_shouted(open_texts)
    titled = sentence.kind is BlockKind.HEADING or _is_titled(open_texts)
    for place in suspects:
        text, low = texts[place], row.lows[place]
        manner = _manner(row, place, shouted=shouted, titled=titled)
        if manner is None or (low in draft.names and (manner == "small" or not shouted)):
            continue
        verdict = _verdict(draft, text, low, manner)
        if verdict is None:
            continue
        sign, near = verdict
        start, end = row.starts[place], row.ends[place]
        yield Mistake(
            start=start,
            end=end,
            quote=draft.text[start:end],
            kind="mixed" if sign == "foreign-word" else "spelling",
            suggestion=near,
            sign=sign,
        )


def _manner(
    row: Row, place: int, *, shouted: bool, titled: bool
) -> Literal["small", "first", "shouted"] | None:
    """How a word stands there; `None` for a name or an abbreviation, which is left alone."""
    text = row.texts[place]
    if text[0].islower():
        return "small" if text[1:].islower() or "'" in text or "-" in text else None
    if text.isupper() and len(text) > 1:
        return "shouted" if shouted and len(text) >= _MIN_SHOUTED else None
    if place or titled or not text[1:].islower() or len(text) < _MIN_SHOUTED:
        return None
    return None if len(row) > 1 and row.texts[1][0].isupper() and row.word(1) else "first"


def _verdict(draft: _Draft, text: str, low: str, manner: str) -> _Verdict | None:
    """What is wrong with an unknown word, `None` if nothing is; the same word is judged once."""
    if text not in draft.verdicts:
        draft.verdicts[text] = _judged(draft, text, low, manner)
    return draft.verdicts[text]


def _judged(draft: _Draft, text: str, low: str, manner: str) -> _Verdict | None:
    """The verdict on an unknown word; `None` if it is rather a name or a compound."""
    accented = draft.words.accented(low)
    if accented is not None:
        accented = (
            accented.upper() if text.isupper() else accented.capitalize() if text[0].isupper() else accented
        )
        return "accent-missing", accented
    if manner == "small" and _is_english(draft.language, low):
        return "foreign-word", None
    if manner == "small" and _is_name(draft.words, low):
        return "small-letter", low.capitalize()
    near = draft.words.with_linking_s(low) if manner == "small" else None
    if near is None and draft.looked < MAX_SUGGESTIONS:
        draft.looked += 1
        near = suggestion(text, draft.words)
    # A capital may make a name of it, and a long Dutch word may be a compound: only a near known word tells.
    if near is not None or (manner == "small" and not draft.words.maybe_compound(low)):
        return "", near
    return None


def _is_name(known: Words, low: str) -> bool:
    """Whether the lexicon holds the word with a capital only ("spanish", "france")."""
    return len(low) >= _MIN_NAME and low.isalpha() and known.in_lexicon(low.capitalize())


def _is_english(language: Language, low: str) -> bool:
    if language is Language.EN or len(low) < _MIN_FOREIGN or not low.isalpha():
        return False
    return words(Language.EN).in_lexicon(low)


def _is_plain_word(text: str) -> bool:
    if text.isalpha():
        return len(text) > 1
    return not any(character.isdigit() or character == "_" for character in text)


def _is_glued(row: Row, place: int) -> bool:
    """Whether the word is stuck to a mark that makes it part of a name, a path or an abbreviation."""
    texts = row.texts
    if not row.spaced(place):
        before = texts[place - 1]
        if before in "/\\@&#+=%°" or (before == "." and (place < 2 or len(texts[place - 2]) < 3)):
            return True
    if place + 1 >= len(row) or row.spaced(place + 1):
        return False
    after = texts[place + 1]
    if after in "/\\@&=-":
        return True
    if after != "." or len(texts[place]) >= 5:
        return False
    return place + 2 >= len(row) or not row.spaced(place + 2) or not texts[place + 2][0].isupper()


def _is_shouted(open_texts: Sequence[str]) -> bool:
    if len(open_texts) < _MIN_SHOUTED_WORDS:
        return False
    letters = sum(map(len, open_texts))
    return sum(len(text) for text in open_texts if text.isupper()) >= _SHOUTED * letters


def _is_titled(open_texts: Sequence[str]) -> bool:
    """Most words begin with a capital: a heading or a list of names."""
    if len(open_texts) < 2:
        return True
    return sum(text[0].isupper() for text in open_texts) * 2 > len(open_texts) + 1


def _without_overlap(found: list[Mistake]) -> tuple[Mistake, ...]:
    """In order of place; where two overlap the one that begins first stays, a misspelling before a sign."""
    kept: list[Mistake] = []
    for mistake in sorted(found, key=lambda item: (item.start, item.kind != "mixed", item.end)):
        if not kept or mistake.start >= kept[-1].end:
            kept.append(mistake)
    return tuple(kept)
