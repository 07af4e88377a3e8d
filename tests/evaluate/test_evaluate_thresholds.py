from __future__ import annotations

import pytest
from evaluate_doubles import labelled, review_of

from poareview.errors import ConfigError
from poareview.evaluate import evaluate, load_thresholds, shortfalls
from poareview.model import Criterion, Verdict


@pytest.fixture
def missed(tmp_path):
    """What a TOML text says is missed, over two drafts whose root cause is judged 2 whatever it is."""
    drafts = [labelled(tmp_path, {"root_cause": level}, name=f"d{level}") for level in (0, 2)]
    evaluation = evaluate(
        drafts,
        lambda draft: review_of(draft, levels={Criterion.ROOT_CAUSE: 2}, verdict=Verdict.READY),
        resamples=5,
    )

    def against(text: str) -> list[str]:
        path = tmp_path / "thresholds.toml"
        path.write_text(text, encoding="utf-8")
        return [str(one) for one in shortfalls(evaluation, load_thresholds(path))]

    return against


def test_a_figure_below_its_floor_is_named_with_both_numbers(missed):
    text = "[en.at_least]\nmean_kappa = 0.9"
    assert missed(text) == ["en: mean_kappa is 0.833; at least 0.9 is wanted"]


def test_a_figure_at_its_floor_holds(missed):
    assert missed("[en.at_least]\nverdict_accuracy = 0.5") == []


def test_a_figure_above_its_ceiling_is_named(missed):
    text = "[en.at_most]\nfalse_ready_share = 0.25"
    assert missed(text) == ["en: false_ready_share is 0.500; at most 0.25 is wanted"]


def test_a_figure_at_its_ceiling_holds(missed):
    assert missed("[en.at_most]\nfalse_ready = 1\nfailures = 0") == []


@pytest.mark.parametrize("figure", ["kappa", "accuracy"])
def test_a_floor_may_be_set_for_a_criterion(missed, figure):
    (line,) = missed(f"[all.at_least.{figure}]\nroot_cause = 0.6\nprevention = 0.6")
    assert line.startswith(f"all: {figure}.root_cause is ")


def test_evidence_overlap_may_have_a_floor(missed):
    assert missed("[en.at_least.evidence_f1]\nroot_cause = 1.0") == []


def test_a_figure_that_cannot_be_measured_is_missed(missed):
    text = "[en.at_least]\nblame_f1 = 0.1"
    assert missed(text) == ["en: blame_f1 is not measured; at least 0.1 is wanted"]


def test_evidence_that_cannot_be_measured_is_missed(missed):
    assert len(missed("[en.at_least.evidence_f1]\nconcise = 0.1")) == 1


def test_a_threshold_for_a_language_without_drafts_is_refused(missed):
    with pytest.raises(ConfigError, match="a threshold for 'fr' but no draft"):
        missed("[fr.at_least]\nmean_kappa = 0.1")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[en.at_least]\nmean_kapa = 0.6",
            "en.at_least.mean_kapa: 'mean_kapa' is not known. Did you mean 'mean_kappa'?",
        ),
        ("[en.at_leest]\nmean_kappa = 0.6", "en.at_leest: 'at_leest' is not known. Did you mean 'at_least'?"),
        ("[de.at_least]\nmean_kappa = 0.6", "[de]: 'de' is not known. "),
        (
            "[en.at_most]\nmean_kappa = 0.6",
            "en.at_most.mean_kappa: 'mean_kappa' is not known. Known: false_ready_share",
        ),
        (
            "[en.at_least.kappa]\nrootcause = 0.6",
            "en.at_least.kappa.rootcause: 'rootcause' is not known. Did you mean",
        ),
        ("[en.at_least]\nkappa = 0.6", "en.at_least.kappa: a table is wanted here, not 0.6."),
        (
            "[en.at_least]\nmean_kappa = 'high'",
            "en.at_least.mean_kappa: a number is wanted here, not 'high'.",
        ),
        ("[en.at_least]\nmean_kappa = nan", "en.at_least.mean_kappa: a number is wanted here, not nan."),
        ("[en.at_least]\nmean_kappa = true", "en.at_least.mean_kappa: a number is wanted here, not True."),
        ("en = 1", "en: a table is wanted here, not 1."),
        ("", "no threshold in it"),
        ("[en", "not TOML: "),
    ],
)
def test_a_slip_in_a_thresholds_file_is_named_with_its_key(missed, text, said):
    with pytest.raises(ConfigError) as caught:
        missed(text)
    assert f"thresholds.toml: {said}" in str(caught.value)


def test_a_thresholds_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        load_thresholds(tmp_path / "none.toml")
