"""Writing mentees down, raising and ending flags, and ending a time with the charity."""

from datetime import date

from sqlalchemy import func, select

from mentordesk.features.mentees.rules.exits import OpenMatch, end_words, ending_problems, match_end
from mentordesk.features.mentees.rules.people import (
    ExitDraft,
    FlagDraft,
    IdentifierDraft,
    MenteeDraft,
    exit_problems,
    flag_problems,
    mentee_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.identifiers import check_identifier, postcode
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, fold
from mentordesk.records.bins import NumberUsed
from mentordesk.records.matches import OPEN, Match
from mentordesk.records.mentees import Episode, ExitReason, Flag, Identifier, Mentee, MenteeStatus
from mentordesk.records.pipeline import follow_matches
from mentordesk.records.referrals import Referral
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Work, operation

_LINES = (
    *("preferred_name", "first_names", "last_name", "phone", "email"),
    *("emergency_name", "emergency_relation", "emergency_phone", "language"),
)
_TEXTS = ("address", "safe_contact", "access_needs", "reading_needs")
_PLAIN = (
    *("birth_date", "age_band", "no_letters", "no_calls", "no_messages", "never_mention_us"),
    *("interpreter", "worker_id"),
)


@operation(needs=Permission.MENTEE_EDIT)
def add_mentee(work: Work, draft: MenteeDraft) -> int:
    """Add a mentee under a new reference; a referral comes with `refer`."""
    work.refuse(mentee_problems(draft, work.today))
    newest = max(work.session.scalar(select(func.max(Mentee.id))) or 0, _highest_gone(work))
    mentee = Mentee(reference=f"M-{newest + 1:05}", name_key="", status=MenteeStatus.REFERRED)
    _fill(work, mentee, draft)
    return work.add(mentee).id


@operation(needs=Permission.MENTEE_EDIT)
def change_mentee(work: Work, mentee_id: int, version: int, draft: MenteeDraft) -> None:
    """Change what is known of a mentee."""
    work.refuse(mentee_problems(draft, work.today))
    _fill(work, work.change(Mentee, mentee_id, version), draft)


@operation(needs=Permission.MENTEE_EDIT)
def raise_flag(work: Work, mentee_id: int, draft: FlagDraft) -> int:
    """Raise a flag, which stands on every screen about the mentee while it is in force."""
    work.refuse(flag_problems(draft, work.today))
    mentee = work.find(Mentee, mentee_id)
    flag = Flag(kind=draft.kind, from_date=draft.from_date, to_date=draft.to_date, note=clean(draft.note))
    mentee.flags.append(flag)
    return work.add(flag).id


@operation(needs=Permission.MENTEE_EDIT)
def change_flag(work: Work, flag_id: int, version: int, draft: FlagDraft) -> None:
    """Change a flag, or end it by its last day."""
    work.refuse(flag_problems(draft, work.today))
    flag = work.change(Flag, flag_id, version)
    if draft.kind is not None and draft.from_date is not None:
        flag.kind, flag.from_date = draft.kind, draft.from_date
    flag.to_date, flag.note = draft.to_date, clean(draft.note).strip()


@operation(needs=Permission.MENTEE_DECIDE)
def end_episode(work: Work, mentee_id: int, version: int, draft: ExitDraft) -> None:
    """End the present time of a mentee with the charity, and the matches that are to end with it."""
    mentee = work.change(Mentee, mentee_id, version)
    episode = open_episode(mentee)
    if episode is None:
        raise Invalid({"exit_date": "This person has no open time with us to end."})
    work.refuse(exit_problems(draft, episode.start_date, work.today))
    if draft.exit_date and draft.exit_reason:
        _end_matches(work, mentee_id, draft.exit_date, draft.exit_reason, draft.matches)
    episode.exit_date, episode.exit_reason = draft.exit_date, draft.exit_reason
    episode.summary, episode.next_steps = clean(draft.summary).strip(), clean(draft.next_steps).strip()
    mentee.status = MenteeStatus.CLOSED
    newest = select(Referral).where(Referral.mentee_id == mentee_id)
    referral = work.session.scalar(
        newest.order_by(Referral.referred_date.desc(), Referral.id.desc()).limit(1)
    )
    for outcome, achieved in zip(referral.outcomes if referral else (), draft.achieved, strict=False):
        outcome.achieved = achieved


def _end_matches(
    work: Work, mentee_id: int, day: date, reason: ExitReason, chosen: tuple[tuple[int, int], ...]
) -> None:
    if chosen:
        work.need(Permission.MATCH_EDIT)
    for number, version in chosen:
        match = work.change(Match, number, version)
        if match.mentee_id != mentee_id or match.status not in OPEN:
            work.refuse({f"end_match_{number}": "This match is not in force any more."})
        mentor = work.find(Volunteer, match.volunteer_id).name
        known = OpenMatch(number, version, mentor, match.status, match.last_date() or day)
        work.refuse(ending_problems(day, [known]))
        match.end(match_end(reason, match.status), day, end_words(reason), work.actor.person_id)
        follow_matches(work.session, [match.volunteer_id], day, work.actor.person_id)


def open_episode(mentee: Mentee) -> Episode | None:
    """Return the time with the charity that has not ended, if there is one."""
    return next((each for each in mentee.episodes if each.exit_date is None), None)


def _highest_gone(work: Work) -> int:
    """Return the highest number that an erased mentee had, whose reference nobody else is given."""
    used = select(NumberUsed.highest).where(NumberUsed.subject == Mentee.__tablename__)
    return work.session.scalar(used) or 0


def _fill(work: Work, mentee: Mentee, draft: MenteeDraft) -> None:
    for name in _LINES:
        setattr(mentee, name, " ".join(clean(getattr(draft, name)).split()))
    for name in _TEXTS:
        setattr(mentee, name, clean(getattr(draft, name)).strip())
    for name in _PLAIN:
        setattr(mentee, name, getattr(draft, name))
    mentee.postcode = postcode(clean(draft.postcode))[:12]
    mentee.name_key = fold(f"{mentee.last_name} {mentee.first_names} {mentee.preferred_name}")
    _fit_identifiers(work, mentee, draft.identifiers)


def _fit_identifiers(work: Work, mentee: Mentee, wanted: tuple[IdentifierDraft, ...]) -> None:
    del mentee.identifiers[len(wanted) :]
    for place, each in enumerate(wanted):
        if each.kind is None:
            continue
        checked = check_identifier(each.kind, clean(each.value), work.today)
        if place == len(mentee.identifiers):
            mentee.identifiers.append(Identifier())
        kept = mentee.identifiers[place]
        kept.kind, kept.value, kept.says = each.kind, checked.value, checked.says
