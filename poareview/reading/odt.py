"""OpenDocument texts, read from their XML: everything a person sees in the body, changes accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from poareview.errors import ReadError
from poareview.model import BlockKind, Document, HiddenKind
from poareview.reading.build import DocumentBuilder, Para, Piece, row
from poareview.reading.limits import Archive, Limits
from poareview.reading.look import AUTO, Colour, Look
from poareview.reading.odt_styles import TEXT, OdtStyle, OdtStyles

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "an OpenDocument text"
_MESSAGES = {
    "encrypted": "it is protected with a password. Open it in LibreOffice, save it without the password "
    "and try again.",
}
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"

# deletions of tracked changes, comments, declarations, and words for those who cannot see a picture
_LEFT_OUT = frozenset(
    {
        TEXT + "tracked-changes",
        TEXT + "sequence-decls",
        TEXT + "variable-decls",
        TEXT + "user-field-decls",
        TEXT + "note-citation",
        TEXT + "ruby-text",
        TEXT + "list-header-label",
        TEXT + "number",
        TEXT + "meta-field-source",
        _OFFICE + "annotation",
        _OFFICE + "annotation-end",
        _OFFICE + "forms",
        _OFFICE + "event-listeners",
        _TABLE + "covered-table-cell",
        _DRAW + "object",
        _DRAW + "image",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}title",
        "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}desc",
    }
)
_INDEX_SOURCES = "-source"  # text:table-of-content-source and its like hold templates


def read_odt(data: bytes, *, shown: str, name: str, limits: Limits) -> Document:
    """An OpenDocument text: body, tables, frames and notes; comments, headers and footers are left out.

    Raises:
        ReadError: it is damaged, protected, hostile, without text, or over the limits.
    """
    archive = Archive(data, shown, KIND, limits)
    manifest = archive.member("META-INF/manifest.xml") or b""
    if "encrypted-package" in archive.names or b":encryption-data" in manifest:
        raise ReadError(f"{shown}: {_MESSAGES['encrypted']}")
    content = archive.xml("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise archive.damaged()
    story = _Story(OdtStyles(content, archive.xml("styles.xml")), DocumentBuilder(shown=shown, limits=limits))
    for child in body:
        story.take(story.blocks(child, _Place()))
    story.take_notes()
    pages = story.page if story.breaks or story.builder.characters <= MAX_CHARACTERS_ON_ONE_PAGE else None
    if pages is None:
        story.forget_pages()
    return story.builder.document(format="odt", name=name, pages=pages)


MAX_CHARACTERS_ON_ONE_PAGE = 3_500  # A4 at 11 pt; a longer letter without any page break has unknown pages


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """What surrounds a paragraph: the colour behind it, whether it is hidden, and its list."""

    back: Colour | None = None
    vanish: bool = False
    list_style: str = ""
    depth: int = -1
    list_id: str = ""
    listed: bool = False


class _Story:
    """One walk through the body, and then through the notes."""

    def __init__(self, styles: OdtStyles, builder: DocumentBuilder) -> None:
        self.builder = builder
        self.page, self.breaks = 1, False
        self._styles = styles
        self._notes: list[tuple[_Element, int]] = []
        self._frames: list[tuple[_Element, _Place]] = []
        self._taken: list[Para] = []
        self._lists = 0

    def take(self, paras: list[Para]) -> None:
        """Hands paragraphs on."""
        for para in paras:
            self._taken.append(para)
            self.builder.add(para)

    def take_notes(self) -> None:
        """Hands on the footnotes and endnotes, in the order of their references."""
        for note, page in tuple(self._notes):
            paras = [para for child in note for para in self.blocks(child, _Place())]
            self.take(
                [replace(para, kind=BlockKind.FOOTNOTE, level=0, ordered=False, page=page) for para in paras]
            )

    def forget_pages(self) -> None:
        """Takes the page from every paragraph: the file does not tell where its pages end."""
        for para in self._taken:
            para.page = None

    def blocks(self, element: _Element, place: _Place) -> list[Para]:
        """The paragraphs in one child of the body, a cell, a list, a frame or a note."""
        tag = str(element.tag)
        if tag in _LEFT_OUT or tag.endswith(_INDEX_SOURCES):
            return []
        if tag in (TEXT + "p", TEXT + "h"):
            return self._paragraph(element, place)
        if tag == TEXT + "list":
            return self._list(element, place)
        if tag == _TABLE + "table":
            return self._table(element, place)
        if tag == TEXT + "soft-page-break":
            self.page += 1
            self.breaks = True
            return []
        if tag == _DRAW + "frame":
            self._frames.append((element, place))
            return self._framed()
        if tag == TEXT + "section":
            style = self._styles.get("section", element.get(TEXT + "style-name", ""))
            hidden = element.get(TEXT + "display") == "none" or style.vanish
            place = replace(place, vanish=place.vanish or hidden, back=_painted(style.back, place.back))
        return [para for child in element for para in self.blocks(child, place)]

    def _list(self, element: _Element, place: _Place) -> list[Para]:
        style = element.get(TEXT + "style-name", place.list_style)
        if place.depth < 0:
            self._lists += 1
            place = replace(place, list_id=str(self._lists))
        place = replace(place, list_style=style, depth=min(place.depth + 1, 8))
        paras: list[Para] = []
        for item in element:
            for number, child in enumerate(item):
                # only the first paragraph of an item carries its marker
                first = number == 0 and item.tag == TEXT + "list-item"
                paras += self.blocks(child, replace(place, listed=first))
        return paras

    def _table(self, table: _Element, place: _Place) -> list[Para]:
        style = self._styles.get("table", table.get(_TABLE + "style-name", ""))
        place = _Place(back=_painted(style.back, place.back), vanish=place.vanish)
        paras: list[Para] = []
        for line in table.iter(_TABLE + "table-row"):
            if next(line.iterancestors(_TABLE + "table")) is not table:
                continue
            hidden = place.vanish or line.get(_TABLE + "visibility", "visible") != "visible"
            page, cells = self.page, list[list[Para]]()
            for cell in line.iterchildren(_TABLE + "table-cell"):
                of_cell = self._styles.get("table-cell", cell.get(_TABLE + "style-name", ""))
                inside = _Place(back=_painted(of_cell.back, place.back), vanish=hidden)
                cells.append([para for child in cell for para in self.blocks(child, inside)])
            paras += row(cells, page=page)
        return paras

    def _paragraph(self, element: _Element, place: _Place) -> list[Para]:
        style = self._styles.get("paragraph", element.get(TEXT + "style-name", ""))
        if style.page_break and self._taken:
            self.page += 1
            self.breaks = True
        look = style.look
        if look.back in (None, AUTO):
            look = replace(look, back=_painted(style.back, place.back))
        vanish = place.vanish or element.tag == TEXT + "hidden-paragraph"
        runs = _Runs(self, look, place)
        runs.walk(element, look, vanish=vanish)
        return [
            self._named(element, runs.pieces, style, place, runs.page or self.page),
            *self._framed(),
        ]

    def _named(
        self, element: _Element, pieces: list[Piece], style: OdtStyle, place: _Place, page: int
    ) -> Para:
        pieces = _collapse(pieces)
        level = element.get(TEXT + "outline-level", "1") if element.tag == TEXT + "h" else str(style.heading)
        if level.isascii() and level.isdigit() and int(level):
            return Para(pieces=pieces, kind=BlockKind.HEADING, level=min(int(level), 6), page=page)
        if place.depth >= 0 and (place.listed or style.list_style):
            list_style = place.list_style or style.list_style
            return Para(
                pieces=pieces,
                kind=BlockKind.LIST_ITEM,
                level=max(place.depth, style.depth),
                ordered=bool(self._styles.ordered(list_style, place.depth)),
                page=page,
                list_id=place.list_id,
            )
        return Para(pieces=pieces, kind=BlockKind.QUOTE if style.quote else None, page=page)

    def _framed(self) -> list[Para]:
        """The paragraphs of the frames that hang on the paragraph before."""
        frames, self._frames = self._frames, []
        paras: list[Para] = []
        for frame, place in frames:
            style = self._styles.get("graphic", frame.get(_DRAW + "style-name", ""))
            inside = _Place(back=_painted(style.back, place.back), vanish=place.vanish)
            for child in frame:
                paras += self.blocks(child, inside)
        return paras


class _Runs:
    """The walk through one paragraph's spans and signs."""

    def __init__(self, story: _Story, base: Look, place: _Place) -> None:
        self.pieces: list[Piece] = []
        self.page = 0
        self._story, self._base, self._place = story, base, place

    def walk(self, element: _Element, look: Look, *, vanish: bool) -> None:
        """Takes the words of an element and of what is in it."""
        self._add(element.text, look, vanish=vanish)
        for child in element:
            self._child(child, look, vanish=vanish)
            self._add(child.tail, look, vanish=vanish)

    def _child(self, child: _Element, look: Look, *, vanish: bool) -> None:
        story, tag = self._story, str(child.tag)
        if tag in _LEFT_OUT:
            return
        match tag.removeprefix(TEXT):
            case "span" | "a":
                style = story._styles.get("text", child.get(TEXT + "style-name", ""))
                self.walk(child, style.look.over(look), vanish=vanish)
            case "s":
                count = child.get(TEXT + "c", "1")
                self._sign(
                    " " * min(int(count) if count.isascii() and count.isdigit() else 1, 100), look, vanish
                )
            case "tab":
                self._sign("\t", look, vanish)
            case "line-break":
                self._sign("\n", look, vanish)
            case "soft-page-break":
                story.page += 1
                story.breaks = True
            case "note":
                body = child.find(TEXT + "note-body")
                if body is not None and not vanish:
                    story._notes.append((body, story.page))
            case "hidden-text":
                self.walk(child, look, vanish=True)
            case _ if tag.startswith(_DRAW):
                story._frames.append((child, replace(self._place, vanish=vanish)))
            case _:
                self.walk(child, look, vanish=vanish)

    def _sign(self, sign: str, look: Look, vanish: bool) -> None:
        hidden = HiddenKind.VANISH if vanish else look.hidden()
        # a no-break mark keeps these signs from being run together with blanks of the XML's layout
        self.pieces.append(
            (sign.replace(" ", _KEPT).replace("\t", _KEPT_TAB).replace("\n", _KEPT_LINE), hidden, False)
        )

    def _add(self, text: str | None, look: Look, *, vanish: bool) -> None:
        if text:
            hidden = HiddenKind.VANISH if vanish else look.hidden()
            self.pieces.append((text, hidden, bool(look.bold)))
            if not hidden and not self.page and not text.isspace():
                self.page = self._story.page


# XML cannot hold these control characters, so they stand for signs that must survive the collapse
_KEPT, _KEPT_TAB, _KEPT_LINE = "\x01", "\x02", "\x03"
_SIGNS = str.maketrans({_KEPT: " ", _KEPT_TAB: "\t", _KEPT_LINE: "\n"})


def _collapse(pieces: list[Piece]) -> list[Piece]:
    """The pieces with each run of blanks in the XML as one blank, as OpenDocument lays down."""
    collapsed: list[Piece] = []
    blank = True  # blanks at the start of a paragraph fall away
    for text, hidden, bold in pieces:
        text = _blanks().sub(" ", text)
        if blank and text.startswith(" "):
            text = text[1:]
        if text:
            blank = text.endswith(" ") if hidden is None else blank
            collapsed.append((text.translate(_SIGNS), hidden, bold))
    return collapsed


def _painted(own: Colour | None, around: Colour | None) -> Colour | None:
    return around if own in (None, AUTO) else own
