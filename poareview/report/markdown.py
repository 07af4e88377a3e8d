"""The report as Markdown, complete; a draft can put neither markup nor HTML nor links into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from poareview.model import Language, Review
from poareview.report.clean import one_line, shortened
from poareview.report.outline import Heading, Item, Part, Quote, Table, Text, outline, summary
from poareview.report.texts import Texts, texts

LONGEST_QUOTE = 600
_BACKSLASHED = "\\`*_[]|~$#!@{}"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def render(review: Review, *, depth: int = 1) -> str:
    """The report of one draft; its title is a heading of `depth`, and the other headings follow from it."""
    say = texts(review.report_language)
    return "\n".join(_lines(outline(review), say, depth)).strip("\n") + "\n"


def render_several(rows: Sequence[tuple[str, Review | None]], language: Language) -> str:
    """The summary table of several drafts, then the report of each that could be read."""
    say = texts(language)
    head = "\n".join(_lines(summary(rows, say), say, 0)).strip("\n") + "\n"
    return "\n".join([head, *(render(review, depth=2) for _, review in rows if review)])


def escaped(text: str) -> str:
    """The text on one line, with everything that Markdown or HTML would read as markup made literal."""
    text = one_line(text).translate(_table())
    # Many renderers turn bare addresses into links, whatever stands around them.
    return text.replace("://", "\\://").replace("www.", "www\\.").replace("WWW.", "WWW\\.")


def _unlisted(text: str) -> str:
    """An escaped text with what would begin a list, or underline a heading, made literal."""
    digits = len(text) - len(text.lstrip("0123456789"))
    if digits and text[digits : digits + 1] in (".", ")"):
        return f"{text[:digits]}\\{text[digits:]}"
    return f"\\{text}" if text.startswith(("+", "-", "=")) else text


@cache
def _table() -> dict[int, str]:
    return {
        **{ord(character): f"\\{character}" for character in _BACKSLASHED},
        **{ord(character): entity for character, entity in _ENTITIES.items()},
    }


def _lines(parts: Iterable[Part], say: Texts, depth: int) -> Iterator[str]:
    for part in parts:
        match part:
            case Heading():
                title = say.label(part.text, part.note) if part.note else part.text
                number = f"{part.number}. " if part.number else ""
                yield from (f"{'#' * (part.depth + depth - 1)} {number}{escaped(title)}", "")
            case Text():
                yield from (_text(part, say), "")
            case Quote():
                yield from (_quote(part, say), "")
            case Item():
                yield from (_item(part, say), "")
            case Table():
                yield from _table_lines(part)


def _text(part: Text, say: Texts) -> str:
    text = escaped(part.text)
    if part.label:
        return say.label(f"**{escaped(part.label)}**", text)
    return f"**{text}**" if part.style not in ("plain", "dim") else _unlisted(text)


def _quote(part: Quote, say: Texts) -> str:
    shown = escaped(shortened(one_line(part.text), LONGEST_QUOTE))
    quote = say.quote(shown) if shown else escaped(say("say.invisible"))
    whole = f"{quote} ({escaped(part.note)})" if part.note else quote
    return say.label(f"**{escaped(part.label)}**", whole) if part.label else f"> {whole}"


def _item(part: Item, say: Texts) -> str:
    text = part.text
    for quote in part.quotes:
        if len(quote) > LONGEST_QUOTE:
            text = text.replace(quote, shortened(one_line(quote), LONGEST_QUOTE))
    text = escaped(text)
    whole = say.label(f"**{escaped(part.label)}**", text) if part.label else text
    note = f" ({escaped(part.note)})" if part.note else ""
    advice = f" → {escaped(part.advice)}" if part.advice else ""
    return f"- {whole}{note}{advice}"


def _table_lines(part: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(escaped, part.head))} |"
    yield f"| --- |{' ---: |' * (len(part.head) - 1)}"
    for number, row in enumerate(part.rows, 1):
        cells = [escaped(cell) for cell in row]
        if part.total and number == len(part.rows):
            cells = [f"**{cell}**" if cell else "" for cell in cells]
        yield f"| {' | '.join(cells)} |"
    yield ""
