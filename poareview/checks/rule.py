"""A rule as the program holds it: what a rule file says, ready to run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from poareview.model import (
    BlockKind,
    Criterion,
    Finding,
    FlagKind,
    Language,
    Level,
    Party,
    Role,
    Severity,
    SpecificKind,
)
from poareview.text.fold import plain

KINDS = (
    "phrase",
    "specific",
    "hidden",
    "mistake",
    "tag",
    "missing",
    "count",
    "length",
    "repetition",
    "capitals",
)
Kind = Literal[
    "phrase", "specific", "hidden", "mistake", "tag", "missing", "count", "length", "repetition", "capitals"
]
Scope = Literal["sentence", "heading", "closing", "document"]
Status = Literal["preview", "stable", "deprecated"]


# Stands for the edge of a word in the key of a word of up to three letters.
EDGE = "\x01"
GRAM = 4  # characters of any other key


class Pattern(NamedTuple):
    """A pattern as its author wrote it, with what every match of it must hold.

    Each of `needs` maps a key (a run of four characters, or a short word between edges) to the
    strings that it stands for; a text that matches holds at least one of the strings of each, or,
    where a key has none, the word itself. No needs, no promise.
    """

    source: str
    needs: tuple[Mapping[str, Sequence[str]], ...] = ()

    def possible(self, text: str) -> bool:
        """Whether a plain text may match at all; far quicker than finding out."""
        for need in self.needs:
            for key, strings in need.items():
                if strings:
                    # the key stands in each of its strings, so most are never looked for
                    if key in text and any(string in text for string in strings):
                        break
                elif key.strip(EDGE) in text:
                    break
            else:
                return False
        return True

    def search(self, text: str) -> bool:
        """Whether a plain text matches."""
        return self.possible(text) and self.compiled().search(text) is not None

    def compiled(self) -> re.Pattern[str]:
        """The pattern for plain text: no case, no accents."""
        return _compiled(self.source)


class RuleTexts(NamedTuple):
    """What a rule says and looks for in one language."""

    message: str
    advice: str
    why: str
    suggest: str = ""
    any_of: tuple[Pattern, ...] = ()
    unless: tuple[Pattern, ...] = ()
    flagged: tuple[str, ...] = ()
    clean: tuple[str, ...] = ()


class Rule(NamedTuple):
    """One rule; `schema.py` says what each key means."""

    id: str
    kind: Kind
    severity: Severity
    texts: Mapping[Language, RuleTexts]
    criterion: Criterion | None = None
    scope: Scope = "sentence"
    caps: Level | None = None
    blames: tuple[Party, ...] = ()
    status: Status = "preview"
    since: str = ""
    replaced_by: str | None = None
    flag: FlagKind | None = None
    excludes: bool = False
    quoted: bool = False
    span: Literal["sentence", "words"] = "sentence"
    specific: tuple[SpecificKind, ...] = ()
    valid: bool | None = None
    mistake: Literal["spelling", "grammar", "mixed"] | None = None
    roles: tuple[Role, ...] = ()
    given: tuple[Role, ...] = ()
    threshold: float = 0.5
    of: Literal["draft", "closing", "sentence", "paragraph"] = "draft"
    blocks: tuple[BlockKind, ...] = ()
    min: float | None = None
    max: float | None = None
    from_words: int = 0

    def cap_for(self, finding: Finding) -> Level | None:
        """The highest level of its criterion that a finding of this rule allows, `None` where it sets none.

        Only a rule that is stable sets one. To blame a buyer outright is the rubric's 0 of `no_blame`,
        whichever rule found it; to hint at it is a warning, and its 1.
        """
        if self.status != "stable" or self.caps is None:
            return None
        if finding.target is Party.BUYER and self.severity is Severity.ERROR:
            return 0
        return self.caps

    def text(self, language: Language) -> RuleTexts:
        """The rule's texts in `language`; a user's rule may lack it, then those in its first language."""
        return self.texts.get(language) or next(iter(self.texts.values()))


def fold_pattern(source: str) -> str:
    r"""The pattern for plain text: letters without case and accents, escapes such as `\S` untouched."""
    parts = _escapes().split(source)
    return "".join(part if number % 2 else plain(part) for number, part in enumerate(parts))


@cache
def _escapes() -> re.Pattern[str]:
    return re.compile(r"(\\.)", re.DOTALL)


@cache
def _compiled(source: str) -> re.Pattern[str]:
    # no IGNORECASE: a plain text has no capitals, and the flag makes compiling and searching slower
    return re.compile(fold_pattern(source))
