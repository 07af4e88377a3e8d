"""Labelled drafts: what an evaluation holds the reviewer against.

A labelled draft is one JSON file; its form is told in `tests/evals/README.md`. The files are read
and checked here once, and everything in them that quotes the draft gets its offsets.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from poareview.errors import ConfigError
from poareview.model import SIX, Criterion, Language, Level, Party, Role, Verdict

if TYPE_CHECKING:
    from pydantic import TypeAdapter

# Rubric, "Evidence": these five carry the sentences that decided them; `concise` and the four more do not.
WITH_EVIDENCE: tuple[Criterion, ...] = SIX[:5]


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledSentence:
    """A sentence, heading or list item of a draft with the roles it was given."""

    start: int
    end: int
    quote: str
    roles: frozenset[Role]


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledEvidence:
    """A sentence that decided a level; `target` is who is blamed, `None` for any criterion but `no_blame`."""

    start: int
    end: int
    quote: str
    target: Party | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticePoint:
    """One thing that the notice asks for or raises, and whether the draft answers it."""

    point: str
    covered: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledDraft:
    """A draft with the levels, evidence and roles that it was given by whoever labelled it.

    `levels` has the six criteria of the verdict always, the four more where they were labelled.
    `evidence` has an entry for each criterion in `WITH_EVIDENCE`, empty where nothing was quoted.
    `sentences` are in order; empty where none were labelled. `notice` is `None` where none was given.
    """

    id: str
    language: Language
    text: str
    levels: Mapping[Criterion, Level]
    evidence: Mapping[Criterion, tuple[LabelledEvidence, ...]]
    sentences: tuple[LabelledSentence, ...] = ()
    writer: str = ""
    issue: str = ""
    notice: str | None = None
    points: tuple[NoticePoint, ...] = ()
    traits: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict that the labelled levels come to."""
        return rubric_verdict(self.levels)


def rubric_verdict(levels: Mapping[Criterion, Level]) -> Verdict:
    """The verdict of the rubric's section of that name, from the levels of the six.

    It is written out here a second time on purpose: were it shared with the reviewer, a fault in it
    would agree with itself.
    """
    six = [levels[criterion] for criterion in SIX]
    if 0 not in six and six.count(1) <= 1:
        return Verdict.READY
    needed = (Criterion.ROOT_CAUSE, Criterion.ACTIONS_TAKEN, Criterion.PREVENTION, Criterion.NO_BLAME)
    return Verdict.REVISE if all(levels[criterion] >= 1 for criterion in needed) else Verdict.REWORK


def load_labelled(folder: str | Path) -> tuple[LabelledDraft, ...]:
    """Every labelled draft (`*.json`) in a folder and its subfolders, in the order of their paths.

    Raises:
        ConfigError: there is no such folder or no draft in it, a file is not what it should be, or two
            drafts have one id. The message names the file and the key.
    """
    top = Path(folder)
    if not top.is_dir():
        raise ConfigError(f"{top}: no such folder. Name a folder of labelled drafts (.json files).")
    paths = sorted(top.rglob("*.json"))
    if not paths:
        raise ConfigError(f"{top}: no .json file in it or below it. Name a folder of labelled drafts.")
    drafts: dict[str, LabelledDraft] = {}
    places: dict[str, Path] = {}
    for path in paths:
        draft = read_labelled(path)
        if draft.id in drafts:
            raise ConfigError(f"{path}: id: {draft.id!r} is also the id of {places[draft.id]}. Rename one.")
        drafts[draft.id], places[draft.id] = draft, path
    return tuple(drafts.values())


def read_labelled(path: Path) -> LabelledDraft:
    """One labelled draft from its JSON file.

    Raises:
        ConfigError: the file cannot be read or is not in the form of a labelled draft.
    """
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise ConfigError(f"{path}: not JSON: {error.msg}, line {error.lineno}.") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: not a labelled draft: it is nested too deeply.") from error
    return _labelled(_validated(data, path), path)


# --- The form of the file -------------------------------------------------------------------------
# Plain dataclasses that pydantic validates. A key of the draft itself that is not known is let through, as
# people keep notes there; an unknown one among the labels or the evidence is a slip that would go unnoticed.


@dataclass(frozen=True, kw_only=True)
class _Point:
    point: str
    covered: bool


@dataclass(frozen=True, kw_only=True)
class _Blame:
    quote: str
    target: Party


@dataclass(frozen=True, kw_only=True)
class _Sentence:
    text: str
    roles: list[Role]


@dataclass(frozen=True, kw_only=True)
class _Labels:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    root_cause: Level
    actions_taken: Level
    prevention: Level
    short_close: Level
    no_blame: Level
    concise: Level
    factual: Level | None = None
    tone: Level | None = None
    structure: Level | None = None
    language: Level | None = None


@dataclass(frozen=True, kw_only=True)
class _Quotes:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    root_cause: list[str] = field(default_factory=list)
    actions_taken: list[str] = field(default_factory=list)
    prevention: list[str] = field(default_factory=list)
    short_close: list[str] = field(default_factory=list)
    no_blame: list[_Blame] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class _File:
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "ignore"}
    id: str
    lang: Language
    text: str
    labels: _Labels
    evidence: _Quotes = field(default_factory=_Quotes)
    sentences: list[_Sentence] = field(default_factory=list)
    writer: str = ""
    issue: str = ""
    notice: str | None = None
    notice_points: list[_Point] = field(default_factory=list)
    traits: list[str] = field(default_factory=list)


@cache
def _adapter() -> TypeAdapter[_File]:
    from pydantic import TypeAdapter

    return TypeAdapter(_File)


def _validated(data: object, path: Path) -> _File:
    from pydantic import ValidationError

    if not isinstance(data, dict):
        raise ConfigError(
            f"{path}: not a labelled draft: a JSON object is wanted, with id, lang, text, labels."
        )
    try:
        file = _adapter().validate_python(data)
    except ValidationError as error:
        # Whatever else is wrong often follows from the first; one at a time is easier to put right.
        first = error.errors(include_url=False)[0]
        raise ConfigError(f"{path}: {key_path(first['loc'])}: {_said_plainly(first)}") from None
    for name, level in data["labels"].items():
        if isinstance(level, bool):  # to Python, and so to pydantic's Literal, true is a 1
            raise ConfigError(f"{path}: labels.{name}: Input should be 0, 1 or 2, not {level!r}.")
    return file


def key_path(loc: Iterable[int | str]) -> str:
    """Where in a file a fault is, as one would write it: `sentences[3].roles[0]`."""
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path or "the file"


def _said_plainly(error: Mapping[str, Any]) -> str:
    if error["type"] == "missing":
        return "is missing."
    if error["type"] == "unexpected_keyword_argument":
        known = fields(_Quotes if error["loc"][0] == "evidence" else _Labels)
        return f"is not a known key. Known: {', '.join(one.name for one in known)}."
    got = repr(error["input"])
    return f"{error['msg']}, not {got if len(got) <= 60 else got[:57] + '...'}."


# --- From the file to the draft -------------------------------------------------------------------


def _labelled(file: _File, path: Path) -> LabelledDraft:
    if not file.text.strip():
        raise ConfigError(f"{path}: text: is empty. A labelled draft needs the text of the draft.")
    sentences = _located_sentences(file.sentences, file.text, path)
    evidence = {
        criterion: _located_evidence(
            criterion, getattr(file.evidence, criterion.value), sentences, file, path
        )
        for criterion in WITH_EVIDENCE
    }
    levels = {criterion: getattr(file.labels, criterion.value) for criterion in Criterion}
    return LabelledDraft(
        id=file.id,
        language=file.lang,
        text=file.text,
        levels=MappingProxyType({name: level for name, level in levels.items() if level is not None}),
        evidence=MappingProxyType(evidence),
        sentences=sentences,
        writer=file.writer,
        issue=file.issue,
        notice=file.notice,
        points=tuple(NoticePoint(point=one.point, covered=one.covered) for one in file.notice_points),
        traits=tuple(file.traits),
    )


def _located_sentences(labelled: list[_Sentence], text: str, path: Path) -> tuple[LabelledSentence, ...]:
    """The sentences with their offsets; they are in the text's order, so repeated ones are told apart."""
    located: list[LabelledSentence] = []
    end = 0
    for index, sentence in enumerate(labelled):
        start = text.find(sentence.text, end)
        if start < 0 or not sentence.text:
            raise ConfigError(
                f"{path}: sentences[{index}].text: {sentence.text[:60]!r} does not occur in the text after "
                "the sentence before it. Quote the draft to the letter and in its order."
            )
        end = start + len(sentence.text)
        roles = frozenset(sentence.roles)
        located.append(LabelledSentence(start=start, end=end, quote=sentence.text, roles=roles))
    return tuple(located)


def _located_evidence(
    criterion: Criterion,
    quotes: Sequence[str | _Blame],
    sentences: tuple[LabelledSentence, ...],
    file: _File,
    path: Path,
) -> tuple[LabelledEvidence, ...]:
    """The evidence with its offsets: those of the labelled sentence that it quotes, else its first place."""
    located: list[LabelledEvidence] = []
    taken: set[int] = set()
    for index, item in enumerate(quotes):
        quote = item if isinstance(item, str) else item.quote
        target = None if isinstance(item, str) else item.target
        starts = [one.start for one in sentences if one.quote == quote and one.start not in taken]
        start = starts[0] if starts else file.text.find(quote)
        if start < 0 or not quote:
            raise ConfigError(
                f"{path}: evidence.{criterion}[{index}]: {quote[:60]!r} does not occur in the text. "
                "Quote the draft to the letter."
            )
        taken.add(start)
        located.append(LabelledEvidence(start=start, end=start + len(quote), quote=quote, target=target))
    return tuple(located)
