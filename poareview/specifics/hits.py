"""A candidate for a specific, and the two views of the text that all the finders here read."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from poareview.model import Block, BlockKind, Document, SpecificKind
from poareview.text.fold import fold, plain

MIN_WRAPPED_LINE = 55  # a shorter line inside a paragraph was ended on purpose, not wrapped by a mail program


class Hit(NamedTuple):
    """A candidate. `rank` decides who stays where two overlap: the lower one.

    A hit without a kind is not reported: it only keeps others off its place (the digits of an e-mail
    address or of a company registration are no phone number).
    """

    rank: int
    start: int
    end: int
    kind: SpecificKind | None
    value: str | None = None
    target: str | None = None
    valid: bool | None = None


class Rank:
    """Who stays where two hits overlap, the first one first."""

    TEMPLATE = 0  # a bracket or a run of X holds whatever it imitates
    ADDRESS = 1  # URL and e-mail
    FILE = 2
    TYPED = 3  # an identifier that is known by its own shape
    CUED = 4  # an identifier that is known by the word before it
    DATE = 5
    PRIVATE = 6
    TIME = 7
    AMOUNT = 8
    WEAK_CUED = 9  # bare digits after a cue: "invoice 450 euro" is money
    COUNT = 10
    NAME = 11


class View:
    """A document as the finders see it; all three texts have the same length.

    `shape` keeps case and line ends. `plain` is lower-cased and without accents, and the lines of a
    wrapped paragraph are joined by a space. Hidden stretches are blank in both.
    """

    # No dataclass, which costs a cold start, and no tuple, whose fields are slower to read.
    __slots__ = ("blocks", "plain", "shape", "text")

    def __init__(self, *, text: str, shape: str, plain: str, blocks: tuple[Block, ...]) -> None:
        self.text = text
        self.shape = shape
        self.plain = plain
        self.blocks = blocks

    def alone(self, start: int, end: int) -> bool:
        """Whether no letter, digit or underscore touches the stretch."""
        before = self.plain[start - 1] if start else " "
        after = self.plain[end] if end < len(self.plain) else " "
        return not (before.isalnum() or before == "_" or after.isalnum() or after == "_")


@cache
def regex(pattern: str) -> re.Pattern[str]:
    """A compiled pattern; compiled on first use, as a cold start must not pay for all of them."""
    return re.compile(pattern)


def word_at(text: str, start: int) -> str:
    """The letters a to z that stand at `start` of a plain text; it may be none."""
    found = regex(r"[a-z]+").match(text, start)
    return found[0] if found else ""


def word_before(text: str, end: int, floor: int = 0) -> str:
    """The letters, accented or not, that end at `end`; it may be none."""
    start = end
    while start > floor and text[start - 1].isalpha():
        start -= 1
    return text[start:end]


def view_of(document: Document) -> View:
    """The views of a document. A document without blocks counts as one paragraph."""
    text = document.text
    seen = text
    for hidden in document.hidden:
        seen = seen[: hidden.start] + "\0" * (hidden.end - hidden.start) + seen[hidden.end :]
    # A soft hyphen stands where a screen broke a number; a tab parts two cells and is no blank in a number.
    seen = seen.replace("\u00ad", "-").replace("\t", "|")
    blocks = document.blocks or (Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),)
    return View(text=text, shape=fold(seen), plain=plain(_unwrap(seen, blocks)), blocks=blocks)


def _unwrap(text: str, blocks: tuple[Block, ...]) -> str:
    """The text with the line ends inside wrapped paragraphs as blanks."""
    joints: list[int] = []
    for block in blocks:
        line = block.start
        at = text.find("\n", line, block.end)
        while at != -1:
            if at - line >= MIN_WRAPPED_LINE:
                joints.append(at)
            line = at + 1
            at = text.find("\n", line, block.end)
    if not joints:
        return text
    pieces = []
    last = 0
    for at in joints:
        pieces.append(text[last:at])
        last = at + 1
    pieces.append(text[last:])
    return " ".join(pieces)
