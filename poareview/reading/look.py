"""How a stretch of text looks, as far as it decides whether a person sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from poareview.model import HiddenKind

Colour: TypeAlias = tuple[int, int, int]

AUTO: Colour = (-1, -1, -1)  # chosen by the program so that it can be read
UNKNOWN: Colour = (
    -2,
    -2,
    -2,
)  # a picture, a pattern or a theme: nobody can say what colour is behind the text
WHITE: Colour = (255, 255, 255)
TINY_POINTS = 2.0  # under 2 pt nobody can read a letter
NEAR = 15  # of 255 per channel: F2F2F2 on white is not seen either

_NAMES: dict[str, Colour] = {
    "white": WHITE,
    "snow": (255, 250, 250),
    "ghostwhite": (248, 248, 255),
    "ivory": (255, 255, 240),
    "floralwhite": (255, 250, 240),
    "whitesmoke": (245, 245, 245),
    "mintcream": (245, 255, 250),
    "azure": (240, 255, 255),
    "black": (0, 0, 0),
    "red": (255, 0, 0),
    "green": (0, 128, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
    "lightgray": (211, 211, 211),
    "darkgray": (169, 169, 169),
    "darkblue": (0, 0, 139),
    "darkcyan": (0, 139, 139),
    "darkgreen": (0, 100, 0),
    "darkmagenta": (139, 0, 139),
    "darkred": (139, 0, 0),
    "darkyellow": (128, 128, 0),
    "navy": (0, 0, 128),
}


@dataclass(frozen=True, slots=True)
class Look:
    """What is set for a stretch of text; `None` means that what stands around it decides.

    `size` is in points. `back` is the colour behind the text, `AUTO` where nothing is painted.
    """

    vanish: bool | None = None
    bold: bool | None = None
    size: float | None = None
    colour: Colour | None = None
    back: Colour | None = None

    def over(self, under: Look) -> Look:
        """A look that is this one where it says something, else the look under it."""
        if self == NOTHING:
            return under
        return Look(
            self.vanish if self.vanish is not None else under.vanish,
            self.bold if self.bold is not None else under.bold,
            self.size if self.size is not None else under.size,
            self.colour if self.colour is not None else under.colour,
            self.back if self.back not in (None, AUTO) else under.back,
        )

    def hidden(self) -> HiddenKind | None:
        """How this look keeps text from the eye, `None` if it can be seen."""
        if self.vanish:
            return HiddenKind.VANISH
        if self.size is not None and self.size < TINY_POINTS:
            return HiddenKind.TINY
        if self.colour is None or self.colour[0] < 0:
            return None
        back = WHITE if self.back in (None, AUTO) else self.back
        if back is None or back == UNKNOWN:
            return None
        unlike = max(abs(one - other) for one, other in zip(self.colour, back, strict=True))
        return HiddenKind.WHITE if unlike <= NEAR else None


NOTHING = Look()


def colour(value: str) -> Colour | None:
    """A colour from "FFFFFF", "#fff", "rgb(255, 255, 255)" or a common name, else `None`."""
    value = value.strip().lower()
    if value in _NAMES:
        return _NAMES[value]
    if value.startswith(("rgb(", "rgba(")):
        return _functional(value)
    digits = value.removeprefix("#")
    if len(digits) in (3, 4) and value.startswith("#"):
        digits = "".join(digit * 2 for digit in digits)
    if len(digits) not in (6, 8) or not all(digit in "0123456789abcdef" for digit in digits):
        return None
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _functional(value: str) -> Colour | None:
    numbers = value.partition("(")[2].rstrip(") ").replace(",", " ").replace("/", " ").split()
    try:
        if len(numbers) > 3 and float(numbers[3].rstrip("%")) == 0:
            return WHITE  # see-through: nothing is painted
        red, green, blue = (
            round(float(n.rstrip("%")) * (2.55 if n.endswith("%") else 1)) for n in numbers[:3]
        )
    except (ValueError, OverflowError):
        return None
    return min(max(red, 0), 255), min(max(green, 0), 255), min(max(blue, 0), 255)
