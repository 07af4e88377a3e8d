"""The sentences of a document, with offsets that never move."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from poareview.model import Block, BlockKind, Document, Sentence

# A line at least this long that ends in mid-sentence was broken by the width of a page, not by its writer.
WRAPPED_LINE = 50


@cache
def _stop() -> re.Pattern[str]:
    """A possible end of sentence: marks, what may close after them, and the blank that follows."""
    return re.compile(
        r"(?P<marks>[.!?…]+)(?P<closers>[\"'”’»)\]*_]*(?:[ \u00a0\u202f]»)?)"
        r"(?:(?P<blank>[ \t\u00a0\u202f]+)|(?=[^\W\d_]))"
    )


@cache
def _token_before() -> re.Pattern[str]:
    return re.compile(r"[^\s(«“\"'’]*\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Abbreviations:
    """Lower-case abbreviations without their last point.

    A point after one of `never_final` ends no sentence; after one of `before_number` none where a
    number follows; after one of `maybe_final` only where a capital follows.
    """

    never_final: frozenset[str]
    before_number: frozenset[str] = frozenset()
    maybe_final: frozenset[str] = frozenset()

    def goes_on(self, token: str, following: str) -> bool:
        """Whether the sentence goes on after `token` and its point; `following` is the next token."""
        if token in self.never_final:
            return True
        if token in self.before_number:
            # "no. CP-88213": what holds a digit is a number
            return any(map(str.isdigit, following))
        return token in self.maybe_final and not following[:1].isupper()

    def __contains__(self, token: str) -> bool:
        return token in self.never_final or token in self.before_number or token in self.maybe_final


def segment(document: Document, abbreviations: Abbreviations) -> tuple[Sentence, ...]:
    """The document's sentences in order; a heading, a table row and a list item's each sentence count.

    Spans are half-open code-point offsets into `document.text`; no two overlap, and together they
    cover every letter and digit of the blocks.
    """
    sentences: list[Sentence] = []
    for index, block in enumerate(document.blocks):
        for start, end in _pieces(document.text, block, abbreviations):
            sentences.append(
                Sentence(start=start, end=end, quote=document.text[start:end], kind=block.kind, block=index)
            )
    return tuple(sentences)


def _pieces(text: str, block: Block, abbreviations: Abbreviations) -> Iterator[tuple[int, int]]:
    if block.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW):
        yield from _trimmed(text, block.start, block.end)
        return
    for line_start, line_end in _logical_lines(text, block):
        start = line_start
        for cut in _cuts(text, line_start, line_end, abbreviations):
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, line_end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and (text[start].isspace() or text[start] in "*_|>"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in "*_|"):
        end -= 1
    if any(character.isalnum() for character in text[start:end]):
        yield start, end


def _logical_lines(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The block's lines, those joined again that the width of a page broke."""
    start = line_start = block.start
    while True:
        newline = text.find("\n", line_start, block.end)
        if newline < 0:
            yield start, block.end
            return
        if not _is_wrapped(text, line_start, newline, block.end):
            yield start, newline
            start = newline + 1
        line_start = newline + 1


def _is_wrapped(text: str, line_start: int, newline: int, end: int) -> bool:
    before = text[line_start:newline].rstrip()
    after = text[newline + 1 : min(newline + 40, end)].lstrip("> \t")
    if len(before) < WRAPPED_LINE or not after or before.endswith((".", "!", "?", ":", ";", "…")):
        return False
    return after[0].islower() or after[0].isdigit() or after[0] in "(«\"“'" or before.endswith((",", "-"))


def _cuts(text: str, start: int, end: int, abbreviations: Abbreviations) -> Iterator[int]:
    """Where a new sentence begins inside one line, in order."""
    numbers = _inline_numbers(text, start, end)
    since = start
    for match in _stop().finditer(text, start, end):
        while numbers and numbers[0] < match.start():
            since = numbers.pop(0)
            yield since
        if (
            match.end() >= end
            or match.end() in numbers
            or not _ends_sentence(text, start, match, abbreviations)
        ):
            continue
        if _is_lead_in(text, since, match.end("closers")):
            continue
        since = match.end()
        yield since
    yield from numbers


@cache
def _inline_number() -> re.Pattern[str]:
    return re.compile(r"(?<=\s)\(?([1-9])[.)](?= [^\W_])|(?<=\s)([1-9])\)(?=[^\W_])")


def _inline_numbers(text: str, start: int, end: int) -> list[int]:
    """Where the items begin of a list that was run into one line: "1) ... 2) ..."."""
    places: list[int] = []
    for match in _inline_number().finditer(text, start, end):
        if int(match[1] or match[2]) == len(places) + 1:
            places.append(match.start())
    return places if len(places) > 1 else []


def _ends_sentence(text: str, start: int, match: re.Match[str], abbreviations: Abbreviations) -> bool:
    before = _token_before().search(text, max(start, match.start() - 40), match.start())
    token = before.group().strip("*_").lower() if before else ""
    following = text[match.end() : match.end() + 3]
    if match["blank"] is None:
        # "counted.The next": a blank was forgotten. Not in "amazon.fr", "invoice.pdf" or "p.m".
        return (
            not match["closers"]
            and following[:1].isupper()
            and following[1:2].islower()
            and len(token) > 2
            and token.isalpha()
            and token not in abbreviations
        )
    first = following[:1].lstrip("*_")
    first = first or following[1:2].lstrip("*_") or following[2:3]
    if match["marks"] == "." and (
        abbreviations.goes_on(token, _token_at(text, match.end()))
        or _is_initial(token)
        or _is_enumerator(text, start, match)
    ):
        return False
    if first.isupper() or first.isdigit() or not first.isalpha():
        return first not in ",;:)" if first else False
    if match["marks"].startswith(("..", "…")) or match["closers"]:
        return False
    return match["marks"] != "." or len(token) > 3 or token[-1:].isdigit()


def _token_at(text: str, start: int) -> str:
    """What stands at `start` up to the next blank, without the marks of bold or italics."""
    pieces = text[start : start + 40].split(maxsplit=1)
    return pieces[0].lstrip("*_") if pieces else ""


def _is_initial(token: str) -> bool:
    return (len(token) == 1 and token.isalpha()) or bool(re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", token))


def _is_enumerator(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the mark belongs to "1." or "iv." at the start of the line."""
    head = text[start : match.start()].strip(" \t*_(")
    return len(head) <= 3 and head.isalnum() and (head.isdigit() or set(head.lower()) <= set("ivx"))


def _is_lead_in(text: str, start: int, end: int) -> bool:
    """Whether the piece is a bold run-in heading ("**Planning.** ..."), which belongs to what follows."""
    piece = text[start:end].strip()
    return piece.startswith("**") and piece.endswith("**") and piece.count(" ") <= 4
