"""Builds the lexicons: `python -m poareview.spelling.build --from FOLDER`.

FOLDER holds, unpacked from the Debian packages named in `SOURCES`, the files en_US.aff, en_US.dic,
british-english-large, fr.aff, fr.dic, nl.aff and nl.dic. The result is `data/<language>.lex` and
`data/meta.json`, which records the sources' versions and checksums; the same sources always give the
same bytes.

Besides the full forms a lexicon holds marked keys, which no token of a draft can equal:
`WORD` in capitals without accents (French: "REMBOURSEMENT DEJA" is right, "deja" is not),
`part+` and `+part` for what may begin and end a Dutch compound.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from poareview.model import Language
from poareview.spelling.hunspell import Affixes, Form, entries, expand, read_affixes
from poareview.spelling.lexicon import DATA, pack

SOURCES: dict[Language, dict[str, str]] = {
    Language.EN: {"hunspell-en-us": "1:2020.12.07-2", "wbritish-large": "2020.12.07-2"},
    Language.FR: {"hunspell-fr-classical": "1:7.0-1"},
    Language.NL: {"hunspell-nl": "2:2.20.19-2"},
}
FILES: dict[Language, tuple[str, ...]] = {
    Language.EN: ("en_US.aff", "en_US.dic", "british-english-large"),
    Language.FR: ("fr.aff", "fr.dic"),
    Language.NL: ("nl.aff", "nl.dic"),
}
_BEGIN = frozenset({"Ca", "Cb"})  # nl.aff: COMPOUNDBEGIN, COMPOUNDMIDDLE
_END = frozenset({"Cb", "Cc"})  # nl.aff: COMPOUNDMIDDLE, COMPOUNDEND
MIN_PART = 3  # shorter parts ("ma", "op") make compounds of too many slips


def main(arguments: list[str] | None = None) -> int:
    """Builds all three lexicons; gives the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m poareview.spelling.build", description="Builds the lexicons."
    )
    parser.add_argument(
        "--from", dest="folder", type=Path, required=True, help="folder with the dictionaries"
    )
    parser.add_argument("--to", type=Path, default=DATA, help="folder to write to")
    options = parser.parse_args(arguments)
    meta: dict[str, object] = {}
    for language in Language:
        missing = [name for name in FILES[language] if not (options.folder / name).is_file()]
        if missing:
            sys.stderr.write(
                f"{options.folder}: {', '.join(missing)} not found. Unpack the packages there first.\n"
            )
            return 2
        words = lexicon_words(language, options.folder)
        data = pack(words)
        (options.to / f"{language}.lex").write_bytes(data)
        meta[language.value] = {
            "packages": SOURCES[language],
            "sources": {name: _checksum(options.folder / name) for name in FILES[language]},
            "keys": len(words),
            "bytes": len(data),
            "sha256": sha256(data).hexdigest(),
        }
    (options.to / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    return 0


def lexicon_words(language: Language, folder: Path) -> set[str]:
    """All keys of one language's lexicon."""
    if language is Language.EN:
        return _english(folder)
    if language is Language.FR:
        return _french(folder)
    return _dutch(folder)


def _english(folder: Path) -> set[str]:
    """American and British forms; "'s" is dropped, as a look-up takes it off."""
    words = {form.word for form in _forms(folder, "en_US")}
    words |= set((folder / "british-english-large").read_text(encoding="utf-8").split())
    kept = {word for word in words if not word.endswith(("'s", "'S"))}
    # hunspell keeps these contractions with their "'s"; all others are possessives.
    contracted = ("it", "that", "what", "who", "there", "here", "he", "she", "let", "how", "where", "when")
    return _plain_apostrophes(kept | {f"{word}'s" for word in contracted})


def _french(folder: Path) -> set[str]:
    words = _plain_apostrophes({form.word for form in _forms(folder, "fr")})
    for word in tuple(words):
        bare = without_accents(word)
        if bare != word:
            words.add(bare.upper())
            first = without_accents(word[0])
            if first != word[0]:
                # An accent on a capital may be left out: "Etat", "A compter du".
                words.add(first.upper() + word[1:])
    return words


def _dutch(folder: Path) -> set[str]:
    affixes = read_affixes(folder / "nl.aff")
    forbidden_flag, only_flag = affixes.options["FORBIDDENWORD"], affixes.options["ONLYINCOMPOUND"]
    stems = tuple(entries(folder / "nl.dic", affixes))
    forbidden = {_ij(stem.word) for stem in stems if forbidden_flag in stem.flags}
    linked = {stem.word for stem in stems if stem.flags & _WITH_S}
    words: set[str] = set()
    for stem in stems:
        if forbidden_flag in stem.flags:
            continue
        for form in expand(stem, affixes):
            word = _ij(form.word)
            if only_flag not in form.flags and not word.endswith("-") and not word.startswith("-"):
                words.add(word)
            # hunspell lets every form of an end part end a compound: "trackingnummers", "retourlabels".
            words.update(_parts(word.strip("-"), form.flags | (stem.flags & _END)))
    nouns = {_ij(stem.word) for stem in stems if stem.flags & _NOUN and stem.word.islower()}
    verbs = {_ij(stem.word) for stem in stems if stem.flags & _VERB_STEM}
    words -= forbidden
    words |= _productive(words, heads=(nouns | verbs) - {_ij(word) for word in linked}, tails=nouns)
    return _plain_apostrophes(words | set(_dutch_numbers()))


def _productive(words: set[str], *, heads: set[str], tails: set[str]) -> set[str]:
    """Keys for `heads` and `tails` that are in many of the dictionary's compounds: they may be in others."""
    begun: dict[str, int] = {}
    ended: dict[str, int] = {}
    for word in words:
        if "+" in word:
            continue
        for cut in range(MIN_PART, len(word) - MIN_PART + 1):
            head, tail = word[:cut], word[cut:]
            if head in heads and (f"+{tail}" in words or tail in tails):
                begun[head] = begun.get(head, 0) + 1
            if tail in tails and (f"{head}+" in words or head in heads):
                ended[tail] = ended.get(tail, 0) + 1
    keys = {f"{part}+" for part, count in begun.items() if count >= _PRODUCTIVE[min(len(part), 6)]}
    return keys | {f"+{part}" for part, count in ended.items() if count >= _PRODUCTIVE[min(len(part), 6)]}


_WITH_S = frozenset({"Ch", "Cd"})  # nl.aff: "bestelling" + s + "nummer"
_NOUN = frozenset({"Za", "Zb", "Zc", "Zd", "Ze", "Zf"})  # nl.aff: the plurals of nouns
_VERB_STEM = frozenset({"V3"})  # "weeg" as in "weegbon", "val" as in "valtest"
# A part of this length must be in so many compounds: the shorter it is, the more slips would pass.
_PRODUCTIVE = {3: 40, 4: 25, 5: 10, 6: 4}


def _parts(word: str, flags: frozenset[str]) -> Iterator[str]:
    if len(word) < MIN_PART or not word.isalpha() or not word.islower():
        return
    if flags & _BEGIN:
        yield f"{word}+"
    if flags & _END:
        yield f"+{word}"


def _dutch_numbers() -> Iterator[str]:
    """Numbers in letters, with their ordinals: the dictionary makes them by compounding rules."""
    low = ("twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
    teens = ("dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien")
    for number in low + teens:
        yield f"{number}honderd"
        yield f"{number}duizend"
    ones = ("eenen", "tweeën", "drieën", "vieren", "vijfen", "zesen", "zevenen", "achten", "negenen")
    tens = ("twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
    for ten in tens:
        for one in ones:
            yield one + ten
            yield one + ten + "ste"


def _ij(word: str) -> str:
    return word.replace("ĳ", "ij").replace("Ĳ", "IJ")


def _forms(folder: Path, name: str) -> Iterator[Form]:
    affixes = read_affixes(folder / f"{name}.aff")
    shut = _shut_flags(affixes)
    for stem in entries(folder / f"{name}.dic", affixes):
        if not shut & stem.flags:
            yield from expand(stem, affixes)


def _shut_flags(affixes: Affixes) -> frozenset[str]:
    names = ("FORBIDDENWORD", "ONLYINCOMPOUND")
    return frozenset(affixes.options[name] for name in names if name in affixes.options)


def _plain_apostrophes(words: Iterable[str]) -> set[str]:
    """The words a draft's token can be: NFC, with plain apostrophes, and no blanks or digits in them."""
    plain = (unicodedata.normalize("NFC", word.replace("’", "'")) for word in words)
    return {word for word in plain if word and not any(c.isspace() or c.isdigit() for c in word)}


def without_accents(word: str) -> str:
    """The word with plain letters: "é" becomes "e", "œ" becomes "oe"."""
    word = word.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _checksum(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
