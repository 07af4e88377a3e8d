"""The words and marks of a sentence, and the stretches of a draft that are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

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


@dataclass(slots=True)
class Token:
    """A word, a number or a single mark; `text` is the fold, `low` its lower case. Nobody changes one.

    It is not frozen because a frozen one takes three times as long to make, and a page has hundreds.

    `spaced` is false if the token follows the one before it without a blank.
    """

    start: int
    end: int
    text: str
    low: str
    spaced: bool
    word: bool


@cache
def _token() -> re.Pattern[str]:
    return re.compile(r"\w+(?:['-]\w+)*|[^\w\s]")


@cache
def _left_alone() -> re.Pattern[str]:
    """Quotations (somebody else's words), fields of a template, addresses and file names."""
    return re.compile(
        r"“[^”\n]{1,600}”|«[^»\n]{1,600}»|„[^”“\n]{1,600}[”“]|\"[^\"\n]{1,600}\"|‘[^’\n]{1,400}’(?!\w)"
        r"|(?<![\w'])'(?![sStTnN]\b)[^'\n]{2,300}'(?!\w)"
        r"|\{[^{}\n]{1,60}\}|<[^<>\n]{1,60}>"
        r"|https?://\S{1,300}|www\.\S{1,300}|\S{1,64}@\S{1,100}"
        r"|\b[Aa]mazon\.\w{2,3}(?:\.\w{2})?\b"
        r"|\b[\w-]{1,64}\.(?:com|net|org|eu|fr|nl|be|de|uk|pdf|docx?|xlsx?|csv|jpe?g|png|txt|zip|example)\b(?:\.\w{2}\b)?"
    )


def tokens(fold: str, start: int, end: int, language: Language) -> list[Token]:
    """The tokens of `fold[start:end]` in order; in French "l'offre" is two of them."""
    found: list[Token] = []
    last = start
    for match in _token().finditer(fold, start, end):
        text = match.group()
        at, to = match.span()
        word = text[0].isalnum()
        if word and "'" in text and language is Language.FR:
            while True:
                head, mark, rest = text.partition("'")
                if not mark or head.lower() not in ELIDED:
                    break
                cut = at + len(head) + 1
                found.append(Token(at, cut, head + mark, head.lower() + mark, at > last or at == start, True))
                at = last = cut
                text = rest
        found.append(Token(at, to, text, text.lower(), at > last or at == start, word))
        last = to
    return found


def left_alone(document: Document, specifics: Iterable[Specific]) -> list[tuple[int, int]]:
    """Stretches that are not judged, in order and without overlap."""
    spans = [(item.start, item.end) for item in specifics]
    spans += [(item.start, item.end) for item in document.hidden]
    spans += [(block.start, block.end) for block in document.blocks if block.kind is BlockKind.QUOTE]
    spans += [match.span() for match in _left_alone().finditer(document.text)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `start:end` touches one of the ordered `spans`."""
    if not spans:
        return False
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle][1] <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low][0] < end
