"""The sentence classifier: which of the rubric's roles each sentence has, by a linear model.

The weights lie beside this file: `hashed.npy` (int8, buckets x roles), `signs.npy` (float32,
signs x roles) and `model.json` (roles, scales, thresholds and where they came from). `MODEL_CARD.md`
tells how good they are. Nothing is unpickled, and numpy is all that is needed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from poareview.model import Document, Language, Role, Sentence, Specific, TaggedSentence
from poareview.tagging.features import COLUMNS, GROUPS, HASHED, SIGN, SIGNS, Features, Floats, Ints, features

WEIGHTS = Path(__file__).parent / "weights"
# Probabilities are rounded, so that the last bits of a sum, which differ between processors, decide nothing.
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Model:
    """Linear weights for each role; `thresholds` are the probabilities from which a role is given.

    `signs` has the shape signs x roles, `hashed` buckets x roles (int8, times `scales`).
    """

    roles: tuple[Role, ...]
    signs: Floats
    hashed: Any
    scales: Floats
    thresholds: Mapping[Role, float]

    def probabilities(self, sparse: Features) -> Floats:
        """The probability of each role for each sentence; shape sentences x roles, values 0 to 1.

        The weights of n-grams are whole numbers (below 2**24 in sum, so that a float32 holds them
        exactly): they add up to the same on every machine.
        """
        scores = SIGN * _sums(sparse.sign_rows, self.signs[sparse.sign_columns], sparse.sentences)
        segments = len(GROUPS) * sparse.sentences
        whole = _sums(
            sparse.segments, np.take(self.hashed, sparse.buckets, axis=0).astype(np.float32), segments
        )
        weighed = (whole * sparse.factors()[:, None]).reshape(len(GROUPS), sparse.sentences, -1)
        scores += weighed.sum(axis=0) * self.scales
        # Beyond 60 the chance is 0 or 1 to the last digit, and a little further on exp() would overflow.
        chances: Floats = np.round(1 / (1 + np.exp(-np.clip(scores, -60, 60))), DIGITS)
        return chances


def _sums(rows: Ints, values: Floats, count: int) -> Floats:
    """The sum of `values` for each of `count` rows, 0 for a row with none; `rows` rise, and go in step."""
    sums: Floats = np.zeros((count, values.shape[1]))
    if len(rows):
        starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
        sums[rows[starts]] = np.add.reduceat(values, starts, axis=0)
    return sums


@cache
def shipped_model() -> Model:
    """The model that comes with the package; its weights are mapped into memory, not read."""
    return load_model(WEIGHTS)


def load_model(folder: Path) -> Model:
    """The model in `folder`.

    Raises:
        ValueError: the weights were made for other features than this code has.
    """
    told = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    signs = np.load(folder / "signs.npy", allow_pickle=False).astype(np.float64)
    hashed = np.asarray(np.load(folder / "hashed.npy", allow_pickle=False, mmap_mode="r"))
    if told["signs"] != list(SIGNS) or hashed.shape[0] != HASHED:
        raise ValueError(f"{folder}: the weights were made for other features; train again")
    roles = tuple(Role(name) for name in told["roles"])
    return Model(
        roles=roles,
        signs=signs,
        hashed=hashed,
        scales=np.array(told["scales"], dtype=np.float32),
        thresholds=dict(zip(roles, told["thresholds"], strict=True)),
    )


def save_model(model: Model, folder: Path, about: Mapping[str, object]) -> None:
    """Write the model to `folder`, with `about` (data, seed) beside it; same model, same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / "signs.npy", model.signs.astype(np.float32), allow_pickle=False)
    np.save(folder / "hashed.npy", model.hashed, allow_pickle=False)
    told = {
        "roles": list(model.roles),
        "thresholds": [round(model.thresholds[role], 3) for role in model.roles],
        "scales": [float(scale) for scale in model.scales],
        "about": dict(about),
        "signs": list(SIGNS),
    }
    (folder / "model.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def quantised(weights: Floats, roles: Sequence[Role], thresholds: Mapping[Role, float]) -> Model:
    """A model from full weights of the shape `COLUMNS` x roles, its hashed part rounded to 8 bits."""
    assert weights.shape == (COLUMNS, len(roles))
    hashed = weights[len(SIGNS) :]
    scales = (np.abs(hashed).max(axis=0) / 127).astype(np.float32)
    scales[scales == 0] = 1.0
    return Model(
        roles=tuple(roles),
        signs=weights[: len(SIGNS)].astype(np.float32).astype(np.float64),
        hashed=np.round(hashed / scales).astype(np.int8),
        scales=scales,
        thresholds=dict(thresholds),
    )


def tag(
    document: Document,
    sentences: Sequence[Sentence],
    language: Language,
    specifics: Sequence[Specific],
    model: Model | None = None,
) -> tuple[TaggedSentence, ...]:
    """Each sentence with its roles and all probabilities; without `model` by the one that is shipped.

    A sentence that reaches no role's threshold gets the role that it comes closest to.
    """
    if not sentences:
        return ()
    model = model or shipped_model()
    chances = model.probabilities(features(document, sentences, language, specifics))
    return tuple(
        _tagged(sentence, row, model) for sentence, row in zip(sentences, chances.tolist(), strict=True)
    )


def _tagged(sentence: Sentence, chances: Sequence[float], model: Model) -> TaggedSentence:
    probabilities = dict(zip(model.roles, chances, strict=True))
    roles = frozenset(role for role, chance in probabilities.items() if chance >= model.thresholds[role])
    if not roles:
        roles = frozenset({max(probabilities, key=lambda role: probabilities[role] / model.thresholds[role])})
    return TaggedSentence(sentence=sentence, roles=roles, probabilities=probabilities)
