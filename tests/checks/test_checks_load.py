"""Loading rules: the built-in ones, a user's own, and those that are switched off."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from poareview.checks import load_rules
from poareview.checks.load import RULES
from poareview.checks.schema import pattern_fault, read_rule_file
from poareview.errors import ConfigError, RuleFileError
from poareview.model import Language

GOOD = (RULES / "no_blame" / "buyer-hinted.toml").read_text(encoding="utf-8")
OWN = """
id = "tone/penguins"
criterion = "tone"
kind = "phrase"
severity = "note"
status = "preview"
since = "1.0.0"
why = "House rule."
[nl]
message = "Een pinguïn: “{quote}”."
advice = "Schrap hem."
why = "Huisregel."
any_of = ['\\bpinguïns?\\b']
flagged = ["Er was een pinguïn."]
clean = ["Er was niets."]
"""


def written(folder: Path, text: str, name: str = "rule.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def complaint(folder: Path, old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(RuleFileError) as caught:
        read_rule_file(written(folder, GOOD.replace(old, new, 1)))
    return str(caught.value)


def test_the_built_in_rules_are_read_once():
    assert load_rules()[0] is load_rules()[0]


def test_reading_the_built_in_rules_needs_no_pydantic():
    code = (
        "import sys; from poareview.checks import load_rules; "
        "[rule.texts['en'] for rule in load_rules()]; "
        "print([m for m in ('pydantic', 'tomllib', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("entry", ["tone/shouting", "tone/*", "tone", "*/shout*"])
def test_a_rule_is_switched_off_by_id_criterion_or_pattern(entry):
    assert "tone/shouting" not in {rule.id for rule in load_rules(disabled=frozenset({entry}))}


def test_switching_off_an_unknown_rule_says_which_was_meant():
    with pytest.raises(ConfigError, match=r"'tone/shoutin'.*Did you mean 'tone/shouting'"):
        load_rules(disabled=frozenset({"tone/shoutin"}))


def test_a_rule_of_ones_own_needs_one_language_only(tmp_path):
    written(tmp_path, OWN)
    rules = {rule.id: rule for rule in load_rules(folders=[tmp_path])}
    assert list(rules["tone/penguins"].texts) == [Language.NL]


def test_a_rule_without_the_reports_language_speaks_its_own(tmp_path):
    written(tmp_path, OWN)
    rule = next(rule for rule in load_rules(folders=[tmp_path]) if rule.id == "tone/penguins")
    assert rule.text(Language.EN).advice == "Schrap hem."


def test_a_rule_of_ones_own_may_not_take_a_built_in_id(tmp_path):
    written(tmp_path, GOOD)
    with pytest.raises(RuleFileError, match="'no_blame/buyer-hinted' exists already"):
        load_rules(folders=[tmp_path])


def test_two_rules_of_ones_own_may_not_share_an_id(tmp_path):
    written(tmp_path, OWN)
    written(tmp_path, OWN, "again.toml")
    with pytest.raises(RuleFileError, match="another file"):
        load_rules(folders=[tmp_path])


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(RuleFileError, match="no such folder"):
        load_rules(folders=[tmp_path / "nowhere"])


def test_a_folder_without_rule_files_is_an_error(tmp_path):
    with pytest.raises(RuleFileError, match="no rule file"):
        load_rules(folders=[tmp_path])


def test_an_unknown_key_is_named_with_file_line_and_what_was_meant(tmp_path):
    said = complaint(tmp_path, "severity", "severty")
    assert "rule.toml:5: unknown key 'severty'. Did you mean 'severity'?" in said


def test_an_unknown_key_of_a_language_is_named_with_its_section(tmp_path):
    assert "[en] unknown key 'mesage'. Did you mean 'message'?" in complaint(tmp_path, "message", "mesage")


def test_an_unknown_kind_is_shown_with_what_was_meant(tmp_path):
    said = complaint(tmp_path, '"phrase"', '"phrases"')
    assert "'kind' ('phrases')" in said and "Did you mean 'phrase'?" in said


def test_a_missing_key_is_named(tmp_path):
    assert "key 'severity' is missing" in complaint(tmp_path, 'severity  = "warning"\n', "")


def test_a_message_that_asks_for_something_unknown_is_refused(tmp_path):
    assert "'qoute' cannot be filled in" in complaint(tmp_path, "{quote}", "{qoute}")


def test_a_broken_pattern_is_refused(tmp_path):
    assert "is no regular expression" in complaint(tmp_path, "any_of  = [", "any_of  = ['(',")


def test_broken_toml_is_refused_with_its_place(tmp_path):
    with pytest.raises(RuleFileError, match=r"not valid TOML.*line 1"):
        read_rule_file(written(tmp_path, "id = = 3"))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "rule.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RuleFileError, match="UTF-8"):
        read_rule_file(file)


@pytest.mark.parametrize("pattern", ["(a+)+", r"(?:\w*x)*", "((ab)*c)*", "(?:a{2,})+", "(?:x|y+)*z"])
def test_a_repetition_inside_a_repetition_without_limit_is_refused(pattern):
    assert "repeats a repetition" in (pattern_fault(pattern) or "")


@pytest.mark.parametrize(
    "pattern", [r"\bfrauds?\b", r"(?:\w+ ){0,4}x", "a+b+", "[(+)]+", r"(?:a{1,3})+", r"\(a+\)b"]
)
def test_a_harmless_pattern_is_accepted(pattern):
    assert pattern_fault(pattern) is None


@pytest.mark.parametrize("pattern", ["x.*y", "x.+y"])
def test_a_gap_without_limit_is_refused(pattern):
    assert "write a limit" in (pattern_fault(pattern) or "")
