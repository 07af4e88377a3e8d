"""What a user may set: languages, weights, rules switched off, and folders of rules of one's own.

The settings come from `poareview.toml`, or from `[tool.poareview]` in a `pyproject.toml`, whichever
is met first on the way from the working directory upwards. Checked by hand rather than by pydantic,
which would cost every start some 60 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Any

from poareview.criteria import default_weights
from poareview.errors import ConfigError
from poareview.model import Criterion, Language

KEYS = ("language", "report_language", "weights", "disable", "rules")
NAME = "poareview.toml"


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a review; those not given keep their defaults.

    `language` and `report_language` are `None` where they follow the draft. `weights` are points of
    the score by criterion; a criterion that is left out keeps its default. `disabled_rules` holds
    rule ids, criteria and patterns such as `tone/*`. `rule_folders` are read after the rules of the package.

    Raises:
        ConfigError: a weight is negative, not a number, or all are zero.

    """

    language: Language | None = None
    report_language: Language | None = None
    weights: Mapping[Criterion, float] = field(default_factory=default_weights)
    disabled_rules: frozenset[str] = frozenset()
    rule_folders: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", _weights(self.weights, "weights"))


def load_settings(start: Path, *, file: Path | None = None) -> Settings:
    """The settings that hold in the folder `start`, or those of `file` where it is given.

    A `pyproject.toml` without a `[tool.poareview]` table is passed over. Without any file the
    defaults hold. Folders of rules are relative to the file that names them.

    Raises:
        ConfigError: the file is missing, is not TOML, or holds an unknown key or a wrong value.

    """
    if file is not None:
        table = _table(file)
        if table is None:
            raise ConfigError(
                f"{file}: there is no [tool.poareview] table in it. Add one, or name another file."
            )
        return _settings(table, file)
    folder = start.absolute()
    for parent in (folder, *folder.parents):
        for path in (parent / NAME, parent / "pyproject.toml"):
            if path.is_file() and (table := _table(path)) is not None:
                return _settings(table, path)
    return Settings()


def suggestion(wrong: str, known: Iterable[str]) -> str:
    """A sentence that names the closest known word, with a blank before it; empty if none is close."""
    from difflib import get_close_matches

    # str(): a member of an enum would be shown as one
    close = get_close_matches(wrong.lower(), [str(word) for word in known], n=1, cutoff=0.6)
    return f" Did you mean {close[0]!r}?" if close else ""


def _table(path: Path) -> dict[str, Any] | None:
    """The settings in a file as TOML gives them; `None` for a `pyproject.toml` that has none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file. Give the path of a {NAME}.") from None
    except IsADirectoryError:
        raise ConfigError(f"{path}: is a folder. Give the path of a {NAME}.") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be opened ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: is not UTF-8 text. Save it as UTF-8.") from None
    pyproject = path.name == "pyproject.toml"
    if pyproject and "poareview" not in text:
        return None
    import tomllib

    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}.") from None
    if not pyproject:
        return whole
    tool = whole.get("tool", {})
    table = tool.get("poareview") if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: 'tool.poareview' must be a table, written [tool.poareview].")
    return table


def _settings(table: dict[str, Any], path: Path) -> Settings:
    for key in table:
        if key not in KEYS:
            raise ConfigError(
                f"{path}: unknown key {key!r}.{suggestion(key, KEYS)} Known keys: {', '.join(KEYS)}."
            )
    return Settings(
        language=_language(table, "language", path),
        report_language=_language(table, "report_language", path),
        weights=_weight_table(table, path),
        disabled_rules=frozenset(_strings(table, "disable", path)),
        rule_folders=tuple(_folder(name, path) for name in _strings(table, "rules", path)),
    )


def _language(table: Mapping[str, Any], key: str, path: Path) -> Language | None:
    value = table.get(key)
    if value is None:
        return None
    if value not in tuple(Language):
        raise ConfigError(f"{path}: {key} = {value!r} is not supported. Supported: 'en', 'fr', 'nl'.")
    return Language(value)


def _weight_table(table: Mapping[str, Any], path: Path) -> Mapping[Criterion, float]:
    value = table.get("weights", {})
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: 'weights' must be a table of numbers, written [weights].")
    return _weights(value, f"{path}: weights")


def _weights(given: Mapping[Any, Any], where: str) -> Mapping[Criterion, float]:
    """The default weights with those `given` put over them, checked; `where` begins an error's message."""
    if given is default_weights():
        return default_weights()
    known = tuple(Criterion)
    weights = dict(default_weights())
    for name, value in given.items():
        if name not in known:
            raise ConfigError(
                f"{where}: unknown criterion {str(name)!r}.{suggestion(str(name), known)} "
                f"Known: {', '.join(known)}."
            )
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise ConfigError(f"{where}.{name} = {value!r} is not a number. Give points, such as 15.")
        if value < 0:
            raise ConfigError(
                f"{where}.{name} = {value!r} is below zero. Give 0 to leave it out of the score."
            )
        weights[Criterion(name)] = float(value)
    total = sum(weights.values())
    if total <= 0:
        raise ConfigError(f"{where}: all are zero, so there is no score. Give at least one above 0.")
    if not isfinite(total):
        raise ConfigError(f"{where}: too large to add up. Give points, such as 15.")
    return MappingProxyType(weights)


def _strings(table: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise ConfigError(f"{path}: {key!r} must be a list of texts, such as {_EXAMPLE[key]}.")
    return tuple(item.strip() for item in value)


_EXAMPLE = {"disable": '["tone/*", "concise/filler"]', "rules": '["my-rules"]'}


def _folder(name: str, path: Path) -> Path:
    folder = path.absolute().parent / Path(name).expanduser()
    if not folder.is_dir():
        raise ConfigError(
            f"{path}: rules folder {name!r} is not there (looked for {folder}). Correct its path."
        )
    return folder
