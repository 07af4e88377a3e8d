"""A review as a list of plain parts, in reading order; each report renders the same list.

The strings in the parts are raw: they hold words of the draft as they are. A renderer must make
every one of them harmless before it prints it. The parts are named tuples, as to make a dataclass
takes seven times as long, which every start would pay for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

from poareview.model import (
    Criterion,
    CriterionResult,
    Evidence,
    Finding,
    Level,
    Review,
    Role,
    Severity,
    Verdict,
)
from poareview.report.texts import Texts, texts

UNSURE_BELOW = 0.8  # a language told with less confidence is shown as uncertain
MINUTE = 60
SPECIFICS = "specifics"  # what made a sentence count where it was the facts in it
LIKELY = 0.5  # a role of less probability is told as a possibility
ENOUGH = 30  # so many characters of a quote in a message tell that the message quotes it


class Heading(NamedTuple):
    """The title of the whole (`depth` 1), of a section (2) or of a criterion (3).

    `level` is the criterion's, -1 where the heading is of nothing that has a level.
    """

    text: str
    depth: int
    level: Level | Literal[-1] | None = -1
    note: str = ""
    number: int | None = None


class Text(NamedTuple):
    """A paragraph, with what it is in a word before it if `label` is given; `apart` asks for a blank line."""

    text: str
    label: str = ""
    style: Literal["plain", "dim", "ready", "revise", "rework"] = "plain"
    apart: bool = False


class Quote(NamedTuple):
    """Words of the draft, with what there is to say about them."""

    text: str
    note: str = ""
    label: str = ""


class Item(NamedTuple):
    """A remark in a list, with what to do; `quotes` are the words of the draft that `text` may hold."""

    text: str
    label: str = ""
    note: str = ""
    advice: str = ""
    severity: Severity | None = None
    quotes: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table; all columns but the first are short. `total` says that the last row is a sum."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


Part: TypeAlias = Heading | Text | Quote | Item | Table


def outline(review: Review, *, most: int | None = None) -> Iterator[Part]:
    """The parts of a report; `most` caps the quotes and remarks under a criterion, `None` shows all."""
    say = texts(review.report_language)
    yield from _top(review, say)
    yield from _risks(review, say)
    yield from _fix_first(review, say)
    yield Heading(text=say("section.criteria"), depth=2)
    for result in review.criteria:
        yield from _criterion(review, result, say, most)
    yield from _others(review, say, most)
    yield from _score(review, say)
    yield Text(text=say("say.disclaimer"), style="dim", apart=True)
    if any(not finding.flag for finding in review.findings):
        yield Text(text=say("say.hint"), style="dim")


def level_words(level: Level | None, say: Texts) -> str:
    """A level in words: "met", "partly met", "not met" or "not assessed"."""
    return say(f"level.{'none' if level is None else level}")


def verdict_line(review: Review, name: str) -> str:
    """One line on a draft: its name, the verdict in a word, the score."""
    say = texts(review.report_language)
    return say("format.label", label=name, text=f"{_verdict_word(review, say)}, {review.score}/100")


def _verdict_word(review: Review, say: Texts) -> str:
    """The verdict in a word; one line must not call a draft ready and leave out that it has risks."""
    risky = review.verdict is Verdict.READY and review.flags
    return say("word.ready_risks" if risky else f"word.{review.verdict}")


def summary(rows: Sequence[tuple[str, Review | None]], say: Texts) -> Iterator[Part]:
    """The table at the end of several drafts; a draft that could not be read has no review."""
    yield Heading(text=say("section.summary"), depth=2)
    body = []
    for name, review in rows:
        if review is None:
            body.append((name, say("word.unread"), "-", "-", "-"))
        else:
            body.append(
                (
                    name,
                    _verdict_word(review, say),
                    str(review.score),
                    say.number(review.words),
                    say(f"language.{review.language}"),
                )
            )
    yield Table(
        head=tuple(say(f"table.{key}") for key in ("draft", "verdict", "score", "words", "language")),
        rows=tuple(body),
    )


def _top(review: Review, say: Texts) -> Iterator[Part]:
    yield Heading(text=review.name or say("top.unnamed"), depth=1)
    key = "ready_risks" if review.verdict is Verdict.READY and review.flags else review.verdict.value
    yield Text(text=say(f"verdict.{key}"), style=review.verdict.value)
    language = say(f"language.{review.language}")
    if review.language_confidence < UNSURE_BELOW:
        language = say("top.unsure", language=language)
    facts = (
        say.label(say("table.verdict"), say(f"word.{review.verdict}")),
        say("top.score", score=review.score),
        say.counted("top.words", review.words),
        _reading_time(review.reading_seconds, say),
        language,
    )
    yield Text(text=" · ".join(facts))


def _reading_time(seconds: int, say: Texts) -> str:
    if seconds < MINUTE:
        return say("top.seconds")
    return say.counted("top.minutes", round(seconds / MINUTE))


def _risks(review: Review, say: Texts) -> Iterator[Part]:
    if not review.flags:
        return
    yield Heading(text=say("section.risks"), depth=2)
    for flag in review.flags:
        yield Item(
            text=flag.message,
            advice=flag.advice,
            label=say.get(f"flag.{flag.kind}", flag.kind),
            note=_flag_place(review, flag.start, flag.end, flag.rule, say),
            severity=Severity.ERROR,
            quotes=(flag.quote,),
        )


def _flag_place(review: Review, start: int | None, end: int | None, rule: str, say: Texts) -> str:
    """Where a flag is: a flag carries no paragraph, but the finding that it came from does."""
    for finding in review.findings:
        if finding.rule == rule and (finding.start, finding.end) == (start, end):
            return _place(finding, say)
    return ""


def _fix_first(review: Review, say: Texts) -> Iterator[Part]:
    if not review.fix_first:
        return
    ready = review.verdict is Verdict.READY
    count = ("one", "two", "three")[min(len(review.fix_first), 3) - 1]
    yield Heading(text=say("section.better" if ready else f"section.fix_{count}"), depth=2)
    for number, criterion in enumerate(review.fix_first, 1):
        result = review.criterion(criterion)
        yield _head(result, say, number=number)
        yield Text(text=result.reason, label=say("say.why"))
        if place := _deciding(review, result):
            yield Quote(text=place.quote, note=_place(place, say), label=say("say.words"))
        if result.raise_it:
            yield Text(text=result.raise_it, label=say("say.todo"))


def _deciding(review: Review, result: CriterionResult) -> Evidence | Finding | None:
    """The words to change first: those of the gravest fault, or else of the first evidence against it."""
    faults = (one for one in _findings(review, result.id) if one.quote and one.severity is not Severity.NOTE)
    # A sentence that counts for its facts is what the letter does well, not what is to be changed.
    against = (one for one in result.evidence if one.because != SPECIFICS)
    return next(faults, None) or next(against, None)


def _head(result: CriterionResult, say: Texts, *, number: int | None = None) -> Heading:
    words = level_words(result.level, say)
    note = words if result.level is None else f"{words} ({result.level}/2)"
    return Heading(text=result.title, depth=3, level=result.level, note=note, number=number)


def _criterion(review: Review, result: CriterionResult, say: Texts, most: int | None) -> Iterator[Part]:
    yield _head(result, say)
    yield Text(text=result.reason)
    findings = _findings(review, result.id)
    told = {_span(finding) for finding in _firsts(findings)[:most] if _quotes_itself(finding)}
    quoted = tuple(evidence for evidence in result.evidence if _span(evidence) not in told)
    yield from _quotes(quoted, say, most)
    yield from _items(findings, say, most, result.evidence)
    if result.raise_it:
        above = result.id in review.fix_first
        number = review.fix_first.index(result.id) + 1 if above else 0
        text = say("say.see_above", number=number) if above else result.raise_it
        yield Text(text=text, label=say("say.raise_it"))


def _quotes(evidences: tuple[Evidence, ...], say: Texts, most: int | None) -> Iterator[Part]:
    shown = evidences[:most]
    for evidence in shown:
        notes = [_place(evidence, say), _because(evidence, say), _blamed(evidence, say)]
        yield Quote(text=evidence.quote, note=_joined(notes))
    if left := len(evidences) - len(shown):
        yield Text(text=say.counted("say.more_quotes", left), style="dim")


def _blamed(where: Evidence | Finding, say: Texts) -> str:
    return say("say.blames", party=say(f"party.{where.target}")) if where.target else ""


def _because(evidence: Evidence, say: Texts) -> str:
    """What made a sentence count: a role of the classifier, a rule, or the facts in it."""
    role = _role(evidence)
    if not role:
        kind, _, rule = evidence.because.partition(":")
        return say("say.specifics") if kind == SPECIFICS else say("say.rule", rule=rule or kind)
    if evidence.probability is not None and evidence.probability < LIKELY:
        return say("say.maybe", role=say(f"role.{role}"))
    read = say("say.role", role=say(f"role.{role}"))
    if evidence.probability is None:
        return read
    return f"{read}, {say('say.sure', percent=say.percent(evidence.probability))}"


def _role(evidence: Evidence) -> Role | None:
    """The role that made a sentence count, `None` where it was a rule or something else."""
    kind, _, name = evidence.because.partition(":")
    return Role(name) if kind == "role" else None


def _items(
    findings: tuple[Finding, ...], say: Texts, most: int | None, evidences: tuple[Evidence, ...] = ()
) -> Iterator[Part]:
    """The findings as remarks; one that is also a risk is told in full among the risks.

    What several rules say of the same words is one remark, in the words of the gravest. Where those
    words are evidence too, it also says which role made them so.
    """
    roles = {_span(one): _because(one, say) for one in evidences if _role(one)}
    remarks = _firsts(findings)
    for finding in remarks[:most]:
        rules = [
            one.rule for one in findings if one is finding or (one.quote and _span(one) == _span(finding))
        ]
        notes = [
            _place(finding, say),
            roles.get(_span(finding), ""),
            say("say.rule", rule=", ".join(dict.fromkeys(rules))),
            _blamed(finding, say),
        ]
        yield Item(
            text=finding.message,
            label=say(f"severity.{finding.severity}"),
            note=_joined(notes),
            advice=say("say.see_risks") if finding.flag else finding.advice,
            severity=finding.severity,
            quotes=(finding.quote,),
        )
    if most and (left := len(remarks) - most) > 0:
        yield Text(text=say.counted("say.more_findings", left), style="dim")


def _firsts(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, of those about the same words only the first."""
    seen: dict[object, Finding] = {}
    for number, finding in enumerate(findings):
        seen.setdefault(_span(finding) if finding.quote else number, finding)
    return tuple(seen.values())


def _span(where: Evidence | Finding) -> tuple[int | None, int | None]:
    return where.start, where.end


def _quotes_itself(finding: Finding) -> bool:
    """Whether the message shows the words that it is about, which may be cut short there."""
    return bool(finding.quote) and finding.quote[:ENOUGH] in finding.message


def _others(review: Review, say: Texts, most: int | None) -> Iterator[Part]:
    """The findings that belong to no criterion and are no risk either."""
    findings = tuple(finding for finding in _findings(review, None) if not finding.flag)
    if findings:
        yield Heading(text=say("section.other"), depth=2)
        yield from _items(findings, say, most)


def _findings(review: Review, criterion: Criterion | None) -> tuple[Finding, ...]:
    """The findings of a criterion, the gravest first, else in the order of the draft."""
    rank = tuple(Severity)
    found = (finding for finding in review.findings if finding.criterion == criterion)
    return tuple(sorted(found, key=lambda finding: rank.index(finding.severity)))


def _place(where: Evidence | Finding, say: Texts) -> str:
    page = say("say.page", number=where.page) if where.page else ""
    paragraph = say("say.paragraph", number=where.paragraph) if where.paragraph else ""
    return ", ".join(filter(None, (page, paragraph)))


def _joined(notes: list[str]) -> str:
    return ", ".join(filter(None, notes))


def _score(review: Review, say: Texts) -> Iterator[Part]:
    """The table of weights. The score itself is the review's; here it is only laid open."""
    yield Heading(text=say("section.score"), depth=2)
    rows, weights, points = [], 0.0, 0.0
    for result in review.criteria:
        level = level_words(result.level, say)
        if result.level is None:
            rows.append((result.title, level, "-", "-"))
            continue
        earned = result.weight * result.level / 2
        weights, points = weights + result.weight, points + earned
        rows.append(
            (result.title, f"{result.level} ({level})", say.number(result.weight), say.number(earned))
        )
    rows.append((say("table.total"), "", say.number(weights), say.number(points)))
    yield Table(
        head=tuple(say(f"table.{key}") for key in ("criterion", "level", "weight", "points")),
        rows=tuple(rows),
        total=True,
    )
    formula = say("table.formula", points=say.number(points), weights=say.number(weights), score=review.score)
    yield Text(text=f"{formula} {say('table.verdict_rule')}", style="dim")
