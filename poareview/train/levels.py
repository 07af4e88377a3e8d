"""Fitting the level models: an ordinal logistic regression for each criterion over its measures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from poareview.model import Criterion
from poareview.scoring.levels import LevelModel
from poareview.scoring.measures import MEASURES

# Strength of the L2 penalty on the standardised weights; 1, 4 and 12 gave the same kappa within 0.01.
PENALTY = 4.0
DIGITS = 5


def fit_levels(
    measured: Sequence[Mapping[str, float]], labelled: Sequence[Mapping[Criterion, int]]
) -> dict[Criterion, LevelModel]:
    """A level model for each criterion; `measured` and `labelled` go in step, a draft each."""
    models = {}
    for criterion in Criterion:
        names = MEASURES[criterion]
        table = np.array([[measures[name] for name in names] for measures in measured])
        levels = np.array([levels_of[criterion] for levels_of in labelled])
        models[criterion] = _fit(names, table, levels)
    return models


def _fit(names: Sequence[str], table: Any, levels: Any) -> LevelModel:
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread[spread < 1e-9] = np.inf  # a measure that never varies gets the weight 0
    scaled = (table - mean) / spread
    count = len(names)

    def loss(unknown: Any) -> tuple[float, Any]:
        weights, first = unknown[:count], unknown[count]
        gap = np.exp(unknown[count + 1])  # the second bound lies above the first
        total = scaled @ weights
        over_1, over_2 = _logistic(total - first), _logistic(total - first - gap)
        chance = np.select([levels == 0, levels == 1], [1 - over_1, over_1 - over_2], over_2).clip(1e-9)
        slope_1, slope_2 = over_1 * (1 - over_1), over_2 * (1 - over_2)
        by_first = -np.select([levels == 0, levels == 1], [slope_1, -slope_1], 0.0) / chance
        by_second = -np.select([levels == 1, levels == 2], [slope_2, -slope_2], 0.0) / chance
        by_weights = scaled.T @ -(by_first + by_second) + PENALTY * weights
        value = -np.log(chance).sum() + 0.5 * PENALTY * weights @ weights
        bounds = [by_first.sum() + by_second.sum(), by_second.sum() * gap]
        return float(value), np.concatenate([by_weights, bounds])

    solved = minimize(loss, np.zeros(count + 2), jac=True, method="L-BFGS-B").x
    weights = solved[:count] / spread
    first = solved[count] + float(mean @ weights)
    return LevelModel(
        weights={name: round(float(weight), DIGITS) for name, weight in zip(names, weights, strict=True)},
        bounds=(round(first, DIGITS), round(first + float(np.exp(solved[count + 1])), DIGITS)),
    )


def _logistic(value: Any) -> Any:
    return 1 / (1 + np.exp(-value))


def save_levels(models: Mapping[Criterion, LevelModel], file: Path, about: Mapping[str, object]) -> None:
    """Write the level models to `file`, with `about` (data, seed); same models, same bytes."""
    told = {
        "about": dict(about),
        "criteria": {
            criterion: {"bounds": list(model.bounds), "weights": dict(model.weights)}
            for criterion, model in models.items()
        },
    }
    file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
