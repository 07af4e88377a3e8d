"""The README says what is so: its outputs, tables, options, examples and commands."""

from __future__ import annotations

import contextlib
import doctest
import importlib.util
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import poareview
from poareview.checks.schema import read_rule_file
from poareview.criteria import default_weights
from poareview.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def section(title: str) -> str:
    match = re.search(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", README, flags=re.MULTILINE | re.DOTALL)
    assert match is not None, title
    return match[1]


def first_cells(text: str) -> list[str]:
    """What stands in code style in the first column of a section's tables."""
    rows = re.findall(r"^\|([^|]+)\|", text, flags=re.MULTILINE)
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row)]


def test_the_outputs_shown_are_what_the_commands_print():
    spec = importlib.util.spec_from_file_location("fill_readme", ROOT / "samples" / "fill_readme.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.filled(README) == README, "run: python samples/fill_readme.py"


def test_two_lines_install_and_go_on():
    assert len(re.findall(r"^\s*(?:\$ )?pip install .*&&", README, flags=re.MULTILINE)) == 2


def test_the_draft_command_and_output_stand_on_the_first_screen():
    screen = "\n".join(README.split("\n")[:50])
    assert "```markdown" in screen
    assert "$ poareview samples/en/middling.docx" in screen


def test_the_excerpt_is_from_the_draft():
    draft = (ROOT / "samples" / "en" / "middling.md").read_text(encoding="utf-8")
    assert blocks("markdown")[0].strip() in draft


def test_the_weights_are_the_ones_in_use():
    shown = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", section("What it judges"), flags=re.MULTILINE)
    assert {name: float(weight) for name, weight in shown} == dict(default_weights())


def test_the_python_examples_run():
    examples = doctest.DocTestParser().get_doctest("".join(blocks("python")), {}, "README", "README.md", 0)
    assert examples.examples
    said: list[str] = []
    with contextlib.chdir(ROOT):
        failed = doctest.DocTestRunner(verbose=False).run(examples, out=said.append).failed
    assert failed == 0, "".join(said)


def test_the_configuration_loads(tmp_path: Path):
    (tmp_path / "my-rules").mkdir()
    (tmp_path / "poareview.toml").write_text(blocks("toml")[0], encoding="utf-8")
    settings = load_settings(tmp_path)
    assert settings.language == "fr"
    assert settings.weights["factual"] == 10


def test_the_rule_of_ones_own_fires_where_it_says(tmp_path: Path):
    (tmp_path / "our-slogan.toml").write_text(blocks("toml")[1], encoding="utf-8")
    texts = tomllib.loads(blocks("toml")[1])["en"]
    assert read_rule_file(tmp_path / "our-slogan.toml").id == "tone/our-slogan"
    settings = Settings(rule_folders=(tmp_path,))
    for text, wanted in [(texts["flagged"][0], True), (texts["clean"][0], False)]:
        found = poareview.review(text, language="en", settings=settings).findings
        assert ("tone/our-slogan" in {finding.rule for finding in found}) is wanted


def test_the_keys_of_the_json_report_are_all_there():
    report = poareview.review(ROOT / "samples" / "en" / "poor.docx").model_dump(mode="json")
    rows = re.findall(r"^\|([^|]+)\|([^|]+)\|$", section("The JSON report"), flags=re.MULTILINE)
    shown = {key: cell for keys, cell in rows for key in re.findall(r"`(\w+)`", keys)}
    assert list(shown) == list(report)
    for key in ("criteria", "findings", "flags", "specifics"):
        entry = report[key][0]
        assert set(entry) == set(re.findall(r"`(\w+)`", shown[key])), key


def test_the_options_are_the_ones_that_there_are():
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "import sys; from poareview.cli import main; sys.exit(main())",
            "--help",
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    known = set(re.findall(r"(?<![\w-])--[a-z-]+", done.stdout)) - {"--help", "--version"}
    shown = first_cells(section("Command line"))
    assert {name for name in shown if name.startswith("--")} == known


@pytest.mark.parametrize("link", re.findall(r"\]\((?!#|http)([^)]+)\)", README))
def test_a_link_leads_to_a_file(link: str):
    assert (ROOT / link).is_file()


def test_a_link_within_leads_to_a_heading():
    headings = {
        re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
        for title in re.findall(r"^#+ (.+)$", README, flags=re.MULTILINE)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", README)) <= headings
