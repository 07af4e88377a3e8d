from __future__ import annotations

import copy

import check
import pytest

from poareview.evaluate import load_labelled, load_thresholds
from poareview.model import Criterion, Party, Role


@pytest.fixture(scope="module")
def drafts():
    return check.read([check.CORPUS])


def test_the_corpus_has_no_fault(drafts):
    assert check.faults(drafts) == []


def test_the_check_knows_the_roles_of_the_model():
    assert set(Role) == check.ROLES


def test_the_check_knows_the_parties_of_the_model():
    assert set(Party) == check.TARGETS


def test_the_check_knows_the_criteria_of_the_model():
    assert list(check.ALL) == list(Criterion)


def test_the_check_and_the_evaluation_come_to_the_same_verdicts(drafts):
    theirs = {draft["id"]: check.verdict(draft["labels"]) for draft in drafts.values()}
    assert {draft.id: draft.verdict.value for draft in load_labelled(check.CORPUS)} == theirs


def test_the_readme_tells_the_spread_of_the_labels(drafts):
    readme = (check.CORPUS.parent / "README.md").read_text(encoding="utf-8")
    for criterion in check.ALL:
        levels = [draft["labels"][criterion] for draft in drafts.values()]
        assert f"| {criterion} | {levels.count(0)} | {levels.count(1)} | {levels.count(2)} |" in readme


def test_the_thresholds_are_the_same_in_each_language():
    by_language = {}
    for one in load_thresholds(check.CORPUS.parent / "thresholds.toml"):
        by_language.setdefault(one.group, []).append((one.side, one.figure, one.criterion))
    assert by_language["en"] == by_language["fr"] == by_language["nl"]


def spoilt(drafts, change) -> list[str]:
    path = next(path for path in drafts if path.stem == "en-d01")
    draft = copy.deepcopy(drafts[path])
    change(draft)
    return check.faults({path: draft})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda draft: draft.update(id="en-d02"), "file name and id differ"),
        (lambda draft: draft["sentences"].pop(3), "not covered"),
        (lambda draft: draft["sentences"].pop(), "tail not covered"),
        (lambda draft: draft["sentences"][0].update(text="Plan  of Action"), "sentence not found in order"),
        (lambda draft: draft["sentences"][0].update(roles=["title"]), "roles ['title']"),
        (lambda draft: draft["sentences"][0].update(roles=[]), "roles []"),
        (lambda draft: draft["labels"].update(tone=3), "labels"),
        (lambda draft: draft["labels"].update(no_blame=1), "no_blame label and evidence disagree"),
        (lambda draft: draft["evidence"].update(prevention=[]), "prevention 2 without evidence"),
        (lambda draft: draft["evidence"]["prevention"].append("We check."), "prevention quote not verbatim"),
        (lambda draft: draft["sentences"][4]["roles"].append("blame"), "role blame, not in evidence"),
        (lambda draft: draft.update(notice=None), "notice and points disagree"),
    ],
)
def test_a_slip_is_found(drafts, change, fault):
    assert any(fault in line for line in spoilt(drafts, change))


def test_a_phrase_in_two_drafts_is_found(drafts):
    path = next(iter(drafts))
    twin = drafts[path] | {"id": "twin"}
    assert any(
        "6 words in" in line for line in check.shared_phrases({path: drafts[path], path / "twin": twin})
    )
