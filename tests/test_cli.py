"""The command, through `main` and as a process of its own: what it prints, where, and its exit code."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from poareview import __version__
from poareview.cli import main
from poareview.model import Criterion

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "samples"

POOR = {
    "en": "We did nothing wrong. The buyer lied about the parcel and only wants free goods. "
    "Give our account back now!",
    "fr": "Nous n'avons rien fait de mal. L'acheteur a menti au sujet du colis et veut des "
    "articles gratuits. Rendez-nous notre compte tout de suite !",
    "nl": "Wij hebben niets verkeerd gedaan. De koper heeft gelogen over het pakket en wil gratis spullen. "
    "Geef ons account nu terug!",
}
UNREADABLE = b"%PDF-1.7\nnothing of the kind"


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    """No settings of the machine, no colour, 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def poor(tmp_path):
    path = tmp_path / "poor.txt"
    path.write_text(POOR["en"], encoding="utf-8")
    return path


def stdin(monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def process(*arguments, **options):
    """The command as a process, from the folder that the test is in."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.run(
        [sys.executable, "-m", "poareview", *arguments],
        capture_output=True,
        timeout=60,
        env=environment,
        check=False,
        **options,
    )


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_a_ready_draft_exits_with_0(language, capsys):
    assert main([str(SAMPLES / language / "ready.docx")]) == 0
    assert "100" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "fr", "nl"])
def test_a_draft_that_is_not_ready_exits_with_1(language, tmp_path, capsys):
    (tmp_path / "draft.txt").write_text(POOR[language], encoding="utf-8")
    assert main(["draft.txt"]) == 1


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "✗ Not ready: do not send it like this."),
        ("fr", "✗ Pas prête\u00a0: ne l'envoyez pas ainsi."),
        ("nl", "✗ Niet klaar: verstuur de brief zo niet."),
    ],
)
def test_the_report_is_in_the_drafts_language(language, said, tmp_path, capsys):
    (tmp_path / "draft.txt").write_text(POOR[language], encoding="utf-8")
    main(["draft.txt"])
    shown = capsys.readouterr()
    assert said in shown.out
    assert shown.err == ""


def test_the_report_can_be_in_another_language(poor, capsys):
    main([str(poor), "--report-lang", "nl"])
    assert "Niet klaar" in capsys.readouterr().out


def test_the_language_can_be_imposed(poor, capsys):
    main([str(poor), "--lang", "fr", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["language"] == "fr"


def test_a_report_shows_each_criterion_and_the_accusation(poor, capsys):
    main([str(poor)])
    shown = " ".join(capsys.readouterr().out.split())
    assert all(
        title in shown for title in ("Root cause:", "Actions already taken:", "Prevention:", "No blame:")
    )
    assert "The buyer lied about the parcel" in shown


def test_json_for_one_draft_is_one_object(poor, capsys):
    assert main([str(poor), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["verdict"] == "rework"
    assert [result["id"] for result in report["criteria"]] == [criterion.value for criterion in Criterion]


def test_json_for_a_folder_is_a_document_with_reviews_and_errors(poor, tmp_path, capsys):
    (tmp_path / "broken.pdf").write_bytes(UNREADABLE)
    assert main([".", "--format", "json"]) == 2
    shown = capsys.readouterr()
    report = json.loads(shown.out)
    assert report["version"] == __version__
    assert [review["name"] for review in report["reviews"]] == ["poor.txt"]
    assert [error["name"] for error in report["errors"]] == ["broken.pdf"]
    assert "broken.pdf" in shown.err


def test_quotes_in_the_json_stand_where_it_says(poor, capsys):
    main([str(poor), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    places = [*report["findings"], *(one for result in report["criteria"] for one in result["evidence"])]
    assert places
    assert all(report["text"][one["start"] : one["end"]] == one["quote"] for one in places if one["quote"])


def test_markdown_begins_with_the_drafts_name(poor, capsys):
    main([str(poor), "--format", "markdown"])
    assert capsys.readouterr().out.startswith("# poor.txt\n")


def test_quiet_is_one_line_a_draft(poor, tmp_path, capsys):
    (tmp_path / "second.txt").write_text(POOR["en"], encoding="utf-8")
    assert main(["poor.txt", "second.txt", "--quiet"]) == 1
    shown = capsys.readouterr().out
    assert re.fullmatch(r"poor\.txt: rework, \d+/100\nsecond\.txt: rework, \d+/100\n", shown)


def test_quiet_json_makes_no_sense_and_is_refused(poor, capsys):
    assert main([str(poor), "--quiet", "--format", "json"]) == 2


def test_several_drafts_have_a_report_each_and_a_summary(poor, tmp_path, capsys):
    (tmp_path / "second.txt").write_text(POOR["fr"], encoding="utf-8")
    assert main(["poor.txt", "second.txt"]) == 1
    shown = capsys.readouterr().out
    assert "poor.txt\n════════" in shown
    assert "second.txt\n══════════" in shown
    assert re.search(r"^second\.txt +rework +\d+ +\d+ +French$", shown, re.MULTILINE)


def test_drafts_of_one_name_in_two_folders_are_told_apart(tmp_path, capsys):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "draft.txt").write_text(POOR["en"], encoding="utf-8")
    main(["a", "b", "--quiet"])
    names = [line.split(":")[0].replace(os.sep, "/") for line in capsys.readouterr().out.splitlines()]
    assert names == ["a/draft.txt", "b/draft.txt"]


def test_stdin_is_read_where_the_name_is_a_dash(monkeypatch, capsys):
    stdin(monkeypatch, POOR["fr"].encode())
    assert main(["-"]) == 1
    assert "Pas prête" in capsys.readouterr().out


def test_an_empty_stdin_is_an_error(monkeypatch, capsys):
    stdin(monkeypatch, b"")
    assert main(["-"]) == 2
    assert capsys.readouterr().err.startswith("poareview: <stdin>")


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("100", 1), ("99.5", 1)])
def test_with_fail_under_the_score_decides_and_not_the_verdict(poor, least, code, capsys):
    assert main([str(poor), "--fail-under", least]) == code


@pytest.mark.parametrize("least", ["-1", "101", "nan", "high"])
def test_a_score_that_cannot_be_is_refused(poor, least, capsys):
    assert main([str(poor), "--fail-under", least]) == 2
    assert f"'{least}' is not a score of 0-100" in capsys.readouterr().err


def test_a_mistyped_name_is_an_error_with_a_hint(poor, capsys):
    assert main(["poor.tx"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "poor.tx: no such file" in shown.err
    assert "Did you mean 'poor.txt'?" in shown.err


@pytest.mark.parametrize("names", [["*.docx"], ["nothing-here"], ["nowhere/letter.docx"]])
def test_what_is_not_there_is_never_a_clean_pass(names, tmp_path, capsys):
    (tmp_path / "nothing-here").mkdir()
    assert main(names) == 2
    assert capsys.readouterr().err.startswith(f"poareview: {names[0]}".replace("/", os.sep))


def test_the_drafts_that_can_be_read_are_reported_beside_one_that_cannot(poor, capsys):
    assert main(["poor.txt", "none.docx", "--quiet"]) == 2
    shown = capsys.readouterr()
    assert shown.out.startswith("poor.txt: rework")
    assert "none.docx: no such file" in shown.err


def test_another_language_is_refused_by_name_with_the_drafts_name(tmp_path, capsys):
    german = (
        "Sehr geehrte Damen und Herren, wir haben die Bestellungen leider zu spät verschickt, weil unser "
        "Lager überlastet war. Wir bitten um Entschuldigung."
    )
    (tmp_path / "brief.txt").write_text(german, encoding="utf-8")
    assert main(["brief.txt"]) == 2
    error = capsys.readouterr().err
    assert error.startswith("poareview: brief.txt: ")
    assert "German" in error


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "DRAFT"),
        (["--format", "yaml", "x"], "invalid choice: 'yaml'"),
        (["--frmat", "json", "x"], "--frmat"),
        (["x", "--lang", "de"], "invalid choice: 'de'"),
        (["x", "--output", ""], "give the name of a file"),
    ],
)
def test_a_wrong_command_is_told_in_one_line_on_stderr(arguments, said, capsys):
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.count("\n") == 1


def test_options_may_stand_between_drafts(poor, tmp_path, capsys):
    (tmp_path / "second.txt").write_text(POOR["en"], encoding="utf-8")
    main(["poor.txt", "--quiet", "second.txt"])
    assert capsys.readouterr().out.count("\n") == 2


def test_output_goes_to_the_file_and_stdout_stays_empty(poor, tmp_path, capsys):
    assert main(["poor.txt", "--format", "json", "--output", "report.json"]) == 1
    assert capsys.readouterr().out == ""
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["verdict"] == "rework"


def test_a_report_in_a_file_has_no_colour_and_all_letters(tmp_path):
    (tmp_path / "lettre.txt").write_text(POOR["fr"], encoding="utf-8")
    main(["lettre.txt", "--output", "report.txt"])
    report = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert "✗ Pas prête" in report
    assert "\x1b" not in report


@pytest.mark.parametrize("output", ["poor.txt", "link.txt", ".", "nowhere/report.txt"])
def test_an_output_that_would_do_harm_is_refused_before_anything_is_read(poor, tmp_path, output, capsys):
    (tmp_path / "link.txt").hardlink_to(poor)
    before = poor.read_bytes()
    assert main(["poor.txt", "--output", output]) == 2
    assert capsys.readouterr().err.startswith(f"poareview: --output {output}".replace("/", os.sep))
    assert poor.read_bytes() == before


def test_the_configuration_is_never_overwritten(poor, tmp_path, capsys):
    (tmp_path / "my.toml").write_text('language = "en"')
    assert main(["poor.txt", "--config", "my.toml", "--output", "my.toml"]) == 2
    assert (tmp_path / "my.toml").read_text() == 'language = "en"'


def test_no_report_is_written_where_nothing_could_be_read(tmp_path, capsys):
    assert main(["none.txt", "--output", "report.txt"]) == 2
    assert not (tmp_path / "report.txt").exists()


def test_settings_are_found_and_the_command_line_goes_before_them(poor, tmp_path, capsys):
    (tmp_path / "poareview.toml").write_text('report_language = "fr"')
    main(["poor.txt"])
    assert "Pas prête" in capsys.readouterr().out
    main(["poor.txt", "--report-lang", "nl"])
    assert "Niet klaar" in capsys.readouterr().out


def test_weights_of_the_settings_show_in_the_table(poor, tmp_path, capsys):
    (tmp_path / "poareview.toml").write_text("[weights]\nprevention = 77")
    main(["poor.txt"])
    assert re.search(r"^Prevention +\d \([a-z ]+\) +77 +", capsys.readouterr().out, re.MULTILINE)


def test_a_mistake_in_the_settings_is_an_error(poor, tmp_path, capsys):
    (tmp_path / "poareview.toml").write_text("weigths = 3")
    assert main(["poor.txt"]) == 2
    assert "Did you mean 'weights'?" in capsys.readouterr().err


def rules_of(capsys, *arguments):
    assert main(["rules", "--format", "json", *arguments]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_rule_that_is_switched_off_says_nothing(poor, capsys):
    main(["poor.txt", "--format", "json"])
    fired = {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}
    assert fired
    rule = sorted(fired)[0]
    main(["poor.txt", "--format", "json", "--disable", rule])
    assert rule not in {finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]}


def test_switching_off_a_rule_that_is_not_there_is_an_error(poor, capsys):
    assert main(["poor.txt", "--disable", "tone/shuoting"]) == 2
    assert "tone/shuoting" in capsys.readouterr().err


OWN_RULE = """
id = "tone/our-motto"
criterion = "tone"
kind = "phrase"
severity = "warning"
status = "stable"
why = "A motto is no fact."
since = "0.1.0"
"""
OWN_WORDS = """
[{code}]
message = "The motto of the firm is here: {{quote}}."
advice = "Leave the motto out."
why = "A motto is no fact."
any_of = ['\\bexcellence in every parcel\\b']
flagged = ["We stand for excellence in every parcel."]
clean = ["We ship parcels."]
"""


def test_rules_of_ones_own_are_used_and_explained(tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    words = "".join(OWN_WORDS.format(code=code) for code in ("en", "fr", "nl"))
    (tmp_path / "mine" / "our-motto.toml").write_text(OWN_RULE + words, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(
        "We stand for excellence in every parcel. " + POOR["en"], encoding="utf-8"
    )
    main(["draft.txt", "--rules", "mine", "--format", "json"])
    assert "tone/our-motto" in {
        finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]
    }
    assert main(["explain", "our-motto", "--rules", "mine"]) == 0
    assert "A motto is no fact." in capsys.readouterr().out


def test_the_rules_are_listed_in_every_language(capsys):
    english, french = rules_of(capsys), rules_of(capsys, "--report-lang", "fr")
    assert english
    assert [rule["id"] for rule in english] == [rule["id"] for rule in french]
    assert all(one["message"] != other["message"] for one, other in zip(english, french, strict=True))
    assert not any("{" in rule["message"] for rule in english)


def test_each_rule_of_the_list_can_be_explained(capsys):
    for rule in rules_of(capsys):
        assert main(["explain", rule["id"]]) == 0
        shown = capsys.readouterr().out
        assert shown.startswith(rule["id"])
        assert "It fires on" in shown or not rule["criterion"] or "Why" in shown


@pytest.mark.parametrize("criterion", Criterion)
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Level 2, met"), ("fr", "Niveau 2, atteint"), ("nl", "Niveau 2, in orde")]
)
def test_each_criterion_can_be_explained(criterion, language, said, capsys):
    assert main(["explain", criterion, "--report-lang", language]) == 0
    shown = capsys.readouterr().out
    assert said in shown
    assert f"({criterion})" in shown


def test_explaining_what_is_not_there_gives_a_hint(capsys):
    assert main(["explain", "root_caus"]) == 2
    assert "Did you mean 'root_cause'?" in capsys.readouterr().err


def test_the_rules_have_a_list_for_people_too(capsys):
    assert main(["rules"]) == 0
    assert "No blame\n────────\n• no_blame/" in capsys.readouterr().out


def test_the_schema_is_printed(capsys):
    assert main(["schema"]) == 0
    described = json.loads(capsys.readouterr().out)
    assert {"verdict", "score", "criteria"} <= set(described["required"])


def test_eval_hands_its_arguments_on(capsys):
    assert main(["eval", "no-such-folder"]) == 2
    assert "no-such-folder" in capsys.readouterr().err


def test_a_draft_that_is_called_like_a_command_is_still_within_reach(tmp_path, capsys):
    (tmp_path / "rules").write_text(POOR["en"], encoding="utf-8")
    assert main(["./rules", "--quiet"]) == 1
    assert "rework" in capsys.readouterr().out


def test_the_version_is_printed(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"poareview {__version__}\n"


def test_help_fits_the_screen_and_shows_examples(capsys):
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert "poareview letter.docx" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_a_process_exits_as_main_says(poor):
    done = process("poor.txt", "--quiet")
    assert done.returncode == 1
    assert done.stdout.startswith(b"poor.txt: rework")
    assert done.stderr == b""


def test_a_pipe_has_no_colour(poor):
    assert b"\x1b" not in process("poor.txt", env={"TERM": "xterm-256color"}).stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
@pytest.mark.parametrize("form", ["terminal", "markdown", "json"])
def test_an_output_with_few_letters_gets_the_report_all_the_same(tmp_path, encoding, form):
    (tmp_path / "lettre.txt").write_text(POOR["fr"], encoding="utf-8")
    done = process("lettre.txt", "--format", form, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert done.returncode == 1, done.stderr
    text = done.stdout.decode(encoding)
    if form == "json":
        assert json.loads(text)["text"] == POOR["fr"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_reader_that_goes_away_is_no_error(poor):
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "poareview", "poor.txt"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr == b""


def test_commands_in_a_draft_never_reach_the_terminal(tmp_path):
    (tmp_path / "draft.txt").write_text(
        "\x1b]0;owned\x07\x1b[2J" + POOR["en"] + " \x1b[31m", encoding="utf-8"
    )
    for form in ("terminal", "markdown"):
        assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", process("draft.txt", "--format", form).stdout)


def test_commands_in_a_file_name_never_reach_the_terminal():
    done = process("\x1b[2Jnone.docx")
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def test_asking_for_help_loads_no_heavy_library():
    told = (
        "import sys; from poareview.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=True,
    )
    loaded = set(done.stderr.split())
    assert not loaded & {"numpy", "pydantic", "lxml", "shutil"}


def test_an_option_that_is_mistyped_is_told_which_one_may_be_meant(capsys):
    assert main(["x.txt", "--fromat=json"]) == 2
    assert "Did you mean '--format'?" in capsys.readouterr().err


def test_a_command_that_is_mistyped_is_told_how_it_is_called(capsys):
    assert main(["rule"]) == 2
    assert "The command is called 'rules'." in capsys.readouterr().err


def test_what_follows_two_dashes_is_a_draft(capsys):
    Path("-draft.txt").write_text(POOR["en"], encoding="utf-8")
    assert main(["--quiet", "--", "-draft.txt"]) == 1
    assert capsys.readouterr().out.startswith("-draft.txt: ")


def test_a_risk_is_explained_with_the_rules_that_raise_it(capsys):
    assert main(["explain", "private_data"]) == 0
    assert "risk/private-data-phone" in capsys.readouterr().out


def test_the_case_of_a_criterion_does_not_matter_when_it_is_explained(capsys):
    assert main(["explain", "Root cause"]) == 0
    assert "root_cause" in capsys.readouterr().out


def test_a_closed_stdout_is_an_error_and_no_crash(monkeypatch, capsys):
    Path("draft.txt").write_text(POOR["en"], encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["draft.txt"]) == 2
    assert "--output" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["concise/too-thin", "concise/too-long", "concise/far-too-long"])
def test_no_gap_is_left_open_where_a_rule_has_a_bound(name, capsys):
    assert main(["explain", name]) == 0
    assert not re.search(r"[{}]", capsys.readouterr().out)
