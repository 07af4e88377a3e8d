"""Settings: where they are found, what they may say, and what is said about a mistake in them."""

import pytest

from poareview.criteria import default_weights
from poareview.errors import ConfigError
from poareview.model import Criterion, Language
from poareview.settings import Settings, load_settings


def write(folder, text, name="poareview.toml"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def loaded(folder, text, name="poareview.toml"):
    return load_settings(folder, file=write(folder, text, name))


def refusal(folder, text, name="poareview.toml"):
    with pytest.raises(ConfigError) as caught:
        loaded(folder, text, name)
    return str(caught.value)


def test_without_a_file_the_defaults_hold(tmp_path):
    assert load_settings(tmp_path) == Settings()


def test_everything_that_can_be_set_is_read(tmp_path):
    (tmp_path / "my-rules").mkdir()
    settings = loaded(
        tmp_path,
        'language = "fr"\nreport_language = "en"\ndisable = ["tone/*"]\nrules = ["my-rules"]\n'
        "[weights]\ntone = 9.5",
    )
    assert settings.language is Language.FR
    assert settings.report_language is Language.EN
    assert settings.disabled_rules == {"tone/*"}
    assert settings.rule_folders == (tmp_path / "my-rules",)
    assert settings.weights[Criterion.TONE] == 9.5


def test_weights_that_are_left_out_keep_their_defaults(tmp_path):
    weights = loaded(tmp_path, "[weights]\ntone = 0").weights
    assert weights == {**default_weights(), Criterion.TONE: 0}


def test_the_nearest_file_upwards_is_taken(tmp_path):
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    write(tmp_path, 'language = "fr"')
    write(tmp_path / "a", 'language = "nl"')
    assert load_settings(deep).language is Language.NL


def test_a_pyproject_without_the_table_is_passed_over(tmp_path):
    below = tmp_path / "letters"
    below.mkdir()
    write(tmp_path, '[tool.poareview]\nlanguage = "nl"', "pyproject.toml")
    write(below, '[project]\nname = "poareview-letters"', "pyproject.toml")
    assert load_settings(below).language is Language.NL


def test_poareview_toml_goes_before_pyproject_in_one_folder(tmp_path):
    write(tmp_path, '[tool.poareview]\nlanguage = "nl"', "pyproject.toml")
    write(tmp_path, 'language = "fr"')
    assert load_settings(tmp_path).language is Language.FR


def test_another_tools_broken_pyproject_is_not_our_business(tmp_path):
    write(tmp_path, "[tool.other\n", "pyproject.toml")
    assert load_settings(tmp_path) == Settings()


def test_folders_of_rules_are_relative_to_the_file_that_names_them(tmp_path, monkeypatch):
    (tmp_path / "rules").mkdir()
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    write(tmp_path, 'rules = ["rules"]')
    assert load_settings(tmp_path / "elsewhere").rule_folders == (tmp_path / "rules",)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path):
    path = tmp_path / "poareview.toml"
    path.write_bytes(b'\xef\xbb\xbflanguage = "fr"\r\n')
    assert load_settings(tmp_path).language is Language.FR


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('langage = "fr"', "unknown key 'langage'. Did you mean 'language'?"),
        ("[weight]\ntone = 3", "unknown key 'weight'. Did you mean 'weights'?"),
        ("[weights]\nroot_causes = 3", "unknown criterion 'root_causes'. Did you mean 'root_cause'?"),
        ("[weights]\nzzz = 3", "unknown criterion 'zzz'. Known: root_cause,"),
        ('language = "de"', "language = 'de' is not supported. Supported: 'en', 'fr', 'nl'."),
        ("language = 3", "language = 3 is not supported"),
        ("language = []", "language = [] is not supported"),
        ("weights = 3", "'weights' must be a table of numbers"),
        ('[weights]\ntone = "3"', "weights.tone = '3' is not a number"),
        ("[weights]\ntone = true", "weights.tone = True is not a number"),
        ("[weights]\ntone = nan", "weights.tone = nan is not a number"),
        ("[weights]\ntone = -1", "weights.tone = -1 is below zero"),
        ('disable = "tone/*"', "'disable' must be a list of texts"),
        ("disable = [3]", "'disable' must be a list of texts"),
        ('rules = [""]', "'rules' must be a list of texts"),
        ('rules = ["nowhere"]', "rules folder 'nowhere' is not there"),
        ("language = ", "is not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_the_next_step(tmp_path, text, said):
    message = refusal(tmp_path, text)
    assert message.startswith(str(tmp_path / "poareview.toml"))
    assert said in message


def test_weights_that_are_all_zero_are_refused(tmp_path):
    zeros = "\n".join(f"{criterion} = 0" for criterion in Criterion)
    assert "all are zero" in refusal(tmp_path, f"[weights]\n{zeros}")


def test_a_mistake_in_pyproject_is_named_too(tmp_path):
    message = refusal(tmp_path, '[tool.poareview]\nlang = "fr"', "pyproject.toml")
    assert message.startswith(str(tmp_path / "pyproject.toml"))
    assert "unknown key 'lang'" in message


def test_a_named_pyproject_must_have_the_table(tmp_path):
    assert "there is no [tool.poareview] table" in refusal(tmp_path, "[project]", "pyproject.toml")


def test_a_named_file_that_is_missing_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="there is no such file"):
        load_settings(tmp_path, file=tmp_path / "poareveiw.toml")


def test_a_named_folder_is_an_error(tmp_path):
    with pytest.raises(ConfigError, match="is a folder"):
        load_settings(tmp_path, file=tmp_path)


def test_a_file_in_another_encoding_is_an_error(tmp_path):
    (tmp_path / "poareview.toml").write_bytes(b'disable = ["caf\xe9"]')
    with pytest.raises(ConfigError, match="is not UTF-8"):
        load_settings(tmp_path)


def test_settings_made_in_python_are_checked_as_well():
    with pytest.raises(ConfigError, match="below zero"):
        Settings(weights={Criterion.TONE: -1})


def test_settings_made_in_python_keep_the_weights_that_are_not_given():
    assert Settings(weights={Criterion.TONE: 50}).weights == {**default_weights(), Criterion.TONE: 50}


def test_settings_do_not_change():
    with pytest.raises(TypeError):
        Settings().weights[Criterion.TONE] = 3
