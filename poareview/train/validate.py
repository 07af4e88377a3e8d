"""Cross-validation of the whole reviewer: no draft is judged by weights that have seen it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from poareview.checks import load_rules
from poareview.engine import judge, review_document
from poareview.evaluate.labelled import LabelledDraft
from poareview.model import Criterion, Language, Review, Role
from poareview.reading import read
from poareview.scoring.levels import LevelModel
from poareview.tagging.classifier import Model
from poareview.train.corpus import Example
from poareview.train.levels import fit_levels
from poareview.train.roles import ROLES, best_thresholds, f1, fit_roles, targets

GroupOf = Callable[[LabelledDraft], object]


@dataclass(frozen=True, kw_only=True, slots=True)
class CrossValidation:
    """What cross-validation gave.

    `thresholds` are the best for the held-out sentences; `roles` has the F1 of each role by language
    ("all" for all of them) on those sentences. `measured` has each draft's measures, worked out by a
    classifier that has not seen it, in the order of the examples.
    """

    thresholds: Mapping[Role, float]
    roles: Mapping[str, Mapping[Role, float]]
    measured: tuple[Mapping[str, float], ...]
    models: Mapping[object, Model]
    levels: Mapping[object, Mapping[Criterion, LevelModel]]
    group_of: GroupOf

    def review(self, draft: LabelledDraft) -> Review:
        """The review of a draft by the weights that were fitted without its group."""
        group = self.group_of(draft)
        return review_document(read(draft.text), model=self.models[group], levels=self.levels[group])


def cross_validate(examples: Sequence[Example], group_of: GroupOf) -> CrossValidation:
    """Fit once for each group of drafts on all other groups, and judge the group by that.

    The level models are fitted to measures which come of classifiers that had not seen the draft
    measured, as it is in use.
    """
    groups = [group_of(example.draft) for example in examples]
    unset = dict.fromkeys(ROLES, 0.5)
    models = {}
    for group in dict.fromkeys(groups):
        others = [example for example, its in zip(examples, groups, strict=True) if its != group]
        models[group] = fit_roles(others, unset)
    chances = [
        models[group].probabilities(example.features) for example, group in zip(examples, groups, strict=True)
    ]
    wanted, held_out = targets(examples), np.concatenate(chances)
    thresholds = best_thresholds(wanted, held_out)
    models = {group: with_thresholds(model, thresholds) for group, model in models.items()}
    measured = tuple(measure(example, models[group]) for example, group in zip(examples, groups, strict=True))
    levels = {}
    for group in models:
        kept = [index for index, its in enumerate(groups) if its != group]
        levels[group] = fit_levels(
            [measured[index] for index in kept], [examples[index].draft.levels for index in kept]
        )
    return CrossValidation(
        thresholds=thresholds,
        roles=_scores(examples, wanted, held_out, thresholds),
        measured=measured,
        models=models,
        levels=levels,
        group_of=group_of,
    )


def with_thresholds(model: Model, thresholds: Mapping[Role, float]) -> Model:
    """The same model with other thresholds."""
    return Model(model.roles, model.signs, model.hashed, model.scales, thresholds)


def measure(example: Example, model: Model) -> Mapping[str, float]:
    """The measures of a draft, by the engine itself."""
    judged = judge(
        example.document,
        example.draft.language,
        rules=load_rules(),
        report_language=Language.EN,
        model=model,
    )
    return judged.measures


def _scores(
    examples: Sequence[Example], wanted: Any, chances: Any, thresholds: Mapping[Role, float]
) -> dict[str, dict[Role, float]]:
    languages = np.array([example.draft.language for example in examples for _ in example.sentences])
    scores = {}
    for name in ("all", *Language):
        kept = np.ones(len(languages), dtype=bool) if name == "all" else languages == name
        scores[str(name)] = {
            role: round(f1(wanted[kept, index], chances[kept, index] >= thresholds[role]), 3)
            for index, role in enumerate(ROLES)
        }
    return scores
