"""The lexicons: their files, their licences, and how they are built."""

from __future__ import annotations

import json
import random
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poareview.model import Language
from poareview.spelling.build import FILES, SOURCES, lexicon_words, main, without_accents
from poareview.spelling.hunspell import entries, expand, read_affixes
from poareview.spelling.lexicon import DATA, MAGIC, Lexicon, lexicon, pack
from poareview.spelling.suggest import suggestion
from poareview.spelling.words import jargon, words

MAX_BYTES = 8_000_000


def test_all_lexicons_together_stay_small() -> None:
    assert sum((DATA / f"{language}.lex").stat().st_size for language in Language) < MAX_BYTES


@pytest.mark.parametrize("language", list(Language))
def test_a_lexicon_is_the_one_that_was_recorded(language: Language) -> None:
    meta = json.loads((DATA / "meta.json").read_text(encoding="utf-8"))[language.value]
    assert sha256((DATA / f"{language}.lex").read_bytes()).hexdigest() == meta["sha256"]
    assert meta["packages"] == SOURCES[language]
    assert set(meta["sources"]) == set(FILES[language])


def test_every_source_has_its_licence_with_the_lexicons() -> None:
    text = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    for packages in SOURCES.values():
        for package, version in packages.items():
            assert f"`{package}` {version}" in text
    for notice in (
        "Kevin Atkinson",
        "J Ross Beresford",
        "Geoff Kuenning",
        "Mozilla Public License",
        "OpenTaal",
    ):
        assert notice in text


@pytest.mark.parametrize("language", list(Language))
def test_words_that_do_not_exist_are_hardly_ever_accepted(language: Language) -> None:
    known, chance = lexicon(language), random.Random(7)
    made = ["".join(chance.choices("bcdfghjklmnpqrstvwxz", k=14)) for _ in range(20_000)]
    assert sum(word in known for word in made) <= 2


@settings(max_examples=15, deadline=None)
@given(st.sets(st.text(min_size=1, max_size=12).filter(lambda word: word.isprintable()), max_size=40))
def test_what_is_packed_is_found_again(tmp_path_factory: pytest.TempPathFactory, listed: set[str]) -> None:
    path = tmp_path_factory.mktemp("lexicon") / "x.lex"
    path.write_bytes(pack(listed))
    opened = Lexicon(path)
    assert opened.count <= len(listed)
    assert all(word in opened for word in listed)
    assert pack(listed) == path.read_bytes()


def test_another_file_is_no_lexicon(tmp_path: Path) -> None:
    path = tmp_path / "x.lex"
    path.write_bytes(MAGIC + b"\x05\0\0\0 too short")
    with pytest.raises(ValueError, match="Build it again"):
        Lexicon(path)


AFF = """SET UTF-8
FLAG long
NEEDAFFIX ()
FORBIDDENWORD Fw
ONLYINCOMPOUND Cx
SFX Za Y 2
SFX Za 0 s [^sy]
SFX Za y ies y
SFX Vd Y 1
SFX Vd 0 ed/Za .
PFX Re Y 1
PFX Re 0 re .
PFX L' Y 1
PFX L' 0 l' .
"""
DIC = """5
parcel/ZaL'
entry/Za
pack/VdRe
stem/()Za
parcell/Fw
"""


def forms(folder: Path) -> set[str]:
    (folder / "x.aff").write_text(AFF, encoding="utf-8")
    (folder / "x.dic").write_text(DIC, encoding="utf-8")
    affixes = read_affixes(folder / "x.aff")
    return {form.word for stem in entries(folder / "x.dic", affixes) for form in expand(stem, affixes)}


def test_affixes_are_applied_twice_and_crossed(tmp_path: Path) -> None:
    made = forms(tmp_path)
    assert {"parcels", "entries", "packed", "packeds", "repack", "repacked"} <= made


def test_a_stem_that_needs_an_affix_is_no_word(tmp_path: Path) -> None:
    made = forms(tmp_path)
    assert "stem" not in made
    assert "stems" in made


def test_elided_forms_are_left_to_the_look_up(tmp_path: Path) -> None:
    assert "l'parcel" not in forms(tmp_path)


def test_a_forbidden_word_is_kept_out(tmp_path: Path) -> None:
    for name, content in (("nl.aff", AFF), ("nl.dic", DIC)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    listed = lexicon_words(Language.NL, tmp_path)
    assert "parcels" in listed
    assert "parcell" not in listed
    assert "eenentwintig" in listed


def test_the_builder_says_which_file_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--from", str(tmp_path)]) == 2
    assert "en_US.aff" in capsys.readouterr().err


def test_letters_lose_their_accents() -> None:
    assert without_accents("Œuvre déjà reçue à l'île") == "OEuvre deja recue a l'ile"


@pytest.mark.parametrize("language", list(Language))
def test_a_suggestion_is_always_a_known_word(language: Language) -> None:
    judge = words(language)
    for typed in (
        "recieved",
        "problemme",
        "bestelingg",
        "verzonde",
        "remboursment",
        "custmer",
        "Fautte",
        "KLANTT",
    ):
        near = suggestion(typed, judge)
        assert near is None or judge.known(near)


def test_the_jargon_is_small_letters_without_repeats() -> None:
    lines = (DATA / "jargon.txt").read_text(encoding="utf-8").splitlines()
    listed = " ".join(line for line in lines if not line.startswith("#")).split()
    assert sorted(word for word in set(listed) if listed.count(word) > 1) == []
    assert jargon() == {word.lower() for word in listed}
