from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluate_doubles import file_data, write_draft

from poareview.errors import ConfigError
from poareview.evaluate import WITH_EVIDENCE, load_labelled, read_labelled
from poareview.model import Criterion, Language, Party, Role, Verdict

CORPUS = Path(__file__).parents[1] / "evals" / "corpus"


def refused(tmp_path, **changes) -> str:
    path = write_draft(tmp_path, **changes)
    with pytest.raises(ConfigError) as caught:
        read_labelled(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    return message.removeprefix(f"{path}: ")


@pytest.fixture(scope="module")
def corpus():
    return load_labelled(CORPUS)


def test_the_corpus_has_132_drafts_in_each_language(corpus):
    count = {language: sum(draft.language == language for draft in corpus) for language in Language}
    assert count == {Language.EN: 132, Language.FR: 132, Language.NL: 132}


def test_every_sentence_of_the_corpus_stands_at_its_offsets(corpus):
    assert all(draft.text[one.start : one.end] == one.quote for draft in corpus for one in draft.sentences)


def test_all_evidence_of_the_corpus_stands_at_the_offsets_of_a_sentence(corpus):
    for draft in corpus:
        places = {(one.start, one.end, one.quote) for one in draft.sentences}
        quoted = {(one.start, one.end, one.quote) for name in WITH_EVIDENCE for one in draft.evidence[name]}
        assert quoted <= places


def test_sentences_of_the_corpus_do_not_overlap(corpus):
    for draft in corpus:
        ends = [0, *(one.end for one in draft.sentences)]
        assert all(end <= one.start for end, one in zip(ends, draft.sentences, strict=False))


def test_a_labelled_draft_has_its_labels_and_roles(tmp_path):
    draft = read_labelled(write_draft(tmp_path))
    assert draft.levels[Criterion.TONE] == 2
    assert draft.sentences[1].roles == {Role.ROOT_CAUSE}


def test_blame_evidence_says_who_is_blamed(tmp_path):
    quotes = {"no_blame": [{"quote": "The buyer lied.", "target": "buyer"}]}
    draft = read_labelled(write_draft(tmp_path, evidence=quotes))
    assert draft.evidence[Criterion.NO_BLAME][0].target == Party.BUYER


def test_evidence_takes_the_place_of_the_sentence_and_not_of_the_same_words_before_it(tmp_path):
    sentences = [{"text": "All done yesterday.", "roles": ["action"]}, {"text": "done", "roles": ["filler"]}]
    path = write_draft(
        tmp_path, text="All done yesterday. done", sentences=sentences, evidence={"actions_taken": ["done"]}
    )
    assert read_labelled(path).evidence[Criterion.ACTIONS_TAKEN][0].start == 20


def test_a_repeated_sentence_is_told_apart_by_its_order(tmp_path):
    sentences = [{"text": "Done.", "roles": ["action"]}] * 2
    draft = read_labelled(write_draft(tmp_path, text="Done. Done.", sentences=sentences, evidence={}))
    assert [one.start for one in draft.sentences] == [0, 6]


def test_offsets_count_code_points(tmp_path):
    draft = read_labelled(
        write_draft(
            tmp_path, text="😀 Réglé.", sentences=[{"text": "Réglé.", "roles": ["action"]}], evidence={}
        )
    )
    assert draft.sentences[0].start == 2


def test_only_id_language_text_and_the_six_labels_are_needed(tmp_path):
    labels = {name: 1 for name in list(file_data()["labels"])[:6]}
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"id": "x", "lang": "nl", "text": "Hallo.", "labels": labels, "note": "mine"}))
    assert read_labelled(path).verdict == Verdict.REVISE


@pytest.mark.parametrize(
    ("levels", "verdict"),
    [
        ((2, 2, 2, 2, 2, 2), Verdict.READY),
        ((2, 2, 2, 1, 2, 2), Verdict.READY),
        ((2, 2, 2, 1, 2, 1), Verdict.REVISE),
        ((2, 2, 2, 0, 2, 2), Verdict.REVISE),
        ((1, 1, 1, 0, 1, 0), Verdict.REVISE),
        ((2, 2, 2, 2, 0, 2), Verdict.REWORK),
        ((0, 2, 2, 2, 2, 2), Verdict.REWORK),
    ],
)
def test_the_verdict_of_the_labels_is_the_rubrics(tmp_path, levels, verdict):
    labels = dict(zip(list(Criterion)[:6], levels, strict=True))
    assert read_labelled(write_draft(tmp_path, labels=labels)).verdict == verdict


def test_a_missing_key_is_named(tmp_path):
    data = file_data()
    del data["labels"]
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data))
    with pytest.raises(ConfigError, match=r"x\.json: labels: is missing\."):
        read_labelled(path)


def test_a_missing_label_is_named(tmp_path):
    labels = file_data()["labels"]
    del labels["no_blame"]
    assert refused(tmp_path, labels=labels) == "labels.no_blame: is missing."


@pytest.mark.parametrize("level", [3, -1, 1.5, "2", None, True])
def test_a_level_that_is_none_is_refused(tmp_path, level):
    labels = file_data()["labels"] | {"no_blame": level}
    assert refused(tmp_path, labels=labels) == f"labels.no_blame: Input should be 0, 1 or 2, not {level!r}."


def test_a_mistyped_criterion_is_refused(tmp_path):
    message = refused(tmp_path, labels=file_data()["labels"] | {"rootcause": 1})
    assert message.startswith("labels.rootcause: is not a known key. Known: root_cause, actions_taken,")


def test_evidence_for_a_criterion_that_has_none_is_refused(tmp_path):
    assert refused(tmp_path, evidence={"concise": []}).startswith(
        "evidence.concise: is not a known key. Known:"
    )


def test_an_unknown_language_is_refused(tmp_path):
    assert refused(tmp_path, lang="de") == "lang: Input should be 'en', 'fr' or 'nl', not 'de'."


def test_an_unknown_role_is_named_with_its_place(tmp_path):
    message = refused(tmp_path, sentences=[{"text": "We shipped late.", "roles": ["isue"]}])
    assert message.startswith("sentences[0].roles[0]: Input should be ")


def test_an_unknown_party_is_refused(tmp_path):
    quotes = {"no_blame": [{"quote": "The buyer lied.", "target": "customer"}]}
    assert refused(tmp_path, evidence=quotes).startswith(
        "evidence.no_blame[0].target: Input should be 'buyer'"
    )


def test_a_sentence_that_is_not_in_the_text_is_named(tmp_path):
    message = refused(tmp_path, sentences=[{"text": "We shiped late.", "roles": ["issue"]}])
    assert message.startswith("sentences[0].text: 'We shiped late.' does not occur in the text")


def test_sentences_out_of_order_are_refused(tmp_path):
    backwards = file_data()["sentences"][::-1]
    assert refused(tmp_path, sentences=backwards).startswith("sentences[1].text: ")


def test_evidence_that_is_not_in_the_text_is_named(tmp_path):
    message = refused(tmp_path, evidence={"prevention": ["We will check daily."]})
    assert message.startswith("evidence.prevention[0]: 'We will check daily.' does not occur in the text.")


@pytest.mark.parametrize(
    "quotes", [{"evidence": {"prevention": [""]}}, {"sentences": [{"text": "", "roles": []}]}]
)
def test_an_empty_quote_is_refused(tmp_path, quotes):
    assert "'' does not occur in the text" in refused(tmp_path, **quotes)


def test_a_draft_without_text_is_refused(tmp_path):
    assert refused(tmp_path, text=" \n").startswith("text: is empty.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON: Expecting value, line 1."),
        (b'{"id": ', "not JSON: Expecting value, line 1."),
        (b"[]", "not a labelled draft: a JSON object is wanted"),
        (b'"text"', "not a labelled draft: a JSON object is wanted"),
        (b'{"id": "\xe9"}', "not UTF-8 (byte 8)."),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_labelled_draft_is_named(tmp_path, content, said):
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        read_labelled(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert said in str(caught.value)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    path = write_draft(tmp_path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_labelled(path).id == "en-x01"


def test_drafts_are_found_in_subfolders_in_the_order_of_their_paths(tmp_path):
    for name in ("b", "a"):
        (tmp_path / name).mkdir()
        write_draft(tmp_path / name, name=name)
    assert [draft.id for draft in load_labelled(tmp_path)] == ["a", "b"]


def test_two_drafts_of_one_id_are_refused(tmp_path):
    (tmp_path / "again").mkdir()
    write_draft(tmp_path)
    write_draft(tmp_path / "again")
    with pytest.raises(ConfigError, match="id: 'en-x01' is also the id of"):
        load_labelled(tmp_path)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="no such folder"):
        load_labelled(tmp_path / "corpsu")


def test_a_folder_without_drafts_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"no \.json file"):
        load_labelled(tmp_path)
