"""The words and marks of a sentence, and the stretches of a draft that are left alone."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, islice
from operator import itemgetter

from poareview.model import BlockKind, Document, Language, Specific

# Letters that may stand alone before an apostrophe in French; what follows is a word of its own.
ELIDED = frozenset(
    (
        "l",
        "d",
        "j",
        "n",
        "s",
        "m",
        "t",
        "c",
        "qu",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quoiqu",
        "quelqu",
        "presqu",
        "entr",
    )
)


class Row:
    """The words, numbers and marks of one sentence, in columns: one object a sentence, not one a word.

    `texts` are those of the fold, `lows` their lower case, `starts` and `ends` their offsets, and `marks`
    the places of what is neither word nor number. Nobody changes a row.
    """

    __slots__ = ("ends", "lows", "marks", "starts", "texts")

    def __init__(self, texts: list[str], starts: list[int], ends: list[int]) -> None:
        """A row of `texts`, each with its offsets."""
        self.texts = texts
        self.lows = [text.lower() for text in texts]
        self.starts = starts
        self.ends = ends
        self.marks = [place for place, text in enumerate(texts) if not text[0].isalnum()]

    def __len__(self) -> int:
        return len(self.texts)

    def word(self, place: int) -> bool:
        """Whether a word or a number stands at `place`."""
        return self.texts[place][0].isalnum()

    def spaced(self, place: int) -> bool:
        """Whether a blank parts what stands at `place` from what is before it; true of the first."""
        return place == 0 or self.starts[place] > self.ends[place - 1]


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\w++(?:['-]\w++)*+|\S")


def tokens(fold: str, start: int, end: int, language: Language) -> Row:
    """The tokens of `fold[start:end]` in order; in French "l'offre" is two of them."""
    matches = list(_token().finditer(fold, start, end))
    texts = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    ends = [match.end() for match in matches]
    if language is Language.FR:
        _part_elided(texts, starts, ends)
    return Row(texts, starts, ends)


def _part_elided(texts: list[str], starts: list[int], ends: list[int]) -> None:
    """Makes words of their own of "l'", "qu'" and the like, in these columns."""
    joined = [place for place, text in enumerate(texts) if "'" in text]
    for place in reversed(joined):
        *heads, rest = texts[place].split("'")
        parts: list[str] = []
        while heads and heads[0].lower() in ELIDED:
            parts.append(heads.pop(0) + "'")
        parts.append("'".join([*heads, rest]))
        cuts = list(accumulate(map(len, parts), initial=starts[place]))
        texts[place : place + 1] = parts
        starts[place : place + 1] = cuts[:-1]
        ends[place : place + 1] = cuts[1:]


# Quotations (somebody else's words), fields of a template, addresses and file names, each with strings of
# which one must occur in the text: what cannot be found is neither compiled nor looked for.
_SITES = (".com", ".net", ".org", ".eu", ".fr", ".nl", ".be", ".de", ".uk", ".example")
_FILES = (".pdf", ".doc", ".xls", ".csv", ".jpg", ".jpeg", ".png", ".txt", ".zip")
_LEFT_ALONE: tuple[tuple[Sequence[str], str], ...] = (
    ("“", r"“[^”\n]{1,600}”"),
    ("«", r"«[^»\n]{1,600}»"),
    ("„", r"„[^”“\n]{1,600}[”“]"),
    ('"', r"\"[^\"\n]{1,600}\""),
    ("‘", r"‘[^’\n]{1,400}’(?!\w)"),
    # The mark comes before the look back: so the search can jump from mark to mark.
    ("'", r"'(?<![\w']')(?![sStTnN]\b)[^'\n]{2,300}'(?!\w)"),
    ("{", r"\{[^{}\n]{1,60}\}"),
    ("<", r"<[^<>\n]{1,60}>"),
    (("http://", "https://"), r"https?://\S{1,300}"),
    (("www.",), r"www\.\S{1,300}"),
    ("@", r"\S{1,64}@\S{1,100}"),
    (("mazon.",), r"\b[Aa]mazon\.\w{2,3}(?:\.\w{2})?\b"),
    (
        _SITES + _FILES,
        r"\b[\w-]{1,64}\.(?:com|net|org|eu|fr|nl|be|de|uk|pdf|docx?|xlsx?|csv|jpe?g|png|txt|zip|example)\b"
        r"(?:\.\w{2}\b)?",
    ),
)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _judged_by_nobody(text: str) -> Iterator[tuple[int, int]]:
    patterns = [pattern for cues, pattern in _LEFT_ALONE if any(cue in text for cue in cues)]
    if patterns:
        for match in _compiled("|".join(patterns)).finditer(text):
            yield match.span()


def left_alone(document: Document, specifics: Iterable[Specific]) -> list[tuple[int, int]]:
    """Stretches that are not judged, in order and without overlap."""
    spans = [(item.start, item.end) for item in specifics]
    spans += [(item.start, item.end) for item in document.hidden]
    spans += [(block.start, block.end) for block in document.blocks if block.kind is BlockKind.QUOTE]
    spans += _judged_by_nobody(document.text)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def closed_places(row: Row, spans: Sequence[tuple[int, int]]) -> set[int]:
    """The places of a row that touch one of the ordered `spans`."""
    closed: set[int] = set()
    if not row.texts:
        return closed
    first = bisect_right(spans, row.starts[0], key=_end)
    for start, end in islice(spans, first, None):
        if start >= row.ends[-1]:
            break
        closed.update(range(bisect_right(row.ends, start), bisect_left(row.starts, end)))
    return closed


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `start:end` touches one of the ordered `spans`."""
    place = bisect_right(spans, start, key=_end)
    return place < len(spans) and spans[place][0] < end


_end = itemgetter(1)
