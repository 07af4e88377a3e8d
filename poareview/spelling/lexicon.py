"""A lexicon of full forms as one memory-mapped file of hashes.

A word is kept as 38 bits: 14 choose a bucket, 24 are stored in it, in order. With 640,000 forms a word that
is not among them is taken for one once in 400,000 times, and nothing has to be read or unpacked before the
first look-up. Only the standard library is needed, and none of its slow parts.

The file: the magic, the number of entries, the ends of the 16,384 buckets (unsigned 32 bit, little endian),
then three bytes an entry. `build.py` writes it.
"""

from __future__ import annotations

import mmap
from binascii import crc32, crc_hqx
from functools import cache
from pathlib import Path
from struct import Struct

from poareview.model import Language

MAGIC = b"POALEX1\n"
BUCKETS = 1 << 14
_HEAD = Struct("<8sI")
_ENDS = Struct("<II")
_FIRST = _HEAD.size + 4 * (BUCKETS + 1)
DATA = Path(__file__).parent / "data"


def place(word: str) -> tuple[int, bytes]:
    """The bucket of a word and the three bytes that stand for it there."""
    data = word.encode()
    first = crc32(data)
    return first >> 18, ((first & 0x3FFFF) << 6 | crc_hqx(data, 0) & 0x3F).to_bytes(3, "big")


class Lexicon:
    """Tells whether a form is known, in about a microsecond; safe to share between threads."""

    __slots__ = ("_data", "count")

    def __init__(self, path: Path) -> None:
        """Opens the lexicon at `path`.

        Raises:
            OSError: the file cannot be opened.
            ValueError: the file is no lexicon of this version.
        """
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        magic, self.count = _HEAD.unpack_from(self._data)
        if magic != MAGIC or len(self._data) != _FIRST + 3 * self.count:
            raise ValueError(f"{path.name} is no lexicon of this version. Build it again.")

    def __contains__(self, word: str) -> bool:
        bucket, key = place(word)
        start, end = _ENDS.unpack_from(self._data, _HEAD.size + 4 * bucket)
        chunk = self._data[_FIRST + 3 * start : _FIRST + 3 * end]
        at = chunk.find(key)
        while at % 3 and at > 0:
            at = chunk.find(key, at + 1)
        return at >= 0


def pack(words: set[str]) -> bytes:
    """The file that holds `words`; the same words always give the same bytes."""
    buckets: list[set[bytes]] = [set() for _ in range(BUCKETS)]
    for word in words:
        bucket, key = place(word)
        buckets[bucket].add(key)
    ends = [0]
    for keys in buckets:
        ends.append(ends[-1] + len(keys))
    body = b"".join(b"".join(sorted(keys)) for keys in buckets)
    return _HEAD.pack(MAGIC, ends[-1]) + b"".join(end.to_bytes(4, "little") for end in ends) + body


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, opened once."""
    return Lexicon(DATA / f"{language}.lex")
