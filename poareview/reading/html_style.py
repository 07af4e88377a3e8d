"""As much of CSS as decides whether the words of a page can be seen."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from poareview.reading.look import AUTO, UNKNOWN, Colour, Look, colour

FAR_OFF = -900.0  # pixels: a page that shifts words so far out hides them
DEFAULT_POINTS = 12.0
_UNITS = (("pt", 1.0), ("px", 0.75), ("rem", DEFAULT_POINTS), ("in", 72.0), ("cm", 28.35), ("mm", 2.835))
_SIZES = {"xx-small": 7.0, "x-small": 7.5, "small": 10.0, "medium": 12.0, "large": 13.5}


def declarations(style: str) -> dict[str, str]:
    """The properties of a style attribute or of one rule, by name, in lower case."""
    found: dict[str, str] = {}
    for part in style.lower().split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip()] = value.replace("!important", "").strip()
    return found


@cache
def _simple() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?")


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/")


class StyleSheet:
    """The rules of a page whose selector is a tag, a class, an id, or a tag with one of these.

    Other selectors are not worked out. Where one of them paints a background, `unsure` is true and
    nobody can say that white words are not seen.
    """

    def __init__(self) -> None:
        self.unsure = False
        self._rules: dict[str, dict[str, str]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no rule was taken."""
        return not self._rules

    def add(self, css: str) -> None:
        """Takes the text of a style element; what stands in @media and its like is passed over."""
        css = _comment().sub(" ", css.lower()).replace("<!--", " ").replace("-->", " ")
        depth = start = 0
        selector = ""
        for index, character in enumerate(css):
            if character == "{":
                if depth == 0:
                    selector, start = css[start:index].strip(), index + 1
                depth += 1
            elif character == "}" and depth:
                depth -= 1
                if depth == 0:
                    if not selector.startswith("@"):
                        self._rule(selector, declarations(css[start:index]))
                    start = index + 1
            elif character == ";" and depth == 0:
                start = index + 1  # an @import or @charset without a block

    def _rule(self, selector: str, properties: dict[str, str]) -> None:
        for one in selector.split(","):
            one = one.strip()
            if one and _simple().fullmatch(one):
                self._rules.setdefault(one, {}).update(properties)
            elif paint(properties) not in (None, AUTO):
                self.unsure = True

    def properties(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """What the rules and the style attribute set for an element, the more special over the less."""
        found: dict[str, str] = {}
        if self._rules:
            found.update(self._rules.get(tag, {}))
            for name in attributes.get("class", "").lower().split()[:20]:
                found.update(self._rules.get("." + name, {}))
                found.update(self._rules.get(f"{tag}.{name}", {}))
            identity = attributes.get("id", "").lower()
            if identity:
                found.update(self._rules.get("#" + identity, {}))
                found.update(self._rules.get(f"{tag}#{identity}", {}))
        if "style" in attributes:
            found.update(declarations(attributes["style"]))
        return found


def is_gone(properties: dict[str, str], attributes: dict[str, str]) -> bool:
    """Whether an element with all that is in it is taken from the page."""
    if "hidden" in attributes or properties.get("display") == "none":
        return True
    if properties.get("opacity") in ("0", "0.0", "0%") or properties.get("mso-hide") == "all":
        return True
    if properties.get("overflow") == "hidden" and any(
        _pixels(properties.get(side, "")) == 0 for side in ("height", "max-height", "width", "max-width")
    ):
        return True
    places = ["text-indent"]
    if properties.get("position") in ("absolute", "fixed"):
        places += ["left", "top", "margin-left", "margin-top"]
        if "rect(0" in properties.get("clip", ""):
            return True
    return any((_pixels(properties.get(place, "")) or 0.0) <= FAR_OFF for place in places)


@cache
def _note_link() -> re.Pattern[str]:
    # Word, LibreOffice, and what turns Markdown into pages
    return re.compile(
        r"#(?:_(?:ftn|edn)(?:ref)?|sd(?:foot|end)note|fn(?:ref)?[:-]?|user-content-fn(?:ref)?-)\d+(?:anc|sym)?"
    )


@cache
def _note_id() -> re.Pattern[str]:
    return re.compile(r"(?:sd(?:foot|end)note|ftn|edn|fn[:-]?|user-content-fn-)\d+")


def is_left_out(tag: str, attributes: dict[str, str], properties: dict[str, str]) -> bool:
    """Whether an element is no part of the letter: a tracked deletion, a note's number, a running head."""
    if tag == "del" or properties.get("mso-list") == "ignore":
        return True
    if tag == "a":
        return _note_link().fullmatch(attributes.get("href", "").lower()) is not None
    return tag == "div" and attributes.get("title", "").lower() in ("header", "footer")


def is_note(attributes: dict[str, str]) -> bool:
    """Whether an element is a footnote or an endnote that a word processor put below the page."""
    return "id" in attributes and _note_id().fullmatch(attributes["id"].lower()) is not None


def element_look(
    properties: dict[str, str], tag: str, attributes: dict[str, str], size: float | None
) -> Look:
    """What an element sets for its words; `size` is that of the words around it, in points."""
    bold: bool | None = True if tag in ("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6") else None
    weight = properties.get("font-weight", "")
    if weight:
        bold = weight in ("bold", "bolder", "600", "700", "800", "900")
    ink = properties.get("color") or attributes.get("color" if tag == "font" else "text", "")
    seen = properties.get("visibility")
    vanish = None if seen is None else seen in ("hidden", "collapse")
    if ink == "transparent":
        vanish = True
    look = Look(vanish, bold, _size(properties, size), colour(ink) if ink else None, paint(properties))
    if look.back is None and "bgcolor" in attributes:
        return replace(look, back=colour(attributes["bgcolor"]) or UNKNOWN)
    if look.back is None and "background" in attributes:
        return replace(look, back=UNKNOWN)
    return look


def paint(properties: dict[str, str]) -> Colour | None:
    """The colour that is painted behind the words, `None` where nothing is said."""
    back: Colour | None = None
    for name in ("background", "background-color"):
        value = properties.get(name)
        if value is None:
            continue
        if value in ("none", "transparent", "initial", "unset", "0 0"):
            back = AUTO
        elif "(" in value and not value.startswith("rgb"):
            back = UNKNOWN
        else:
            named = [found for word in [value, *value.split()] if (found := colour(word))]
            back = named[0] if named else UNKNOWN
    image = properties.get("background-image", "none")
    return back if image == "none" else UNKNOWN


def _size(properties: dict[str, str], around: float | None) -> float | None:
    value = properties.get("font-size")
    if value is None and "font" in properties:
        value = next((w.partition("/")[0] for w in properties["font"].split() if w[:1].isdigit()), None)
    if not value:
        return None
    if value in _SIZES:
        return _SIZES[value]
    for unit, factor in _UNITS:
        if value.endswith(unit):
            return _number(value.removesuffix(unit), factor)
    for unit, factor in (("em", 1.0), ("ex", 0.5), ("%", 0.01)):
        if value.endswith(unit):
            return _number(value.removesuffix(unit), factor * (around or DEFAULT_POINTS))
    return 0.0 if _number(value, 1.0) == 0.0 else None


def _pixels(value: str) -> float | None:
    for unit, factor in (("px", 1.0), ("pt", 1.33), ("em", 16.0), ("%", 10.0)):
        if value.endswith(unit):
            return _number(value.removesuffix(unit), factor)
    return _number(value, 1.0)


def _number(value: str, factor: float) -> float | None:
    try:
        return float(value) * factor
    except ValueError:
        return None
