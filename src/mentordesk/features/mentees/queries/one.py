"""One mentee: what the page shows, its timeline, and what its forms start from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from mentordesk.features.mentees.queries.lists import full_name
from mentordesk.features.mentees.queries.met import met_rows
from mentordesk.features.mentees.queries.sessions import first_days
from mentordesk.features.mentees.rules.exits import OpenMatch
from mentordesk.features.mentees.rules.people import (
    FlagDraft,
    IdentifierDraft,
    MenteeDraft,
    age_words,
    warnings_of,
)
from mentordesk.features.mentees.rules.referrals import ReferralDraft
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.errors import NotFound
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Permission
from mentordesk.records.matches import OPEN, Match
from mentordesk.records.mentees import Episode, FlagKind, Mentee, MenteeStatus
from mentordesk.records.notes import Note
from mentordesk.records.people import Person
from mentordesk.records.referrals import Decision, Referral
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.restrictions import restriction_words
from mentordesk.store.work import Reading, query


class Happening(Choice):
    """What kind of thing a timeline shows."""

    REFERRAL = "referral", "Referrals"
    EPISODE = "episode", "Starts and exits"
    FLAG = "flag", "Flags"
    NOTE = "note", "Notes"
    SESSION = "session", "Sessions"


@dataclass(frozen=True)
class FlagRow:
    """A flag, and whether it is in force today."""

    id: int
    version: int
    draft: FlagDraft
    kind: FlagKind
    in_force: bool


@dataclass(frozen=True)
class IdentifierRow:
    """An identifier with what the soft check says of it."""

    label: str
    value: str
    says: str


@dataclass(frozen=True)
class ReferralView:
    """A referral on its mentee's page."""

    id: int
    version: int
    draft: ReferralDraft
    referred_date: date
    decision: Decision | None
    decision_date: date | None
    decision_reason: str
    waiting_days: int | None
    first_days: int | None = None
    """Days until the first session, once there was one."""


@dataclass(frozen=True)
class EpisodeRow:
    """One time with the charity."""

    start_date: date
    exit_date: date | None
    exit_reason: str
    summary: str
    next_steps: str


@dataclass(frozen=True)
class TimelineRow:
    """One thing that happened to a mentee."""

    day: date
    kind: Happening
    title: str
    says: str
    link: Link | None = None
    """Where the thing has a page of its own."""


@dataclass(frozen=True)
class MenteeView:
    """One mentee as the page shows it."""

    id: int
    version: int
    reference: str
    name: str
    status: MenteeStatus
    mentee: MenteeDraft
    age: str
    worker: str
    warnings: tuple[str, ...]
    identifiers: tuple[IdentifierRow, ...]
    flags: tuple[FlagRow, ...]
    referrals: tuple[ReferralView, ...]
    episodes: tuple[EpisodeRow, ...]
    sensitive_notes: int
    """How many sensitive notes there are; their words are asked for by an operation that writes it down."""
    matches: tuple[OpenMatch, ...] = ()
    """The matches in force, which an exit may end."""
    restricted: str = ""
    """Why nothing may be done with what we know about them; empty when it may be used."""

    @property
    def open(self) -> bool:
        """Whether the person has a time with the charity that has not ended."""
        return any(episode.exit_date is None for episode in self.episodes)


@query(needs=Permission.MENTEE_VIEW)
def mentee_of_reference(reading: Reading, reference: str) -> int:
    """The number of the mentee with a reference such as M-00014, however it was typed."""
    typed = reference.strip()
    found = reading.session.scalar(select(Mentee.id).where(Mentee.reference == typed.upper()))
    if found is None:
        message = f'There is no mentee with the reference "{typed}". Nothing was changed.'
        raise NotFound(message)
    return found


@query(needs=Permission.MENTEE_VIEW)
def mentee_view(reading: Reading, mentee_id: int) -> MenteeView:
    """A mentee with flags, identifiers, referrals and episodes."""
    mentee = reading.find(Mentee, mentee_id)
    draft = _draft(mentee)
    sensitive = select(func.count()).where(Note.mentee_id == mentee_id, Note.sensitive.is_(True))
    return MenteeView(
        id=mentee.id,
        version=mentee.version,
        reference=mentee.reference,
        name=full_name(mentee),
        status=mentee.status,
        mentee=draft,
        age=age_words(mentee.birth_date, mentee.age_band, reading.today),
        worker=mentee.worker.name if mentee.worker else "",
        warnings=warnings_of(draft),
        identifiers=tuple(IdentifierRow(e.kind.label, e.value, e.says) for e in mentee.identifiers),
        flags=tuple(
            FlagRow(
                flag.id,
                flag.version,
                FlagDraft(flag.kind, flag.from_date, flag.to_date, flag.note),
                flag.kind,
                flag.in_force(reading.today),
            )
            for flag in mentee.flags
        ),
        referrals=tuple(_referral_view(reading, each) for each in _referrals(reading, mentee_id)),
        episodes=tuple(_episode_row(each) for each in reversed(mentee.episodes)),
        sensitive_notes=reading.session.scalar(sensitive) or 0,
        matches=tuple(_open_matches(reading, mentee_id)),
        restricted=restriction_words(reading.session, mentee_id),
    )


@query(needs=Permission.MENTEE_VIEW)
def timeline(reading: Reading, mentee_id: int, kind: Happening | None = None) -> list[TimelineRow]:
    """Everything that happened to a mentee, newest first; sensitive notes are named, not shown."""
    mentee = reading.find(Mentee, mentee_id)
    rows: list[TimelineRow] = []
    for referral in _referrals(reading, mentee_id):
        rows += _referral_rows(referral)
    for episode in mentee.episodes:
        rows += _episode_rows(episode)
    for flag in mentee.flags:
        rows.append(TimelineRow(flag.from_date, Happening.FLAG, f"Flag raised: {flag.kind.label}", flag.note))
        if flag.to_date:
            rows.append(TimelineRow(flag.to_date, Happening.FLAG, f"Flag ended: {flag.kind.label}", ""))
    rows += _note_rows(reading, mentee_id)
    if kind in {None, Happening.SESSION} and reading.holds(Permission.SESSION_VIEW):
        met = met_rows(reading, mentee_id)
        rows += [TimelineRow(each.day, Happening.SESSION, each.title, each.says, each.link) for each in met]
    chosen = [row for row in rows if kind is None or row.kind is kind]
    return sorted(chosen, key=lambda row: row.day, reverse=True)


def _referrals(reading: Reading, mentee_id: int) -> list[Referral]:
    found = select(Referral).where(Referral.mentee_id == mentee_id)
    return list(reading.session.scalars(found.order_by(Referral.referred_date.desc(), Referral.id.desc())))


def _open_matches(reading: Reading, mentee_id: int) -> Iterator[OpenMatch]:
    if not reading.holds(Permission.MATCH_VIEW):
        return
    found = (
        select(Match, Volunteer.name)
        .join(Volunteer, Volunteer.id == Match.volunteer_id)
        .where(Match.mentee_id == mentee_id, Match.status.in_(OPEN))
        .order_by(Match.id)
    )
    for match, mentor in reading.session.execute(found):
        last = match.last_date() or reading.today
        yield OpenMatch(match.id, match.version, mentor, match.status, last)


def _draft(mentee: Mentee) -> MenteeDraft:
    plain = {
        name: getattr(mentee, name) for name in MenteeDraft.__dataclass_fields__ if name != "identifiers"
    }
    kept = tuple(IdentifierDraft(each.kind, each.value) for each in mentee.identifiers)
    return MenteeDraft(**plain, identifiers=kept)


def _referral_view(reading: Reading, referral: Referral) -> ReferralView:
    waits = referral.decision in {None, Decision.WAITING_LIST}
    taken = referral.decision is Decision.ACCEPTED
    return ReferralView(
        referral.id,
        referral.version,
        ReferralDraft(
            referral.source,
            referral.source_person,
            referral.route,
            referral.referred_date,
            referral.reason,
            referral.service,
            referral.complexity,
            referral.unavailable,
            tuple(each.wording for each in referral.outcomes),
        ),
        referral.referred_date,
        referral.decision,
        referral.decision_date,
        referral.decision_reason,
        (reading.today - referral.referred_date).days if waits else None,
        first_days(reading, [referral.id]).get(referral.id) if taken else None,
    )


def _episode_row(episode: Episode) -> EpisodeRow:
    reason = episode.exit_reason.label if episode.exit_reason else ""
    return EpisodeRow(episode.start_date, episode.exit_date, reason, episode.summary, episode.next_steps)


def _referral_rows(referral: Referral) -> list[TimelineRow]:
    by = f" by {referral.source}" if referral.source else ""
    rows = [TimelineRow(referral.referred_date, Happening.REFERRAL, f"Referred{by}", referral.reason)]
    if referral.decision and referral.decision_date:
        title = f"Referral decided: {referral.decision.label}"
        rows.append(TimelineRow(referral.decision_date, Happening.REFERRAL, title, referral.decision_reason))
    return rows


def _episode_rows(episode: Episode) -> list[TimelineRow]:
    rows = [TimelineRow(episode.start_date, Happening.EPISODE, "Started with us", "")]
    if episode.exit_date:
        reason = episode.exit_reason.label if episode.exit_reason else "no reason given"
        rows.append(TimelineRow(episode.exit_date, Happening.EPISODE, f"Exit: {reason}", episode.summary))
    return rows


def _note_rows(reading: Reading, mentee_id: int) -> list[TimelineRow]:
    names = {row.id: row.name for row in reading.session.execute(select(Person.id, Person.name))}
    hidden = "A sensitive note. Open it from the Notes tab."
    sees = reading.holds(Permission.NOTE_SENSITIVE)
    rows = []
    for note in reading.session.scalars(select(Note).where(Note.mentee_id == mentee_id)):
        if note.sensitive and not sees:
            continue
        by = f" by {names[note.author_id]}" if note.author_id in names else ""
        text = hidden if note.sensitive else note.text
        day = note.noted_at.astimezone().date()
        rows.append(TimelineRow(day, Happening.NOTE, f"Note{by}: {note.kind.label}", text))
    return rows
