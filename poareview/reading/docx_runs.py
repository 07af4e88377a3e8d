"""The words of one Word paragraph: its runs, fields, breaks and references, each with how it looks."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from poareview.model import HiddenKind
from poareview.reading.build import Piece
from poareview.reading.docx_styles import Styles, run_look
from poareview.reading.look import AUTO, UNKNOWN, WHITE, Colour, Look, colour

if TYPE_CHECKING:
    from lxml.etree import _Element

# what a person does not see, what was deleted, and settings
LEFT_OUT = frozenset(
    [
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "fldData",
        "rPr",
        "pPr",
        "sdtPr",
        "sdtEndPr",
        "tblPr",
        "trPr",
        "tcPr",
        "sectPr",
        "tblGrid",
        "rubyPr",
        "rt",
        "annotationRef",
        "ctrlPr",
        "oMathParaPr",
    ]
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """What surrounds a paragraph: the colour behind it, and whether all of it is hidden."""

    back: Colour | None = None
    vanish: bool = False


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far the walk has come: the page, open fields, and what is to be read after the paragraph."""

    page: int = 1
    fresh: bool = False  # a page was begun, and no word stands on it yet
    breaks: bool = False
    fields: list[bool] = field(default_factory=list)  # for each open field, whether its result has begun
    whole_fields: set[_Element] = field(default_factory=set)
    notes: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: {"footnote": [], "endnote": []})
    boxes: list[tuple[_Element, Place]] = field(default_factory=list)

    def new_page(self) -> None:
        """A page break that the writer put in."""
        self.page += 1
        self.fresh = self.breaks = True

    def rendered_page(self) -> None:
        """A page end that Word noted; it notes those that the writer put in a second time."""
        self.breaks = True
        if not self.fresh:
            self.page += 1
        self.fresh = False


def alternative(element: _Element, w: str) -> _Element | None:
    """The one of several forms of the same thing that is read: the first that holds text, never two."""
    first: _Element | None = None
    for child in element:
        if any(found.text for found in child.iter(w + "t")):
            return child
        first = child if first is None else first
    return first


def whole_fields(story: _Element, w: str) -> set[_Element]:
    """The marks of the fields that have both a begin and an end; a half one would swallow the letter."""
    whole: set[_Element] = set()
    stack: list[list[_Element]] = []
    for mark in story.iter(w + "fldChar"):
        kind = mark.get(w + "fldCharType")
        if kind == "begin":
            stack.append([mark])
        elif stack:
            stack[-1].append(mark)
            if kind == "end":
                whole.update(stack.pop())
    return whole


class Runs:
    """The walk through one paragraph; `pieces` and `page` hold what came of it."""

    def __init__(self, progress: Progress, styles: Styles, w: str, base: Look, place: Place) -> None:
        self.pieces: list[Piece] = []
        self.page = 0  # where the first word stands, 0 if there is none
        self._progress, self._styles, self._w, self._base, self._place = progress, styles, w, base, place

    def walk(self, element: _Element) -> None:
        """Takes the words in the children of a paragraph, a hyperlink, a content control and so on."""
        for child in element:
            local = str(child.tag).rpartition("}")[2]
            if local == "r":
                self._run(child)
            elif local in LEFT_OUT:
                continue
            elif local == "AlternateContent":
                chosen = alternative(child, self._w)
                if chosen is not None:
                    self.walk(chosen)
            elif local in ("drawing", "pict", "object"):
                self._boxes(child, self._place)
            elif len(child):
                self.walk(child)

    def _run(self, run: _Element) -> None:
        w = self._w
        properties = run.find(w + "rPr")
        look = self._base
        if properties is not None:
            style = properties.find(w + "rStyle")
            if style is not None:
                look = self._styles.run(style.get(w + "val", "")).over(look)
            look = run_look(properties, w).over(look)
        hidden = HiddenKind.VANISH if self._place.vanish else look.hidden()
        self._content(run, hidden, bold=bool(look.bold))

    def _content(self, run: _Element, hidden: HiddenKind | None, *, bold: bool) -> None:
        progress, w = self._progress, self._w
        for child in run:
            local = str(child.tag).rpartition("}")[2]
            match local:
                case "t":
                    self._add(_words(child), hidden, bold=bold)
                case "br":
                    if child.get(w + "type") == "page":
                        progress.new_page()
                    self._add("\n", hidden, bold=bold)
                case "tab" | "ptab" | "cr" | "noBreakHyphen" | "softHyphen":
                    self._add(_SIGNS[local], hidden, bold=bold)
                case "sym":
                    self._add(_symbol(child.get(w + "char", "")), hidden, bold=bold)
                case "lastRenderedPageBreak":
                    progress.rendered_page()
                case "fldChar":
                    self._field(child)
                case "footnoteReference" | "endnoteReference":
                    if hidden is None:
                        note = local.removesuffix("Reference")
                        progress.notes[note].append((child.get(w + "id", ""), progress.page))
                case "AlternateContent":
                    chosen = alternative(child, w)
                    if chosen is not None:
                        self._content(chosen, hidden, bold=bold)
                case "drawing" | "pict" | "object":
                    vanish = self._place.vanish or hidden is HiddenKind.VANISH
                    self._boxes(child, replace(self._place, vanish=vanish))
                case _ if local in LEFT_OUT:
                    continue
                case _ if len(child):
                    self.walk(child)

    def _add(self, text: str, hidden: HiddenKind | None, *, bold: bool) -> None:
        progress = self._progress
        if not text or not all(progress.fields):
            return
        self.pieces.append((text, hidden, bold))
        if hidden is None and not text.isspace():
            progress.fresh = False
            self.page = self.page or progress.page

    def _field(self, mark: _Element) -> None:
        if mark not in self._progress.whole_fields:
            return
        fields = self._progress.fields
        match mark.get(self._w + "fldCharType"):
            case "begin":
                fields.append(False)
            case "separate" if fields:
                fields[-1] = True
            case "end" if fields:
                fields.pop()

    def _boxes(self, element: _Element, place: Place) -> None:
        """Notes the text boxes in a drawing; they are read after the paragraph that they hang on."""
        for child in element:
            local = str(child.tag).rpartition("}")[2]
            if local == "txbxContent":
                self._progress.boxes.append((child, place))
            elif local == "AlternateContent":
                chosen = alternative(child, self._w)
                if chosen is not None:
                    self._boxes(chosen, place)
            elif len(child):
                self._boxes(child, self._painted(child, local, place))
            elif local == "docPr" and child.get("hidden") in ("1", "true"):
                place = replace(place, vanish=True)

    def _painted(self, shape: _Element, local: str, place: Place) -> Place:
        if local in ("shape", "rect", "roundrect", "oval"):
            fill = shape.get("fillcolor", "").partition(" ")[0]
            if fill and shape.get("filled", "t")[:1] not in ("f", "0"):
                return replace(place, back=colour(fill) or UNKNOWN)
            return place
        if local != "wsp":
            return place
        parts = {str(child.tag).rpartition("}")[2]: child for child in shape}
        for fill_element in parts.get("spPr", ()):
            match str(fill_element.tag).rpartition("}")[2]:
                case "noFill":
                    return place
                case "solidFill":
                    return replace(place, back=_solid(fill_element))
                case "gradFill" | "blipFill" | "pattFill" | "grpFill":
                    return replace(place, back=UNKNOWN)
        by_style = any(
            str(child.tag).endswith("}fillRef") and child.get("idx", "0") != "0"
            for child in parts.get("style", ())
        )
        return replace(place, back=UNKNOWN) if by_style else place


def _solid(fill: _Element) -> Colour:
    for child in fill:
        value = child.get("val", "")
        if str(child.tag).endswith("}srgbClr") and not len(child):
            return colour(value) or UNKNOWN
        if value in ("bg1", "lt1") and not len(child):
            return WHITE
    return UNKNOWN


def _words(element: _Element) -> str:
    text = element.text or ""
    if element.get(_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.translate({9: " ", 10: " ", 13: None})
    return text


def _symbol(code: str) -> str:
    """A sign by its number; those in the private range are pictures in a symbol font, and stay a blank."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xE000 <= number <= 0xF8FF or number < 32 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return " "
    return chr(number)


def background(look: Look, back: Colour | None, place: Place) -> Look:
    """The look of a paragraph's runs, given the shading of the paragraph and what stands behind that."""
    if look.back not in (None, AUTO):
        return look
    return replace(look, back=back if back not in (None, AUTO) else place.back)
