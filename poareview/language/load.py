"""The data of the three languages: abbreviations, cue words and endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from poareview.model import Language
from poareview.text.segment import Abbreviations

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageData:
    """What is known of one language; made from `data/<language>.toml`.

    `cues` are words and phrases by key, as `poareview.text.fold.plain` would give them; `endings`
    are shapes of a word by key, `prefix*suffix`, plain too. All three languages have the same keys.
    """

    language: Language
    abbreviations: Abbreviations
    cues: Mapping[str, frozenset[str]]
    endings: Mapping[str, frozenset[str]]


def items(listing: str) -> tuple[str, ...]:
    """The entries of a list in a data file, parted by commas; a line may break wherever a blank may stand."""
    return tuple(item.strip() for item in listing.replace("\n", " ").split(",") if item.strip())


def read_data(name: str) -> dict[str, Any]:
    """The tables of `data/<name>.toml`."""
    import tomllib

    return tomllib.loads((_DATA / f"{name}.toml").read_text("utf-8"))


@cache
def language_data(language: Language) -> LanguageData:
    """The data of `language`, read once.

    Raises:
        ValueError: there is no such language.
    """
    from poareview.text.fold import plain

    language = Language(language)
    raw = read_data(language.value)
    abbreviations = raw["abbreviations"]
    return LanguageData(
        language=language,
        abbreviations=Abbreviations(
            never_final=frozenset(items(abbreviations["never_final"])),
            before_number=frozenset(items(abbreviations["before_number"])),
            maybe_final=frozenset(items(abbreviations["maybe_final"])),
        ),
        cues={key: frozenset(items(plain(words))) for key, words in raw.get("cues", {}).items()},
        endings={key: frozenset(items(plain(shapes))) for key, shapes in raw.get("endings", {}).items()},
    )
