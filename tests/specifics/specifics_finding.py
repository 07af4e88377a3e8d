"""What the tests of specifics share: a document of a text, and its specifics of one kind."""

from poareview.model import Block, BlockKind, Document, Language, Specific, SpecificKind
from poareview.specifics import find_specifics
from poareview.text.blocks import plain_blocks


def specifics(text: str, language: str = "en") -> tuple[Specific, ...]:
    return find_specifics(Document(text=text, blocks=plain_blocks(text)), Language(language))


def quotes(kind: SpecificKind, text: str, language: str = "en") -> list[str]:
    return [found.quote for found in specifics(text, language) if found.kind is kind]


def one(kind: SpecificKind, text: str, language: str = "en") -> Specific:
    found = [found for found in specifics(text, language) if found.kind is kind]
    assert len(found) == 1, (text, specifics(text, language))
    return found[0]


def paragraph(text: str) -> Document:
    return Document(text=text, blocks=(Block(kind=BlockKind.PARAGRAPH, start=0, end=len(text)),))
