"""Full forms out of a hunspell dictionary: reading .aff and .dic files and applying the affixes.

Used only when the lexicons are built. What matters for a list of full forms is read (FLAG, AF, SFX, PFX, the
flags that forbid a bare stem, and the flags of compound parts); suggestions and conversions are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True, slots=True)
class Affix:
    """One rule of an affix class: take `strip` off, put `add` on, if the stem meets `condition`."""

    strip: str
    add: str
    flags: frozenset[str]
    condition: re.Pattern[str] | None


@dataclass(frozen=True, kw_only=True, slots=True)
class AffixClass:
    """All rules of one flag; `cross` says whether it may meet an affix at the other end."""

    cross: bool
    rules: tuple[Affix, ...]


@dataclass(kw_only=True, slots=True)
class Affixes:
    """What an .aff file says about forms."""

    flag_kind: str = "char"
    aliases: list[str] = field(default_factory=list)
    suffixes: dict[str, AffixClass] = field(default_factory=dict)
    prefixes: dict[str, AffixClass] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def flags(self, text: str) -> frozenset[str]:
        """The flags written as `text`, in the file's own notation (char, long, num or UTF-8)."""
        if not text:
            return frozenset()
        if self.aliases and text.isdigit():
            text = self.aliases[int(text) - 1]
        if self.flag_kind == "long":
            return frozenset(text[i : i + 2] for i in range(0, len(text) - 1, 2))
        if self.flag_kind == "num":
            return frozenset(text.split(","))
        return frozenset(text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A full form and the flags it still carries after its affixes."""

    word: str
    flags: frozenset[str]


def read_affixes(path: Path) -> Affixes:
    """The affix file at `path`.

    Raises:
        OSError: the file cannot be read.
    """
    lines = [line.split() for line in _text(path).splitlines()]
    found = Affixes()
    for parts in lines:
        if len(parts) >= 2 and parts[0] == "FLAG":
            found.flag_kind = parts[1].lower()
        elif len(parts) >= 2 and parts[0] == "AF" and not parts[1].isdigit():
            found.aliases.append(parts[1])
    _read_classes(lines, found)
    return found


def _read_classes(lines: list[list[str]], found: Affixes) -> None:
    rules: dict[tuple[str, str], list[Affix]] = {}
    cross: dict[tuple[str, str], bool] = {}
    for parts in lines:
        if not parts or parts[0].startswith("#"):
            continue
        if parts[0] not in ("SFX", "PFX"):
            if len(parts) >= 2:
                found.options.setdefault(parts[0], parts[1])
            continue
        key = (parts[0], parts[1])
        if key not in cross:
            cross[key] = parts[2] == "Y"
            rules[key] = []
            continue
        add, _, continuation = (parts[3] if len(parts) > 3 else "0").partition("/")
        condition = parts[4] if len(parts) > 4 else "."
        if condition.startswith("#") or ":" in condition:
            condition = "."
        strip = "" if parts[2] == "0" else parts[2]
        rules[key].append(
            Affix(
                strip=strip,
                add="" if add == "0" else add,
                flags=found.flags(continuation),
                condition=_condition(condition, suffix=parts[0] == "SFX"),
            )
        )
    for (kind, flag), listed in rules.items():
        target = found.suffixes if kind == "SFX" else found.prefixes
        target[flag] = AffixClass(cross=cross[kind, flag], rules=tuple(listed))


def _condition(text: str, *, suffix: bool) -> re.Pattern[str] | None:
    if text == ".":
        return None
    # Only sets, dots and letters have a meaning here; a hyphen in a set is a plain hyphen.
    safe = text.replace("\\", "").replace("-", "\\-")
    return re.compile(f"(?:{safe})$" if suffix else f"^(?:{safe})")


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def entries(path: Path, affixes: Affixes) -> Iterator[Form]:
    """The stems of the .dic file at `path`, with their flags."""
    for line in _text(path).splitlines()[1:]:
        entry = line.split("\t")[0].strip()
        if not entry or entry.startswith("#"):
            continue
        # Some dictionaries part the notes on grammar with a blank; a stem may hold one itself.
        entry = re.split(r"\s+(?=\w\w:)", entry)[0]
        word, _, flags = entry.replace("\\/", "\0").partition("/")
        yield Form(word=word.replace("\0", "/"), flags=affixes.flags(flags))


def expand(stem: Form, affixes: Affixes) -> Iterator[Form]:
    """The stem and every form of it: up to two suffixes, one prefix, and both where they may cross."""
    needs = affixes.options.get("NEEDAFFIX")
    yield from (form for form in _all_forms(stem, affixes) if needs is None or needs not in form.flags)


def _all_forms(stem: Form, affixes: Affixes) -> Iterator[Form]:
    yield stem
    for prefixed in _prefixed(stem, stem.flags, affixes, crossing=False):
        yield prefixed
        # A prefix may hand on suffixes of its own (French units: "milli" + "mètre" + "s").
        for flag in prefixed.flags - stem.flags:
            if flag in affixes.suffixes:
                yield from _suffixed(prefixed.word, affixes.suffixes[flag])
    for flag in stem.flags:
        group = affixes.suffixes.get(flag)
        if group is None:
            continue
        for once in _suffixed(stem.word, group):
            yield once
            if group.cross:
                yield from _prefixed(once, stem.flags, affixes, crossing=True)
            yield from _prefixed(once, once.flags, affixes, crossing=False)
            for second in once.flags:
                inner = affixes.suffixes.get(second)
                if inner is None:
                    continue
                for twice in _suffixed(once.word, inner):
                    yield twice
                    if inner.cross:
                        yield from _prefixed(twice, stem.flags, affixes, crossing=True)


def _suffixed(word: str, group: AffixClass) -> Iterator[Form]:
    for rule in group.rules:
        if rule.strip and not word.endswith(rule.strip):
            continue
        if rule.condition is None or rule.condition.search(word):
            base = word[: len(word) - len(rule.strip)]
            yield Form(word=base + rule.add, flags=rule.flags)


def _prefixed(form: Form, flags: frozenset[str], affixes: Affixes, *, crossing: bool) -> Iterator[Form]:
    for flag in flags:
        group = affixes.prefixes.get(flag)
        if group is None or (crossing and not group.cross):
            continue
        for rule in group.rules:
            # An elision is undone when a word is looked up, so its forms need not be kept.
            if rule.add.endswith(("'", "’")) or "'" in rule.add:
                continue
            if rule.strip and not form.word.startswith(rule.strip):
                continue
            if rule.condition is None or rule.condition.search(form.word):
                yield Form(word=rule.add + form.word[len(rule.strip) :], flags=form.flags | rule.flags)
