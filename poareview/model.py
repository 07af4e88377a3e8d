"""The nouns of a review: what is read, what is found in it, and what comes of that.

Everything here is frozen. Offsets are code points into `Document.text`, half-open, and
`text[start:end] == quote` holds for everything that has a quote. There is no logic here beyond
properties; who makes these things is told by the layers above.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

Level: TypeAlias = Literal[0, 1, 2]
Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"


class Language(StrEnum):
    """The languages of drafts and of reports."""

    EN = "en"
    FR = "fr"
    NL = "nl"


class Criterion(StrEnum):
    """The ten criteria of the rubric, in its order; the first six make the verdict."""

    ROOT_CAUSE = "root_cause"
    ACTIONS_TAKEN = "actions_taken"
    PREVENTION = "prevention"
    SHORT_CLOSE = "short_close"
    NO_BLAME = "no_blame"
    CONCISE = "concise"
    FACTUAL = "factual"
    TONE = "tone"
    STRUCTURE = "structure"
    LANGUAGE = "language"


SIX: tuple[Criterion, ...] = tuple(Criterion)[:6]


class Verdict(StrEnum):
    """What the rubric's verdict section calls the draft."""

    READY = "ready"
    REVISE = "revise"
    REWORK = "rework"


class Severity(StrEnum):
    """How much a finding matters: an error lowers a level, a warning may, a note never does."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Party(StrEnum):
    """Who is blamed (rubric, "Evidence")."""

    BUYER = "buyer"
    AMAZON = "amazon"
    CARRIER = "carrier"
    SUPPLIER = "supplier"
    COMPETITOR = "competitor"
    STAFF = "staff"
    OTHER = "other"


class FlagKind(StrEnum):
    """Risks that stand beside the score and never inside it."""

    FATAL_ADMISSION = "fatal_admission"
    THREAT = "threat"
    PRIVATE_DATA = "private_data"
    PLACEHOLDER = "placeholder"
    HIDDEN_TEXT = "hidden_text"
    INSTRUCTION = "instruction"


class Role(StrEnum):
    """What a sentence does (rubric, "Sentence roles"); a sentence has one role or more."""

    HEADING = "heading"
    GREETING = "greeting"
    ISSUE = "issue"
    ROOT_CAUSE = "root_cause"
    EXTERNAL_CAUSE = "external_cause"
    ACTION = "action"
    INTENTION = "intention"
    PREVENTION = "prevention"
    PROMISE = "promise"
    EVIDENCE = "evidence"
    OWNERSHIP = "ownership"
    REQUEST = "request"
    THANKS = "thanks"
    BLAME = "blame"
    DENIAL = "denial"
    EMOTION = "emotion"
    BACKGROUND = "background"
    FILLER = "filler"
    QUOTED = "quoted"
    OFF_TOPIC = "off_topic"


class BlockKind(StrEnum):
    """What a reader saw a stretch of the draft as."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    QUOTE = "quote"


class HiddenKind(StrEnum):
    """How a text was kept from the eye of a person who reads the draft."""

    VANISH = "vanish"
    WHITE = "white"
    TINY = "tiny"
    ZERO_WIDTH = "zero_width"


class SpecificKind(StrEnum):
    """The kinds of specifics that a reader could check, and of things that stand in their place."""

    ORDER_ID = "order_id"
    ASIN = "asin"
    FNSKU = "fnsku"
    SKU = "sku"
    EAN = "ean"
    SHIPMENT_ID = "shipment_id"
    CASE_ID = "case_id"
    INVOICE = "invoice"
    TRACKING = "tracking"
    VAT = "vat"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    COUNT = "count"
    PERCENTAGE = "percentage"
    METRIC = "metric"
    MONEY = "money"
    DOCUMENT = "document"
    NAME = "name"
    URL = "url"
    PLACEHOLDER = "placeholder"
    IBAN = "iban"
    CARD = "card"
    PASSPORT = "passport"
    PHONE = "phone"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One heading, paragraph, list item or table row, without its marker ("- ", "1. ", "# ").

    `level` is 1-6 for a heading and the nesting depth from 0 for a list item, else 0.
    `ordered` is true for a numbered list item. `paragraph` counts from 1 over the whole draft,
    `page` from 1, or is `None` where the format has no pages.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    ordered: bool = False
    paragraph: int = 1
    page: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Hidden:
    """A stretch of the draft that a person would not see; it is reported and never judged."""

    kind: HiddenKind
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A draft as it was read, once and for all.

    `blocks` are in order, do not overlap, and cover every letter and digit of `text` that is not
    hidden. `name` is the file's name, `None` for text that was handed in.
    """

    text: str
    blocks: tuple[Block, ...]
    format: str = "text"
    name: str | None = None
    hidden: tuple[Hidden, ...] = ()
    pages: int | None = None

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, or the last one that begins before it; `None` if none does."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[index] if index >= 0 else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """A sentence, a heading or a list item (rubric, "Sentence roles"), without outer blanks or marker."""

    start: int
    end: int
    quote: str
    kind: BlockKind
    block: int


@dataclass(frozen=True, kw_only=True, slots=True)
class TaggedSentence:
    """A sentence with the roles it was given and the probability of each of the twenty."""

    sentence: Sentence
    roles: frozenset[Role]
    probabilities: Mapping[Role, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Specific:
    """Something checkable in the draft, or something that stands in its place.

    `value` is the normalised form (an ISO date where the date is unambiguous, a plain decimal for
    a number or the value of a metric), `target` a metric's target. `valid` is the outcome of a
    check digit or of a shape test: `None` where nothing can be checked.
    """

    kind: SpecificKind
    start: int
    end: int
    quote: str
    value: str | None = None
    target: str | None = None
    valid: bool | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Because:
    """What made a finding fire: the kind of check, what it saw, and the number it compared, if any."""

    kind: str
    detail: str
    value: float | None = None
    bound: float | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One fault, at one place, with what to do about it, in the report's language.

    `start`, `end`, `paragraph` and `page` are `None`, and `quote` is empty, only where the fault
    is that something is absent. `criterion` is `None` for a risk that belongs to no criterion.
    `target` is who is blamed, `None` where nobody is. `flag` is set on a risk that is also listed
    among the flags.
    """

    rule: str
    criterion: Criterion | None
    severity: Severity
    quote: str
    start: int | None
    end: int | None
    message: str
    advice: str
    because: Because
    source: Literal["rules", "tagger", "specifics", "spelling", "reading", "llm"]
    target: Party | None = None
    flag: FlagKind | None = None
    paragraph: int | None = None
    page: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Flag:
    """A risk that stands beside the score: what kind, where, why, and what to do."""

    kind: FlagKind
    rule: str
    quote: str
    start: int | None
    end: int | None
    message: str
    advice: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """A sentence that decided a level, and the role or the rule that made it do so.

    `because` is "role:" and a role, "rule:" and a rule's id, or "specifics". `probability` is the
    classifier's for that role, `None` where a rule decided.
    """

    quote: str
    start: int
    end: int
    because: str
    probability: float | None = None
    target: Party | None = None
    paragraph: int | None = None
    page: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionResult:
    """A criterion's level with its reasons; a level of `None` means "not assessed", never zero.

    `raise_it` says what would raise the level, and is empty at level 2. `weight` is the share of
    the score, in points out of the sum of the assessed weights. `measures` are the numbers that
    the level was worked out from, by name.
    """

    id: Criterion
    title: str
    level: Level | None
    weight: float
    reason: str
    raise_it: str
    evidence: tuple[Evidence, ...] = ()
    measures: Mapping[str, float]


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """The whole review of one draft; every report can be made from it alone.

    `score` is 0-100. `language_confidence` is 0-1, and 1.0 where the caller named the language.
    `reading_seconds` is at 230 words a minute. `fix_first` names up to three criteria, the most
    damaging first. `text` is the draft as read: all offsets point into it.
    """

    version: str
    name: str | None
    format: str
    verdict: Verdict
    score: int
    language: Language
    language_confidence: float
    report_language: Language
    words: int
    reading_seconds: int
    criteria: tuple[CriterionResult, ...]
    fix_first: tuple[Criterion, ...]
    findings: tuple[Finding, ...]
    flags: tuple[Flag, ...]
    specifics: tuple[Specific, ...]
    text: str

    def criterion(self, criterion: Criterion | str) -> CriterionResult:
        """The result of one criterion.

        Raises:
            ValueError: there is no criterion of that name.
        """
        wanted = Criterion(criterion)
        return next(result for result in self.criteria if result.id == wanted)

    def level(self, criterion: Criterion | str) -> Level | None:
        """The level of one criterion, `None` where it was not assessed."""
        return self.criterion(criterion).level

    def model_dump(self, *, mode: Literal["python", "json"] = "json") -> dict[str, Json]:
        """The JSON report as plain dicts and lists; its schema is what `poareview schema` prints.

        Both modes give the same plain values; the word is there for those who know it from pydantic.
        """
        if mode not in ("python", "json"):
            raise ValueError(f"mode {mode!r} is not known: use 'python' or 'json'")
        plain = _plain(self)
        assert isinstance(plain, dict)
        return plain


def _plain(value: object) -> Json:
    if isinstance(value, StrEnum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(_plain(key)): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no place in a report")
