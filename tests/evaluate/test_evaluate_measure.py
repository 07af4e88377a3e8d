from __future__ import annotations

import pytest
from evaluate_doubles import evidence_for, labelled, review_of

from poareview.errors import ConfigError, LanguageError
from poareview.evaluate import evaluate
from poareview.model import (
    Because,
    Criterion,
    Evidence,
    Finding,
    Language,
    Party,
    Severity,
    Verdict,
)

BLAME = {"evidence": {"no_blame": [{"quote": "The buyer lied.", "target": "buyer"}]}}


def measured(drafts, judge):
    return evaluate(drafts, judge, resamples=20).groups[-1]


def judging(**changes):
    return lambda draft: review_of(draft, **changes)


@pytest.fixture
def three(tmp_path):
    """Three drafts, labelled 0, 1 and 2 for the root cause."""
    return [labelled(tmp_path, {"root_cause": level}, name=f"d{level}") for level in (0, 1, 2)]


def test_a_judge_that_repeats_the_labels_agrees_fully(three):
    group = measured(three, review_of)
    assert {one.accuracy for one in group.criteria} == {1.0}
    assert (group.mean_kappa.value, group.verdict.accuracy, group.language_identified) == (1.0, 1.0, 1.0)


def test_the_mean_kappa_is_over_the_first_six_alone(three):
    group = measured(three, judging(levels={Criterion.ROOT_CAUSE: 2, Criterion.TONE: 0}))
    # Root cause: one side constant, so 0. The other five are 1. Tone is 0 and stays outside.
    assert group.mean_kappa.value == pytest.approx(5 / 6)


def test_the_confusion_table_has_labels_in_rows(three):
    group = measured(three, judging(levels={Criterion.ROOT_CAUSE: 1}))
    assert group.criterion(Criterion.ROOT_CAUSE).confusion == ((0, 1, 0), (0, 1, 0), (0, 1, 0))


def test_bias_is_predicted_less_labelled(three):
    group = measured(three, judging(levels={Criterion.ROOT_CAUSE: 2}))
    assert group.criterion(Criterion.ROOT_CAUSE).bias == 1.0


def test_a_level_that_was_not_assessed_is_wrong(three):
    group = measured(three, judging(levels={Criterion.ROOT_CAUSE: None}))
    figures = group.criterion(Criterion.ROOT_CAUSE)
    assert (figures.accuracy, figures.not_assessed, figures.bias) == (0.0, 3, None)


def test_not_assessing_what_is_hard_does_not_raise_kappa(three):
    def silent_on_the_middle(draft):
        level = draft.levels[Criterion.ROOT_CAUSE]
        return review_of(draft, levels={Criterion.ROOT_CAUSE: None if level == 1 else level})

    assert measured(three, silent_on_the_middle).criterion(Criterion.ROOT_CAUSE).kappa.value < 1


def test_the_judge_is_asked_once_for_each_draft(three):
    asked = []
    measured(three, lambda draft: asked.append(draft.id) or review_of(draft))
    assert asked == ["d0", "d1", "d2"]


def test_languages_are_measured_apart(tmp_path):
    drafts = [labelled(tmp_path, name=name, lang=name) for name in ("nl", "en")]
    assert [group.name for group in evaluate(drafts, review_of, resamples=5).groups] == ["en", "nl", "all"]


def test_a_wrong_language_is_counted_and_named(three):
    group = measured(three, judging(language=Language.NL))
    assert (group.language_identified, group.wrong_language) == (0.0, ("d0", "d1", "d2"))


def test_a_draft_called_ready_that_is_not_is_named(three):
    verdict = measured(three, judging(verdict=Verdict.READY)).verdict
    assert (verdict.false_ready, verdict.called_ready, verdict.labelled_ready) == (("d0",), 3, 2)


def test_the_false_ready_share_is_of_those_called_ready(three):
    assert measured(three, judging(verdict=Verdict.READY)).verdict.false_ready_share == pytest.approx(1 / 3)


def test_the_false_ready_share_is_zero_where_none_is_called_ready(three):
    assert measured(three, judging(verdict=Verdict.REWORK)).verdict.false_ready_share == 0


# --- Failures -------------------------------------------------------------------------------------


def raising(error):
    def judge(draft):
        raise error

    return judge


def test_a_crash_is_a_failure_of_its_draft_and_stops_nothing(three):
    group = measured(three, raising(RuntimeError("boom")))
    assert next((one.draft, one.kind, one.message) for one in group.failures) == (
        "d0",
        "crashed",
        "RuntimeError: boom",
    )


def test_a_crash_is_wrong_in_every_figure(three):
    group = measured(three, raising(RuntimeError("boom")))
    assert (group.verdict.accuracy, group.language_identified, group.criteria[0].accuracy) == (0, 0, 0)


def test_a_refused_draft_is_not_a_crash_but_its_language_was_not_identified(three):
    group = measured(three, raising(LanguageError("German is not supported")))
    assert (group.failures[0].kind, group.language_identified) == ("refused", 0)


def test_a_review_of_another_text_is_a_failure(three):
    assert measured(three, judging(text="Another text.")).failures[0].kind == "wrong_text"


def test_a_review_that_lacks_a_criterion_is_a_failure(three):
    def judge(draft):
        review = review_of(draft)
        return type(review)(**{name: getattr(review, name) for name in review.__slots__} | {"criteria": ()})

    assert "no result for actions_taken" in measured(three, judge).failures[0].message


def test_no_drafts_are_refused():
    with pytest.raises(ConfigError, match="no labelled draft"):
        evaluate([], review_of)


def test_a_quote_that_is_not_at_its_offsets_is_counted(three):
    proof = (Evidence(quote="We shipped late.", start=1, end=17, because="rule"),)
    assert measured(three, judging(evidence={Criterion.ROOT_CAUSE: proof})).wrong_offsets == (
        "d0",
        "d1",
        "d2",
    )


def test_a_finding_that_is_not_at_its_offsets_is_counted(three):
    finding = Finding(
        rule="x/y",
        criterion=None,
        severity=Severity.NOTE,
        quote="We",
        start=-2,
        end=0,
        message="",
        advice="",
        because=Because(kind="phrase", detail=""),
        source="rules",
    )

    def judge(draft):
        review = review_of(draft)
        return type(review)(
            **{name: getattr(review, name) for name in review.__slots__} | {"findings": (finding,)}
        )

    assert len(measured(three, judge).wrong_offsets) == 3


# --- Evidence and blame ---------------------------------------------------------------------------


def test_evidence_is_compared_in_characters(tmp_path):
    draft = labelled(
        tmp_path, text="Our only packer was ill.", sentences=[], evidence={"root_cause": ["packer was"]}
    )
    given = judging(evidence={Criterion.ROOT_CAUSE: (evidence_for(draft, "was ill."),)})
    evidence = measured([draft], given).criterion(Criterion.ROOT_CAUSE).evidence
    assert (evidence.shared, evidence.labelled, evidence.predicted) == (3, 10, 8)


def test_a_criterion_without_labelled_sentences_has_no_evidence_figure(three):
    assert measured(three, review_of).criterion(Criterion.CONCISE).evidence is None


def test_a_blaming_sentence_cut_in_another_place_is_found(tmp_path):
    draft = labelled(tmp_path, {"no_blame": 0}, **BLAME)
    given = judging(evidence={Criterion.NO_BLAME: (evidence_for(draft, "buyer lied.", Party.BUYER),)})
    blame = measured([draft], given).blame
    assert (blame.sentences.f1, blame.target_accuracy) == (1.0, 1.0)


def test_the_whole_draft_given_as_blame_finds_one_sentence_alone(tmp_path):
    blamed = ("We shipped late.", "The buyer lied.", "Thank you.")
    quotes = [{"quote": quote, "target": "buyer"} for quote in blamed]
    draft = labelled(tmp_path, {"no_blame": 0}, evidence={"no_blame": quotes})
    given = judging(evidence={Criterion.NO_BLAME: (evidence_for(draft, draft.text, Party.BUYER),)})
    assert measured([draft], given).blame.sentences.recall == pytest.approx(1 / 3)


def test_a_wrong_party_is_found_blame_with_a_wrong_target(tmp_path):
    draft = labelled(tmp_path, {"no_blame": 0}, **BLAME)
    given = judging(evidence={Criterion.NO_BLAME: (evidence_for(draft, "The buyer lied.", Party.STAFF),)})
    blame = measured([draft], given).blame
    assert (blame.sentences.recall, blame.target_accuracy) == (1.0, 0.0)


def test_blame_seen_in_a_clean_draft_costs_precision(tmp_path):
    clean, blaming = (
        labelled(tmp_path, name="clean"),
        labelled(tmp_path, {"no_blame": 0}, name="blaming", **BLAME),
    )
    seen = (evidence_for(clean, "The buyer lied.", Party.BUYER),)
    assert (
        measured([clean, blaming], judging(evidence={Criterion.NO_BLAME: seen})).blame.sentences.precision
        == 0.5
    )


def test_blame_that_was_never_labelled_nor_seen_has_no_figure(three):
    blame = measured(three, review_of).blame
    assert (blame.sentences.f1, blame.target_accuracy) == (None, None)


def test_a_criterion_that_few_drafts_are_labelled_for_is_measured_on_these(tmp_path):
    six = {criterion.value: 2 for criterion in list(Criterion)[:6]}
    drafts = [labelled(tmp_path, name="ten"), labelled(tmp_path, name="six", labels=six)]
    assert measured(drafts, review_of).criterion(Criterion.TONE).drafts == 1


def test_the_interval_of_a_figure_holds_the_figure(three):
    estimate = measured(three * 10, judging(levels={Criterion.ROOT_CAUSE: 1})).mean_kappa
    assert estimate.interval.low <= estimate.value <= estimate.interval.high
