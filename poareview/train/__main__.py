"""`python -m poareview.train FOLDER`: fits the classifier and the levels, and writes them into the package.

Needs the extra: `pip install "poareview[train]"`. The same drafts give the same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from poareview.evaluate.labelled import LabelledDraft, load_labelled
from poareview.evaluate.measure import evaluate
from poareview.evaluate.table import render
from poareview.evaluate.thresholds import load_thresholds, shortfalls
from poareview.scoring.levels import WEIGHTS as LEVELS
from poareview.tagging.classifier import WEIGHTS as ROLES
from poareview.tagging.classifier import save_model
from poareview.train.card import card
from poareview.train.corpus import examples, fold_of
from poareview.train.levels import fit_levels, save_levels
from poareview.train.roles import SEED, fit_roles
from poareview.train.validate import cross_validate


def main(argv: Sequence[str] | None = None) -> int:
    """Train, or only cross-validate; 1 where a threshold was missed, else 0."""
    options = _parser().parse_args(argv)
    drafts = load_labelled(options.folder)
    made = list(examples(drafts))
    by_fold = cross_validate(made, fold_of)
    evaluation = evaluate(drafts, by_fold.review)
    missed = shortfalls(evaluation, load_thresholds(options.check)) if options.check else None
    print(render(evaluation, "terminal", missed=missed))  # noqa: T201
    if missed is not None:
        return 1 if missed else 0
    by_writer = evaluate(drafts, cross_validate(made, _writer).review)
    print(render(by_writer, "terminal"))  # noqa: T201
    about = {"seed": SEED, "drafts": len(drafts), "data_sha256": digest(drafts)}
    save_model(fit_roles(made, by_fold.thresholds), ROLES, about)
    levels = fit_levels(by_fold.measured, [draft.levels for draft in drafts])
    save_levels(levels, LEVELS, about)
    (ROLES / "MODEL_CARD.md").write_text(card(about, by_fold, evaluation, by_writer), encoding="utf-8")
    return 0


def _writer(draft: LabelledDraft) -> str:
    return draft.writer


def digest(drafts: Sequence[LabelledDraft]) -> str:
    """The SHA-256 of all that is learned from: ids, texts, roles and levels, in order."""
    state = hashlib.sha256()
    for draft in drafts:
        roles = [sorted(sentence.roles) for sentence in draft.sentences]
        state.update(repr((draft.id, draft.text, roles, sorted(draft.levels.items()))).encode())
    return state.hexdigest()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m poareview.train", description=__doc__)
    parser.add_argument("folder", type=Path, help="labelled drafts, such as tests/evals/corpus")
    parser.add_argument(
        "--check",
        metavar="THRESHOLDS",
        type=Path,
        help="cross-validate only, and hold the result against this file",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
