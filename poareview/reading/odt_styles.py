"""What the styles of an OpenDocument text say about paragraphs, runs, lists, cells and sections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from poareview.reading.look import AUTO, NOTHING, UNKNOWN, Colour, Look, colour

if TYPE_CHECKING:
    from lxml.etree import _Element

FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
MAX_PARENTS = 30
_HEADINGS = {"title": 1, "subtitle": 2}


@dataclass(frozen=True, slots=True)
class OdtStyle:
    """A style with all that it takes from its parents."""

    look: Look = NOTHING
    back: Colour | None = None  # of the paragraph, the cell, the table or the frame
    heading: int = 0
    quote: bool = False
    list_style: str = ""
    depth: int = 0  # what the name of the style says: 1 for "List Bullet 2"
    page_break: bool = False
    vanish: bool = False  # of a section


class OdtStyles:
    """The styles of one document by family and name."""

    def __init__(self, *roots: _Element | None) -> None:
        self._elements: dict[tuple[str, str], _Element] = {}
        self._defaults: dict[str, _Element] = {}
        self._lists: dict[str, _Element] = {}
        self._known: dict[tuple[str, str], OdtStyle] = {}
        for root in roots:  # those of the text itself come first
            if root is None:
                continue
            for element in root.iter(STYLE + "style", STYLE + "default-style", TEXT + "list-style"):
                name, family = element.get(STYLE + "name", ""), element.get(STYLE + "family", "")
                if element.tag == TEXT + "list-style":
                    self._lists.setdefault(name, element)
                elif element.tag == STYLE + "style":
                    self._elements.setdefault((family, name), element)
                else:
                    self._defaults.setdefault(family, element)

    def get(self, family: str, name: str) -> OdtStyle:
        """The style of that family and name; one that is not there says nothing."""
        key = (family, name)
        if key not in self._known:
            found = OdtStyle()
            for element in reversed(self._chain(family, name)):
                found = _over(element, found)
            self._known[key] = found
        return self._known[key]

    def ordered(self, list_style: str, depth: int) -> bool | None:
        """Whether that level of a list is numbered, `None` where its style does not tell."""
        element = self._lists.get(list_style)
        if element is None:
            return None
        for level in element:
            if level.get(TEXT + "level") == str(depth + 1):
                numbered = level.tag == TEXT + "list-level-style-number"
                return numbered and level.get(STYLE + "num-format", "1") != ""
        return None

    def _chain(self, family: str, name: str) -> list[_Element]:
        chain: list[_Element] = []
        while (family, name) in self._elements and len(chain) < MAX_PARENTS:
            element = self._elements[family, name]
            if element in chain:
                break
            chain.append(element)
            name = element.get(STYLE + "parent-style-name", "")
        if family in self._defaults and family != "text":
            chain.append(self._defaults[family])
        return chain


def _over(element: _Element, under: OdtStyle) -> OdtStyle:
    name = element.get(STYLE + "display-name", element.get(STYLE + "name", "")).replace("_20_", " ").lower()
    found = replace(
        under,
        heading=_HEADINGS.get(name, under.heading),
        quote=under.quote or name in ("quotations", "quote"),
        list_style=element.get(STYLE + "list-style-name", under.list_style),
    )
    if name.startswith(("list ", "numbering ")) and name[-1] in "2345":
        found = replace(found, depth=int(name[-1]) - 1)
    outline = element.get(STYLE + "default-outline-level", "")
    if outline.isascii() and outline.isdigit():
        found = replace(found, heading=min(int(outline), 6))
    for properties in element:
        match properties.tag.removeprefix(STYLE):
            case "text-properties":
                found = replace(found, look=_text_look(properties, under.look.size).over(under.look))
            case "paragraph-properties" | "table-cell-properties" | "table-properties" | "section-properties":
                back = properties.get(FO + "background-color")
                broken = properties.get(FO + "break-before")
                found = replace(
                    found,
                    back=found.back if back is None else _paint(back),
                    page_break=under.page_break if broken is None else broken == "page",
                    vanish=properties.get(TEXT + "display") == "none" or under.vanish,
                )
            case "graphic-properties":
                found = replace(found, back=_frame(properties))
    return found


def _text_look(properties: _Element, size: float | None) -> Look:
    ink = properties.get(FO + "color")
    if properties.get(STYLE + "use-window-font-color") == "true":
        ink = "auto"
    back = properties.get(FO + "background-color")
    weight = properties.get(FO + "font-weight")
    # a "condition" is hidden only while its field says so, which the file does not tell
    display = properties.get(TEXT + "display")
    return Look(
        None if display is None else display == "none",
        None if weight is None else weight in ("bold", "600", "700", "800", "900"),
        _points(properties.get(FO + "font-size", ""), size),
        None if ink is None else colour(ink) or AUTO,
        None if back is None else _paint(back),
    )


def _points(value: str, size: float | None) -> float | None:
    for unit, factor in (("pt", 1.0), ("in", 72.0), ("cm", 28.35), ("mm", 2.835), ("px", 0.75)):
        if value.endswith(unit):
            try:
                return float(value.removesuffix(unit)) * factor
            except ValueError:
                return None
    if value.endswith("%"):
        try:
            return (size or 12.0) * float(value[:-1]) / 100
        except ValueError:
            return None
    return None


def _paint(value: str) -> Colour:
    return AUTO if value == "transparent" else colour(value) or UNKNOWN


def _frame(properties: _Element) -> Colour | None:
    fill = properties.get(DRAW + "fill")
    back = properties.get(FO + "background-color")
    if fill == "solid":
        return colour(properties.get(DRAW + "fill-color", "")) or UNKNOWN
    if fill not in (None, "none"):
        return UNKNOWN
    return None if back is None else _paint(back)
