"""Which reason a level has, in words: picked from `reasons.toml` by what stands out in the measures.

The measures are the same that the level was worked out from. Nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from poareview.criteria import criteria
from poareview.model import Criterion, FlagKind, Language, Level
from poareview.scoring.judged import Judged

Pick = Callable[[Judged, Level], str]


def reason(criterion: Criterion, level: Level, judged: Judged, language: Language) -> tuple[str, str]:
    """Why the criterion has this level and what would raise it, the latter empty at level 2."""
    told = _case(criterion, _PICK[criterion](judged, level), language)
    general = criteria(language)[criterion].raise_from(level)
    raise_it = told.get("raise_it", general) if level < 2 else ""
    return told["reason"].format(**judged.numbers(criterion, language)), raise_it


def not_assessed(criterion: Criterion, language: Language) -> str:
    """Why a criterion has no level."""
    return _case(criterion, "not_assessed", language)["reason"]


@cache
def _case(criterion: Criterion, case: str, language: Language) -> Mapping[str, str]:
    """One table of the file; to parse all of it would cost more than to review a page."""
    import tomllib

    header = f"[{criterion}.{case}.{language}]\n"
    _, _, following = _file().partition(header)
    return tomllib.loads(following.partition("\n[")[0])


@cache
def _file() -> str:
    return Path(__file__).with_name("reasons.toml").read_text(encoding="utf-8")


def _root_cause(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level == 2:
        return "owned"
    if level == 0:
        return "denied" if m["max_denial"] > 0.4 else "none"
    if m["max_external_cause"] > 0.4 and m["sum_external_cause"] > m["sum_root_cause"]:
        return "outside"
    if judged.fired("root_cause/generic-cause"):
        return "generic"
    return "vague" if m["max_root_cause"] > 0.4 else "restated"


def _actions_taken(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level != 1:
        return "done" if level else "none"
    if m["sum_intention"] > m["sum_action"]:
        return "intended"
    if m["second_action"] < 0.4:
        return "single"
    return "unchecked" if m["checkable_action"] < 0.8 else "thin"


def _prevention(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level == 2:
        return "lasting"
    if level == 0:
        return "promise_only" if m["max_promise"] > 0.4 else "none"
    if m["sum_promise"] > m["sum_prevention"]:
        return "promises"
    return "single" if m["second_prevention"] < 0.4 else "uncontrolled"


def _short_close(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level == 2:
        return "short"
    if level == 0:
        if judged.flagged(FlagKind.THREAT):
            return "threat"
        return "argument" if max(m["close_blame"], m["close_denial"]) > 0.4 else "none"
    if m["close_over_60_words"] > 0:
        return "long"
    if m["close_emotion"] > 0.4:
        return "emotional"
    if m["max_ownership"] < 0.4:
        return "no_responsibility"
    asks = max(m["close_request"], m["late_request"], m["close_thanks"])
    return "no_request" if asks < 0.4 else "weak"


def _no_blame(judged: Judged, level: Level) -> str:
    if level == 2:
        return "nobody"
    if level == 0:
        return "buyer"
    return "others" if judged.blamed_others else "hinted"


def _concise(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level == 2:
        return "brief"
    if m["under_60_words"]:
        return "thin"
    if level == 0 and m["over_750_words"]:
        return "too_long"
    if m["idle_share"] > 0.25 or (level == 0 and m["over_450_words"] == 0):
        return "idle_mostly" if level == 0 else "idle"
    if m["over_450_words"] > 0:
        return "too_long" if level == 0 else "long"
    return "dense" if m["walls"] else "repeats"


def _factual(judged: Judged, level: Level) -> str:
    if level != 1:
        return "checkable" if level else "nothing"
    return "placeholders" if judged.measures["placeholders"] else "few"


def _tone(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level == 2:
        return "calm"
    if level == 0:
        if judged.flagged(FlagKind.THREAT):
            return "threat"
        return "shouting" if m["capitals"] > 0.4 else "angry"
    if m["max_emotion"] > 0.35:
        return "emotional"
    return "defensive" if max(m["max_denial"], m["max_blame"]) > 0.35 else "informal"


def _structure(judged: Judged, level: Level) -> str:
    m = judged.measures
    if level != 1:
        return "clear" if level else "one_block"
    return "walls" if m["headings"] >= 1 and m["walls"] else "unmarked"


def _language(judged: Judged, level: Level) -> str:
    if level == 2:
        return "correct"
    if not judged.numbers(Criterion.LANGUAGE, Language.EN)["count"]:
        return "unpolished"
    if level == 1:
        return "few"
    return "mixed" if judged.fired("language/mixed") else "many"


_PICK: Mapping[Criterion, Pick] = {
    Criterion.ROOT_CAUSE: _root_cause,
    Criterion.ACTIONS_TAKEN: _actions_taken,
    Criterion.PREVENTION: _prevention,
    Criterion.SHORT_CLOSE: _short_close,
    Criterion.NO_BLAME: _no_blame,
    Criterion.CONCISE: _concise,
    Criterion.FACTUAL: _factual,
    Criterion.TONE: _tone,
    Criterion.STRUCTURE: _structure,
    Criterion.LANGUAGE: _language,
}
