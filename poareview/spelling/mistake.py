"""What a mistake is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """One mistake of language, at one place.

    `kind` is "spelling" for a word that is not in the language, "grammar" for a sign of faulty grammar or
    punctuation, "mixed" for words of another language than the draft's. `suggestion` is what may be meant,
    `None` where nothing near is known. `sign` is the id of the grammar sign; "" for a plain misspelling,
    "accent-missing" for a French word typed without its accents, "small-letter" for a name that lacks its
    capital; "foreign-word", or "in-en" with the language's code for a whole sentence, for "mixed".
    """

    start: int
    end: int
    quote: str
    kind: Literal["spelling", "grammar", "mixed"]
    suggestion: str | None = None
    sign: str = ""
