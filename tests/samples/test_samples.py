"""The samples: what `samples/make.py` makes is what is committed, and each is judged as its name says."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pypdf
import pytest

import poareview

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
LANGUAGES = ("en", "fr", "nl")
VERDICTS = {"poor": "rework", "middling": "revise", "ready": "ready"}
DRAFTS = sorted(path for lang in LANGUAGES for path in (SAMPLES / lang).iterdir())
MIDDLING = [(lang, suffix) for lang in LANGUAGES for suffix in ("pdf", "md")]


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"samples_{path.stem}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


make = _load(SAMPLES / "make.py")
notebook = _load(SAMPLES / "make_notebook.py")


def _content(name: str, data: bytes) -> object:
    """What a file says, without what differs between versions of the libraries that wrote it."""
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            written = ("word/document.xml", "word/footnotes.xml", "docProps/core.xml")
            return {part: archive.read(part) for part in written if part in archive.namelist()}
    if name.endswith(".pdf"):
        reader = pypdf.PdfReader(io.BytesIO(data))
        return [page.extract_text() for page in reader.pages]
    return data


def name(path: Path) -> str:
    return path.relative_to(SAMPLES).as_posix()


def test_every_language_has_a_word_file_of_each_quality_and_one_pdf_and_one_markdown():
    for lang in LANGUAGES:
        assert {f"{lang}/{quality}.docx" for quality in VERDICTS} <= {name(path) for path in DRAFTS}
        assert {path.suffix for path in DRAFTS if path.parent.name == lang} == {".docx", ".pdf", ".md"}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return make.made()


def test_the_committed_drafts_are_what_the_script_makes(made: dict[str, bytes]):
    assert sorted(made) == [name(path) for path in DRAFTS]
    for path in DRAFTS:
        assert _content(path.name, path.read_bytes()) == _content(path.name, made[name(path)]), path


def test_making_the_drafts_again_gives_the_same_bytes(made: dict[str, bytes]):
    assert make.made() == made


def test_no_order_or_asin_stands_in_two_drafts():
    seen: set[str] = set()
    for source in make.sources():
        found = set(re.findall(r"\b\d{3}-\d{7}-\d{7}\b|\bB0[A-Z0-9]{8}\b", source.markdown))
        assert not found & seen, source.title
        seen |= found


@pytest.mark.parametrize("path", DRAFTS, ids=name)
def test_a_sample_gets_the_verdict_of_its_name(path: Path):
    assert poareview.review(path).verdict == VERDICTS[path.stem]


@pytest.mark.parametrize("path", DRAFTS, ids=name)
def test_a_samples_language_is_told(path: Path):
    assert poareview.review(path).language == path.parent.name


@pytest.mark.parametrize("path", DRAFTS, ids=name)
def test_every_quote_stands_where_its_offsets_say(path: Path):
    result = poareview.review(path)
    evidence = [item for criterion in result.criteria for item in criterion.evidence]
    for item in [*evidence, *result.findings, *result.flags, *result.specifics]:
        if item.start is not None:
            assert result.text[item.start : item.end] == item.quote


@pytest.mark.parametrize(("lang", "suffix"), MIDDLING)
def test_the_format_of_a_draft_does_not_change_its_six_levels(lang: str, suffix: str):
    word = poareview.review(SAMPLES / lang / "middling.docx")
    other = poareview.review(SAMPLES / lang / f"middling.{suffix}")
    assert [result.level for result in other.criteria][:6] == [result.level for result in word.criteria][:6]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_ready_sample_has_no_flag_and_no_error(lang: str):
    result = poareview.review(SAMPLES / lang / "ready.docx")
    assert result.flags == ()
    assert [finding.rule for finding in result.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_poor_sample_is_told_that_it_blames_buyers_and_threatens(lang: str):
    result = poareview.review(SAMPLES / lang / "poor.docx")
    assert "buyer" in {item.target for item in result.criterion("no_blame").evidence}
    assert "threat" in {flag.kind for flag in result.flags}


def test_the_notebooks_cells_are_the_scripts():
    stored = json.loads((SAMPLES / "review.ipynb").read_text(encoding="utf-8"))
    assert [(cell["cell_type"], "".join(cell["source"])) for cell in stored["cells"]] == list(notebook.CELLS)


@pytest.mark.filterwarnings("ignore")  # the notebook machinery's own, which change with its versions
def test_the_notebook_runs_and_shows_what_is_stored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for variable in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path))
    assert notebook.notebook() == (SAMPLES / "review.ipynb").read_text(encoding="utf-8")
