"""The benchmarks run; what they measure is for a person to read, as a busy machine would fail any bound."""

from __future__ import annotations

import cold_start
import pytest
import warm_review


def test_the_cold_start_benchmark_times_both_commands(capsys):
    assert cold_start.main(["--runs", "1"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]] == [
        "poareview",
        "proselint",
        "ratio",
    ]


def test_a_command_that_fails_is_no_time(tmp_path):
    with pytest.raises(RuntimeError, match="ended with 2"):
        cold_start.seconds([*cold_start.command("poareview"), str(tmp_path / "no such draft.docx")], tmp_path)


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_the_warm_benchmark_times_a_language(capsys, language):
    assert warm_review.main(["--runs", "1", "--times", "3", "--lang", language]) == 0
    assert "3 times as long" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_the_page_is_of_about_300_words(language):
    assert 270 <= len(warm_review.page(warm_review.texts(language)).split()) <= 330
