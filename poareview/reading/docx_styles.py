"""What the styles and the numbering of a Word document say about a paragraph and its runs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from poareview.reading.docx_style_part import StylePart
from poareview.reading.look import AUTO, NOTHING, UNKNOWN, WHITE, Colour, Look, colour

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BASED_ON = 30  # a longer chain of styles is a mistake or a loop


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it takes from the styles it is based on."""

    look: Look = NOTHING
    back: Colour | None = None  # the shading of the paragraph itself
    heading: int = 0  # 1-6, 0 for none
    quote: bool = False
    number: str = ""  # w:numId, "" for none
    ilvl: int = 0
    depth: int = 0  # what the name of the style says: 1 for "List Bullet 2"
    listed: str = ""  # "bullet" or "number" by the name of the style
    page_break: bool = False


@cache
def _heading_name() -> re.Pattern[str]:
    # localised ids lose their accents and blanks: "Titre1", "Kop1", "berschrift1"
    return re.compile(r"(?:heading|titre|kop|ü?berschrift|titolo|t[ií]?tulo|rubrik|overskrift)[\s_]*([1-9])")


@cache
def _list_name() -> re.Pattern[str]:
    return re.compile(
        r"(?P<bullet>list[\s_]*bullet|liste?[\s_]*à[\s_]*puces|lijst[\s_]*opsom\.?teken)"
        r"[\s_]*(?P<depth>[2-5])?$"
        r"|(?:list[\s_]*number|liste?[\s_]*à[\s_]*numéros|lijstnummering)[\s_]*(?P<number>[2-5])?$"
    )


_TITLES = {
    "title": 1,
    "titre": 1,
    "titel": 1,
    "subtitle": 2,
    "sous-titre": 2,
    "soustitre": 2,
    "ondertitel": 2,
}
_QUOTES = frozenset({"quote", "intense quote", "citation", "citation intense", "citaat", "duidelijk citaat"})
_HIGHLIGHTS = {"none": AUTO, "lightgray": (192, 192, 192), "green": (0, 255, 0)}


def switched(element: _Element | None, val: str) -> bool | None:
    """The state of an on/off element such as w:b, `None` where there is none."""
    if element is None:
        return None
    return element.get(val, "1").lower() not in ("0", "false", "off")


def shading(element: _Element | None, w: str) -> Colour | None:
    """The colour that a w:shd paints, `None` where there is none."""
    if element is None:
        return None
    pattern = element.get(w + "val", "clear").lower()
    if pattern == "solid":
        return colour(element.get(w + "color", "")) or UNKNOWN
    if pattern not in ("clear", "nil", "none"):
        return UNKNOWN
    fill = element.get(w + "fill", "auto")
    if fill.lower() == "auto" or pattern != "clear":
        return UNKNOWN if element.get(w + "themeFill") else AUTO
    return colour(fill) or UNKNOWN


def run_look(properties: _Element | None, w: str) -> Look:
    """What a w:rPr sets itself."""
    if properties is None or not len(properties):
        return NOTHING
    vanish = bold = size = ink = back = None
    for element in properties:
        match str(element.tag).rpartition("}")[2]:
            case "vanish":
                vanish = switched(element, w + "val")
            case "b":
                bold = switched(element, w + "val")
            case "sz":
                size = _half_points(element.get(w + "val", ""))
            case "color":
                ink = _ink(element, w)
            case "highlight":
                name = element.get(w + "val", "none").lower()
                back = _HIGHLIGHTS.get(name) or colour(name) or UNKNOWN
            case "shd" if back in (None, AUTO):
                back = shading(element, w)
            case "textFill" if any(str(child.tag).endswith("}noFill") for child in element):
                vanish = True
    return Look(vanish, bold, size, ink, back)


def _half_points(value: str) -> float | None:
    try:
        return float(value.removesuffix("pt")) / (1 if value.endswith("pt") else 2)
    except ValueError:
        return None


def _ink(element: _Element, w: str) -> Colour:
    value = element.get(w + "val", "auto")
    if value.lower() != "auto":
        return colour(value) or AUTO
    theme = element.get(w + "themeColor", "").lower()
    shaded = element.get(w + "themeShade") or element.get(w + "themeTint")
    return WHITE if theme in ("background1", "light1") and not shaded else AUTO


class Styles:
    """The styles of one document by their id; each is worked out when it is first asked for."""

    def __init__(self, part: StylePart, w: str) -> None:
        self._w, self._part = w, part
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._runs: dict[str, Look] = {}
        self._painted_tables: dict[str, bool] = {}
        self.defaults = run_look(part.default_run(), w)
        self.default_paragraph = part.default_paragraph()

    def paragraph(self, style: str) -> ParagraphStyle:
        """The paragraph style of that id, all inherited things included."""
        style = style or self.default_paragraph
        if style not in self._paragraphs:
            self._paragraphs[style] = self._paragraph(style)
        return self._paragraphs[style]

    def run(self, style: str) -> Look:
        """The look of the character style of that id."""
        if style not in self._runs:
            look = NOTHING
            for element in reversed(self._chain(style)):
                look = run_look(element.find(self._w + "rPr"), self._w).over(look)
            self._runs[style] = look
        return self._runs[style]

    def painted_table(self, style: str) -> bool:
        """Whether the table style paints any cell; which one is not worked out."""
        if style not in self._painted_tables:
            self._painted_tables[style] = any(
                shading(shade, self._w) not in (None, AUTO, WHITE)
                for element in self._chain(style)
                for shade in element.iter(self._w + "shd")
            )
        return self._painted_tables[style]

    def number(self, style: str) -> str:
        """The w:numId of a numbering style, "" if it has none."""
        element = self._part.element(style)
        found = None if element is None else element.find(f"{self._w}pPr/{self._w}numPr/{self._w}numId")
        return "" if found is None else found.get(self._w + "val", "")

    def _chain(self, style: str) -> list[_Element]:
        chain: list[_Element] = []
        seen: set[str] = set()
        while style and style not in seen and len(chain) < MAX_BASED_ON:
            seen.add(style)
            element = self._part.element(style)
            if element is None:
                break
            chain.append(element)
            based_on = element.find(self._w + "basedOn")
            style = "" if based_on is None else based_on.get(self._w + "val", "")
        return chain

    def _paragraph(self, style: str) -> ParagraphStyle:
        known = ParagraphStyle(look=self.defaults)
        chain = self._chain(style)
        if not chain:  # a style that is used but not there: its id may still tell
            return _by_name(style, known)
        for element in reversed(chain):
            identity = element.get(self._w + "styleId", "")
            if identity not in self._paragraphs:
                self._paragraphs[identity] = self._over(element, known)
            known = self._paragraphs[identity]
        return known

    def _over(self, element: _Element, under: ParagraphStyle) -> ParagraphStyle:
        w = self._w
        title = element.find(w + "name")
        named = _by_name(element.get(w + "styleId", ""), under)
        if title is not None:
            named = _by_name(title.get(w + "val", ""), named)
        properties = element.find(w + "pPr")
        look = run_look(element.find(w + "rPr"), w).over(under.look)
        if properties is None:
            return replace(named, look=look)
        number, ilvl = numbering(properties, w)
        back = shading(properties.find(w + "shd"), w)
        broken = switched(properties.find(w + "pageBreakBefore"), w + "val")
        return replace(
            named,
            look=look,
            back=under.back if back is None else back,
            heading=outline(properties, w, named.heading),
            number=number or named.number,
            ilvl=named.ilvl if ilvl is None else ilvl,
            page_break=under.page_break if broken is None else broken,
        )


def outline(properties: _Element, w: str, otherwise: int) -> int:
    """The level of a heading by w:outlineLvl, 0 for body text, `otherwise` where nothing is said."""
    element = properties.find(w + "outlineLvl")
    if element is None:
        return otherwise
    value = element.get(w + "val", "9")
    return min(int(value) + 1, 6) if value in tuple("012345678") else 0


def numbering(properties: _Element, w: str) -> tuple[str, int | None]:
    """The w:numId and w:ilvl of a w:pPr, ("", None) where it has none."""
    element = properties.find(w + "numPr")
    if element is None:
        return "", None
    number, level = element.find(w + "numId"), element.find(w + "ilvl")
    depth = "" if level is None else level.get(w + "val", "")
    return (
        "" if number is None else number.get(w + "val", ""),
        min(int(depth), 8) if depth.isascii() and depth.isdigit() else None,
    )


def _by_name(name: str, under: ParagraphStyle) -> ParagraphStyle:
    name = name.strip().lower()
    heading, quote, listed, depth = under.heading, under.quote, under.listed, under.depth
    if match := _heading_name().fullmatch(name):
        heading = min(int(match[1]), 6)
    elif name in _TITLES:
        heading = _TITLES[name]
    elif name in _QUOTES:
        quote = True
    elif match := _list_name().match(name):
        listed = "bullet" if match["bullet"] else "number"
        depth = int(match["depth"] or match["number"] or 1) - 1
    return replace(under, heading=heading, quote=quote, listed=listed, depth=depth)


class Numbering:
    """Which list levels are bullets and which are numbers."""

    def __init__(self, root: _Element | None, w: str, styles: Styles) -> None:
        self._w, self._styles = w, styles
        self._abstract: dict[str, _Element] = {}
        self._numbers: dict[str, _Element] = {}
        self._known: dict[tuple[str, int], str] = {}
        if root is not None:
            for element in root.iterchildren(w + "abstractNum"):
                self._abstract.setdefault(element.get(w + "abstractNumId", ""), element)
            for element in root.iterchildren(w + "num"):
                self._numbers.setdefault(element.get(w + "numId", ""), element)

    def shape(self, number: str, depth: int) -> str:
        """The marker of a level: "bullet", "number", or "" where the level shows no marker at all."""
        key = (number, depth)
        if key not in self._known:
            self._known[key] = self._shape(number, depth, follow=True)
        return self._known[key]

    def _shape(self, number: str, depth: int, *, follow: bool) -> str:
        w = self._w
        element = self._numbers.get(number)
        if element is None:
            return ""
        for override in element.iterchildren(w + "lvlOverride"):
            level = override.find(w + "lvl")
            if override.get(w + "ilvl") == str(depth) and level is not None:
                return self._level(level)
        link = element.find(w + "abstractNumId")
        abstract = None if link is None else self._abstract.get(link.get(w + "val", ""))
        if abstract is None:
            return ""
        for level in abstract.iterchildren(w + "lvl"):
            if level.get(w + "ilvl") == str(depth):
                return self._level(level)
        style = abstract.find(w + "numStyleLink")
        if style is not None and follow:
            return self._shape(self._styles.number(style.get(w + "val", "")), depth, follow=False)
        return ""

    def _level(self, level: _Element) -> str:
        w = self._w
        form, text = level.find(w + "numFmt"), level.find(w + "lvlText")
        if (
            text is not None
            and not text.get(w + "val", "").strip()
            and level.find(w + "lvlPicBulletId") is None
        ):
            return ""
        kind = "decimal" if form is None else form.get(w + "val", "decimal")
        return "bullet" if kind in ("bullet", "none") else "number"
