"""The mistakes of a draft, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from poareview.model import BlockKind, Document, Language, Sentence, Specific
from poareview.spelling import punctuation
from poareview.spelling.mistake import Mistake
from poareview.spelling.mixed import MIN_WORDS, foreign
from poareview.spelling.signs import Hit, Signs, signs
from poareview.spelling.suggest import suggestion
from poareview.spelling.tokens import Token, inside, left_alone, tokens
from poareview.spelling.words import Words, words
from poareview.text.fold import fold

# Looking for what may be meant takes some 0.2 ms a word; a draft with more slips than this gets no more.
MAX_SUGGESTIONS = 40
_SHOUTED = 0.6
_MIN_SHOUTED_WORDS = 4
_MIN_SHOUTED = 5
_MIN_NAME = 4
_MIN_FOREIGN = 3


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is wrong with a word: its sign, "" for a plain misspelling, and what is near it."""

    sign: str
    near: str | None


@dataclass(slots=True)
class _Draft:
    """What is known of one draft while it is read; lives for one call."""

    text: str
    language: Language
    words: Words
    signs: Signs
    alone: list[tuple[int, int]]
    names: set[str]
    verdicts: dict[str, _Verdict | None] = field(default_factory=dict)
    looked: int = 0


def mistakes(
    document: Document, sentences: Sequence[Sentence], language: Language, specifics: Sequence[Specific]
) -> tuple[Mistake, ...]:
    """The mistakes of spelling and grammar and the passages in another language, in order.

    Nothing inside a specific, a hidden stretch, a quotation, an address or a file name is judged. No two
    overlap. Offsets are code points into `document.text`, half-open.
    """
    folded = fold(document.text)
    rows = [tokens(folded, sentence.start, sentence.end, language) for sentence in sentences]
    draft = _Draft(
        text=document.text,
        language=language,
        words=words(language),
        signs=signs(language),
        alone=left_alone(document, specifics),
        names=_names(rows),
    )
    found: list[Mistake] = []
    previous: Sentence | None = None
    for sentence, row in zip(sentences, rows, strict=True):
        if sentence.kind is not BlockKind.QUOTE and row:
            found.extend(_of_sentence(draft, sentence, row, previous))
        previous = sentence
    return _without_overlap(found)


def _names(rows: Sequence[Sequence[Token]]) -> set[str]:
    """Words that are written with a capital inside some sentence: names, wherever they stand."""
    found: set[str] = set()
    for row in rows:
        for token in row[1:]:
            if token.word and token.text[0].isupper() and not token.text.isupper():
                found.add(token.low)
    return found


def _of_sentence(
    draft: _Draft, sentence: Sentence, row: list[Token], previous: Sentence | None
) -> Iterator[Mistake]:
    open_words = [token for token in row if token.word and not inside(draft.alone, token.start, token.end)]
    if not open_words:
        return
    other = (
        foreign((token.low for token in open_words), draft.language) if len(open_words) >= MIN_WORDS else None
    )
    if other is not None:
        yield Mistake(
            start=open_words[0].start,
            end=open_words[-1].end,
            quote=draft.text[open_words[0].start : open_words[-1].end],
            kind="mixed",
            sign=f"in-{other}",
        )
        return
    hits = list(_hits(draft, sentence, row, previous))
    for hit in hits:
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
    yield from _of_words(draft, sentence, row, open_words)


def _hits(draft: _Draft, sentence: Sentence, row: list[Token], previous: Sentence | None) -> Iterator[Hit]:
    yield from draft.signs.find(row)
    yield from punctuation.repeated(row, draft.language)
    yield from punctuation.spacing(row, draft.text, draft.words)
    yield from punctuation.lower_starts(row, draft.words)
    yield from punctuation.starts_small(row, sentence, previous)
    if draft.language is Language.EN:
        yield from punctuation.article_before(row)
        yield from (Hit("small-i", token.start, token.end) for token in _small_i(row))
    elif draft.language is Language.NL:
        yield from punctuation.apart(row, draft.words)


def _small_i(row: Sequence[Token]) -> Iterator[Token]:
    for place, token in enumerate(row):
        if token.text in ("i", "i'm", "i've", "i'd", "i'll"):
            after = row[place + 1] if place + 1 < len(row) else None
            before = row[place - 1] if place else None
            if (
                before is not None
                and after is not None
                and before.text[0].isupper()
                and after.text[0].isupper()
            ):
                continue  # "Pasek i Syn"
            if after is None or after.word or (after.text not in ").:" and after.spaced):
                yield token


def _of_words(
    draft: _Draft, sentence: Sentence, row: Sequence[Token], open_words: Sequence[Token]
) -> Iterator[Mistake]:
    shouted = _is_shouted(open_words)
    titled = sentence.kind is BlockKind.HEADING or _is_titled(open_words)
    for place, token in enumerate(row):
        if not token.word or not _is_plain_word(token.text) or inside(draft.alone, token.start, token.end):
            continue
        if _is_glued(row, place):
            continue
        manner = _manner(token, place, row, shouted=shouted, titled=titled)
        if manner is None or (manner != "small" and token.low in draft.names and not shouted):
            continue
        if manner == "small" and token.low in draft.names and not draft.words.known(token.text):
            continue
        verdict = _verdict(draft, token, manner)
        if verdict is None:
            continue
        yield Mistake(
            start=token.start,
            end=token.end,
            quote=draft.text[token.start : token.end],
            kind="mixed" if verdict.sign == "foreign-word" else "spelling",
            suggestion=verdict.near,
            sign=verdict.sign,
        )


def _manner(
    token: Token, place: int, row: Sequence[Token], *, shouted: bool, titled: bool
) -> Literal["small", "first", "shouted"] | None:
    """How a word stands there; `None` for a name or an abbreviation, which is left alone."""
    text = token.text
    if text[0].islower():
        return "small" if text[1:].islower() or "'" in text or "-" in text else None
    if text.isupper() and len(text) > 1:
        return "shouted" if shouted and len(text) >= _MIN_SHOUTED else None
    if titled or not text[1:].islower() or len(text) < _MIN_SHOUTED:
        return None
    after = row[place + 1] if place + 1 < len(row) else None
    if after is not None and after.word and after.text[0].isupper():
        return None
    return "first" if place == 0 else None


def _verdict(draft: _Draft, token: Token, manner: str) -> _Verdict | None:
    """What is wrong with a word, `None` if it is right; the same word is looked at once."""
    key = token.text
    if key not in draft.verdicts:
        draft.verdicts[key] = None if draft.words.known(key) else _judged(draft, token, manner)
    return draft.verdicts[key]


def _judged(draft: _Draft, token: Token, manner: str) -> _Verdict | None:
    """The verdict on an unknown word; `None` if it is rather a name or a compound."""
    accented = draft.words.accented(token.low)
    if accented is not None:
        text = token.text
        accented = (
            accented.upper() if text.isupper() else accented.capitalize() if text[0].isupper() else accented
        )
        return _Verdict("accent-missing", accented)
    if manner == "small" and _is_english(draft, token):
        return _Verdict("foreign-word", None)
    if manner == "small" and _is_name(draft.words, token.low):
        return _Verdict("small-letter", token.low.capitalize())
    near = draft.words.with_linking_s(token.low) if manner == "small" else None
    if near is None and draft.looked < MAX_SUGGESTIONS:
        draft.looked += 1
        near = suggestion(token.text, draft.words)
    # A capital may make a name of it, and a long Dutch word may be a compound: only a near known word tells.
    if near is not None or (manner == "small" and not draft.words.maybe_compound(token.low)):
        return _Verdict("", near)
    return None


def _is_name(known: Words, low: str) -> bool:
    """Whether the lexicon holds the word with a capital only ("spanish", "france")."""
    return len(low) >= _MIN_NAME and low.isalpha() and known.in_lexicon(low.capitalize())


def _is_english(draft: _Draft, token: Token) -> bool:
    if draft.language is Language.EN or len(token.low) < _MIN_FOREIGN or not token.low.isalpha():
        return False
    return words(Language.EN).in_lexicon(token.low)


def _is_plain_word(text: str) -> bool:
    if text.isalpha():
        return len(text) > 1
    return not any(character.isdigit() or character == "_" for character in text)


def _is_glued(row: Sequence[Token], place: int) -> bool:
    """Whether the word is stuck to a mark that makes it part of a name, a path or an abbreviation."""
    token = row[place]
    if place and not token.spaced:
        before = row[place - 1].text
        if before in "/\\@&#+=%°" or (before == "." and (place < 2 or len(row[place - 2].text) < 3)):
            return True
    after = row[place + 1] if place + 1 < len(row) else None
    if after is None or after.spaced:
        return False
    if after.text in "/\\@&=-":
        return True
    beyond = row[place + 2] if place + 2 < len(row) else None
    short = after.text == "." and len(token.text) < 5
    return short and (beyond is None or not beyond.spaced or not beyond.text[0].isupper())


def _is_shouted(open_words: Sequence[Token]) -> bool:
    if len(open_words) < _MIN_SHOUTED_WORDS:
        return False
    letters = sum(len(token.text) for token in open_words)
    return sum(len(token.text) for token in open_words if token.text.isupper()) >= _SHOUTED * letters


def _is_titled(open_words: Sequence[Token]) -> bool:
    """Most words begin with a capital: a heading or a list of names."""
    if len(open_words) < 2:
        return True
    return sum(token.text[0].isupper() for token in open_words) * 2 > len(open_words) + 1


def _without_overlap(found: list[Mistake]) -> tuple[Mistake, ...]:
    """In order of place; where two overlap the one that begins first stays, a misspelling before a sign."""
    kept: list[Mistake] = []
    for mistake in sorted(found, key=lambda item: (item.start, item.kind != "mixed", item.end)):
        if not kept or mistake.start >= kept[-1].end:
            kept.append(mistake)
    return tuple(kept)
