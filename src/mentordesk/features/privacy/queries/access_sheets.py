"""The parts of an answer to somebody who asks what is kept about them."""

from dataclasses import dataclass, field
from datetime import date, datetime

from mentordesk.features.privacy.queries.access_records import Key
from mentordesk.features.privacy.queries.access_words import Raw, Text
from mentordesk.features.privacy.rules.access import DecisionDraft, TextDecision, Why, digest_of
from mentordesk.records.requests import RequestKind


@dataclass(frozen=True)
class Entry:
    """One record about the person: what it is called and what its fields say."""

    key: Key
    word: str
    title: str
    texts: tuple[Text, ...]
    removed: bool = False


@dataclass(frozen=True)
class QueueRow:
    """One text that somebody looks at before it is given out, with what was decided or is proposed."""

    key: Key
    where: str
    text: Text
    why: Why
    draft: DecisionDraft
    version: int = 0
    """Of the decision; 0 while there is none."""
    decided: bool = False

    def decision(self, draft: DecisionDraft) -> TextDecision:
        """Return a decision on this text as it was read."""
        return TextDecision(
            self.key, self.text.field, digest_of(self.text.words), self.why, self.version, draft
        )


@dataclass(frozen=True)
class Given:
    """One field as it is given out; `mark` says what was taken out or withheld."""

    name: str
    label: str
    words: str
    raw: Raw
    mark: str = ""


@dataclass(frozen=True)
class GivenEntry:
    """One record as it is given out."""

    key: Key
    title: str
    fields: tuple[Given, ...]
    removed: bool = False


@dataclass(frozen=True)
class GivenFile:
    """One attached file as it is given out."""

    number: int
    name: str
    content: bytes


@dataclass(frozen=True)
class Happened:
    """One act on a record about the person."""

    at: datetime
    who: str
    did: str
    says: str


@dataclass(frozen=True)
class AccessSheet:
    """A whole answer: sections of records, files, and who did what when."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    who: str
    reference: str
    kind: RequestKind
    received_date: date | None
    sections: tuple[tuple[str, tuple[GivenEntry, ...]], ...]
    history: tuple[Happened, ...]
    files: tuple[GivenFile, ...] = field(default=())
    held_back: int = 0
    """How many texts were left out because nobody has decided on them."""
