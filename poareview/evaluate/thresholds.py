"""Floors and ceilings for the figures of an evaluation, from a TOML file.

    [en.at_least]
    mean_kappa = 0.65
    language_identified = 1.0
    [en.at_least.kappa]
    root_cause = 0.60
    [en.at_most]
    false_ready_share = 0.15

A table is named by a language's code, or `all`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from poareview.errors import ConfigError
from poareview.evaluate.measure import Agreement, Evaluation
from poareview.model import Criterion, Language

Figure: TypeAlias = Callable[[Agreement], "float | None"]

AT_LEAST: Mapping[str, Figure] = {
    "mean_kappa": lambda group: group.mean_kappa.value,
    "verdict_accuracy": lambda group: group.verdict.accuracy,
    "language_identified": lambda group: group.language_identified,
    "blame_f1": lambda group: group.blame.sentences.f1,
    "blame_precision": lambda group: group.blame.sentences.precision,
    "blame_recall": lambda group: group.blame.sentences.recall,
    "blame_target_accuracy": lambda group: group.blame.target_accuracy,
}
AT_MOST: Mapping[str, Figure] = {
    "false_ready_share": lambda group: group.verdict.false_ready_share,
    "false_ready": lambda group: len(group.verdict.false_ready),
    "failures": lambda group: len(group.failures),
}
# Tables of figures by criterion that may stand below [<language>.at_least].
BY_CRITERION = ("kappa", "accuracy", "evidence_f1")


@dataclass(frozen=True, kw_only=True, slots=True)
class Threshold:
    """The least or the most that a figure of a group of drafts may be.

    `criterion` is `None` for a figure of the group as a whole.
    """

    group: str
    figure: str
    bound: float
    side: Literal["at_least", "at_most"]
    criterion: Criterion | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Shortfall:
    """A figure that is outside its threshold; `value` is `None` where there was nothing to measure it on."""

    threshold: Threshold
    value: float | None

    def __str__(self) -> str:
        threshold = self.threshold
        name = f"{threshold.figure}.{threshold.criterion}" if threshold.criterion else threshold.figure
        value = "not measured" if self.value is None else f"{self.value:.3f}"
        words = "at least" if threshold.side == "at_least" else "at most"
        return f"{threshold.group}: {name} is {value}; {words} {threshold.bound:g} is wanted"


def load_thresholds(path: str | Path) -> tuple[Threshold, ...]:
    """The thresholds of a TOML file, in its order.

    Raises:
        ConfigError: the file cannot be read, is not TOML, has a key that is not known, or a bound that is
            no number. The message names the file and the key.
    """
    try:
        data = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}.") from error
    thresholds: list[Threshold] = []
    for group, sides in data.items():
        _known(group, [*Language, "all"], f"{path}: [{group}]")
        for side, figures in _table(sides, f"{path}: {group}").items():
            where = f"{path}: {group}.{side}"
            _known(side, ("at_least", "at_most"), where)
            for figure, bound in _table(figures, where).items():
                thresholds += _thresholds(group, side, figure, bound, where)
    if not thresholds:
        raise ConfigError(f"{path}: no threshold in it. Write, for example, [en.at_least] mean_kappa = 0.65.")
    return tuple(thresholds)


def shortfalls(evaluation: Evaluation, thresholds: Sequence[Threshold]) -> tuple[Shortfall, ...]:
    """The figures that are outside their thresholds, in the thresholds' order.

    A figure that could not be measured is a shortfall: no blame sentence among the drafts is no proof.

    Raises:
        ConfigError: a threshold is for a language that no draft is in.
    """
    found = []
    for threshold in thresholds:
        group = evaluation.group(threshold.group)
        if group is None:
            raise ConfigError(f"there is a threshold for {threshold.group!r} but no draft in that language.")
        value = _figure(group, threshold)
        low = value is None or (threshold.side == "at_least" and value < threshold.bound)
        if low or (value is not None and threshold.side == "at_most" and value > threshold.bound):
            found.append(Shortfall(threshold=threshold, value=value))
    return tuple(found)


def _figure(group: Agreement, threshold: Threshold) -> float | None:
    if threshold.criterion is None:
        return (AT_LEAST if threshold.side == "at_least" else AT_MOST)[threshold.figure](group)
    agreement = group.criterion(threshold.criterion)
    if agreement is None:
        return None
    if threshold.figure == "evidence_f1":
        return agreement.evidence.f1 if agreement.evidence else None
    return agreement.kappa.value if threshold.figure == "kappa" else agreement.accuracy


def _thresholds(group: str, side: str, figure: str, bound: object, where: str) -> list[Threshold]:
    if side == "at_most":
        _known(figure, AT_MOST, f"{where}.{figure}")
        return [
            Threshold(group=group, figure=figure, side="at_most", bound=_number(bound, f"{where}.{figure}"))
        ]
    _known(figure, (*AT_LEAST, *BY_CRITERION), f"{where}.{figure}")
    if figure not in BY_CRITERION:
        return [
            Threshold(group=group, figure=figure, side="at_least", bound=_number(bound, f"{where}.{figure}"))
        ]
    found = []
    for name, number in _table(bound, f"{where}.{figure}").items():
        place = f"{where}.{figure}.{name}"
        _known(name, Criterion, place)
        least = _number(number, place)
        found.append(
            Threshold(group=group, figure=figure, side="at_least", bound=least, criterion=Criterion(name))
        )
    return found


def _known(name: str, names: Iterable[str], where: str) -> None:
    known = [str(one) for one in names]
    if name in known:
        return
    from difflib import get_close_matches

    close = get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"Known: {', '.join(known)}."
    raise ConfigError(f"{where}: {name!r} is not known. {hint}")


def _table(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ConfigError(f"{where}: a table is wanted here, not {value!r}.")
    return value


def _number(value: object, where: str) -> float:
    # NaN would hold against anything: no comparison with it is true.
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise ConfigError(f"{where}: a number is wanted here, not {value!r}.")
    return value
