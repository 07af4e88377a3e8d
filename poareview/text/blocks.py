"""Headings, list items, table rows and paragraphs of a plain or Markdown text, by its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from poareview.model import Block, BlockKind

MAX_HEADING_WORDS = 10
MAX_UNMARKED_HEADING_WORDS = 7
SENTENCE_ENDS = (".", "!", "?", ",")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A line that has a letter or a digit: where its words begin and end, and what its marker is."""

    start: int  # of the line itself
    body: int  # after blanks and marker
    indent: int  # how many blanks stand before its marker
    end: int  # without trailing blanks
    marker: str
    words: int
    after_gap: bool  # a blank line stands before it
    first: bool  # nothing stands before it
    body_text: str


@cache
def _marker() -> re.Pattern[str]:
    blank = r"[ \t\u00a0]"
    bullet = rf"[-*+•‣▪●◦·–—✓✔☑➤→►■□]{blank}+(?:\[[ xX]\]{blank}+)?"
    number = rf"\(?(?:\d{{1,2}}|[a-hA-H]|[ivxIVX]{{1,4}})[.)]{blank}+"
    section = rf"\d{{1,2}}\.\d{{1,2}}\.?{blank}+(?=\D)"
    heading, quote = rf"#{{1,6}}(?={blank}*\S)", r"(?:>[ \t]?)+"
    return re.compile(rf"{blank}*(?P<mark>{heading}|{quote}|{bullet}|{number}|{section})?{blank}*")


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")


def count_words(text: str) -> int:
    """The words of `text`: runs of letters and digits, joined by an apostrophe, hyphen, point or comma."""
    return len(_words().findall(text))


def plain_blocks(text: str, *, start: int = 0) -> tuple[Block, ...]:
    """The blocks of `text` from offset `start` on; together they cover every letter and digit of it.

    A line is a heading when it is marked as one ("#", all bold), stands in capitals, or is short,
    unpunctuated and followed by something longer. Lines of running text belong to one paragraph
    until a blank line. What a heading says is never taken as proof of what follows it.
    """
    lines = tuple(_lines(text, start))
    shouting = _mostly_capitals(lines)
    blocks: list[Block] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        kind = _kind(line, following, shouting=shouting)
        last = blocks[-1] if blocks else None
        if last and _continues(last, line, kind):
            blocks[-1] = Block(
                kind=last.kind,
                start=last.start,
                end=line.end,
                level=last.level,
                ordered=last.ordered,
                paragraph=last.paragraph,
            )
            continue
        blocks.append(
            Block(
                kind=kind,
                start=line.body,
                end=line.end,
                level=_level(line, kind),
                ordered=kind is BlockKind.LIST_ITEM and line.marker[:1].strip("(").isalnum(),
                paragraph=len(blocks) + 1,
            )
        )
    return tuple(blocks)


def _lines(text: str, start: int) -> Iterator[_Line]:
    position, gap, first = start, True, True
    for raw in text[start:].split("\n"):
        match = _marker().match(raw)
        assert match  # every part of the pattern may be empty
        body, stripped = match.end(), raw.rstrip()
        if not any(character.isalnum() for character in raw[body:]):
            # "1." or "a)" alone on its line still has a letter or digit that must be covered
            body = len(raw) - len(raw.lstrip())
        if any(character.isalnum() for character in stripped):
            yield _Line(
                start=position,
                body=position + body,
                indent=len(raw) - len(raw.lstrip()),
                end=position + len(stripped),
                marker=(match["mark"] or "").strip() if body == match.end() else "",
                words=count_words(stripped[body:]),
                after_gap=gap,
                first=first,
                body_text=stripped[body:],
            )
            gap = first = False
        else:
            gap = True
        position += len(raw) + 1


def _kind(line: _Line, following: _Line | None, *, shouting: bool) -> BlockKind:
    if line.marker.startswith("#"):
        return BlockKind.HEADING
    if line.marker.startswith(">"):
        return BlockKind.QUOTE
    if line.body_text.startswith("|") and line.body_text.endswith("|"):
        return BlockKind.TABLE_ROW
    if _is_heading(line, following, shouting=shouting):
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if line.marker else BlockKind.PARAGRAPH


def _is_heading(line: _Line, following: _Line | None, *, shouting: bool) -> bool:
    body = line.body_text
    core = body.strip("*_ :")
    # a question may be a heading ("1. What went wrong?") where something marks it as one
    asks = core.endswith("?") and (bool(line.marker) or _is_bold(body))
    if line.words > MAX_HEADING_WORDS or not core or (core.endswith(SENTENCE_ENDS) and not asks):
        return False
    bullet = bool(line.marker) and not line.marker[:1].strip("(").isalnum()
    if bullet:
        # "■ Cause" above "  - ..." is a heading
        return (
            following is not None
            and following.indent > line.indent
            and following.marker != line.marker
            and line.words <= MAX_UNMARKED_HEADING_WORDS
        )
    if _is_bold(body) and (following is None or not line.marker):
        return True
    if following is None:
        return False
    if not shouting and core.isupper() and sum(map(str.isalpha, core)) >= 4:
        return True
    if line.first and following.after_gap and line.words > 2:
        return core[0].isupper()
    longer = bool(following.marker) or following.words > MAX_UNMARKED_HEADING_WORDS
    if line.marker:
        # "1. Root cause" above its text is a heading; "1. Stock counted" above "2. ..." is an item
        return line.words <= MAX_UNMARKED_HEADING_WORDS + 1 and longer and not _same_list(line, following)
    if body.endswith(":"):
        return line.words <= MAX_UNMARKED_HEADING_WORDS
    return line.after_gap and longer and line.words <= MAX_UNMARKED_HEADING_WORDS and core[0].isupper()


def _is_bold(body: str) -> bool:
    mark, inside = body[:2], body[2:].rstrip(":")
    return mark in ("**", "__") and len(inside) > 2 and inside.find(mark) == len(inside) - 2


def _same_list(line: _Line, following: _Line) -> bool:
    shape = re.sub(r"[^\W_]+", "1", line.marker)
    return bool(following.marker) and shape == re.sub(r"[^\W_]+", "1", following.marker)


def _mostly_capitals(lines: tuple[_Line, ...]) -> bool:
    capitals = sum(line.words for line in lines if line.body_text.isupper())
    return 2 * capitals > sum(line.words for line in lines)


def _continues(last: Block, line: _Line, kind: BlockKind) -> bool:
    if line.after_gap:
        return False
    if last.kind is BlockKind.QUOTE and kind is BlockKind.QUOTE:
        return True
    if kind is not BlockKind.PARAGRAPH or line.marker:
        return False
    indented = line.indent > 1
    return last.kind is BlockKind.PARAGRAPH or (
        last.kind is BlockKind.LIST_ITEM and (indented or line.body_text[0].islower())
    )


def _level(line: _Line, kind: BlockKind) -> int:
    if kind is BlockKind.HEADING:
        return len(line.marker) if line.marker.startswith("#") else 2
    if kind is BlockKind.LIST_ITEM:
        return min(line.indent // 2, 8)
    return 0
