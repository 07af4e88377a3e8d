"""Holds a reviewer against labelled drafts, and says how well it agrees with them.

The reviewer is handed in, so the same figures come of the shipped engine, of one that was trained without the
draft it judges (cross-validation), and of reviews that were saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from poareview.errors import ConfigError, PoaReviewError
from poareview.evaluate.labelled import WITH_EVIDENCE, LabelledDraft, LabelledEvidence
from poareview.evaluate.metrics import (
    RESAMPLES,
    Interval,
    Retrieval,
    Span,
    Table,
    accuracy,
    bootstrap_intervals,
    character_overlap,
    confusion,
    match_spans,
    mean,
    pooled,
    quadratic_weighted_kappa,
)
from poareview.model import (
    SIX,
    Criterion,
    Evidence,
    Finding,
    Flag,
    Language,
    Level,
    Review,
    Specific,
    Verdict,
)

Judge: TypeAlias = Callable[[LabelledDraft], Review]
"""Gives the review of a draft. It must look at `draft.text` alone: not at the language, nor at any label."""

LEVELS: tuple[Level, ...] = (0, 1, 2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Failure:
    """A draft that no review came of.

    `refused`: the reviewer said why on purpose (a `PoaReviewError`). `crashed`: anything else was raised.
    `wrong_text`: the review is of another text, so that its offsets mean nothing.
    """

    draft: str
    kind: Literal["refused", "crashed", "wrong_text"]
    message: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What came of one draft: its review, or the failure that stands in its place."""

    draft: LabelledDraft
    review: Review | None
    failure: Failure | None = None
    language_right: bool

    def level(self, criterion: Criterion) -> Level | None:
        """The predicted level, `None` where there is no review or the criterion was not assessed."""
        return self.review.level(criterion) if self.review else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """A figure with its bootstrap interval over drafts."""

    value: float
    interval: Interval


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionAgreement:
    """How well the levels of one criterion agree.

    `confusion` has a row for each labelled level and a column for each predicted one; drafts without a
    predicted level are left out of it and counted in `not_assessed`. They are wrong in `accuracy`, and in
    `kappa` they count as the level farthest from the label, so that keeping silent never pays. `bias` is the
    mean of predicted less labelled levels, `None` where none was predicted. `evidence` compares characters of
    the deciding sentences over all drafts, `None` for a criterion whose labels carry no sentences.
    """

    criterion: Criterion
    drafts: int
    accuracy: float
    kappa: Estimate
    confusion: Table
    not_assessed: int
    bias: float | None
    evidence: Retrieval | None


@dataclass(frozen=True, kw_only=True, slots=True)
class VerdictAgreement:
    """How well the verdicts agree; rows and columns of `confusion` are ready, revise, rework.

    A draft without a review is wrong in `accuracy`, and is in no cell of the table. `false_ready` names the
    drafts that were called ready and are not: the worst mistake, as the seller sends them. `called_ready`
    and `labelled_ready` count drafts.
    """

    accuracy: float
    confusion: Table
    false_ready: tuple[str, ...]
    called_ready: int
    labelled_ready: int

    @property
    def false_ready_share(self) -> float:
        """The share of the drafts called ready that are not; 0 where none was called ready."""
        return len(self.false_ready) / self.called_ready if self.called_ready else 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class BlameAgreement:
    """How well the blaming sentences were found, and how many of those found have the right party."""

    sentences: Retrieval
    right_target: int

    @property
    def target_accuracy(self) -> float | None:
        """The share of the sentences found whose party is right, `None` where none was found."""
        return self.right_target / self.sentences.shared if self.sentences.shared else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Agreement:
    """All figures of the drafts in one language, or of all (`language` is `None`).

    `criteria` are those that were labelled, in the rubric's order. `mean_kappa` is over the rubric's first
    six. `wrong_language` and `wrong_offsets` name drafts: whose language was not identified as labelled, and
    whose review has a quote that does not stand at its offsets.
    """

    language: Language | None
    drafts: int
    criteria: tuple[CriterionAgreement, ...]
    mean_kappa: Estimate
    verdict: VerdictAgreement
    blame: BlameAgreement
    wrong_language: tuple[str, ...]
    wrong_offsets: tuple[str, ...]
    failures: tuple[Failure, ...]

    @property
    def name(self) -> str:
        """The language's code, or `all`."""
        return self.language.value if self.language else "all"

    @property
    def language_identified(self) -> float:
        """The share of drafts whose language was identified as labelled."""
        return 1 - len(self.wrong_language) / self.drafts

    def criterion(self, criterion: Criterion) -> CriterionAgreement | None:
        """The figures of one criterion, `None` where no draft has a label for it."""
        return next((one for one in self.criteria if one.criterion == criterion), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Evaluation:
    """The figures by language, then of all drafts together, and what came of each draft."""

    groups: tuple[Agreement, ...]
    outcomes: tuple[Outcome, ...]

    def group(self, name: str) -> Agreement | None:
        """The figures of a language by its code, or of `all`; `None` where there are no such drafts."""
        return next((group for group in self.groups if group.name == name), None)


def evaluate(drafts: Sequence[LabelledDraft], judge: Judge, *, resamples: int = RESAMPLES) -> Evaluation:
    """Reviews each draft once and measures how well the reviews agree with the labels.

    Whatever the judge raises is caught and counted as a failure of that draft; nothing stops the evaluation.

    Raises:
        ConfigError: there are no drafts.
    """
    if not drafts:
        raise ConfigError("there is no labelled draft to evaluate.")
    outcomes = tuple(_outcome(draft, judge) for draft in drafts)
    groups = []
    for language in Language:
        of_language = [one for one in outcomes if one.draft.language == language]
        if of_language:
            groups.append(_agreement(language, of_language, resamples))
    groups.append(_agreement(None, outcomes, resamples))
    return Evaluation(groups=tuple(groups), outcomes=outcomes)


def _outcome(draft: LabelledDraft, judge: Judge) -> Outcome:
    kind: Literal["refused", "crashed"]
    try:
        review = judge(draft)
        missing = set(Criterion) - {result.id for result in review.criteria}
        if missing:
            raise ValueError(f"the review has no result for {', '.join(sorted(missing))}")
    except PoaReviewError as error:
        kind, message = "refused", f"{type(error).__name__}: {error}"
    except Exception as error:  # a crash is a result to report here, whatever it is
        kind, message = "crashed", f"{type(error).__name__}: {error}"
    else:
        if review.text == draft.text:
            return Outcome(draft=draft, review=review, language_right=review.language == draft.language)
        failure = Failure(draft=draft.id, kind="wrong_text", message="the review is of another text")
        return Outcome(draft=draft, review=None, failure=failure, language_right=False)
    failure = Failure(draft=draft.id, kind=kind, message=message)
    return Outcome(draft=draft, review=None, failure=failure, language_right=False)


def _agreement(language: Language | None, outcomes: Sequence[Outcome], resamples: int) -> Agreement:
    criteria = [name for name in Criterion if any(name in one.draft.levels for one in outcomes)]
    estimates = _kappas(criteria, outcomes, resamples)
    return Agreement(
        language=language,
        drafts=len(outcomes),
        criteria=tuple(_criterion(name, outcomes, estimates[name]) for name in criteria),
        mean_kappa=estimates["mean"],
        verdict=_verdicts(outcomes),
        blame=_blame(outcomes),
        wrong_language=tuple(one.draft.id for one in outcomes if not one.language_right),
        wrong_offsets=tuple(one.draft.id for one in outcomes if one.review and not _offsets_hold(one.review)),
        failures=tuple(one.failure for one in outcomes if one.failure),
    )


def _kappas(
    criteria: Sequence[Criterion], outcomes: Sequence[Outcome], resamples: int
) -> dict[Criterion | Literal["mean"], Estimate]:
    """Kappa of each criterion and the mean of the six, with intervals from the same resamples."""
    # Each pair of levels as one number, so that a resample is counted quickly; -1 is a draft without a label.
    cells = [[_cell(name, one) for one in outcomes] for name in criteria]

    def measure(indices: Sequence[int]) -> list[float]:
        kappas = []
        for of_criterion in cells:
            counts = [0] * 10  # the last is the place of -1
            for index in indices:
                counts[of_criterion[index]] += 1
            table = (tuple(counts[0:3]), tuple(counts[3:6]), tuple(counts[6:9]))
            # A resample may hold no draft that has a label for one of the four more.
            kappas.append(quadratic_weighted_kappa(table) if sum(counts[:9]) else 0.0)
        six = mean(kappa for name, kappa in zip(criteria, kappas, strict=True) if name in SIX)
        return [*kappas, six]

    values = measure(range(len(outcomes)))
    intervals = bootstrap_intervals(len(outcomes), measure, resamples=resamples)
    names: list[Criterion | Literal["mean"]] = [*criteria, "mean"]
    return {
        name: Estimate(value=value, interval=interval)
        for name, value, interval in zip(names, values, intervals, strict=True)
    }


def _cell(criterion: Criterion, outcome: Outcome) -> int:
    label = outcome.draft.levels.get(criterion)
    if label is None:
        return -1
    level = outcome.level(criterion)
    return 3 * label + (farthest(label) if level is None else level)


def farthest(label: Level) -> Level:
    """The level farthest from a label, which stands in where none was predicted; 0 where two are as far."""
    return 2 if label == 0 else 0


def _criterion(criterion: Criterion, outcomes: Sequence[Outcome], kappa: Estimate) -> CriterionAgreement:
    labelled = [one for one in outcomes if criterion in one.draft.levels]
    labels = [one.draft.levels[criterion] for one in labelled]
    levels = [one.level(criterion) for one in labelled]
    errors = [level - label for label, level in zip(labels, levels, strict=True) if level is not None]
    evidence = None
    if criterion in WITH_EVIDENCE:
        evidence = pooled(
            character_overlap(_spans(one.draft.evidence[criterion]), predicted_spans(one.review, criterion))
            for one in labelled
        )
    return CriterionAgreement(
        criterion=criterion,
        drafts=len(labelled),
        accuracy=accuracy(labels, levels),
        kappa=kappa,
        confusion=confusion(labels, levels, LEVELS),
        not_assessed=levels.count(None),
        bias=mean(errors) if errors else None,
        evidence=evidence,
    )


def _verdicts(outcomes: Sequence[Outcome]) -> VerdictAgreement:
    labels = [one.draft.verdict for one in outcomes]
    verdicts = [one.review.verdict if one.review else None for one in outcomes]
    called = [one for one in outcomes if one.review and one.review.verdict == Verdict.READY]
    return VerdictAgreement(
        accuracy=accuracy(labels, verdicts),
        confusion=confusion(labels, verdicts, tuple(Verdict)),
        false_ready=tuple(one.draft.id for one in called if one.draft.verdict != Verdict.READY),
        called_ready=len(called),
        labelled_ready=labels.count(Verdict.READY),
    )


def _blame(outcomes: Sequence[Outcome]) -> BlameAgreement:
    parts: list[Retrieval] = []
    right_target = 0
    for one in outcomes:
        labelled = one.draft.evidence[Criterion.NO_BLAME]
        given = one.review.criterion(Criterion.NO_BLAME).evidence if one.review else ()
        pairs = match_spans(_spans(labelled), predicted_spans(one.review, Criterion.NO_BLAME))
        parts.append(Retrieval(shared=len(pairs), labelled=len(labelled), predicted=len(given)))
        right_target += sum(labelled[i].target == given[j].target for i, j in pairs)
    return BlameAgreement(sentences=pooled(parts), right_target=right_target)


def predicted_spans(review: Review | None, criterion: Criterion) -> list[Span]:
    """Where the sentences stand that a review gives as evidence for a criterion; none without a review."""
    return _spans(review.criterion(criterion).evidence) if review else []


def _spans(evidence: Sequence[LabelledEvidence] | Sequence[Evidence]) -> list[Span]:
    return [(one.start, one.end) for one in evidence]


def _offsets_hold(review: Review) -> bool:
    """Whether `text[start:end] == quote` for all evidence, findings, flags and specifics with a place."""
    placed: list[Evidence | Finding | Flag | Specific] = [*review.findings, *review.flags, *review.specifics]
    placed += [item for result in review.criteria for item in result.evidence]
    for item in placed:
        if item.start is None or item.end is None:
            continue
        # A slice takes a negative or too large offset without a word, so the order is looked at as well.
        if not 0 <= item.start <= item.end or review.text[item.start : item.end] != item.quote:
            return False
    return True
