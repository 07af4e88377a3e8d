"""Fitting the sentence classifier: one logistic regression a role, on the features of `tagging`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from poareview.model import Role
from poareview.tagging.classifier import Model, quantised
from poareview.tagging.features import COLUMNS, SIGN, SIGNS, Features, Floats
from poareview.train.corpus import Example

SEED = 20251122
# Inverse strength of the L2 penalty; 4, 16 and 50 gave a macro F1 within 0.01 of one another.
C = 16.0
# What a sentence without its surroundings counts beside the same one with them: 0.3 gave drafts of new
# writers a macro F1 of 0.65, nothing 0.64, and as much as the other 0.65 with worse headings.
ALONE = 0.3
ROLES = tuple(Role)
# F1s closer than this do not differ.
AS_GOOD = 0.01
_CANDIDATES = tuple(round(0.10 + 0.05 * step, 2) for step in range(15))


def matrix(parts: Sequence[Features]) -> Any:
    """The features of all sentences of all drafts, in order; sparse, sentences x `COLUMNS`."""
    return vstack([_matrix(part) for part in parts], format="csr")


def _matrix(part: Features) -> Any:
    rows = np.concatenate([part.sign_rows, part.segments % part.sentences])
    columns = np.concatenate([part.sign_columns, part.buckets + len(SIGNS)])
    values = np.concatenate([np.full(len(part.sign_rows), SIGN), part.factors()[part.segments]])
    return csr_matrix((values, (rows, columns)), shape=(part.sentences, COLUMNS))


def targets(examples: Sequence[Example]) -> Any:
    """Which roles each sentence has; 0 or 1, sentences x roles."""
    return np.array(
        [[role in roles for role in ROLES] for example in examples for roles in example.roles], dtype=np.int8
    )


def fit_roles(examples: Sequence[Example], thresholds: Mapping[Role, float]) -> Model:
    """A model fitted to the examples; the same examples give the same model.

    A rare role counts for more, by the root of how rare it is: without that the classifier would
    hardly ever dare to give it. Each sentence is shown a second time without its surroundings.
    """
    features = vstack(
        [matrix([each.features for each in examples]), matrix([each.alone for each in examples])]
    )
    wanted = targets(examples)
    importance = np.repeat([1.0, ALONE], len(wanted))
    weights: Floats = np.zeros((COLUMNS, len(ROLES)))
    for index in range(len(ROLES)):
        share = wanted[:, index].mean()
        regression = LogisticRegression(
            C=C,
            solver="liblinear",
            tol=0.01,
            random_state=SEED,
            fit_intercept=False,  # the sign "always" is the intercept
            class_weight={1: float(np.sqrt(1 / share - 1)), 0: 1.0},
        )
        regression.fit(features, np.tile(wanted[:, index], 2), sample_weight=importance)
        weights[:, index] = regression.coef_[0]
    return quantised(weights, ROLES, thresholds)


def best_thresholds(wanted: Any, chances: Any) -> dict[Role, float]:
    """For each role the probability that gives the best F1 on held-out sentences.

    Where several are as good, the highest: to see a fault that is not there is worse for a seller.
    """
    thresholds = {}
    for index, role in enumerate(ROLES):
        scores = {bound: f1(wanted[:, index], chances[:, index] >= bound) for bound in _CANDIDATES}
        best = max(scores.values())
        thresholds[role] = max(bound for bound, score in scores.items() if score >= best - AS_GOOD)
    return thresholds


def f1(wanted: Any, given: Any) -> float:
    """The F1 of one role: 2 x right / (given + wanted); 0 where there is neither."""
    right = float((given & (wanted > 0)).sum())
    return 2 * right / max(1.0, float(given.sum() + wanted.sum()))
