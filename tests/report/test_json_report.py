"""The JSON report, and the schema that it keeps to."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from sample_reviews import ready, sample, with_words

from poareview.model import Criterion, Language, Review
from poareview.report.json import dumped, render, render_several, schema


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("make", [sample, ready])
def test_a_report_is_the_review_and_nothing_is_lost(make, language):
    review = make(language)
    # strict: every enum value, number and null must be of the type that the schema gives
    assert TypeAdapter(Review).validate_json(render(review), strict=True) == review


def test_the_keys_that_the_readme_promises_are_there():
    report = json.loads(render(sample()))
    assert {
        "version",
        "verdict",
        "score",
        "language",
        "words",
        "criteria",
        "findings",
        "flags",
        "specifics",
    } <= set(report)
    assert {"id", "level", "evidence", "reason", "raise_it"} <= set(report["criteria"][0])
    finding = {
        "rule",
        "criterion",
        "severity",
        "quote",
        "start",
        "end",
        "message",
        "advice",
        "target",
        "source",
    }
    assert finding <= set(report["findings"][0])
    assert [result["id"] for result in report["criteria"]] == [criterion.value for criterion in Criterion]


def test_not_assessed_is_null_and_never_zero():
    assert json.loads(render(sample()))["criteria"][-1]["level"] is None


def test_letters_are_readable_unless_the_output_lacks_them():
    assert "expédié" in render(sample(Language.FR))
    assert render(sample(Language.FR), ascii_only=True).isascii()


@given(st.text(min_size=1))
def test_any_words_survive_the_way_through_json(words):
    assert json.loads(render(with_words(words)).encode("utf-8"))["text"] == words


def test_half_a_character_is_an_escape():
    assert dumped("\ud800") == '"\\ud800"\n'


def test_several_drafts_stand_beside_the_errors():
    report = json.loads(render_several("0.1.0", [sample()], [("b.docx", "b.docx: no such file.")]))
    assert [review["name"] for review in report["reviews"]] == ["draft.docx"]
    assert report["errors"] == [{"name": "b.docx", "error": "b.docx: no such file."}]


def test_the_schema_names_every_key_of_a_report_and_requires_it():
    described = schema()
    assert described["required"] == list(described["properties"]) == list(json.loads(render(sample())))


def test_the_schema_allows_only_what_the_rubric_knows():
    definitions = schema()["$defs"]
    assert definitions["Criterion"]["enum"] == [criterion.value for criterion in Criterion]
    assert definitions["Verdict"]["enum"] == ["ready", "revise", "rework"]
    assert definitions["CriterionResult"]["properties"]["level"]["anyOf"] == [
        {"enum": [0, 1, 2], "type": "integer"},
        {"type": "null"},
    ]


def conforms(value, described, definitions):
    """Whether a value keeps to a schema, as far as our schemas go: types, enums, bounds, keys, references."""
    if "$ref" in described:
        return conforms(value, definitions[described["$ref"].removeprefix("#/$defs/")], definitions)
    if "anyOf" in described:
        return any(conforms(value, one, definitions) for one in described["anyOf"])
    if "enum" in described and value not in described["enum"]:
        return False
    if "const" in described and value != described["const"]:
        return False
    kinds = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "null": type(None),
        "array": list,
        "object": dict,
    }
    if not isinstance(value, kinds[described["type"]]) or (isinstance(value, bool)):
        return False
    if isinstance(value, int | float):
        return described.get("minimum", value) <= value <= described.get("maximum", value)
    if isinstance(value, list):
        return all(conforms(item, described["items"], definitions) for item in value)
    if isinstance(value, dict):
        if not set(described.get("required", ())) <= set(value):
            return False
        known, rest = described.get("properties", {}), described.get("additionalProperties", {"anyOf": []})
        return all(conforms(item, known.get(key, rest), definitions) for key, item in value.items())
    return True


@pytest.mark.parametrize("language", Language)
def test_a_report_keeps_to_the_schema_to_the_letter(language):
    described = schema()
    assert conforms(json.loads(render(sample(language))), described, described["$defs"])


def test_a_report_of_several_keeps_to_its_schema():
    described = schema(several=True)
    report = json.loads(render_several("0.1.0", [sample(), ready()], [("x", "y")]))
    assert conforms(report, described, described["$defs"])


@pytest.mark.parametrize(
    ("key", "wrong"),
    [("score", 101), ("verdict", "fine"), ("words", None), ("unheard_of", 1), ("language", "de")],
)
def test_a_report_that_is_wrong_does_not_keep_to_the_schema(key, wrong):
    described = schema()
    report = json.loads(render(sample())) | {key: wrong}
    assert not conforms(report, described, described["$defs"])
