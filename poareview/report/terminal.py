"""The report for a terminal: plain lines, a little colour where it is wanted, and nothing that needs it.

Every word that comes from the draft passes `Page.clean` before any colour is put around it, so a
draft can neither move the cursor nor fake a line of the report.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from poareview.model import Language, Level, Review, Severity
from poareview.report.clean import encodable, holding, one_line, shortened, wrapped
from poareview.report.outline import Heading, Item, Part, Quote, Table, Text, outline, summary, verdict_line
from poareview.report.texts import Texts, texts

WIDEST = 100
NARROWEST = 60  # below that the tables no longer fit
LONGEST_QUOTE = 200
MOST = 4  # quotes, and remarks, shown under one criterion

_MARKS: dict[Level | None, tuple[str, str]] = {
    2: ("✓", "green"),
    1: ("~", "yellow"),
    0: ("✗", "red"),
    None: ("-", "dim"),
}
_VERDICTS = {"ready": ("✓", "green"), "revise": ("~", "yellow"), "rework": ("✗", "red")}
_SEVERITIES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "dim"}
_SGR = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}


class Screen(NamedTuple):
    """What a report is shown on: its width in characters, and whether and in what it can show things.

    A report is 60 to 100 characters wide. Characters that `encoding` lacks get plainer ones.
    """

    width: int = 80
    colour: bool = False
    encoding: str = "utf-8"


def render(review: Review, screen: Screen | None = None) -> str:
    """The report of one draft, ending with a line end."""
    return render_parts(outline(review, most=MOST), review.report_language, screen)


def render_summary(
    rows: Sequence[tuple[str, Review | None]], language: Language, screen: Screen | None = None
) -> str:
    """The closing table over several drafts; one that could not be read has no review."""
    return render_parts(summary(rows, texts(language)), language, screen)


def render_line(review: Review, name: str, screen: Screen | None = None) -> str:
    """One line: name, verdict, score."""
    return encodable(one_line(verdict_line(review, name)), (screen or Screen()).encoding) + "\n"


def render_parts(parts: Iterable[Part], language: Language, screen: Screen | None = None) -> str:
    """Any parts as lines."""
    page = Page(texts(language), screen or Screen())
    page.put(parts)
    return page.text()


class Page:
    """Lines of a report as they grow."""

    def __init__(self, say: Texts, screen: Screen) -> None:
        self._say = say
        self._width = max(NARROWEST, min(screen.width, WIDEST))
        self._colour = screen.colour
        self._encoding = screen.encoding
        self._lines: list[str] = []
        self._indent = 0
        self._fresh = True  # nothing stands under the section's title yet

    def text(self) -> str:
        """What was put on the page, ending with a line end."""
        return encodable("\n".join(self._lines).strip("\n") + "\n", self._encoding)

    def put(self, parts: Iterable[Part]) -> None:
        """Puts parts on the page."""
        for part in parts:
            match part:
                case Heading():
                    self._heading(part)
                case Text():
                    self._paragraph(part)
                case Quote():
                    self._quote(part)
                case Item():
                    self._item(part)
                case Table():
                    self._table(part)

    def clean(self, text: str) -> str:
        """The text on one line, harmless, and in characters that the output has."""
        return holding(one_line(text), self._encoding)

    def _paint(self, text: str, *styles: str) -> str:
        if not self._colour or not styles or not text:
            return text
        return f"\x1b[{';'.join(_SGR[style] for style in styles)}m{text}\x1b[0m"

    def _heading(self, part: Heading) -> None:
        if part.depth < 3:
            self._section(part)
        else:
            self._criterion(part)

    def _section(self, part: Heading) -> None:
        self._indent, self._fresh = 0, True
        title = wrapped(self.clean(part.text), self._width)
        rule = self.clean("═" if part.depth == 1 else "─") * max(map(len, title), default=0)
        self._lines += ["", *(self._paint(line, "bold") for line in title), self._paint(rule, "dim")]

    def _criterion(self, part: Heading) -> None:
        self._indent = 3
        if not self._fresh:
            self._lines.append("")
        self._fresh = False
        mark, colour = ("", "bold") if part.level == -1 else _MARKS[part.level]
        first = f"{part.number}." if part.number else self.clean(mark)
        title = self._say.label(part.text, part.note) if part.note else part.text
        for number, line in enumerate(wrapped(self.clean(title), self._width - self._indent)):
            start = first.ljust(self._indent) if number == 0 else " " * self._indent
            self._lines.append(self._paint(start, "bold", colour) + self._paint(line, "bold"))

    def _paragraph(self, part: Text) -> None:
        text, label = self.clean(part.text), self.clean(part.label)
        if part.style in _VERDICTS:
            mark, colour = _VERDICTS[part.style]
            self._block(text, "bold", colour, first=f"{self.clean(mark)} ")
            self._lines.append("")
        elif text:
            if part.apart:
                self._lines.append("")
            whole = self.clean(self._say.label(label, text)) if label else text
            self._block(whole, *(("dim",) if part.style == "dim" else ()), lead=label)

    def _quote(self, part: Quote) -> None:
        shown = self._shown(part.text)
        quote = self._say.quote(shown) if shown else self._say("say.invisible")
        whole = f"{quote} ({part.note})" if part.note else quote
        if part.label:
            self._block(self.clean(self._say.label(part.label, whole)), lead=self.clean(part.label))
        else:
            self._block(self.clean(whole), first="> ")

    def _shown(self, quote: str) -> str:
        return shortened(one_line(quote), LONGEST_QUOTE)

    def _item(self, part: Item) -> None:
        text = part.text
        for quote in part.quotes:
            if len(quote) > LONGEST_QUOTE:
                text = text.replace(quote, self._shown(quote))
        whole = self._say.label(part.label, text) if part.label else text
        if part.note:
            whole = f"{whole} ({part.note})"
        style = _SEVERITIES[part.severity] if part.severity else "bold"
        self._block(self.clean(whole), first=f"{self.clean('•')} ", lead=self.clean(part.label), mark=style)
        if part.advice:
            self._block(self.clean(part.advice), first=f"  {self.clean('→')} ")

    def _table(self, part: Table) -> None:
        rows = [tuple(map(self.clean, row)) for row in (part.head, *part.rows)]
        rest = [max(len(row[column]) for row in rows) for column in range(1, len(part.head))]
        room = max(12, self._width - sum(rest) - 2 * len(rest))
        wide = min(room, max(len(row[0]) for row in rows))
        lines = []
        for row in rows:
            cells = [self.clean(shortened(row[0], wide)).ljust(wide)]
            cells += [cell.rjust(size) for cell, size in zip(row[1:], rest, strict=True)]
            lines.append("  ".join(cells).rstrip())
        rule = self._paint(self.clean("─") * (wide + sum(rest) + 2 * len(rest)), "dim")
        self._lines += [self._paint(lines[0], "bold"), *lines[1:-1]]
        self._lines += [rule, self._paint(lines[-1], "bold")] if part.total else lines[-1:]
        self._lines.append("")

    def _block(self, text: str, *styles: str, first: str = "", lead: str = "", mark: str = "") -> None:
        """A wrapped text, hanging behind `first`; where it begins with `lead`, that is in bold."""
        hang = self._indent + len(first)
        for number, line in enumerate(wrapped(text, self._width - hang)):
            if number:
                self._lines.append(" " * hang + self._paint(line, *styles))
                continue
            told = len(lead) if line.startswith(lead) else 0
            bold = self._paint(line[:told], "bold", *filter(None, [mark]))
            self._lines.append(" " * self._indent + first + bold + self._paint(line[told:], *styles))
