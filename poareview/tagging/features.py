"""What the sentence classifier looks at: hashed n-grams, the neighbourhood, and named signs.

The first columns are named signs (`SIGNS`), the rest are buckets that n-grams are hashed into. Each
group of n-grams is scaled by one over the square root of its size, so that a long sentence weighs
no more than a short one; a sign weighs one half. Training and prediction share this code, so they
cannot drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias
from zlib import crc32

import numpy as np

from poareview.language.load import CUES, cue_counts
from poareview.model import BlockKind, Document, Language, Sentence, Specific, SpecificKind
from poareview.text.fold import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
Hashes: TypeAlias = "NDArray[np.uint64]"
Floats: TypeAlias = "NDArray[np.floating[Any]]"

HASHED = 1 << 16
SIGN = 0.5
CHARACTER_NGRAMS = (3, 4, 5)

_POSITIONS = ("first", "second", "early", "middle", "late", "second_last", "last")
_LENGTHS = ("words_1_3", "words_4_7", "words_8_15", "words_16_30", "words_31")
_SHAPES = (
    "question", "exclamation", "colon", "no_stop", "quotes", "all_capitals", "lower_start", "ordered",
    "block_first", "block_last", "block_alone", "long_block", "before_any_heading",
    "in_list_run", "run_in",
)  # fmt: skip
_LANGUAGES = tuple(f"language_{language}" for language in Language)
_KINDS = tuple(f"kind_{kind}" for kind in BlockKind)
_SPECIFICS = tuple(f"has_{kind}" for kind in SpecificKind)
_NEIGHBOURS = ("previous", "next", "heading")

SIGNS: tuple[str, ...] = (
    "always",
    *(f"at_{name}" for name in _POSITIONS),
    *_LENGTHS,
    *_SHAPES,
    *_LANGUAGES,
    *_KINDS,
    *_SPECIFICS,
    *(f"cue_{cue}" for cue in CUES),
    *(f"{where}_{cue}" for where in _NEIGHBOURS for cue in CUES),
)
_COLUMN = {name: column for column, name in enumerate(SIGNS)}
_CUE = {cue: number for number, cue in enumerate(CUES)}
_OWN, _PREVIOUS, _NEXT, _HEADING = (_COLUMN[f"{where}_{CUES[0]}"] for where in ("cue", *_NEIGHBOURS))
COLUMNS = len(SIGNS) + HASHED


# The groups of n-grams with their weights, in the order of `Features.segments`; the last three are of
# the sentence before, the sentence after and the heading above.
GROUPS = {
    "characters": 1.0, "words": 1.0, "pairs": 1.0, "skips": 0.5, "previous": 0.5, "next": 0.5, "heading": 0.7,
}  # fmt: skip
_OF_ITS_OWN = 4


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of the sentences of one draft, as sparse rows.

    `sign_rows` and `sign_columns` go in step: sentence, column of `SIGNS`. `segments` and `buckets`
    go in step, too: group x `sentences` + sentence, in rising order, and the bucket of an n-gram.
    """

    sign_rows: Ints
    sign_columns: Ints
    segments: Ints
    buckets: Ints
    sentences: int

    def factors(self) -> Floats:
        """What an n-gram counts in each segment: its group's weight over the root of the segment's size."""
        sizes = np.bincount(self.segments, minlength=len(GROUPS) * self.sentences)
        weights = np.repeat(list(GROUPS.values()), self.sentences)
        factors: Floats = weights / np.sqrt(np.maximum(sizes, 1))
        return factors


def features(
    document: Document,
    sentences: Sequence[Sentence],
    language: Language,
    specifics: Sequence[Specific],
    *,
    alone: bool = False,
) -> Features:
    """The features of every sentence of one document.

    With `alone`, nothing tells of a sentence's place, its neighbours or the heading above it: training
    shows each sentence both ways, so that none of these is ever taken for proof.
    """
    folded = plain(document.text)
    texts = [folded[sentence.start : sentence.end] for sentence in sentences]
    headings = _headings(sentences)
    tokens = [np.array([_word_hash(word) for word in _words(text)], dtype=np.uint64) for text in texts]
    rows, columns = _signs(document, sentences, texts, headings, language, specifics)
    if alone:
        kept = ~_context()[columns]
        rows, columns = rows[kept], columns[kept]
    groups = [_character_ngrams(texts), *_word_ngrams(tokens), *_neighbour_words(tokens, headings)]
    if alone:
        groups = groups[:_OF_ITS_OWN]
    count = len(sentences)
    return Features(
        sign_rows=rows,
        sign_columns=columns,
        segments=np.concatenate([group * count + owners for group, (owners, _) in enumerate(groups)]),
        buckets=_buckets(np.concatenate([hashes for _, hashes in groups])),
        sentences=count,
    )


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+|\d+|[?!%€$£]")


def _words(text: str) -> list[str]:
    return _word_pattern().findall(text)


@lru_cache(maxsize=1 << 14)
def _word_hash(word: str) -> int:
    # all numbers of one length are one word: which number it is says nothing about the role
    return crc32(("0" * len(word) if word.isdigit() else word).encode())


def _headings(sentences: Sequence[Sentence]) -> list[int | None]:
    """For each sentence the index of the heading above it, `None` before the first; a heading has its own."""
    above: int | None = None
    result = []
    for index, sentence in enumerate(sentences):
        if sentence.kind is BlockKind.HEADING:
            above = index
        result.append(above)
    return result


# Owners (which sentence) in rising order, and the hashes of its n-grams.
Group: TypeAlias = "tuple[Ints, Hashes]"


def _buckets(hashes: Hashes) -> Ints:
    mixed = (hashes * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
    return (mixed % np.uint64(HASHED)).astype(np.int64)


def _character_ngrams(texts: Sequence[str]) -> Group:
    joined = "".join([f" {text} " for text in texts])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    codes = np.where((codes >= 48) & (codes <= 57), np.uint64(48), codes)  # every figure is a 0
    owner = np.repeat(np.arange(len(texts)), [len(text) + 2 for text in texts])
    owners = [owner[:0]]
    hashes = [codes[:0]]
    rolling = codes
    for size in range(2, min(max(CHARACTER_NGRAMS), len(codes)) + 1):
        starts = len(codes) - size + 1
        rolling = rolling[:starts] * np.uint64(1_000_003) + codes[size - 1 :]
        if size in CHARACTER_NGRAMS:
            whole = owner[:starts] == owner[size - 1 :]
            owners.append(owner[:starts][whole])
            hashes.append(rolling[whole] + np.uint64(size))
    together = np.concatenate(owners)
    order = np.argsort(together, kind="stable")
    return together[order], np.concatenate(hashes)[order]


def _word_ngrams(tokens: Sequence[Hashes]) -> list[Group]:
    owners, words = _group(tokens, 0)
    next_to, one_off = owners[:-1] == owners[1:], owners[:-2] == owners[2:]
    pairs = words[:-1] * np.uint64(31) + words[1:] + np.uint64(2 << 34)
    skips = words[:-2] * np.uint64(37) + words[2:] + np.uint64(3 << 34)
    return [
        (owners, words + np.uint64(1 << 34)),
        (owners[:-1][next_to], pairs[next_to]),
        (owners[:-2][one_off], skips[one_off]),
    ]


def _neighbour_words(tokens: Sequence[Hashes], headings: Sequence[int | None]) -> list[Group]:
    none = np.zeros(0, dtype=np.uint64)
    above = [tokens[heading] if heading is not None else none for heading in headings]
    return [_group([none, *tokens[:-1]], 4), _group([*tokens[1:], none], 5), _group(above, 6)]


def _group(hashes: Sequence[Hashes], salt: int) -> Group:
    owners = np.repeat(np.arange(len(hashes)), [len(each) for each in hashes])
    return owners, np.concatenate(hashes) + np.uint64(salt << 34)


def _signs(
    document: Document,
    sentences: Sequence[Sentence],
    texts: Sequence[str],
    headings: Sequence[int | None],
    language: Language,
    specifics: Sequence[Specific],
) -> tuple[Ints, Ints]:
    cues = [[_CUE[cue] for cue, count in cue_counts(text, language).items() if count] for text in texts]
    kinds = _specific_kinds(sentences, specifics)
    always = [_COLUMN["always"], _COLUMN[f"language_{language}"]]
    rows: list[int] = []
    columns: list[int] = []
    for index, sentence in enumerate(sentences):
        found = [*always, _COLUMN[f"kind_{sentence.kind}"]]
        found += [_COLUMN[name] for name in _place(index, len(sentences))]
        found += [_COLUMN[name] for name in _shape(document, sentences, index, texts[index])]
        found += [_COLUMN[f"has_{kind}"] for kind in kinds[index]]
        found += [_OWN + cue for cue in cues[index]]
        if index:
            found += [_PREVIOUS + cue for cue in cues[index - 1]]
        if index + 1 < len(sentences):
            found += [_NEXT + cue for cue in cues[index + 1]]
        heading = headings[index]
        if heading is None:
            found.append(_COLUMN["before_any_heading"])
        elif heading != index:
            found += [_HEADING + cue for cue in cues[heading]]
        columns += found
        rows += [index] * len(found)
    return np.array(rows, dtype=np.int64), np.array(columns, dtype=np.int64)


@cache
def _context() -> NDArray[np.bool_]:
    """Which signs tell of a sentence's surroundings."""
    prefixes = ("at_", "block_", "before_any_heading", "in_list_run", *(f"{where}_" for where in _NEIGHBOURS))
    return np.array([name.startswith(prefixes) for name in SIGNS])


def _place(index: int, count: int) -> list[str]:
    after = count - 1 - index
    names = []
    if index < 2:
        names.append(f"at_{_POSITIONS[index]}")
    if after < 2:
        names.append("at_last" if after == 0 else "at_second_last")
    third = "early" if 3 * index < count else "late" if 3 * index >= 2 * count else "middle"
    return [*names, f"at_{third}"]


def _shape(document: Document, sentences: Sequence[Sentence], index: int, text: str) -> list[str]:
    sentence = sentences[index]
    block = document.blocks[sentence.block]
    words = text.count(" ") + 1
    size = 0 if words < 4 else 1 if words < 8 else 2 if words < 16 else 3 if words < 31 else 4
    first = index == 0 or sentences[index - 1].block != sentence.block
    last = index + 1 == len(sentences) or sentences[index + 1].block != sentence.block
    quote = sentence.quote
    tests = {
        "question": quote.endswith("?"),
        "exclamation": quote.endswith("!"),
        "colon": quote.endswith(":"),
        "no_stop": quote[-1].isalnum(),
        "quotes": any(mark in quote for mark in '"“«„”»'),
        "all_capitals": quote.isupper(),
        "lower_start": quote[0].islower(),
        "ordered": block.ordered,
        "block_first": first,
        "block_last": last,
        "block_alone": first and last,
        "long_block": block.end - block.start > 500,
        "in_list_run": sentence.kind is BlockKind.LIST_ITEM
        and index > 0
        and sentences[index - 1].kind is BlockKind.LIST_ITEM,
        "run_in": " - " in text[:40] or ":" in text[:40],
    }
    return [_LENGTHS[size], *(name for name, holds in tests.items() if holds)]


def _specific_kinds(sentences: Sequence[Sentence], specifics: Sequence[Specific]) -> list[set[SpecificKind]]:
    kinds: list[set[SpecificKind]] = [set() for _ in sentences]
    index = 0
    for specific in specifics:
        while index < len(sentences) and sentences[index].end <= specific.start:
            index += 1
        if index < len(sentences) and sentences[index].start <= specific.start:
            kinds[index].add(specific.kind)
    return kinds
