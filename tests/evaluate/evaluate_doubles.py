"""Labelled drafts and reviews to measure with, made from as little as a test has to say."""

from __future__ import annotations

import json
from pathlib import Path

from poareview.evaluate import LabelledDraft, read_labelled, rubric_verdict
from poareview.model import Criterion, CriterionResult, Evidence, Language, Party, Review, Verdict

TEXT = "We shipped late. Our only packer was ill. The buyer lied. We hired two more on 3 March. Thank you."


def file_data(name="en-x01", **changes) -> dict:
    """The JSON of a labelled draft whose every criterion has level 2, but for `changes`."""
    data = {
        "id": name,
        "lang": "en",
        "text": TEXT,
        "labels": {criterion.value: 2 for criterion in Criterion},
        "evidence": {
            "root_cause": ["Our only packer was ill."],
            "actions_taken": ["We hired two more on 3 March."],
            "prevention": [],
            "short_close": ["Thank you."],
            "no_blame": [],
        },
        "sentences": [
            {"text": "We shipped late.", "roles": ["issue"]},
            {"text": "Our only packer was ill.", "roles": ["root_cause"]},
            {"text": "The buyer lied.", "roles": ["blame"]},
            {"text": "We hired two more on 3 March.", "roles": ["action"]},
            {"text": "Thank you.", "roles": ["thanks"]},
        ],
        "notice": None,
        "notice_points": [],
    }
    return data | changes


def write_draft(folder: Path, **changes) -> Path:
    data = file_data(**changes)
    path = folder / f"{data['id']}.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def labelled(tmp_path: Path, levels: dict[str, int] | None = None, **changes) -> LabelledDraft:
    labels = {criterion.value: 2 for criterion in Criterion} | (levels or {})
    return read_labelled(write_draft(tmp_path, **{"labels": labels} | changes))


def review_of(
    draft: LabelledDraft,
    *,
    levels: dict[Criterion, int | None] | None = None,
    evidence: dict[Criterion, tuple[Evidence, ...]] | None = None,
    language: Language | None = None,
    verdict: Verdict | None = None,
    text: str | None = None,
) -> Review:
    """A review that agrees with the labels in all but what is said."""
    given = dict(draft.levels) | (levels or {})
    proof = {name: agreeing_evidence(draft, name) for name in Criterion} | (evidence or {})
    results = [
        CriterionResult(
            id=name,
            title=name.value,
            level=given.get(name, 2),
            weight=10.0,
            reason="because",
            raise_it="",
            evidence=proof[name],
            measures={"words": 3.0},
        )
        for name in Criterion
    ]
    return Review(
        version="0",
        name=None,
        format="text",
        verdict=verdict or rubric_verdict({name: given[name] or 0 for name in draft.levels}),
        score=50,
        language=language or draft.language,
        language_confidence=0.9,
        report_language=language or draft.language,
        words=20,
        reading_seconds=6,
        criteria=tuple(results),
        fix_first=(),
        findings=(),
        flags=(),
        specifics=(),
        text=draft.text if text is None else text,
    )


def agreeing_evidence(draft: LabelledDraft, criterion: Criterion) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(quote=one.quote, start=one.start, end=one.end, because="label", target=one.target)
        for one in draft.evidence.get(criterion, ())
    )


def evidence_for(draft: LabelledDraft, quote: str, target: Party | None = None) -> Evidence:
    start = draft.text.index(quote)
    return Evidence(quote=quote, start=start, end=start + len(quote), because="rule", target=target)
