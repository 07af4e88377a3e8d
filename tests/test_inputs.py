"""Which drafts a command line means, and where a report may go."""

import os
import stat
import sys
from pathlib import Path

import pytest

from poareview.errors import ConfigError
from poareview.inputs import check_output, find_drafts, write_report


@pytest.fixture
def letters(tmp_path, monkeypatch):
    """A folder with drafts, and with much that is none; it is the working directory's `letters`."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.docx",
        "a.md",
        "sub/c.TXT",
        ".hidden.txt",
        ".git/d.txt",
        "~$b.docx",
        ".~lock.b.docx#",
        "photo.jpg",
        "data.json",
    ):
        path = tmp_path / "letters" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("A letter.", encoding="utf-8")
    return Path("letters")


def shown(inputs):
    return [draft.shown.replace(os.sep, "/") for draft in inputs.drafts]


def test_a_folder_is_its_drafts_and_nothing_else(letters):
    assert shown(find_drafts(["letters"])) == ["letters/a.md", "letters/b.docx", "letters/sub/c.TXT"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("letters/*", ["letters/a.md", "letters/b.docx", "letters/sub/c.TXT"]),
        ("letters/*.docx", ["letters/b.docx"]),
        ("letters/**/*.TXT", ["letters/sub/c.TXT"]),
        ("letters/[ab].*", ["letters/a.md", "letters/b.docx"]),
        ("lett*", ["letters/a.md", "letters/b.docx", "letters/sub/c.TXT"]),
    ],
)
def test_a_pattern_is_expanded_where_the_shell_did_not(letters, pattern, found):
    assert shown(find_drafts([pattern])) == found


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(letters):
    (letters / "draft[1].txt").write_text("x")
    assert shown(find_drafts(["letters/draft[1].txt"])) == ["letters/draft[1].txt"]


def test_each_draft_is_taken_once(letters):
    names = ["letters/b.docx", "letters", "letters/../letters/a.md", "-", "-"]
    assert shown(find_drafts(names)) == ["letters/b.docx", "letters/a.md", "letters/sub/c.TXT", "<stdin>"]


def test_a_named_file_is_a_draft_whatever_it_is_called(letters):
    assert shown(find_drafts(["letters/data.json", "letters/none.docx"])) == [
        "letters/data.json",
        "letters/none.docx",
    ]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("letters/*.pdf", "letters/*.pdf: nothing matches this pattern"),
        ("letters/*.jpg", "letters/*.jpg: there is no draft in it"),
        ("letters/empty", "letters/empty: there is no draft in it"),
    ],
)
def test_nothing_found_is_an_error(letters, name, said):
    (letters / "empty").mkdir()
    inputs = find_drafts([name])
    assert inputs.drafts == ()
    assert [error[0] for error in inputs.errors] == [name]
    assert said in inputs.errors[0][1]


def test_a_letter_in_a_format_that_is_not_read_is_mentioned(letters):
    (letters / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    assert [note.replace(os.sep, "/").split(":")[0] for note in find_drafts(["letters"]).notes] == [
        "letters/old.doc"
    ]


@pytest.mark.parametrize(
    ("names", "several"),
    [
        (["letters/a.md"], False),
        (["-"], False),
        (["letters"], True),
        (["letters/b*"], True),
        (["a", "b"], True),
    ],
)
def test_whether_there_may_be_several_follows_from_the_names_alone(letters, names, several):
    assert find_drafts(names).several is several


@pytest.mark.parametrize("name", ["\0", "x" * 5000])
def test_a_name_that_no_file_can_have_is_left_to_the_reader(letters, name):
    assert len(find_drafts([name]).drafts) == 1


def test_an_empty_name_is_an_error_and_not_the_working_directory(letters):
    inputs = find_drafts([""])
    assert inputs.drafts == ()
    assert "name is empty" in inputs.errors[0][1]


def test_a_report_is_written_as_utf_8_with_plain_line_ends(tmp_path):
    write_report(tmp_path / "report.md", "é\n✓\n")
    assert (tmp_path / "report.md").read_bytes() == "é\n✓\n".encode()


def test_nothing_but_the_report_is_left_behind(tmp_path):
    write_report(tmp_path / "report.md", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of Unix")
class TestOnUnix:
    def test_a_report_takes_the_permissions_of_the_one_before(self, tmp_path):
        report = tmp_path / "report.md"
        report.write_text("old")
        report.chmod(0o640)
        write_report(report, "new")
        assert stat.S_IMODE(report.stat().st_mode) == 0o640

    def test_a_link_stays_a_link(self, tmp_path):
        (tmp_path / "there.md").write_text("old")
        (tmp_path / "link.md").symlink_to("there.md")
        write_report(tmp_path / "link.md", "new")
        assert (tmp_path / "link.md").is_symlink()
        assert (tmp_path / "there.md").read_text() == "new"

    def test_an_old_report_is_never_half_overwritten(self, tmp_path):
        report = tmp_path / "report.md"
        report.write_text("old")
        before = report.open()
        write_report(report, "new")
        with before:
            assert before.read() == "old"

    def test_a_device_is_written_to_and_stays(self):
        write_report(Path("/dev/null"), "x")
        assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)

    @pytest.mark.parametrize("make", ["same", "symlink", "hardlink", "detour"])
    def test_an_input_is_never_overwritten_by_whatever_name(self, tmp_path, make):
        draft = tmp_path / "draft.txt"
        draft.write_text("x")
        output = tmp_path / "report.txt"
        if make == "symlink":
            output.symlink_to(draft)
        elif make == "hardlink":
            os.link(draft, output)
        else:
            output = draft if make == "same" else tmp_path / "." / ".." / tmp_path.name / "draft.txt"
        with pytest.raises(ConfigError, match="which is to be read"):
            check_output(output, [draft])


@pytest.mark.parametrize(
    ("name", "said"),
    [("", "this is a folder"), ("nowhere/report.md", "there is no folder"), ("\0", "cannot be the name")],
)
def test_a_place_where_no_report_can_be_is_refused(tmp_path, name, said):
    with pytest.raises(ConfigError, match=said):
        check_output(tmp_path / name, [])


def test_a_draft_that_is_missing_does_not_stand_in_the_way(tmp_path):
    check_output(tmp_path / "report.md", [tmp_path / "none.docx"])


def test_a_web_address_is_told_apart_from_a_file_that_is_not_there():
    inputs = find_drafts(["https://example.com/letter.docx"])
    assert inputs.drafts == ()
    assert "web address" in inputs.errors[0][1]
