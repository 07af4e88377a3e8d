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

_FILE = Path(__file__).with_name("criteria.toml")


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
def criteria(language: Language) -> Mapping[Criterion, CriterionText]:
    """The ten criteria in a language, in the rubric's order."""
    entries = language_table(_FILE, language)
    texts = {}
    for criterion in Criterion:
        said = {key: text[language] for key, text in entries[criterion].items() if key != "weight"}
        texts[criterion] = CriterionText(
            id=criterion,
            title=said["title"],
            question=said["question"],
            levels=(said["level_0"], said["level_1"], said["level_2"]),
            raises=(said["to_1"], said["to_2"]),
        )
    return MappingProxyType(texts)


@cache
def default_weights() -> Mapping[Criterion, float]:
    """How many points of the score each criterion is worth unless the settings say otherwise; 100 in all."""
    entries = language_table(_FILE, None)
    return MappingProxyType({criterion: float(entries[criterion]["weight"]) for criterion in Criterion})


def language_table(path: Path, language: Language | None) -> dict[str, dict[str, Any]]:
    """A TOML file of texts without those of other languages; `None` leaves all texts out.

    In such a file a text stands on one line, `key.en = "..."`. To parse the lines of three languages
    where one is wanted would cost every start some milliseconds.
    """
    import tomllib

    others = tuple(f".{other}" for other in Language if other is not language)
    lines = path.read_text(encoding="utf-8").splitlines()
    return tomllib.loads("\n".join(line for line in lines if not line.partition(" = ")[0].endswith(others)))
