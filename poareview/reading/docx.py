"""Word documents, read from their XML: everything a person sees in the body, tracked changes accepted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from poareview.model import BlockKind, Document
from poareview.reading.build import DocumentBuilder, Para, Piece, row
from poareview.reading.docx_runs import LEFT_OUT, Place, Progress, Runs, alternative, background, whole_fields
from poareview.reading.docx_style_part import StylePart
from poareview.reading.docx_styles import (
    Numbering,
    ParagraphStyle,
    Styles,
    numbering,
    outline,
    shading,
    switched,
)
from poareview.reading.limits import Archive, Limits
from poareview.reading.look import AUTO, UNKNOWN, colour

if TYPE_CHECKING:
    from lxml.etree import _Element

KIND = "a Word document"
MAX_CHARACTERS_ON_ONE_PAGE = 3_500  # A4 at 11 pt; a longer letter without any page break has unknown pages


def read_docx(data: bytes, *, shown: str, name: str, limits: Limits) -> Document:
    """A Word document: body, tables, text boxes and notes; headers, footers and comments are left out.

    Raises:
        ReadError: it is damaged, hostile, without text, or over the limits.
    """
    archive = Archive(data, shown, KIND, limits)
    main = _main_part(archive)
    root = archive.xml(main)
    if root is None or not str(root.tag).endswith("}document"):
        raise archive.damaged()
    w = str(root.tag).removesuffix("document")
    body = root.find(w + "body")
    if body is None:
        raise archive.damaged()
    links = _links(archive, main)
    part = StylePart(archive.checked(links.get("styles", "word/styles.xml")), archive.parse, w)
    styles = Styles(part, w)
    numbers = Numbering(archive.xml(links.get("numbering", "word/numbering.xml")), w, styles)
    page_colour = root.find(w + "background")
    place = Place(None if page_colour is None else colour(page_colour.get(w + "color", "")) or UNKNOWN)
    story = _Story(w, styles, numbers, DocumentBuilder(shown=shown, limits=limits))
    story.read(body, place)
    for kind in ("footnote", "endnote"):
        if story.progress.notes[kind]:
            notes = archive.xml(links.get(kind + "s", f"word/{kind}s.xml"))
            if notes is not None:
                story.read_notes(notes, kind, place)
    return story.builder.document(format="docx", name=name, pages=story.pages())


def _main_part(archive: Archive) -> str:
    root = archive.xml("_rels/.rels")
    for link in root if root is not None else ():
        if str(link.get("Type", "")).endswith("/officeDocument"):
            return str(link.get("Target", "")).lstrip("/")
    return "word/document.xml"


def _links(archive: Archive, main: str) -> dict[str, str]:
    """The parts that belong to the main part, by the last word of their type."""
    folder, _, file = main.rpartition("/")
    root = archive.xml(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
    links: dict[str, str] = {}
    for link in root if root is not None else ():
        target = str(link.get("Target", ""))
        if link.get("TargetMode") != "External":
            path = target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
            links.setdefault(str(link.get("Type", "")).rpartition("/")[2], path)
    return links


class _Story:
    """One walk through the body, and then through the notes that it refers to."""

    def __init__(self, w: str, styles: Styles, numbers: Numbering, builder: DocumentBuilder) -> None:
        self.builder, self.progress = builder, Progress()
        self._w, self._styles, self._numbers = w, styles, numbers
        self._carried: list[Piece] = []  # of a paragraph whose end was deleted
        self._taken: list[Para] = []

    def read(self, body: _Element, place: Place) -> None:
        """Takes the paragraphs of the body."""
        self.progress.whole_fields = whole_fields(body, self._w)
        for child in body:
            self._take(self._blocks(child, place))
        if self._carried:
            self._take([Para(pieces=self._carried, page=self.progress.page)])
            self._carried = []

    def read_notes(self, root: _Element, part: str, place: Place) -> None:
        """Takes the notes that the body refers to, in the order of the references."""
        w = self._w
        last_page = self.progress.page
        by_id = {note.get(w + "id", ""): note for note in root.iterchildren(w + part)}
        for identity, page in tuple(self.progress.notes[part]):
            note = by_id.pop(identity, None)
            if note is None or note.get(w + "type", "normal") != "normal":
                continue
            self.progress.whole_fields, self.progress.fields = whole_fields(note, w), []
            paras = [para for child in note for para in self._blocks(child, place)]
            self._take(
                [replace(para, kind=BlockKind.FOOTNOTE, level=0, ordered=False, page=page) for para in paras]
            )
        self.progress.page = last_page

    def pages(self) -> int | None:
        """How many pages there are, `None` where the file does not tell; no paragraph has a page then.

        Word notes where its pages end, other programs need not.
        """
        if self.progress.breaks or self.builder.characters <= MAX_CHARACTERS_ON_ONE_PAGE:
            return self.progress.page
        for para in self._taken:
            para.page = None
        return None

    def _take(self, paras: list[Para]) -> None:
        for para in paras:
            self._taken.append(para)
            self.builder.add(para)

    def _blocks(self, element: _Element, place: Place) -> list[Para]:
        """The paragraphs in one child of a body, a cell, a note or a text box."""
        local = str(element.tag).rpartition("}")[2]
        if local == "p":
            return self._paragraph(element, place)
        if local == "tbl":
            return self._table(element, place)
        if local in LEFT_OUT:
            return []
        inside = alternative(element, self._w) if local == "AlternateContent" else element
        return [para for child in (() if inside is None else inside) for para in self._blocks(child, place)]

    def _table(self, table: _Element, place: Place) -> list[Para]:
        w = self._w
        properties = table.find(w + "tblPr")
        if properties is not None:
            style = properties.find(w + "tblStyle")
            own = shading(properties.find(w + "shd"), w)
            if own not in (None, AUTO):
                place = replace(place, back=own)
            elif style is not None and self._styles.painted_table(style.get(w + "val", "")):
                place = replace(place, back=UNKNOWN)
        return [para for line in _inner(table, "tr") for para in self._row(line, place)]

    def _row(self, line: _Element, place: Place) -> list[Para]:
        w = self._w
        properties = line.find(w + "trPr")
        if properties is not None:
            if properties.find(w + "del") is not None:
                return []
            if switched(properties.find(w + "hidden"), w + "val"):
                place = replace(place, vanish=True)
        page = self.progress.page
        cells: list[list[Para]] = []
        for cell in _inner(line, "tc"):
            inside = place
            settings = cell.find(w + "tcPr")
            if settings is not None:
                if settings.find(w + "cellDel") is not None:
                    continue
                own = shading(settings.find(w + "shd"), w)
                inside = replace(place, back=own) if own not in (None, AUTO) else place
            cells.append([para for child in cell for para in self._blocks(child, inside)])
        return row(cells, page=page)

    def _paragraph(self, element: _Element, place: Place) -> list[Para]:
        w, progress = self._w, self.progress
        properties = element.find(w + "pPr")
        style_of = None if properties is None else properties.find(w + "pStyle")
        style = self._styles.paragraph("" if style_of is None else style_of.get(w + "val", ""))
        back = None if properties is None else shading(properties.find(w + "shd"), w)
        if self._breaks_page(properties, style) and (self._taken or progress.breaks):
            progress.new_page()
        base = background(style.look, style.back if back is None else back, place)
        runs = Runs(progress, self._styles, w, base, place)
        runs.walk(element)
        boxes, progress.boxes = progress.boxes, []
        pieces, self._carried = self._carried + runs.pieces, []
        paras: list[Para] = []
        if properties is not None and _end_deleted(properties, w):
            self._carried = pieces  # the paragraph runs on into the next one
        else:
            paras.append(self._named(pieces, style, properties, runs.page or progress.page))
        for box, surroundings in boxes:
            paras += [para for child in box for para in self._blocks(child, surroundings)]
        if properties is not None and _section_ends(properties, w):
            progress.new_page()
        return paras

    def _breaks_page(self, properties: _Element | None, style: ParagraphStyle) -> bool:
        own = None
        if properties is not None:
            own = switched(properties.find(self._w + "pageBreakBefore"), self._w + "val")
        return style.page_break if own is None else own

    def _named(
        self, pieces: list[Piece], style: ParagraphStyle, properties: _Element | None, page: int
    ) -> Para:
        """The paragraph with its kind, as far as its style and its numbering tell."""
        number, ilvl, heading = style.number, style.ilvl, style.heading
        if properties is not None:
            heading = outline(properties, self._w, heading)
            own, level = numbering(properties, self._w)
            number = own or number
            ilvl = ilvl if level is None else level
        if heading:
            return Para(pieces=pieces, kind=BlockKind.HEADING, level=heading, page=page)
        shape = self._numbers.shape(number, ilvl) if number not in ("", "0") else ""
        if not shape and number != "0":
            shape = style.listed
        if shape:
            return Para(
                pieces=pieces,
                kind=BlockKind.LIST_ITEM,
                level=max(ilvl, style.depth),
                ordered=shape == "number",
                page=page,
                list_id=number or style.listed,
            )
        return Para(pieces=pieces, kind=BlockKind.QUOTE if style.quote else None, page=page)


def _inner(element: _Element, wanted: str) -> list[_Element]:
    """The rows of a table or the cells of a row, those in content controls and insertions included."""
    found: list[_Element] = []
    for child in element:
        local = str(child.tag).rpartition("}")[2]
        if local == wanted:
            found.append(child)
        elif local not in LEFT_OUT and len(child):
            found += _inner(child, wanted)
    return found


def _end_deleted(properties: _Element, w: str) -> bool:
    mark = properties.find(w + "rPr")
    return mark is not None and (mark.find(w + "del") is not None or mark.find(w + "moveFrom") is not None)


def _section_ends(properties: _Element, w: str) -> bool:
    section = properties.find(w + "sectPr")
    kind = None if section is None else section.find(w + "type")
    return section is not None and (kind is None or kind.get(w + "val") not in ("continuous", "nextColumn"))
