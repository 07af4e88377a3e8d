"""The ten criteria in words: titles, what each level means, what raises it, and the default weights.

The texts are data in `criteria.toml`, side by side in three languages, and paraphrase the rubric.
They are said once, for the score, the reports and `poareview explain`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from poareview.model import Criterion, Language, Level


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionText:
    """One criterion in one language.

    `levels` says what levels 0, 1 and 2 mean, in that order, so that `levels[2]` is "met".
    `raises` says what lifts level 0 to 1 and level 1 to 2, in that order.
    """

    id: Criterion
    title: str
    question: str
    levels: tuple[str, str, str]
    raises: tuple[str, str]

    def raise_from(self, level: Level | None) -> str:
        """What would raise a level in general; empty at level 2 and where nothing was assessed."""
        return "" if level is None or level == 2 else self.raises[level]


@cache
def _file() -> dict[str, dict[str, Any]]:
    import tomllib

    return tomllib.loads(Path(__file__).with_name("criteria.toml").read_text(encoding="utf-8"))


@cache
def criteria(language: Language) -> Mapping[Criterion, CriterionText]:
    """The ten criteria in a language, in the rubric's order."""
    texts = {}
    for criterion in Criterion:
        entry = _file()[criterion][language]
        texts[criterion] = CriterionText(
            id=criterion,
            title=entry["title"],
            question=entry["question"],
            levels=(entry["level_0"], entry["level_1"], entry["level_2"]),
            raises=(entry["to_1"], entry["to_2"]),
        )
    return MappingProxyType(texts)


@cache
def default_weights() -> Mapping[Criterion, float]:
    """How many points of the score each criterion is worth unless the settings say otherwise; 100 in all."""
    return MappingProxyType({criterion: float(_file()[criterion]["weight"]) for criterion in Criterion})
