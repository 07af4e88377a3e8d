"""The lines of one PDF page with their places and sizes, and the words that it paints unseen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from poareview.model import HiddenKind
from poareview.reading.build import Piece
from poareview.reading.look import NEAR, TINY_POINTS

if TYPE_CHECKING:
    from pypdf import PageObject
    from pypdf.generic import ContentStream

RAISED = 0.75  # of the letters around it: a number so small is that of a footnote
MIN_PAINTED = 3.0  # points: a rule or the border of a table is no background
MIN_VISIBLE_SHARE = 0.2  # an unseen text layer over a scan is the letter itself, not hidden words

_Operation: TypeAlias = "tuple[Any, bytes]"
_SHOW = frozenset([b"Tj", b"TJ", b"'", b'"'])
_FILL = frozenset([b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"])
_PATH = frozenset([b"re", b"m", b"l", b"c", b"v", b"y"])
_UNSEEN_MODES = (3, 7)  # neither filled nor stroked (ISO 32000-1, 9.3.6)

# the code 127 and the bullets of symbol fonts are all drawn as a bullet; ligatures are two or three letters
_SIGNS: dict[int, str | None] = {
    **{code: None for code in range(32) if code not in (9, 10)},
    **{code: "\ufffd" for code in range(0xD800, 0xE000)},
    0x7F: "•",
    0xF0B7: "•",
    0xF0A7: "•",
    0xF0D8: "•",
    0xF0FC: "•",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
}


@dataclass(slots=True, kw_only=True)
class Line:
    """A line of a page: its words, the place where it begins, and the size of most of its letters."""

    pieces: list[Piece]
    x: float
    y: float
    size: float
    page: int
    inset: float = 0.0  # where the words begin after a bullet that stands apart
    note: bool = False  # it begins with a small raised number: a footnote

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(text for text, _, _ in self.pieces)


@dataclass(slots=True, kw_only=True)
class PageText:
    """What one page holds: its lines, and its hidden words by kind."""

    lines: list[Line]
    hidden: list[tuple[str, HiddenKind]] = field(default_factory=list)


def page_text(page: PageObject, number: int, content: ContentStream | None) -> PageText:
    """The lines of a page in the order in which the file shows them."""
    if content is None:
        return PageText(lines=[])
    split = _split(content.operations)
    seen = _lines(page, number, content, split.seen if split.unseen else None)
    if not split.unseen:
        return PageText(lines=seen)
    unseen = {
        kind: " ".join(line.text.strip() for line in _lines(page, number, content, operations))
        for kind, operations in split.unseen.items()
    }
    letters = sum(map(str.isalnum, "".join(line.text for line in seen)))
    hidden_letters = sum(map(str.isalnum, "".join(unseen.values())))
    if letters < MIN_VISIBLE_SHARE * hidden_letters:
        return PageText(lines=_lines(page, number, content, split.every))
    return PageText(lines=seen, hidden=[(text, kind) for kind, text in unseen.items() if text.strip()])


@dataclass(slots=True, kw_only=True)
class _Split:
    every: list[_Operation]
    seen: list[_Operation]
    unseen: dict[HiddenKind, list[_Operation]]


@dataclass(slots=True)
class _State:
    """What decides whether words that are shown now can be seen."""

    mode: int = 0
    ink: tuple[float, ...] | None = (0.0,)  # None where the colour space is not a plain one
    scale: float = 1.0
    size: float = 12.0


def _split(operations: list[_Operation]) -> _Split:
    """The operations of a page without those that show unseen words, and those words' own by kind."""
    state, stack, text_scale = _State(), list[_State](), 1.0
    kinds: dict[int, HiddenKind] = {}
    painted = False
    path = _Path()
    for index, (operands, operator) in enumerate(operations):
        if operator in _SHOW:
            kind = _unseen(state, text_scale)
            if kind:
                kinds[index] = kind
        elif operator == b"q":
            stack.append(_State(state.mode, state.ink, state.scale, state.size))
        elif operator == b"Q" and stack:
            state = stack.pop()
        elif operator == b"BT":
            text_scale = 1.0
        elif operator == b"Tm":
            text_scale = _scale(operands)
        elif operator == b"cm":
            state.scale *= _scale(operands)
        elif operator == b"Tf" and len(operands) > 1:
            state.size = _number(operands[1], state.size)
        elif operator == b"Tr" and operands:
            state.mode = int(_number(operands[0], 0))
        elif operator in (b"g", b"rg", b"k"):
            state.ink = tuple(_number(operand, 0.0) for operand in operands)
        elif operator in (b"sc", b"scn", b"cs"):
            state.ink = None
        elif operator in _PATH:
            path.add(operator, operands, state.scale)
        elif operator in (b"sh", b"Do", b"INLINE IMAGE"):
            painted = True
        elif operator in _FILL or operator in (b"n", b"S", b"s"):
            painted = painted or (operator in _FILL and path.is_area() and not _is_white(state.ink))
            path = _Path()
    if painted:  # white words on a painted area are seen, and where it lies is not worked out
        kinds = {index: kind for index, kind in kinds.items() if kind is not HiddenKind.WHITE}
    unseen = {
        kind: [one for at, one in enumerate(operations) if one[1] not in _SHOW or kinds.get(at) is kind]
        for kind in sorted(set(kinds.values()))
    }
    return _Split(
        every=operations, seen=[one for at, one in enumerate(operations) if at not in kinds], unseen=unseen
    )


class _Path:
    """The figures that the next operation paints, as far as it matters how large they are."""

    def __init__(self) -> None:
        self._rectangle = False
        self._points: list[tuple[float, float]] = []

    def add(self, operator: bytes, operands: Any, scale: float) -> None:  # noqa: ANN401 - as below
        numbers = [_number(operand, 0.0) * scale for operand in operands]
        if operator == b"re" and len(numbers) == 4:
            self._rectangle = self._rectangle or min(abs(numbers[2]), abs(numbers[3])) > MIN_PAINTED
        elif len(numbers) >= 2 and operator != b"re":
            self._points.append((numbers[-2], numbers[-1]))

    def is_area(self) -> bool:
        """Whether it is more than lines: anything that is higher and wider than a rule."""
        sides = [max(side) - min(side) for side in zip(*self._points, strict=True)]
        return self._rectangle or (len(sides) == 2 and min(sides) > MIN_PAINTED)


def _unseen(state: _State, text_scale: float) -> HiddenKind | None:
    if state.mode in _UNSEEN_MODES:
        return HiddenKind.VANISH
    if abs(state.size) * state.scale * text_scale < TINY_POINTS:
        return HiddenKind.TINY
    return HiddenKind.WHITE if state.mode in (0, 4) and _is_white(state.ink) else None


def _is_white(ink: tuple[float, ...] | None) -> bool:
    if not ink:
        return False
    least = 1 - NEAR / 255
    return all(part <= 1 - least for part in ink) if len(ink) == 4 else all(part >= least for part in ink)


def _number(value: Any, otherwise: float) -> float:  # noqa: ANN401 - pypdf's operands have no common type
    return float(value) if isinstance(value, int | float) else otherwise


def _scale(operands: Any) -> float:  # noqa: ANN401 - as above
    parts = [_number(operand, 0.0) for operand in operands[:4]]
    return abs(parts[0] * parts[3] - parts[1] * parts[2]) ** 0.5 if len(parts) == 4 else 1.0


def _lines(
    page: PageObject, number: int, content: ContentStream, operations: list[_Operation] | None
) -> list[Line]:
    if operations is not None:
        content.operations = operations
    gathered = _Gathered(number)
    page.extract_text(visitor_text=gathered.take)
    gathered.end_line()
    return gathered.lines


class _Gathered:
    """Puts the fragments that pypdf reports together as lines."""

    def __init__(self, page: int) -> None:
        self.lines: list[Line] = []
        self._page = page
        self._pieces: list[Piece] = []
        self._points: list[float] = []  # the size of each piece
        self._place = (0.0, 0.0)
        self._sizes: dict[float, int] = {}

    def take(self, text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:  # noqa: ANN401
        """Takes a fragment; it may hold line ends, and mostly ends with one."""
        name = str(font.get("/BaseFont", "")).lower() if font is not None else ""
        bold = any(word in name for word in ("bold", "black", "heavy"))
        points = abs(size) * (abs(tm[0] * tm[3] - tm[1] * tm[2]) * abs(cm[0] * cm[3] - cm[1] * cm[2])) ** 0.5
        for index, part in enumerate(text.translate(_SIGNS).split("\n")):
            if index:
                self.end_line()
            if not part:
                continue
            if not self._pieces:
                self._place = (
                    tm[4] * cm[0] + tm[5] * cm[2] + cm[4],
                    tm[4] * cm[1] + tm[5] * cm[3] + cm[5],
                )
            self._pieces.append((part, None, bold))
            self._points.append(points)
            rounded = round(points, 1)
            self._sizes[rounded] = self._sizes.get(rounded, 0) + len(part.strip())

    def end_line(self) -> None:
        """Closes the line, if it has any words."""
        pieces, self._pieces = self._pieces, []
        points, self._points = self._points, []
        sizes, self._sizes = self._sizes, {}
        if not any(text.strip() for text, _, _ in pieces):
            return
        size = max(sizes, key=lambda one: sizes[one])
        raised = [
            small <= RAISED * size and text.strip().isdigit() and len(text.strip()) <= 2
            for (text, _, _), small in zip(pieces, points, strict=True)
        ]
        kept = [piece for piece, is_raised in zip(pieces, raised, strict=True) if not is_raised]
        x, y = self._place
        self.lines.append(Line(pieces=kept, x=x, y=y, size=size, page=self._page, note=raised[0]))
