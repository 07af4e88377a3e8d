"""A draft with everything that its levels and their reasons are worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from poareview.checks import Draft, Rule, blamed_party, excluded_sentences, party_name
from poareview.model import Criterion, Finding, FlagKind, Language, Party, Role, Severity
from poareview.scoring.measures import Counted, count, measures

# A sentence may have the role only because it comes closer to no other; to accuse takes more than that.
BLAMED_FROM = 0.25


@dataclass(frozen=True, kw_only=True, slots=True)
class Blamed:
    """A sentence that shifts fault, and to whom; `rule` is empty where the classifier found it."""

    counted: Counted
    party: Party
    rule: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A draft, its findings, and what of both counts.

    Sentences that a rule excludes do not count; nor do the findings of rules in preview, which are
    reported and change no level.
    """

    draft: Draft
    findings: tuple[Finding, ...]
    counting: tuple[Finding, ...]
    rules: Mapping[str, Rule]
    counted: tuple[Counted, ...]

    @classmethod
    def of(cls, draft: Draft, findings: Sequence[Finding], rules: Sequence[Rule]) -> Judged:
        """The draft as it is judged, from all that these rules found."""
        left_out = excluded_sentences(draft, findings, rules)
        by_id = {rule.id: rule for rule in rules}
        return cls(
            draft=draft,
            findings=tuple(findings),
            counting=tuple(finding for finding in findings if by_id[finding.rule].status != "preview"),
            rules=by_id,
            counted=count(draft, left_out),
        )

    @cached_property
    def measures(self) -> Mapping[str, float]:
        """The named numbers of the draft; `MEASURES` says which criterion looks at which."""
        return measures(self.draft, self.counted, self.counting, [blamed.party for blamed in self.blamed])

    @cached_property
    def blamed(self) -> tuple[Blamed, ...]:
        """The sentences that shift fault, by a rule or by the classifier, in order."""
        ruled = {
            finding.start: (finding.target, finding.rule)
            for finding in self.counting
            if finding.criterion is Criterion.NO_BLAME
            and finding.target
            and finding.start is not None
            and finding.severity is not Severity.NOTE
        }
        found = []
        before = ("", "")
        for item in self.counted:
            sentence = item.tagged.sentence
            inside = [start for start in ruled if sentence.start <= start < sentence.end]
            if inside:
                found.append(Blamed(counted=item, party=ruled[inside[0]][0], rule=ruled[inside[0]][1]))
            elif Role.BLAME in item.tagged.roles and item.p(Role.BLAME) >= BLAMED_FROM:
                party = blamed_party(sentence.quote, self.draft.language, before=" ".join(before))
                found.append(Blamed(counted=item, party=party, rule=""))
            before = (before[1], sentence.quote)
        return tuple(found)

    @property
    def words(self) -> int:
        """The words that are judged; what is hidden or left out does not count."""
        return sum(item.words for item in self.counted)

    @property
    def blamed_others(self) -> bool:
        """Whether somebody other than a buyer is blamed."""
        return any(blamed.party is not Party.BUYER for blamed in self.blamed)

    def fired(self, rule: str) -> bool:
        """Whether a rule whose id begins so found something."""
        return any(finding.rule.startswith(rule) for finding in self.counting)

    def flagged(self, kind: FlagKind) -> bool:
        """Whether there is a risk flag of this kind."""
        return any(finding.flag is kind for finding in self.counting)

    def numbers(self, criterion: Criterion, language: Language) -> Mapping[str, object]:
        """What a reason may name: the draft's words, the findings of the criterion, and who is blamed."""
        parties = dict.fromkeys(blamed.party for blamed in self.blamed)
        return {
            "words": self.words,
            "count": sum(finding.criterion is criterion for finding in self.counting),
            "party": ", ".join(party_name(party, language) for party in parties),
        }
