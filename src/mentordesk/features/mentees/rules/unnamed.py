"""Taking names and numbers out of what people wrote, for readers who must not know who it is about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import permutations

from mentordesk.kernel.formats import long_date
from mentordesk.kernel.text import clean, fold

LEFT_OUT = "[left out]"
_WORD = re.compile(r"\w+")
_JOINS = re.compile(r"[\s.'’‘\-‐‑]*")
_LEAST = 4
"""Fewer letters and digits than this are no number that could be told from other words."""
_ORDINARY = frozenset(
    {
        "will",
        "may",
        "mark",
        "grace",
        "hope",
        "joy",
        "rose",
        "art",
        "bill",
        "jack",
        "rob",
        "pat",
        "drew",
        "chase",
        "dean",
        "dawn",
        "faith",
        "june",
        "april",
        "august",
        "summer",
        "an",
        "so",
        "do",
        "can",
        "young",
        "long",
        "king",
        "brown",
        "green",
        "white",
        "black",
    }
)
"""Names that are words too: taken for a name only when they are written with a capital letter."""


@dataclass(frozen=True)
class Unnamed:
    """Takes out names, each with what stands for it, and numbers such as identifiers and telephones."""

    names: Mapping[str, str]
    """A whole name, and the words that stand in its place."""
    numbers: tuple[str, ...] = ()
    birth_date: date | None = None
    _words: dict[str, str] = field(init=False, default_factory=dict, compare=False)

    def __post_init__(self) -> None:
        """Take the names apart; what stands for the first one holds where two share a word."""
        for name, stand_in in self.names.items():
            for word in _WORD.findall(clean(name)):
                self._words.setdefault(fold(word), stand_in)

    def __call__(self, text: str) -> str:
        """Return a text without them."""
        text = clean(text)
        for pattern in self._patterns():
            text = re.sub(pattern, LEFT_OUT, text, flags=re.IGNORECASE)
        for name, stand_in in self.names.items():
            for word in _unparted(name):
                text = text.replace(word, stand_in)
        return self._without_words(text)

    def _patterns(self) -> Iterable[str]:
        for number in self.numbers:
            kept = [letter for letter in number if letter.isalnum()]
            if len(kept) >= _LEAST:
                spread = r"[\W_]*".join(re.escape(letter) for letter in kept)
                yield rf"(?<!\w){spread}(?!\w)"
        if self.birth_date:
            yield from _birth_patterns(self.birth_date)

    def _without_words(self, text: str) -> str:
        found = list(_WORD.finditer(text))
        hits = [self._is_name(each[0]) for each in found]
        for at, each in enumerate(found):
            if not hits[at] and len(each[0]) == 1 and fold(each[0]) in self._words:
                hits[at] = any(
                    0 <= near < len(found) and hits[near] and _joined(text, each, found[near])
                    for near in (at - 1, at + 1)
                )
        out, done, before = [], 0, None
        for each, hit in zip(found, hits, strict=True):
            if not hit:
                continue
            stand_in = self._words[fold(each[0])]
            if before is None or before[1] != stand_in or not _joined(text, before[0], each):
                out += [text[done : each.start()], stand_in]
            done, before = each.end(), (each, stand_in)
        return "".join([*out, text[done:]])

    def _is_name(self, word: str) -> bool:
        key = fold(word)
        return key in self._words and len(word) > 1 and (key not in _ORDINARY or word[0].isupper())


def _unparted(name: str) -> list[str]:
    """Return a name as scripts without capitals may write it, its words not parted; the longest first."""
    words = [word for word in _WORD.findall(clean(name)) if word.upper() == word.lower()]
    whole = ["".join(pair) for pair in permutations(words, 2)]
    return [word for word in sorted({*words, *whole}, key=len, reverse=True) if len(word) > 1]


def _joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Return whether only spaces, dots, apostrophes and hyphens stand between two words."""
    first, second = sorted((one, other), key=lambda each: each.start())
    return _JOINS.fullmatch(text, first.end(), second.start()) is not None


def _birth_patterns(day: date) -> Iterable[str]:
    """Give the ways in which people write a date of birth."""
    year = rf"(?:{day.year}|['’]?{day.year % 100:02})"
    month = long_date(day).split()[1]
    named = rf"{month[:3]}(?:{month[3:]}|t)?\.?"
    yield rf"(?<!\d)0?{day.day}\s*[/.\-\s]\s*0?{day.month}\s*[/.\-\s]\s*{year}(?!\d)"
    yield rf"(?<!\d){day.year}\s*[/.\-]\s*0?{day.month}\s*[/.\-]\s*0?{day.day}(?!\d)"
    yield rf"(?<!\d)0?{day.day}(?:st|nd|rd|th)?(?:\s+of)?[\s\-]*{named},?[\s\-]*{year}(?!\d)"
    yield rf"(?<!\w){named}\s*0?{day.day}(?:st|nd|rd|th)?,?\s+{year}(?!\d)"
