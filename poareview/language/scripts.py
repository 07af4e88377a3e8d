"""Languages that are told by their script alone; loaded only where a text has letters of another script."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from poareview.language.load import read_data


class Script(NamedTuple):
    """The letters of one language's script; the fields are explained in `data/scripts.toml`."""

    name: str
    ranges: tuple[tuple[int, int], ...]
    weight: float
    base: str
    share: float
    without: str


def language_by_script(text: str) -> str | None:
    """The English name of the language whose script outweighs the Latin letters; `None` if none does."""
    signs = frozenset(sign for sign in frozenset(text) if sign.isalpha())
    counts = {script.name: 0 for script in _scripts()}
    latin = 0
    for sign in signs:
        names = _names(sign)
        for name in names:
            counts[name] += text.count(sign)
        latin += 0 if names else text.count(sign)
    weights = {script.name: counts[script.name] * script.weight for script in _scripts() if not script.base}
    base = max(weights, key=weights.__getitem__)
    if weights[base] <= latin:
        return None
    for script in _scripts():
        own = script.base == base and 0 < counts[script.name] >= script.share * counts[base]
        if own and not any(sign in text for sign in script.without):
            return script.name
    return base


def _names(sign: str) -> tuple[str, ...]:
    """The scripts that hold a letter."""
    return tuple(
        script.name
        for script in _scripts()
        if any(first <= ord(sign) <= last for first, last in script.ranges)
    )


@cache
def _scripts() -> tuple[Script, ...]:
    entries: Mapping[str, Mapping[str, str | float]] = read_data("scripts")["scripts"]
    return tuple(
        Script(
            name=name,
            ranges=tuple(_range(pair) for pair in str(entry["ranges"]).split()),
            weight=float(entry.get("weight", 1)),
            base=str(entry.get("base", "")),
            share=float(entry.get("share", 0)),
            without=str(entry.get("without", "")),
        )
        for name, entry in entries.items()
    )


def _range(pair: str) -> tuple[int, int]:
    first, last = pair.split("-")
    return int(first, 16), int(last, 16)
