"""Reviews made by hand, so that the reports are tested without the reviewer."""

from __future__ import annotations

from dataclasses import replace

from poareview.criteria import criteria, default_weights
from poareview.model import (
    Because,
    Criterion,
    CriterionResult,
    Evidence,
    Finding,
    Flag,
    FlagKind,
    Language,
    Level,
    Party,
    Review,
    Severity,
    Verdict,
)

TEXTS = {
    Language.EN: "We shipped 14 orders late. The buyer lied about it. We promise. Call +44 20 7946 0018.",
    Language.FR: "Nous avons expédié 14 colis en retard. L'acheteur a menti. Promis. Tél. 01 99 00 12.",
    Language.NL: "Wij hebben 14 pakketten te laat verzonden. De koper liegt. Beloofd. Bel 020 123 45 67.",
}
SAID = {  # reason, message, advice
    Language.EN: ("Nothing says why.", "This accuses the buyer: “{quote}”.", "Say which check missed it."),
    Language.FR: ("Rien ne dit pourquoi.", "Ceci accuse l'acheteur.", "Dites quel contrôle a failli."),
    Language.NL: ("Nergens staat waarom.", "Dit beschuldigt de koper.", "Zeg welke controle tekortschoot."),
}
LEVELS: dict[Criterion, Level | None] = {
    Criterion.ROOT_CAUSE: 0,
    Criterion.ACTIONS_TAKEN: 1,
    Criterion.PREVENTION: 1,
    Criterion.SHORT_CLOSE: 2,
    Criterion.NO_BLAME: 0,
    Criterion.CONCISE: 2,
    Criterion.FACTUAL: 1,
    Criterion.TONE: 2,
    Criterion.STRUCTURE: 2,
    Criterion.LANGUAGE: None,
}


def sentence(text: str, number: int) -> tuple[str, int, int]:
    """The sentence of that number, from 0, with its offsets."""
    start = 0
    for _ in range(number):
        start = text.index(". ", start) + 2
    end = text.find(". ", start) + 1 or len(text)
    return text[start:end], start, end


def sample(language: Language = Language.EN, *, name: str | None = "draft.docx") -> Review:
    """A draft with an accusation and a phone number, judged `rework`."""
    text = TEXTS[language]
    reason, message, advice = SAID[language]
    quote, start, end = sentence(text, 1)
    action, from_, to = sentence(text, 0)
    phone, at, stop = sentence(text, 3)
    words = criteria(language)
    evidence = {
        Criterion.NO_BLAME: Evidence(
            quote=quote,
            start=start,
            end=end,
            because="rule:no_blame/buyer-accused",
            target=Party.BUYER,
            paragraph=1,
        ),
        Criterion.ACTIONS_TAKEN: Evidence(
            quote=action, start=from_, end=to, because="role:action", probability=0.93, paragraph=1, page=1
        ),
    }
    results = tuple(
        CriterionResult(
            id=criterion,
            title=words[criterion].title,
            level=level,
            weight=default_weights()[criterion],
            reason=reason,
            raise_it=words[criterion].raise_from(level),
            evidence=(evidence[criterion],) if criterion in evidence else (),
            measures={"count": 1.0},
        )
        for criterion, level in LEVELS.items()
    )
    accused = Finding(
        rule="no_blame/buyer-accused",
        criterion=Criterion.NO_BLAME,
        severity=Severity.ERROR,
        quote=quote,
        start=start,
        end=end,
        message=message.format(quote=quote),
        advice=advice,
        because=Because(kind="phrase", detail="lied"),
        source="rules",
        target=Party.BUYER,
        paragraph=1,
    )
    private = replace(
        accused,
        rule="factual/phone-number",
        criterion=None,
        severity=Severity.WARNING,
        quote=phone,
        start=at,
        end=stop,
        target=None,
        flag=FlagKind.PRIVATE_DATA,
        source="specifics",
    )
    flag = Flag(
        kind=FlagKind.PRIVATE_DATA,
        rule=private.rule,
        quote=phone,
        start=at,
        end=stop,
        message=private.message,
        advice=private.advice,
    )
    return Review(
        version="0.1.0",
        name=name,
        format="docx",
        verdict=Verdict.REWORK,
        score=51,
        language=language,
        language_confidence=0.99,
        report_language=language,
        words=len(text.split()),
        reading_seconds=7,
        criteria=results,
        fix_first=(Criterion.NO_BLAME, Criterion.ROOT_CAUSE, Criterion.ACTIONS_TAKEN),
        findings=(accused, private),
        flags=(flag,),
        specifics=(),
        text=text,
    )


def ready(language: Language = Language.EN, *, name: str | None = "good.md") -> Review:
    """The same with every level at 2 and nothing found."""
    review = sample(language, name=name)
    results = tuple(replace(result, level=2, raise_it="", evidence=()) for result in review.criteria)
    return replace(
        review, verdict=Verdict.READY, score=100, criteria=results, fix_first=(), findings=(), flags=()
    )


def with_words(words: str) -> Review:
    """The sample with `words` of a draft everywhere where words of a draft may stand."""
    review = sample()
    finding = replace(review.findings[0], quote=words, message=f"Look: “{words}”.", advice=f"Not {words}.")
    result = replace(
        review.criteria[0],
        reason=f"It says “{words}”.",
        raise_it=f"Not {words}.",
        evidence=(Evidence(quote=words, start=0, end=len(words), because="role:issue"),),
    )
    return replace(
        review,
        name=words,
        text=words,
        criteria=(result, *review.criteria[1:]),
        findings=(finding, *review.findings[1:]),
        flags=(replace(review.flags[0], quote=words, message=f"See {words}."),),
    )
