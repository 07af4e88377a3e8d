"""Checks labelled drafts for slips: `python tests/evals/check.py [-v] [FOLDER ...]`; by default the corpus.

It prints each fault and ends with 1 if there is one; -v adds a table of the labels. It reads the files by
itself, with nothing of the reviewer, and holds that

- every sentence stands to the letter in the text, in order, and nothing between two of them holds a word;
- roles are of the rubric's list, one or more, none twice;
- evidence is quoted to the letter, each quote is a labelled sentence, and a blaming one names a known party;
- labels and evidence agree;
- no phrase of six words stands in two drafts (text or notice), so that no draft gives another one away.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
# fmt: off
ROLES = frozenset((
    "heading", "greeting", "issue", "root_cause", "external_cause", "action", "intention", "prevention",
    "promise", "evidence", "ownership", "request", "thanks", "blame", "denial", "emotion", "background",
    "filler", "quoted", "off_topic",
))
# fmt: on
TARGETS = frozenset(("buyer", "amazon", "carrier", "supplier", "competitor", "staff", "other"))
SIX = ("root_cause", "actions_taken", "prevention", "short_close", "no_blame", "concise")
ALL = (*SIX, "factual", "tone", "structure", "language")
PHRASE = 6  # words

# What may stand between two sentences though it holds a letter or digit: "1.", "a)", "iv -".
_MARKER = re.compile(r"(?mi)(^|(?<=[\s|*#]))(\d{1,2}|[a-z]|[ivx]+)\s?[.)/–-]+(?=[\s*]|$)")
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[\w'’-]+")


def read(folders: Sequence[Path]) -> dict[Path, dict]:
    """Every draft below the folders, as it stands in its file."""
    paths = [path for folder in folders for path in sorted(folder.rglob("*.json"))]
    return {path: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def verdict(labels: dict[str, int]) -> str:
    six = [labels[criterion] for criterion in SIX]
    if 0 not in six and six.count(1) <= 1:
        return "ready"
    needed = ("root_cause", "actions_taken", "prevention", "no_blame")
    return "revise" if all(labels[criterion] >= 1 for criterion in needed) else "rework"


def faults(drafts: dict[Path, dict]) -> list[str]:
    """What is wrong, one line a fault, each with the draft's id; empty where all is well."""
    found = []
    for path, draft in drafts.items():
        if path.stem != draft["id"]:
            found.append(f"{draft['id']}: file name and id differ")
        for check in (sentence_faults, evidence_faults, label_faults):
            found += [f"{draft['id']}: {fault}" for fault in check(draft)]
    return found + shared_phrases(drafts)


def sentence_faults(draft: dict) -> Iterator[str]:
    end = 0
    for sentence in draft["sentences"]:
        text, roles = sentence["text"], sentence["roles"]
        start = draft["text"].find(text, end)
        if start < 0:
            yield f"sentence not found in order: {text[:60]}"
            continue
        if _LETTER.search(_MARKER.sub("", draft["text"][end:start])):
            yield f"not covered: {draft['text'][end:start][:60]!r}"
        end = start + len(text)
        if text != text.strip():
            yield f"sentence with outer blanks: {text[:60]}"
        if not roles or len(set(roles)) != len(roles) or not ROLES.issuperset(roles):
            yield f"roles {roles}: {text[:60]}"
    if _LETTER.search(draft["text"][end:]):
        yield f"tail not covered: {draft['text'][end:][:60]!r}"


def evidence_faults(draft: dict) -> Iterator[str]:
    roles = {sentence["text"]: sentence["roles"] for sentence in draft["sentences"]}
    for criterion, quotes in draft["evidence"].items():
        for item in quotes:
            quote = item["quote"] if criterion == "no_blame" else item
            if quote not in draft["text"]:
                yield f"{criterion} quote not verbatim: {quote[:60]}"
            if quote not in roles:
                yield f"{criterion} quote is no sentence: {quote[:60]}"
            elif criterion == "no_blame" and "blame" not in roles[quote]:
                yield f"blame quote without the role: {quote[:60]}"
            if criterion == "no_blame" and item["target"] not in TARGETS:
                yield f"target {item['target']}"
    blamed = {item["quote"] for item in draft["evidence"]["no_blame"]}
    for text, of_sentence in roles.items():
        if "blame" in of_sentence and text not in blamed:
            yield f"role blame, not in evidence: {text[:60]}"


def label_faults(draft: dict) -> Iterator[str]:
    labels, evidence = draft["labels"], draft["evidence"]
    if sorted(labels) != sorted(ALL) or set(labels.values()) - {0, 1, 2}:
        yield "labels"
        return
    if (labels["no_blame"] < 2) != bool(evidence["no_blame"]):
        yield "no_blame label and evidence disagree"
    if labels["no_blame"] == 0 and not any(item["target"] == "buyer" for item in evidence["no_blame"]):
        yield "no_blame 0 without a buyer"
    for criterion in ("root_cause", "actions_taken", "prevention", "short_close"):
        if labels[criterion] > 0 and not evidence[criterion]:
            yield f"{criterion} {labels[criterion]} without evidence"
    if bool(draft["notice"]) != bool(draft["notice_points"]):
        yield "notice and points disagree"
    if draft["notice"] and not 3 <= len(draft["notice_points"]) <= 6:
        yield "number of points"


def shared_phrases(drafts: dict[Path, dict]) -> list[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for draft in drafts.values():
        for part in (draft["text"], draft["notice"] or ""):
            words = _WORD.findall(part.lower())
            for start in range(len(words) - PHRASE + 1):
                seen[" ".join(words[start : start + PHRASE])].add(draft["id"])
    return [f"{PHRASE} words in {sorted(ids)}: {phrase}" for phrase, ids in seen.items() if len(ids) > 1]


def table(drafts: dict[Path, dict]) -> str:
    """A line a draft, then how often each verdict, level and role was given."""
    lines = []
    for draft in drafts.values():
        levels = "".join(str(draft["labels"][criterion]) for criterion in ALL)
        lines.append(
            f"{draft['id']} {draft['issue']:20} {verdict(draft['labels']):7} {levels} "
            f"words={len(draft['text'].split()):4} sentences={len(draft['sentences']):3} "
            f"points={len(draft['notice_points'])}"
        )
    lines.append(str(dict(Counter(verdict(draft["labels"]) for draft in drafts.values()))))
    for criterion in ALL:
        counts = Counter(draft["labels"][criterion] for draft in drafts.values())
        lines.append(f"{criterion:14} {dict(sorted(counts.items()))}")
    roles = Counter(
        role for draft in drafts.values() for sentence in draft["sentences"] for role in sentence["roles"]
    )
    lines.append(f"roles {dict(roles.most_common())}")
    lines.append(f"roles never used: {sorted(ROLES - set(roles))}")
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    drafts = read([Path(name) for name in arguments if not name.startswith("-")] or [CORPUS])
    if not drafts:
        sys.stderr.write("check.py: no labelled draft (.json) there\n")
        return 1
    if "-v" in arguments:
        sys.stdout.write(table(drafts) + "\n")
    found = faults(drafts)
    sys.stdout.write("".join(f"{fault}\n" for fault in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
