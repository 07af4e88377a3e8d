"""Reviews kept in a file, one JSON line a draft, so that they can be looked into or measured again.

A line is `{"id": the draft's id, "review": the JSON report}`, or, where no review came of the draft,
`{"id": ..., "failure": {"kind", "message"}}`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from poareview.errors import ConfigError
from poareview.evaluate.labelled import LabelledDraft, key_path
from poareview.evaluate.measure import Evaluation, Judge
from poareview.model import Review

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class NoReviewSaved(Exception):
    """Stands in a saved evaluation where a review is missing or had failed; it counts as a crash."""


def save_reviews(evaluation: Evaluation, path: str | Path) -> None:
    """Writes what came of each draft, in the drafts' order.

    Raises:
        ConfigError: the file cannot be written.
    """
    lines = []
    for one in evaluation.outcomes:
        line: dict[str, object] = {"id": one.draft.id}
        if one.review:
            line["review"] = one.review.model_dump(mode="json")
        elif one.failure:
            line["failure"] = {"kind": one.failure.kind, "message": one.failure.message}
        lines.append(json.dumps(line, ensure_ascii=False) + "\n")
    try:
        Path(path).write_text("".join(lines), encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written ({error.strerror}).") from error


def load_reviews(path: str | Path) -> Judge:
    """A judge that gives the saved review of each draft, and raises `NoReviewSaved` where there is none.

    Raises:
        ConfigError: the file cannot be read, or a line is not in the form of a saved review. The message
            names the file, the line and the key.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 (byte {error.start}).") from error
    reviews: dict[str, Review | None] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            name, review = _saved(line, f"{path}, line {number}")
            if name in reviews:
                raise ConfigError(f"{path}, line {number}: id: a second review of {name!r}.")
            reviews[name] = review

    def saved_review(draft: LabelledDraft) -> Review:
        review = reviews.get(draft.id)
        if review is None:
            raise NoReviewSaved(f"{path} holds no review of {draft.id!r}")
        return review

    return saved_review


@cache
def _adapter() -> TypeAdapter[Review]:
    from pydantic import TypeAdapter

    return TypeAdapter(Review)


def _saved(line: str, where: str) -> tuple[str, Review | None]:
    from pydantic import ValidationError

    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ConfigError(f"{where}: not JSON: {error.msg}.") from error
    if not isinstance(data, dict) or not isinstance(data.get("id"), str):
        raise ConfigError(f"{where}: id: is missing. A line is {{'id': ..., 'review': ...}}.")
    if "review" not in data:
        return data["id"], None
    try:
        return data["id"], _adapter().validate_python(data["review"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ConfigError(f"{where}: {key_path(('review', *first['loc']))}: {first['msg']}.") from None
