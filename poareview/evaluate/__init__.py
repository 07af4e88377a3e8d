"""How well the reviewer agrees with labelled drafts: `poareview eval`, and the same from Python.

drafts = load_labelled("tests/evals/corpus")
evaluation = evaluate(drafts, judge)          # judge: LabelledDraft -> Review
evaluation.group("en").mean_kappa.value
render(evaluation, "markdown")
"""

from __future__ import annotations

from poareview.evaluate.command import engine_review, run_eval
from poareview.evaluate.labelled import (
    WITH_EVIDENCE,
    LabelledDraft,
    LabelledEvidence,
    LabelledSentence,
    NoticePoint,
    load_labelled,
    read_labelled,
    rubric_verdict,
)
from poareview.evaluate.measure import (
    Agreement,
    BlameAgreement,
    CriterionAgreement,
    Estimate,
    Evaluation,
    Failure,
    Judge,
    Outcome,
    VerdictAgreement,
    evaluate,
)
from poareview.evaluate.predictions import load_reviews, save_reviews
from poareview.evaluate.table import as_json, render
from poareview.evaluate.thresholds import Shortfall, Threshold, load_thresholds, shortfalls

__all__ = [
    "WITH_EVIDENCE",
    "Agreement",
    "BlameAgreement",
    "CriterionAgreement",
    "Estimate",
    "Evaluation",
    "Failure",
    "Judge",
    "LabelledDraft",
    "LabelledEvidence",
    "LabelledSentence",
    "NoticePoint",
    "Outcome",
    "Shortfall",
    "Threshold",
    "VerdictAgreement",
    "as_json",
    "engine_review",
    "evaluate",
    "load_labelled",
    "load_reviews",
    "load_thresholds",
    "read_labelled",
    "render",
    "rubric_verdict",
    "run_eval",
    "save_reviews",
    "shortfalls",
]
