"""An evaluation as a table for a terminal, as Markdown, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal, TypeAlias

from poareview.evaluate.measure import Agreement, CriterionAgreement, Estimate, Evaluation, Outcome
from poareview.evaluate.metrics import Retrieval, Table
from poareview.evaluate.thresholds import Shortfall
from poareview.model import Json, Language, Verdict

Format: TypeAlias = Literal["terminal", "json", "markdown"]
FORMATS: tuple[Format, ...] = ("terminal", "json", "markdown")

_NAMES = {"en": "English", "fr": "French", "nl": "Dutch", "all": "All languages"}
_HEADINGS = (
    "criterion",
    "n",
    "accuracy",
    "kappa",
    "95%",
    "bias",
    "label 0",
    "label 1",
    "label 2",
    "evidence P/R/F1",
)
_LISTED = 12  # names in a list before the rest is only counted


def render(evaluation: Evaluation, format: Format, *, missed: Sequence[Shortfall] | None = None) -> str:
    """The whole evaluation as text that ends in a line break.

    `missed` are the figures outside their thresholds, `None` where there were no thresholds.
    """
    if format == "json":
        return json.dumps(as_json(evaluation, missed=missed), ensure_ascii=False, indent=1) + "\n"
    markdown = format == "markdown"
    # A single language and "all" are the same drafts: once is enough for the eye.
    groups = evaluation.groups if len(evaluation.groups) > 2 else evaluation.groups[:1]
    parts = [_group(group, markdown=markdown) for group in groups]
    parts.append(_legend(markdown=markdown))
    if missed is not None:
        parts.append(_missed(missed))
    return "\n\n".join(parts) + "\n"


def as_json(evaluation: Evaluation, *, missed: Sequence[Shortfall] | None = None) -> dict[str, Json]:
    """The evaluation as plain dicts and lists, figures rounded to four places.

    `groups` is keyed by language code and `all`; `drafts` has the label beside the prediction for each draft;
    `thresholds` is `null` where there were none, else the list of what was missed.
    """
    return {
        "groups": {group.name: _group_json(group) for group in evaluation.groups},
        "thresholds": None if missed is None else [_missed_json(one) for one in missed],
        "drafts": [_outcome_json(one) for one in evaluation.outcomes],
    }


# --- Text -----------------------------------------------------------------------------------------


def _group(group: Agreement, *, markdown: bool) -> str:
    heading = f"{_NAMES[group.name]}: {_count(group.drafts, 'draft')}"
    rows = [_HEADINGS, *(_row(criterion) for criterion in group.criteria)]
    table = _markdown_table(rows) if markdown else _aligned(rows)
    lines = _lines(group)
    if markdown:
        return "\n\n".join([f"## {heading}", table, "\n".join(f"- {line}" for line in lines)])
    return "\n".join([heading, table, *lines])


def _row(figures: CriterionAgreement) -> tuple[str, ...]:
    evidence = figures.evidence
    return (
        figures.criterion.value,
        str(figures.drafts),
        _number(figures.accuracy),
        _number(figures.kappa.value),
        f"{figures.kappa.interval.low:.2f} to {figures.kappa.interval.high:.2f}",
        "-" if figures.bias is None else f"{figures.bias:+.2f}",
        *_confusion_cells(figures.confusion),
        "-" if evidence is None else _shares(evidence),
    )


def _lines(group: Agreement) -> list[str]:
    verdict, blame = group.verdict, group.blame
    interval = group.mean_kappa.interval
    names = [name.value for name in Verdict]
    table = "; ".join(
        f"{name} as {cells}" for name, cells in zip(names, _confusion_cells(verdict.confusion), strict=True)
    )
    lines = [
        f"mean kappa of the six: {group.mean_kappa.value:.3f} ({interval.low:.2f} to {interval.high:.2f})",
        f"verdict: accuracy {_number(verdict.accuracy)}; labelled {table} ({'/'.join(names)})",
        f"false ready: {len(verdict.false_ready)} of {verdict.called_ready} called ready "
        f"({verdict.false_ready_share:.0%}; {verdict.labelled_ready} are){_listed(verdict.false_ready)}",
        f"blaming sentences: P/R/F1 {_shares(blame.sentences)} "
        f"({blame.sentences.labelled} labelled, {blame.sentences.predicted} found, "
        f"{blame.sentences.shared} the same); right party {_number(blame.target_accuracy)}",
        f"language identified: {group.drafts - len(group.wrong_language)} of {group.drafts}"
        f"{_listed(group.wrong_language)}",
    ]
    not_assessed = [f"{one.criterion} {one.not_assessed}" for one in group.criteria if one.not_assessed]
    if not_assessed:
        lines.append(f"not assessed, counted as wrong: {', '.join(not_assessed)}")
    if group.wrong_offsets:
        lines.append(
            f"quotes that are not at their offsets: {len(group.wrong_offsets)}{_listed(group.wrong_offsets)}"
        )
    lines.append(f"failures: {len(group.failures)}")
    lines += [f"  {one.draft} {one.kind}: {one.message}" for one in group.failures[:_LISTED]]
    return lines


def _legend(*, markdown: bool) -> str:
    text = (
        "kappa is weighted by the squared distance, with a bootstrap interval over drafts;\n"
        "bias is predicted less labelled; under label 0, 1, 2 stands how many of these were called 0/1/2;\n"
        "evidence compares the characters of the deciding sentences."
    )
    return f"_{text}_" if markdown else text


def _missed(missed: Sequence[Shortfall]) -> str:
    if not missed:
        return "Thresholds: all held."
    return "\n".join(["Thresholds missed:", *(f"- {one}" for one in missed)])


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _markdown_table(rows: Sequence[Sequence[str]]) -> str:
    ruler = ["---", *["---:"] * (len(rows[0]) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ruler, *rows[1:]))


def _confusion_cells(table: Table) -> list[str]:
    return ["/".join(str(count) for count in row) for row in table]


def _shares(found: Retrieval) -> str:
    return "/".join(_number(share) for share in (found.precision, found.recall, found.f1))


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _listed(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return f": {', '.join(names[:_LISTED])}{more}"


# --- JSON -----------------------------------------------------------------------------------------


def _group_json(group: Agreement) -> dict[str, Json]:
    verdict, blame = group.verdict, group.blame
    return {
        "drafts": group.drafts,
        "mean_kappa": _estimate_json(group.mean_kappa),
        "criteria": {one.criterion.value: _criterion_json(one) for one in group.criteria},
        "verdict": {
            "accuracy": _round(verdict.accuracy),
            "classes": [name.value for name in Verdict],
            "confusion": [list(row) for row in verdict.confusion],
            "called_ready": verdict.called_ready,
            "labelled_ready": verdict.labelled_ready,
            "false_ready": list(verdict.false_ready),
            "false_ready_share": _round(verdict.false_ready_share),
        },
        "blame": _retrieval_json(blame.sentences) | {"target_accuracy": _round(blame.target_accuracy)},
        "language_identified": _round(group.language_identified),
        "wrong_language": list(group.wrong_language),
        "wrong_offsets": list(group.wrong_offsets),
        "failures": [dict(asdict(one)) for one in group.failures],
    }


def _criterion_json(figures: CriterionAgreement) -> dict[str, Json]:
    return {
        "drafts": figures.drafts,
        "accuracy": _round(figures.accuracy),
        "kappa": _estimate_json(figures.kappa),
        "confusion": [list(row) for row in figures.confusion],
        "not_assessed": figures.not_assessed,
        "bias": _round(figures.bias),
        "evidence": _retrieval_json(figures.evidence) if figures.evidence else None,
    }


def _retrieval_json(found: Retrieval) -> dict[str, Json]:
    return {
        "precision": _round(found.precision),
        "recall": _round(found.recall),
        "f1": _round(found.f1),
        "labelled": found.labelled,
        "predicted": found.predicted,
        "shared": found.shared,
    }


def _estimate_json(estimate: Estimate) -> dict[str, Json]:
    interval = estimate.interval
    return {"value": _round(estimate.value), "low": _round(interval.low), "high": _round(interval.high)}


def _missed_json(one: Shortfall) -> dict[str, Json]:
    threshold = one.threshold
    return {
        "group": threshold.group,
        "figure": threshold.figure,
        "criterion": threshold.criterion.value if threshold.criterion else None,
        "side": threshold.side,
        "bound": threshold.bound,
        "value": _round(one.value),
        "message": str(one),
    }


def _outcome_json(one: Outcome) -> dict[str, Json]:
    review = one.review
    language: Language | None = review.language if review else None
    return {
        "id": one.draft.id,
        "language": {"label": one.draft.language.value, "predicted": language.value if language else None},
        "verdict": {"label": one.draft.verdict.value, "predicted": review.verdict.value if review else None},
        "levels": {
            name.value: {"label": label, "predicted": one.level(name)}
            for name, label in one.draft.levels.items()
        },
    }


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
