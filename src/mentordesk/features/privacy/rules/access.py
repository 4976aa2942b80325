"""What of an answer a person has to look at first: why, what is proposed, and what a decision may say."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.text import fold
from mentordesk.records.requests import RedactionChoice

TAKEN_OUT = "[taken out]"
"""What stands in place of words about somebody else."""

_SHORTEST = 3
_LONGEST_NAME = 5
_TITLES = frozenset(
    {
        *("dr", "hmp", "key", "miss", "mr", "mrs", "ms", "nurse", "of", "officer", "police", "prison"),
        *("probation", "senior", "service", "social", "team", "the", "worker"),
    }
)
"""What stands beside names and is none."""
_ALSO_WORDS = frozenset(
    {
        *("april", "art", "bill", "black", "brown", "day", "dean", "faith", "field", "frank", "grace"),
        *("grant", "green", "hill", "hope", "jack", "joy", "june", "king", "little", "long", "mark", "may"),
        *("north", "page", "pat", "price", "rich", "rob", "rose", "small", "west", "white", "will", "wood"),
        "young",
    }
)
"""Names that are words too: they are taken for names only where they have a capital letter."""
_WORD = re.compile(r"[^\W_]+(?:[’'\-](?![sS]\b)[^\W_]+)*")


class Why(Choice):
    """Why a text is looked at before it is given out."""

    OTHERS = "others", "Says who somebody else is"
    MENTIONS = "mentions", "Names somebody else"
    SHARED = "shared", "Written about two people"
    SENSITIVE = "sensitive", "Sensitive note"
    GUARDED = "guarded", "Could do harm when it is told"
    UNSAVED = "unsaved", "Typed and never saved"
    FILE = "file", "A file: look whether it speaks of others"


@dataclass(frozen=True)
class DecisionDraft:
    """What somebody decides about one text; `words` are given out when it is redacted."""

    choice: RedactionChoice | None = None
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class TextDecision:
    """A decision on one text: which text, as it was when it was read, and what was decided."""

    key: tuple[str, int]
    field: str
    digest: str
    why: Why
    version: int
    draft: DecisionDraft


@dataclass(frozen=True)
class Names:
    """The names of other people, and whose name is left alone; all folded."""

    others: frozenset[str]
    """Whole names, and the single names of those who are tied to the person."""
    own: frozenset[str] = field(default=frozenset())

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(name.partition(" ")[0] for name in self.others)

    def taken_out(self, text: str) -> str:
        """Return a text with every name of somebody else taken out."""
        made, end = [], 0
        words = list(_WORD.finditer(text))
        place = 0
        while place < len(words):
            count = self._named(words, place)
            if not count:
                place += 1
                continue
            first, last = words[place], words[place + count - 1]
            made += [text[end : first.start()], TAKEN_OUT]
            end = last.end()
            place += count
        return "".join([*made, text[end:]])

    def _named(self, words: list[re.Match[str]], place: int) -> int:
        """Return how many words from a place on are a name, the longest first."""
        if _folded(words[place].group()) not in self._first_words:
            return 0
        for count in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
            said = " ".join(_folded(each.group()) for each in words[place : place + count])
            small = said in _ALSO_WORDS and not words[place].group()[0].isupper()
            if said in self.others and not small:
                return count
        return 0


_folded = lru_cache(maxsize=20_000)(fold)


def names_of(whole: Iterable[str], tied: Iterable[str], own: Iterable[str]) -> Names:
    """Return the names to look for: whole names of people on file, every part of those who are tied.

    A name that the person has too is left alone; so is anything shorter than three letters.
    """
    mine = {part for each in own for part in _parts(each)} | {_spaced(each) for each in own}
    found = {name for each in whole if " " in (name := _spaced(each))}
    for each in tied:
        found |= {_spaced(each), *_parts(each)}
    return Names(
        frozenset(name for name in found if len(name) >= _SHORTEST and name not in mine), frozenset(mine)
    )


def _parts(name: str) -> set[str]:
    return {fold(each.group()) for each in _WORD.finditer(name)} - _TITLES


def _spaced(name: str) -> str:
    return " ".join(fold(each.group()) for each in _WORD.finditer(name))


def proposal(why: Why, words: str, names: Names) -> DecisionDraft:
    """Return what is proposed for a text: third parties are taken out, the rest waits for a person."""
    if why is Why.OTHERS:
        return DecisionDraft(RedactionChoice.REDACT, TAKEN_OUT)
    if why in {Why.MENTIONS, Why.SHARED} and (left := names.taken_out(words)) != words:
        return DecisionDraft(RedactionChoice.REDACT, left)
    return DecisionDraft()


def digest_of(words: str) -> str:
    """Return what tells one text from another, so that a text that was changed is decided again."""
    return hashlib.sha256(words.encode()).hexdigest()


def decision_problems(draft: DecisionDraft, why: Why) -> dict[str, str]:
    """Return what is wrong with a decision about a text, by field."""
    if draft.choice is None:
        return {"choice": "Choose whether it is kept, redacted or withheld."}
    if draft.choice is RedactionChoice.WITHHOLD and not draft.reason.strip():
        return {"reason": "Give the reason. It stands in the answer where the text would be."}
    if draft.choice is RedactionChoice.REDACT and why is Why.FILE:
        return {"choice": "A file cannot be redacted here. Keep it or withhold it."}
    if draft.choice is RedactionChoice.REDACT and not draft.words.strip():
        return {"words": "Give the words that may be given out, or withhold the text."}
    return {}


def given_out(choice: RedactionChoice, words: str, instead: str, reason: str) -> tuple[str, str]:
    """Return what is given out of a text, and the mark that says what was done with it."""
    if choice is RedactionChoice.KEEP:
        return words, ""
    if choice is RedactionChoice.REDACT:
        return instead, "Redacted"
    return "", f"Withheld: {' '.join(reason.split())}"
