"""What a rule file may say.

Built-in files are checked when the index is built, a user's when they are read.
"""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from poareview.checks.rule import Kind, Scope, Status, fold_pattern
from poareview.errors import RuleFileError
from poareview.model import BlockKind, Criterion, FlagKind, Language, Party, Role, Severity, SpecificKind

FIELDS = frozenset({"quote", "value", "bound", "party"})  # what a message or an advice may ask for


class LanguageSection(BaseModel):
    """[en], [fr] or [nl]: what the rule says and looks for in that language.

    message: one sentence on what is wrong; may hold {quote}, {value}, {bound} and {party}.
    advice: what to write instead. why: why it matters, for `poareview explain`.
    suggest: added to the advice where a spelling is suggested; holds {suggestion} (kind "mistake").
    any_of: patterns, one of which must be found; written with accents, matched without (and without case).
    unless: patterns that silence the rule for a sentence in which one of them is found.
    flagged, clean: texts in which the rule must, and must not, fire.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    message: str = Field(min_length=1)
    advice: str = Field(min_length=1)
    why: str = Field(min_length=1)
    suggest: str = ""
    any_of: list[str] = []
    unless: list[str] = []
    flagged: list[str] = []
    clean: list[str] = []

    @field_validator("message", "advice")
    @classmethod
    def _known_fields(cls, template: str) -> str:
        try:
            template.format_map(dict.fromkeys(FIELDS, ""))
        except (KeyError, ValueError, IndexError) as error:
            raise ValueError(f"{error} cannot be filled in; known are {sorted(FIELDS)}") from None
        return template

    @field_validator("any_of", "unless")
    @classmethod
    def _patterns(cls, patterns: list[str]) -> list[str]:
        for pattern in patterns:
            fault = pattern_fault(pattern)
            if fault:
                raise ValueError(f"pattern {pattern!r} {fault}")
        return patterns


class RuleFile(BaseModel):
    """The head of a rule file.

    id: criterion/the-fault in kebab-case; never used again for another meaning.
    criterion: one of the ten, or absent for a risk that belongs to none.
    kind: the function in kinds.py that runs the rule.
    scope: where a `phrase` is looked for. severity: error, warning or note.
    caps: while it fires, the criterion scores no higher than this.
    blames: who is blamed; several for kind "tag", which then fires only where one of these is named.
    status, since, replaced_by: preview rules are reported and not counted.
    flag: the risk that a finding is also listed under, beside the score.
    excludes: a sentence in which it fires is no evidence for anything.
    quoted: look inside quotation marks and quoted text, too. span: point to the sentence or to the words.
    specific, valid: kind "specific": the kinds of specifics it reports, and only those so checked.
    mistake: kind "mistake": which mistakes. roles, threshold: kinds "tag", "missing" and "count".
    given: kind "missing": report it only where one of these roles is there, at that sentence.
    of, min, max: kinds "length" and "count"; `max` of kind "repetition" is the overlap allowed (0-1).
    blocks: kind "count": count blocks of these kinds rather than roles. from_words: only in drafts this long.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+/[a-z0-9]+(?:-[a-z0-9]+)*$")
    criterion: Criterion | None = None
    kind: Kind
    scope: Scope = "sentence"
    severity: Severity
    caps: Literal[0, 1] | None = None
    blames: list[Party] = []
    status: Status
    since: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    replaced_by: str | None = None
    flag: FlagKind | None = None
    excludes: bool = False
    quoted: bool = False
    span: Literal["sentence", "words"] = "sentence"
    specific: list[SpecificKind] = []
    valid: bool | None = None
    mistake: Literal["spelling", "grammar", "mixed"] | None = None
    roles: list[Role] = []
    given: list[Role] = []
    threshold: float = Field(default=0.5, gt=0, le=1)
    of: Literal["draft", "closing", "sentence", "paragraph"] = "draft"
    blocks: list[BlockKind] = []
    min: float | None = None
    max: float | None = None
    from_words: int = 0
    why: str = Field(min_length=1)
    en: LanguageSection | None = None
    fr: LanguageSection | None = None
    nl: LanguageSection | None = None

    @field_validator("criterion", mode="before")
    @classmethod
    def _no_criterion(cls, value: object) -> object:
        return value or None

    @field_validator("blames", mode="before")
    @classmethod
    def _one_party(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _fits_its_kind(self) -> RuleFile:
        if not self.sections():
            raise ValueError("it has no [en], [fr] or [nl] section")
        wanted = {
            "specific": ("specific",),
            "mistake": ("mistake",),
            "tag": ("roles",),
            "missing": ("roles",),
            "count": ("roles", "blocks"),
        }.get(self.kind, ())
        if wanted and not any(getattr(self, key) for key in wanted):
            raise ValueError(f"kind {self.kind!r} needs {' or '.join(map(repr, wanted))}")
        if self.kind in ("count", "length") and self.min is None and self.max is None:
            raise ValueError(f"kind {self.kind!r} needs 'min' or 'max'")
        if self.status == "deprecated" and not self.replaced_by:
            raise ValueError("a deprecated rule needs 'replaced_by'")
        for language, section in self.sections().items():
            if self.kind == "phrase":
                for key in ("any_of", "flagged", "clean"):
                    if not getattr(section, key):
                        raise ValueError(f"[{language}] has no {key!r}. A phrase rule needs at least one")
            elif section.unless or (section.any_of and self.kind != "capitals"):
                raise ValueError(f"[{language}] has patterns, but kind {self.kind!r} reads none")
        return self

    def sections(self) -> dict[Language, LanguageSection]:
        """The language sections that the file has."""
        present = {Language.EN: self.en, Language.FR: self.fr, Language.NL: self.nl}
        return {language: section for language, section in present.items() if section}

    def plain(self) -> dict[str, Any]:
        """The plain form that the loader takes, without what is left at its default."""
        head = self.model_dump(mode="json", exclude={"en", "fr", "nl"}, exclude_defaults=True)
        head["texts"] = {
            language.value: section.model_dump(mode="json", exclude_defaults=True)
            for language, section in self.sections().items()
        }
        return head


def read_rule_file(file: Path) -> RuleFile:
    """The rule file, checked.

    Raises:
        RuleFileError: it cannot be read, is no TOML, or says what no rule may say; the message names
            file, line, key, what is wrong and, for an unknown key or word, the one that was meant.
    """
    try:
        text = file.read_text(encoding="utf-8")
        loaded = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleFileError(f"{file}: cannot be read as UTF-8 text: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{file}: is not valid TOML: {error}.") from None
    try:
        return RuleFile.model_validate(loaded)
    except ValidationError as error:
        # a mistyped key is both unknown and missing: say what was typed
        first = min(error.errors(include_url=False), key=lambda each: each["type"] != "extra_forbidden")
        raise RuleFileError(_explained(file, text, first)) from None


def _explained(file: Path, text: str, error: ErrorDetails) -> str:
    where = [str(part) for part in error["loc"]]
    key = next((part for part in reversed(where) if not part.isdigit()), "")
    section = f"[{where[0]}] " if len(where) > 1 and where[0] in tuple(Language) else ""
    line = _line_of(text, key, where[0] if section else "")
    place = f"{file}:{line}" if line else f"{file}"
    said = error["msg"].removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":
        known = LanguageSection.model_fields if section else RuleFile.model_fields
        return f"{place}: {section}unknown key {key!r}.{_meant(key, list(known))}"
    if error["type"] == "missing":
        return f"{place}: {section}key {key!r} is missing."
    hint = ""
    if error["type"] in ("enum", "literal_error"):
        hint = _meant(str(error["input"]), re.findall(r"'([^']+)'", said))
    if not key:
        return f"{place}: {said}."
    shown = "" if isinstance(error["input"], dict | list) else f" ({error['input']!r})"
    return f"{place}: {section}{key!r}{shown}: {said}.{hint}"


def _meant(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Did you mean {close[0]!r}?" if close else ""


def _line_of(text: str, key: str, section: str) -> int | None:
    """The line, from 1, on which `key` is set, in `section` where one is given."""
    inside = not section
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip().startswith("["):
            inside = line.strip() == f"[{section}]"
        elif inside and key and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return None


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern, or `None`.

    A repetition without limit inside a repetition without limit may run for years on one sentence,
    so it is refused. Beyond that a pattern only ever sees 1,200 characters at once, which bounds
    what a slow one can cost; two alternatives that overlap inside a repetition are not found here.
    """
    try:
        re.compile(fold_pattern(pattern))
    except re.error as error:
        return f"is no regular expression: {error}"
    if _nests_repetitions(pattern):
        return "repeats a repetition without limit; write a limit such as {0,40}"
    if re.search(r"(?<!\\)\.[*+]", pattern):
        return "has '.*' or '.+'; write a limit such as .{0,40}"
    if re.search(r"\(\?P[<=]", pattern):
        return "names a group; rules have no use for one"
    return None


def _nests_repetitions(pattern: str) -> bool:
    open_groups: list[bool] = [False]
    index, last_had = 0, False
    while index < len(pattern):
        character = pattern[index]
        if character == "\\":
            index, last_had = index + 2, False
            continue
        if character == "[":
            closing = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]").match(pattern, index)
            index, last_had = (closing.end() if closing else index + 1), False
            continue
        if character == "(":
            open_groups.append(False)
            last_had = False
        elif character == ")" and len(open_groups) > 1:
            last_had = open_groups.pop()
            open_groups[-1] = open_groups[-1] or last_had
        elif character in "*+" or re.compile(r"\{\d*,\}").match(pattern, index):
            if last_had:
                return True
            open_groups[-1] = True
            last_had = False
        elif character not in "?{":
            last_had = False
        index += 1
    return False
