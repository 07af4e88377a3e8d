"""The command `poareview eval`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from poareview.errors import ConfigError, PoaReviewError
from poareview.evaluate.labelled import LabelledDraft, load_labelled
from poareview.evaluate.measure import Judge, evaluate
from poareview.evaluate.metrics import RESAMPLES
from poareview.evaluate.predictions import load_reviews, save_reviews
from poareview.evaluate.table import FORMATS, render
from poareview.evaluate.thresholds import load_thresholds, shortfalls
from poareview.model import Language, Review

if TYPE_CHECKING:
    import argparse

_HELP = {
    "folder": "the folder of labelled drafts (.json), with its subfolders",
    "--format": "how to print the figures (default: terminal)",
    "--lang": "only the drafts that are labelled as in this language",
    "--thresholds": "a TOML file of the least and the most that figures may be; exit 1 if one is missed",
    "--predictions": "measure the reviews saved in this file, in place of reviewing",
    "--save-predictions": "also write each review to this file, one JSON line a draft",
    "--resamples": f"bootstrap resamples behind each interval (default: {RESAMPLES})",
}
_EPILOG = """
The reviewer gets each draft's text and nothing else: neither its language nor any label. The weights that
ship were trained on tests/evals/corpus, so figures for those drafts flatter; the honest ones are
cross-validated: python -m poareview.train FOLDER --check THRESHOLDS. Exit 0: measured, and all thresholds
held; 1: a threshold was missed, the reviewer crashed on a draft or quoted it wrongly; 2: asked wrongly, or a
file is not what it should be.
"""


def run_eval(argv: Sequence[str], *, judge: Judge | None = None) -> int:
    """Runs `poareview eval` with the arguments after `eval`, prints the figures, and gives the exit code.

    0: measured, and all thresholds held. 1: a threshold was missed, or the reviewer crashed on a draft or
    gave a quote that is not at its offsets. 2: asked wrongly, or a file is not what it should be. `judge`
    stands in for the reviewer; `None` is the engine as it ships, or the reviews of `--predictions`.
    """
    try:
        options = _parser().parse_args(list(argv))
    except SystemExit as stop:  # argparse has already said what is wrong, or printed the help
        return int(stop.code or 0)
    try:
        return _run(options, judge)
    except PoaReviewError as error:
        sys.stderr.write(f"poareview eval: {error}\n")
        return 2


def _run(options: argparse.Namespace, judge: Judge | None) -> int:
    thresholds = load_thresholds(options.thresholds) if options.thresholds else None
    if options.predictions:
        judge = load_reviews(options.predictions)
    drafts = load_labelled(options.folder)
    if options.lang:
        drafts = tuple(draft for draft in drafts if draft.language == options.lang)
        if not drafts:
            raise ConfigError(f"{options.folder}: no draft is labelled as {options.lang!r}.")
        # The thresholds of what was left out by request are left out with it.
        thresholds = thresholds and tuple(one for one in thresholds if one.group == options.lang)
    evaluation = evaluate(drafts, judge or engine_review, resamples=options.resamples)
    missed = None if thresholds is None else shortfalls(evaluation, thresholds)
    sys.stdout.write(render(evaluation, options.format, missed=missed))
    if options.save_predictions:
        save_reviews(evaluation, options.save_predictions)
    everything = evaluation.groups[-1]
    broken = bool(everything.wrong_offsets) or any(one.kind != "refused" for one in everything.failures)
    return 1 if missed or broken else 0


def engine_review(draft: LabelledDraft) -> Review:
    """The review that the engine gives of the draft's text alone, the language left for it to identify."""
    from poareview.engine import review

    return review(draft.text)


def _parser() -> argparse.ArgumentParser:
    import argparse

    parser = argparse.ArgumentParser(
        prog="poareview eval",
        description="Measure how well the reviewer agrees with labelled drafts.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("folder", metavar="DIR", help=_HELP["folder"])
    parser.add_argument("--format", choices=FORMATS, default="terminal", help=_HELP["--format"])
    parser.add_argument("--lang", choices=[one.value for one in Language], help=_HELP["--lang"])
    for option in ("--thresholds", "--predictions", "--save-predictions"):
        parser.add_argument(option, metavar="FILE", help=_HELP[option])
    parser.add_argument("--resamples", type=_whole, default=RESAMPLES, metavar="N", help=_HELP["--resamples"])
    return parser


def _whole(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_whole.__name__ = "number above 0"  # argparse names the type so: "invalid number above 0 value: '0'"
