"""Gathers the paragraphs of a file with structure, and lays them out as one text with its blocks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeAlias

from poareview.model import Block, BlockKind, Document, Hidden, HiddenKind
from poareview.reading.invisible import visible_text, word_at
from poareview.reading.limits import Limits, refuse
from poareview.reading.markers import as_fed, is_tight_item, typed_marker
from poareview.text.blocks import count_words, plain_blocks

Piece: TypeAlias = tuple[str, HiddenKind | None, bool]  # the text, how it is hidden, whether it is bold

MAX_FAKE_HEADING_WORDS = 12
MAX_HEADING_CHARACTERS = 200  # a whole paragraph in a heading's style is not a heading
MIN_FRAMED_WORDS = 25  # a lone cell with so much in it is a frame around a paragraph
MIN_INVISIBLE_MESSAGE = 4  # a word processor leaves one or two in an empty paragraph; more may be a message
MAX_BOLD_SHARE = 0.6  # where nearly all is bold, bold says nothing
SENTENCE_ENDS = (".", "!", "?", ";", ",", "…")


@dataclass(slots=True, kw_only=True)
class Para:
    """A paragraph as the file tells it; a `kind` of `None` leaves it to the reading of plain text."""

    pieces: list[Piece]
    kind: BlockKind | None = None
    level: int = 0
    ordered: bool = False
    page: int | None = None
    list_id: str = ""


@dataclass(slots=True, kw_only=True)
class _Settled:
    """A paragraph with its visible words apart from its hidden ones."""

    para: Para
    visible: str
    marks: tuple[int, ...]
    hidden: list[tuple[str, HiddenKind]]
    bold: bool
    blocks: list[Block] = field(default_factory=list)  # offsets into `visible`


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile("[ \t]{2,}")


class DocumentBuilder:
    """Takes paragraphs in the order of reading; `document()` gives them as one text.

    The hidden words of a paragraph are laid out after its visible ones, on lines of their own, so
    that the visible sentences stay whole; no block covers them.
    """

    def __init__(self, *, shown: str, limits: Limits) -> None:
        self._shown, self._limits = shown, limits
        self._paras: list[Para] = []
        self._characters = 0

    def add(self, para: Para) -> None:
        """Takes the next paragraph.

        Raises:
            ReadError: that makes too many paragraphs, or too much text.
        """
        self._paras.append(para)
        self._characters += sum(len(text) for text, _, _ in para.pieces)
        if len(self._paras) > self._limits.paragraphs:
            raise refuse("too_many_paragraphs", self._shown, limit=self._limits.paragraphs)
        if self._characters > self._limits.characters:
            raise refuse("too_long", self._shown, limit=self._limits.characters)

    @property
    def characters(self) -> int:
        """The characters taken so far."""
        return self._characters

    def document(self, *, format: str, name: str, pages: int | None = None) -> Document:
        """All that was taken, as a document.

        Raises:
            ReadError: there is no text, or no visible text.
        """
        settled = _carry_marks(
            [one for para in self._paras for part in _split_bold_line(para) if (one := _settle(part))]
        )
        if not any(character.isalnum() for one in settled for character in one.visible):
            unseen = any(
                character.isalnum() for one in settled for text, _ in one.hidden for character in text
            )
            raise refuse("only_hidden" if unseen else "empty", self._shown)
        _name_blocks(settled)
        text, blocks, hidden = _lay_out(settled)
        return Document(text=text, blocks=blocks, format=format, name=name, hidden=hidden, pages=pages)


def row(cells: Sequence[Sequence[Para]], *, page: int | None) -> list[Para]:
    """One table row as a paragraph, or as its own paragraphs where the table only lays out the page.

    A row with one filled cell of several paragraphs, or a long one, is such a frame, and so is one
    with a heading or another table in it.
    """
    filled = [cell for cell in cells if any(text.strip() for para in cell for text, _, _ in para.pieces)]
    inner = [para for cell in filled for para in cell]
    frame = len(filled) == 1 and (len(filled[0]) > 1 or (len(cells) == 1 and _is_long(filled[0][0])))
    if frame or any(para.kind in (BlockKind.HEADING, BlockKind.TABLE_ROW) for para in inner):
        return inner
    pieces: list[Piece] = []
    for number, cell in enumerate(filled):
        if number:
            pieces.append((" | ", None, False))
        for inside, para in enumerate(cell):
            if inside:
                pieces.append(("\n", None, False))
            pieces += para.pieces
    first = next((para.page for para in inner), page)
    return [Para(pieces=pieces, kind=BlockKind.TABLE_ROW, page=first)] if pieces else []


def _is_long(para: Para) -> bool:
    return sum(count_words(text) for text, _, _ in para.pieces) >= MIN_FRAMED_WORDS


def _split_bold_line(para: Para) -> tuple[Para, ...]:
    """A bold first line that stands as a heading over the rest of its own paragraph, apart from that."""
    if para.kind is not None:
        return (para,)
    for index, (text, _, _) in enumerate(para.pieces):
        if text != "\n":
            continue
        head, rest = para.pieces[:index], para.pieces[index + 1 :]
        if (
            _all_bold(head)
            and is_short("".join(t for t, hidden, _ in head if not hidden))
            and not _all_bold(rest)
        ):
            return replace(para, pieces=head), replace(para, pieces=rest)
        break
    return (para,)


def _all_bold(pieces: list[Piece]) -> bool:
    seen = False
    for text, hidden, bold in pieces:
        if hidden is None and text.strip():
            if not bold:
                return False
            seen = True
    return seen


def is_short(text: str) -> bool:
    """Whether a line is short, unpunctuated and worded as a heading is."""
    core = text.strip()
    return (
        0 < count_words(core) <= MAX_FAKE_HEADING_WORDS
        and "\n" not in core
        and not core.endswith(SENTENCE_ENDS)
        and any(character.isalpha() for character in core)
    )


def _settle(para: Para) -> _Settled | None:
    visible: list[str] = []
    hidden: list[tuple[str, HiddenKind]] = []
    joint: str | None = None  # the blanks since the last hidden words, None if visible words came between
    for text, kind, _ in para.pieces:
        if kind is None or (kind is not HiddenKind.VANISH and not text.strip()):
            visible.append(text)
            joint = None if joint is None or text.strip() else joint + text
        elif text.strip():
            if joint is not None and hidden[-1][1] is kind:
                hidden[-1] = (hidden[-1][0] + joint + text, kind)
            else:
                hidden.append((text, kind))
            joint = ""
            if kind is HiddenKind.WHITE or (kind is HiddenKind.TINY and text != text.strip()):
                visible.append(" ")  # its room stays on the page, between the words around it
    raw = "".join(visible).strip()
    shown, marks = visible_text(_blanks().sub(" ", raw) if hidden else raw)
    stretches = [
        (cleaned, kind) for text, kind in hidden if (cleaned := visible_text(text.strip())[0].strip())
    ]
    if shown != shown.strip():
        marks = tuple(max(0, mark - (len(shown) - len(shown.lstrip()))) for mark in marks)
        shown = shown.strip()
    if not shown and not stretches and len(raw) < MIN_INVISIBLE_MESSAGE:
        return None
    return _Settled(para=para, visible=shown, marks=marks, hidden=stretches, bold=_all_bold(para.pieces))


def _carry_marks(settled: list[_Settled]) -> list[_Settled]:
    """Lets the next visible paragraph speak for one that holds nothing but invisible characters."""
    kept: list[_Settled] = []
    pending = False
    for one in settled:
        if not one.visible and not one.hidden:
            pending = pending or bool(one.marks)
            continue
        if pending and one.visible:
            one.marks, pending = (0, *one.marks), False
        kept.append(one)
    if pending:
        for one in reversed(kept):
            if one.visible:
                one.marks = one.marks or (len(one.visible),)
                break
    return kept


def _name_blocks(settled: list[_Settled]) -> None:
    """Gives every paragraph its blocks: those the file names, and for the others those of plain text."""
    seen = [one for one in settled if one.visible]
    # a note at the foot of the page is not what follows the signature
    body = [one for one in seen if one.para.kind is not BlockKind.FOOTNOTE]
    _bold_headings(body)
    feed: list[str] = []
    starts: list[int] = []
    length = 0
    for one in body:
        if one.para.kind is None and is_tight_item(one.visible):
            one.para = replace(one.para, kind=BlockKind.LIST_ITEM)
        line = one.visible if one.para.kind is None else _as_plain(one)
        starts.append(length)
        feed.append(line)
        length += len(line) + 2
    if any(one.para.kind is None for one in body):
        for block in plain_blocks(as_fed("\n\n".join(feed))):
            _give(block, body, starts)
    for one in seen:
        if one.para.kind is not None:
            one.blocks = [_decided(one)]


def _as_plain(one: _Settled) -> str:
    # only so that the paragraphs around it are seen in their true surroundings
    mark = {BlockKind.LIST_ITEM: "1. " if one.para.ordered else "- ", BlockKind.HEADING: "# "}.get(
        one.para.kind or BlockKind.PARAGRAPH, ""
    )
    return mark + one.visible.replace("\n", " ")


def _give(block: Block, seen: list[_Settled], starts: list[int]) -> None:
    index = bisect_right(starts, block.start) - 1
    while index < len(seen) and starts[index] < block.end:
        one, base = seen[index], starts[index]
        begin, end = max(block.start - base, 0), min(block.end - base, len(one.visible))
        if one.para.kind is None and begin < end:
            one.blocks.append(_moved(block, begin, end))
        index += 1


def _moved(block: Block, start: int, end: int, paragraph: int = 1, page: int | None = None) -> Block:
    # dataclasses.replace takes five times as long, and this is done twice for every block
    return Block(
        kind=block.kind,
        start=start,
        end=end,
        level=block.level,
        ordered=block.ordered,
        paragraph=paragraph,
        page=page,
    )


def _decided(one: _Settled) -> Block:
    kind = one.para.kind or BlockKind.PARAGRAPH
    marked = kind in (BlockKind.HEADING, BlockKind.LIST_ITEM)
    return Block(
        kind=kind,
        start=typed_marker(one.visible) if marked else 0,
        end=len(one.visible),
        level=one.para.level,
        ordered=one.para.ordered and kind is BlockKind.LIST_ITEM,
    )


def _bold_headings(seen: list[_Settled]) -> None:
    """Names headings that are only bold, and takes the name from paragraphs that are no heading."""
    total = sum(len(one.visible) for one in seen)
    bold = sum(len(one.visible) for one in seen if one.bold)
    telling = bold <= MAX_BOLD_SHARE * total
    for one, following in zip(seen, [*seen[1:], None], strict=True):
        para = one.para
        if para.kind is BlockKind.HEADING and len(one.visible) > MAX_HEADING_CHARACTERS:
            one.para = replace(para, kind=BlockKind.PARAGRAPH, level=0)
        if not (telling and one.bold and following and is_short(one.visible)):
            continue
        numbered_heading = (
            para.kind is BlockKind.LIST_ITEM
            and para.ordered
            and (following.para.list_id != para.list_id or following.para.level > para.level)
            and not following.bold
        )
        if para.kind is None or numbered_heading:
            one.para = replace(para, kind=BlockKind.HEADING, level=2)


def _lay_out(settled: list[_Settled]) -> tuple[str, tuple[Block, ...], tuple[Hidden, ...]]:
    parts: list[str] = []
    blocks: list[Block] = []
    hidden: list[Hidden] = []
    position = number = 0
    previous: _Settled | None = None
    for one in settled:
        if previous is not None:
            gap = "\n" if _tight(previous, one) else "\n\n"
            parts.append(gap)
            position += len(gap)
        number += 1 if one.visible else 0
        parts.append(one.visible)
        blocks += (
            _moved(block, position + block.start, position + block.end, number, one.para.page)
            for block in one.blocks
        )
        if one.marks and (word := word_at(one.visible, one.marks[0], 0, len(one.visible))):
            hidden.append(
                Hidden(kind=HiddenKind.ZERO_WIDTH, start=position + word[0], end=position + word[1])
            )
        position += len(one.visible)
        for index, (text, kind) in enumerate(one.hidden):
            if one.visible or index:
                parts.append("\n")
                position += 1
            parts.append(text)
            hidden.append(Hidden(kind=kind, start=position, end=position + len(text)))
            position += len(text)
        previous = one
    return "".join(parts), tuple(blocks), tuple(hidden)


def _tight(one: _Settled, other: _Settled) -> bool:
    kinds = {block.kind for block in (*one.blocks[-1:], *other.blocks[:1])}
    return len(kinds) == 1 and kinds <= {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}
