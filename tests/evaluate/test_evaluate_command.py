from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluate_doubles import review_of, write_draft

from poareview.evaluate import load_labelled, run_eval
from poareview.model import Criterion, Evidence, Verdict

CORPUS = Path(__file__).parents[1] / "evals" / "corpus"


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "drafts"
    folder.mkdir()
    for language in ("en", "fr"):
        for level in (0, 2):
            labels = {criterion.value: 2 for criterion in Criterion} | {"root_cause": level}
            write_draft(folder, name=f"{language}-{level}", lang=language, labels=labels)
    return folder


def run(folder, *options, judge=review_of):
    return run_eval([str(folder), "--resamples", "5", *options], judge=judge)


def too_kind(draft):
    return review_of(draft, levels={Criterion.ROOT_CAUSE: 2}, verdict=Verdict.READY)


def crashing(draft):
    raise RuntimeError("boom")


def refused(capsys) -> str:
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_the_terminal_report_tells_each_language_and_all(folder, capsys):
    assert run(folder) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if line.endswith("drafts")] == [
        "English: 2 drafts",
        "French: 2 drafts",
        "All languages: 4 drafts",
    ]


def test_a_row_of_the_terminal_report(folder, capsys):
    run(folder, "--lang", "en", judge=too_kind)
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("root_cause")]
    cells = row.split()
    assert cells[:4] == ["root_cause", "2", "0.50", "0.00"]
    assert cells[-5:] == ["+1.00", "0/0/1", "0/0/0", "0/0/1", "1.00/1.00/1.00"]


def test_the_terminal_report_names_the_false_readies(folder, capsys):
    run(folder, "--lang", "en", judge=too_kind)
    assert "false ready: 1 of 2 called ready (50%; 1 are): en-0" in capsys.readouterr().out


def test_the_terminal_report_tells_of_a_crash(folder, capsys):
    run(folder, judge=crashing)
    assert "  fr-0 crashed: RuntimeError: boom" in capsys.readouterr().out


def test_the_markdown_report_has_a_table_of_one_width(folder, capsys):
    run(folder, "--format", "markdown", "--lang", "en")
    rows = [line for line in capsys.readouterr().out.splitlines() if line.startswith("|")]
    assert len(rows) == 12
    assert len({row.count("|") for row in rows}) == 1


def test_the_json_report_is_json_and_has_all_groups(folder, capsys):
    run(folder, "--format", "json")
    data = json.loads(capsys.readouterr().out)
    assert list(data["groups"]) == ["en", "fr", "all"]


def test_the_json_report_has_the_figures(folder, capsys):
    run(folder, "--format", "json", judge=too_kind)
    group = json.loads(capsys.readouterr().out)["groups"]["en"]
    assert group["mean_kappa"]["value"] == 0.8333
    assert group["criteria"]["root_cause"]["confusion"] == [[0, 0, 1], [0, 0, 0], [0, 0, 1]]
    assert group["verdict"]["false_ready"] == ["en-0"]


def test_the_json_report_has_label_and_prediction_of_each_draft(folder, capsys):
    run(folder, "--format", "json", judge=too_kind)
    first = json.loads(capsys.readouterr().out)["drafts"][0]
    assert (first["id"], first["levels"]["root_cause"]) == ("en-0", {"label": 0, "predicted": 2})
    assert first["verdict"] == {"label": "rework", "predicted": "ready"}


def test_the_report_is_the_same_each_time(folder, capsys):
    run(folder, "--format", "json", judge=too_kind)
    first = capsys.readouterr().out
    run(folder, "--format", "json", judge=too_kind)
    assert capsys.readouterr().out == first


def test_only_the_language_that_was_asked_for_is_measured(folder, capsys):
    run(folder, "--lang", "fr", "--format", "json")
    assert json.loads(capsys.readouterr().out)["groups"]["all"]["drafts"] == 2


def test_a_crash_ends_with_1(folder):
    assert run(folder, judge=crashing) == 1


def test_a_quote_that_is_not_at_its_offsets_ends_with_1(folder):
    wrong = {Criterion.PREVENTION: (Evidence(quote="We", start=5, end=7, because="rule"),)}
    assert run(folder, judge=lambda draft: review_of(draft, evidence=wrong)) == 1


# --- Thresholds -----------------------------------------------------------------------------------


@pytest.fixture
def thresholds(tmp_path):
    path = tmp_path / "thresholds.toml"
    path.write_text("[en.at_least]\nmean_kappa = 0.9\n[fr.at_least]\nmean_kappa = 0.8\n", encoding="utf-8")
    return str(path)


def test_a_missed_threshold_ends_with_1_and_is_named(folder, thresholds, capsys):
    assert run(folder, "--thresholds", thresholds, judge=too_kind) == 1
    assert "- en: mean_kappa is 0.833; at least 0.9 is wanted" in capsys.readouterr().out


def test_held_thresholds_end_with_0_and_are_told(folder, thresholds, capsys):
    assert run(folder, "--thresholds", thresholds) == 0
    assert "Thresholds: all held." in capsys.readouterr().out


def test_a_missed_threshold_stands_in_the_json_report(folder, thresholds, capsys):
    run(folder, "--thresholds", thresholds, "--format", "json", judge=too_kind)
    (missed,) = json.loads(capsys.readouterr().out)["thresholds"]
    assert (missed["group"], missed["figure"], missed["value"]) == ("en", "mean_kappa", 0.8333)


def test_thresholds_of_a_language_left_out_by_request_are_left_out_too(folder, thresholds):
    assert run(folder, "--thresholds", thresholds, "--lang", "fr", judge=too_kind) == 0


# --- Saved reviews --------------------------------------------------------------------------------


def test_saved_reviews_measure_as_they_did(folder, tmp_path, capsys):
    saved = str(tmp_path / "reviews.jsonl")
    run(folder, "--save-predictions", saved, "--format", "json", judge=too_kind)
    first = capsys.readouterr().out
    assert run(folder, "--predictions", saved, "--format", "json", judge=None) == 0
    assert capsys.readouterr().out == first


def test_a_draft_without_a_saved_review_is_a_failure(folder, tmp_path, capsys):
    saved = tmp_path / "reviews.jsonl"
    run(folder, "--save-predictions", str(saved))
    saved.write_text(
        "".join(saved.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8"
    )
    capsys.readouterr()
    assert run(folder, "--predictions", str(saved)) == 1
    assert "en-0 crashed: NoReviewSaved: " in capsys.readouterr().out


def test_a_failure_is_saved_and_stays_one(folder, tmp_path):
    saved = str(tmp_path / "reviews.jsonl")
    run(folder, "--save-predictions", saved, judge=crashing)
    assert run(folder, "--predictions", saved) == 1


def test_saved_reviews_of_changed_drafts_are_failures(folder, tmp_path, capsys):
    saved = str(tmp_path / "reviews.jsonl")
    run(folder, "--save-predictions", saved)
    capsys.readouterr()
    write_draft(folder, name="en-0", text="Changed since.", sentences=[], evidence={})
    assert run(folder, "--predictions", saved) == 1
    assert "en-0 wrong_text: the review is of another text" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 1: not JSON"),
        ("[]", "line 1: id: is missing."),
        ('{"id": "x", "review": {"version": 5}}', "line 1: review.version: Input should be a valid string."),
        ('{"id": "x"}\n{"id": "x"}', "line 2: id: a second review of 'x'."),
    ],
)
def test_a_slip_in_a_file_of_reviews_is_named_with_its_line(folder, tmp_path, capsys, line, said):
    saved = tmp_path / "reviews.jsonl"
    saved.write_text(line, encoding="utf-8")
    assert run(folder, "--predictions", str(saved)) == 2
    assert f"reviews.jsonl, {said}" in refused(capsys)


def test_a_file_of_reviews_that_is_not_there_ends_with_2(folder, tmp_path, capsys):
    assert run(folder, "--predictions", str(tmp_path / "none.jsonl")) == 2
    assert "none.jsonl: cannot be read" in refused(capsys)


def test_a_place_that_cannot_be_written_ends_with_2(folder, tmp_path):
    assert run(folder, "--save-predictions", str(tmp_path / "none" / "reviews.jsonl")) == 2


# --- Asked wrongly --------------------------------------------------------------------------------


def test_a_folder_that_is_not_there_ends_with_2(tmp_path, capsys):
    assert run(tmp_path / "drfats") == 2
    assert "drfats: no such folder" in refused(capsys)


def test_a_broken_draft_ends_with_2_and_is_named(folder, capsys):
    (folder / "zz.json").write_text("{}", encoding="utf-8")
    assert run(folder) == 2
    assert "zz.json: id: is missing." in refused(capsys)


def test_a_language_that_no_draft_is_in_ends_with_2(folder, capsys):
    assert run(folder, "--lang", "nl") == 2
    assert "no draft is labelled as 'nl'" in refused(capsys)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--format", "html"],
        ["--lang", "de"],
        ["--resamples", "0"],
        ["--resamples", "x"],
        ["--threshold", "x"],
    ],
)
def test_a_wrong_option_ends_with_2(folder, capsys, wrong):
    assert run_eval([str(folder), *wrong], judge=review_of) == 2
    assert "poareview eval: error: " in refused(capsys)


def test_no_folder_ends_with_2(capsys):
    assert run_eval([], judge=review_of) == 2
    assert "DIR" in refused(capsys)


def test_help_ends_with_0_and_says_that_the_shipped_weights_flatter(capsys):
    assert run_eval(["--help"]) == 0
    assert "figures for those drafts flatter" in " ".join(capsys.readouterr().out.split())


def test_the_engine_reviews_where_no_other_judge_is_given(tmp_path, capsys):
    draft = load_labelled(CORPUS)[0]
    path = CORPUS / draft.language / f"{draft.id}.json"
    (tmp_path / path.name).write_bytes(path.read_bytes())
    assert run_eval([str(tmp_path), "--resamples", "5"]) == 0
    assert "failures: 0" in capsys.readouterr().out


def test_the_judge_gets_the_drafts_as_they_were_labelled(folder):
    seen = []
    run(folder, judge=lambda draft: seen.append(draft) or review_of(draft))
    assert seen == list(load_labelled(folder))
