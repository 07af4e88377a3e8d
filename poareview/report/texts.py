"""The words of the reports in three languages, from `texts.toml`, and numbers as each writes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from poareview.criteria import language_table
from poareview.model import Language

FILE = Path(__file__).with_name("texts.toml")


class Texts(NamedTuple):
    """The texts of one language by their place in the file, such as `verdict.ready`."""

    language: Language
    entries: dict[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text at `key` with its `{…}` filled in.

        Raises:
            KeyError: there is no such text, or a value is missing.

        """
        return self.entries[key].format(**values)

    def get(self, key: str, default: str) -> str:
        """The text at `key`, or `default` where there is none: for words that come from a review."""
        return self.entries.get(key, default)

    def counted(self, key: str, count: int) -> str:
        """The text at `key_one` or `key_many`, by the count; French counts 0 as one."""
        one = count == 1 or (count == 0 and self.language is Language.FR)
        return self(f"{key}_one" if one else f"{key}_many", count=self.number(count))

    def number(self, value: float) -> str:
        """A number with at most one decimal, as the language writes it."""
        plain = f"{value:,.1f}".removesuffix(".0")
        marks = {",": self("format.thousands"), ".": self("format.decimal")}
        return "".join(marks.get(character, character) for character in plain)

    def percent(self, share: float) -> str:
        """A share of 0-1 as a whole percentage."""
        return self("format.percent", number=round(100 * share))

    def quote(self, text: str) -> str:
        """A text in the quotation marks of the language."""
        return self("format.quote", text=text)

    def label(self, label: str, text: str) -> str:
        """A label, a colon and a text."""
        return self("format.label", label=label, text=text)


@cache
def texts(language: Language) -> Texts:
    """The texts in a language."""
    sections = language_table(FILE, language)
    entries = {
        f"{section}.{key}": text[language] for section, keys in sections.items() for key, text in keys.items()
    }
    return Texts(language=language, entries=entries)
