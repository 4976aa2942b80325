"""Erasing and anonymising: for ever, everywhere, with a line in the destruction log and no way back."""

import secrets
from collections.abc import Iterable, Sequence
from functools import partial

from sqlalchemy import inspect, select

from mentordesk.features.privacy.operations.equality_figures import detach
from mentordesk.features.privacy.operations.session_traces import (
    has_open_concern,
    sessions_left,
    thin_binned_sessions,
    unname,
)
from mentordesk.features.privacy.rules.retention import mentor_reference, shipped_policy
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.base import Record
from mentordesk.records.equality import EqualityAnswers
from mentordesk.records.mentees import Mentee, MenteeStatus
from mentordesk.records.people import Person
from mentordesk.records.retention import Cause, Destroyed, DestructionEntry, Keeping, Method, Subject
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import belongings
from mentordesk.store.packing import take_out
from mentordesk.store.state import add_to_ledger
from mentordesk.store.traces import blank_traces, drop_drafts, spoken_of, thin_bin
from mentordesk.store.work import Work, operation

ANONYMISED = "Anonymised"
_KINDS: dict[Subject, type[Mentee | Volunteer]] = {Subject.MENTEE: Mentee, Subject.MENTOR: Volunteer}
_LEDGER = {Method.ERASED: "erased", Method.ANONYMISED: "anonymised"}
_OVER = {MenteeStatus.CLOSED, MenteeStatus.NOT_TAKEN_UP}


@operation(needs=Permission.RETENTION_DECIDE)
def erase(work: Work, subject: Subject, number: int, cause: Cause, rule: str, typed: str) -> None:
    """Erase somebody with everything that belongs to them, after their reference was typed."""
    person = _asked_for(work, subject, number, cause, typed)
    _destroy(work, person, Method.ERASED, cause, rule)


@operation(needs=Permission.RETENTION_DECIDE)
def anonymise(work: Work, subject: Subject, number: int, cause: Cause, rule: str, typed: str) -> None:
    """Blank everything that says who somebody is and keep the figures, after their reference was typed."""
    person = _asked_for(work, subject, number, cause, typed)
    _destroy(work, person, Method.ANONYMISED, cause, rule)


@operation(needs=Permission.SYSTEM)
def destroy_again(work: Work, found: Sequence[tuple[Method, Subject, int]]) -> None:
    """Erase or anonymise again whom an older backup brought back."""
    for method, subject, number in found:
        person = work.session.get(_KINDS[subject], number)
        if isinstance(person, Mentee | Volunteer):  # it may have gone with the record that it was merged into
            _destroy(work, person, method, Cause.RESTORED, "")


@operation(needs=Permission.RETENTION_DECIDE)
def anonymise_equality(work: Work, mentee_ids: Sequence[int]) -> int:
    """Take the equality forms of mentees whose time with us is over apart; return how many there were."""
    done = 0
    for number in mentee_ids:
        mentee = work.find(Mentee, number)
        if mentee.status in _OVER:
            done += _detach_equality(work, [mentee])
    if done:
        _log(work, Destroyed.EQUALITY, f"{done:,}", Method.ANONYMISED, Cause.TIME_OVER, "equality", done)
        work.ends_undo = True
    return done


def _asked_for(work: Work, subject: Subject, number: int, cause: Cause, typed: str) -> Mentee | Volunteer:
    person = work.find(_KINDS[subject], number)
    wanted = _reference(person)
    if fold(typed) != fold(wanted):
        raise Invalid({"typed": f"Type “{wanted}” to go on. Nothing was changed."})
    if person.token is None:
        raise Invalid({"typed": "This person was anonymised already. Nothing was changed."})
    if any(each.in_force(work.today) for each in _keepings(work, _same_person(work, person))):
        message = "This file is on hold or kept until a date. Lift that first. Nothing was changed."
        raise Invalid({"typed": message})
    if has_open_concern(work.session, _same_person(work, person)):
        message = "A concern about this person is open. Close it first. Nothing was changed."
        raise Invalid({"typed": message})
    if isinstance(person, Volunteer) and (signs_in := _signs_in(work, person)) and signs_in.active:
        message = "They still sign in. Remove them under Settings, People who sign in, first."
        raise Invalid({"typed": message})
    if isinstance(person, Mentee) and cause is Cause.TIME_OVER and person.status not in _OVER:
        raise Invalid({"typed": "Their time with us is not over. Nothing was changed."})
    return person


def _reference(person: Mentee | Volunteer) -> str:
    return person.reference if isinstance(person, Mentee) else mentor_reference(person.id)


def _destroy(work: Work, person: Mentee | Volunteer, method: Method, cause: Cause, rule: str) -> None:
    session = work.session
    people = _same_person(work, person)
    tokens = [each.token for each in people if each.token]
    reference, words, names = _reference(person), _telling_words(people), _names(people)
    records: list[Record] = [*people]
    for each in people:
        records += [one for one in belongings(session, each) if one not in records]
    left = sessions_left(session, people)
    records += [one for one in left.records(session) if one not in records]
    records += _keepings(work, people)
    if isinstance(person, Volunteer) and (signs_in := _signs_in(work, person)):
        records.append(signs_in)
    subjects = spoken_of(session, records)
    work.defer_references()
    subjects |= unname(
        work, subjects, [*words, *names], [each for each in people if isinstance(each, Volunteer)]
    )
    thin_bin(work, subjects)
    thin_binned_sessions(work, [*words, *names])
    drop_drafts(session, subjects, words, names)
    mentees = [each for each in people if isinstance(each, Mentee)]
    if method is Method.ANONYMISED or _time_is_over(mentees):
        _detach_equality(work, mentees, blanked=False)
    session.expire_all()
    for keeping in _keepings(work, people):
        session.delete(keeping)
    session.flush()
    if method is Method.ERASED:
        for held in left.alone:
            take_out(session, held)
        _blank_all(work, left.unnamed)
    for each in reversed(people if method is Method.ERASED else people[1:]):
        take_out(session, each)
    if method is Method.ANONYMISED:
        _blank_all(work, (*left.alone, *left.unnamed))
        _blank(work, person)
    _forget_name(work, [each for each in records if isinstance(each, Person)])
    blank_traces(work, subjects)
    kind = Destroyed.MENTEE if isinstance(person, Mentee) else Destroyed.MENTOR
    _log(work, kind, reference, method, cause, rule, len(records))
    work.ends_undo = True
    work.at_the_end.append(partial(add_to_ledger, work.vault.folder, _LEDGER[method], tokens))


def _same_person(work: Work, person: Mentee | Volunteer) -> list[Mentee | Volunteer]:
    """Return somebody's record, and before it is a duplicate any that was merged into it."""
    found = [person]
    if isinstance(person, Mentee):
        for each in found:
            merged = select(Mentee).where(Mentee.merged_into_id == each.id).order_by(Mentee.id)
            found += [one for one in work.session.scalars(merged) if one not in found]
    return found


def _keepings(work: Work, people: Iterable[Mentee | Volunteer]) -> list[Keeping]:
    found: list[Keeping] = []
    for each in people:
        whose = Keeping.mentee_id if isinstance(each, Mentee) else Keeping.volunteer_id
        found += work.session.scalars(select(Keeping).where(whose == each.id))
    return found


def _signs_in(work: Work, mentor: Volunteer) -> Person | None:
    return work.session.get(Person, mentor.person_id) if mentor.person_id else None


def _forget_name(work: Work, signed_in: Iterable[Person]) -> None:
    for each in signed_in:
        work.find(Person, each.id).name = f"{ANONYMISED} {each.id}"


def _time_is_over(mentees: Sequence[Mentee]) -> bool:
    return bool(mentees) and all(each.status in _OVER for each in mentees)


def _telling_words(people: Iterable[Mentee | Volunteer]) -> list[str]:
    """Return the words that tell somebody from everybody else: in a draft they are about nobody else."""
    words: list[str] = []
    for each in people:
        if isinstance(each, Volunteer):
            words.append(each.name)
            continue
        words += [each.reference, each.phone, each.email, *(one.value for one in each.identifiers)]
        words += [
            f"{first} {each.last_name}"
            for first in (each.first_names, each.preferred_name)
            if first and each.last_name
        ]
    return words


def _names(people: Iterable[Mentee | Volunteer]) -> list[str]:
    """Return the names that somebody has by themselves, as the form of somebody new holds them."""
    mentees = [each for each in people if isinstance(each, Mentee)]
    return [name for each in mentees for name in (each.last_name or each.first_names, each.preferred_name)]


def _detach_equality(work: Work, mentees: Iterable[Mentee], *, blanked: bool = True) -> int:
    done = 0
    for mentee in mentees:
        whose = select(EqualityAnswers).where(EqualityAnswers.mentee_id == mentee.id)
        answers = work.session.scalar(whose)
        if answers is not None:
            subjects = spoken_of(work.session, [answers])
            if blanked:
                thin_bin(work, subjects)
            detach(work, mentee, answers)
            if blanked:
                blank_traces(work, subjects)
            done += 1
    return done


def _blank(work: Work, person: Mentee | Volunteer) -> None:
    """Blank the personal columns of somebody and of what belongs to them, as the policy says."""
    _blank_all(work, (person,))
    person.token = None
    person.name_key = fold(ANONYMISED)
    if isinstance(person, Mentee):
        person.reference = f"A-{secrets.token_hex(4).upper()}"
        person.worker_id = None
    work.session.flush()


def _blank_all(work: Work, owners: Iterable[Record]) -> None:
    """Blank the personal columns of records and of what belongs to them, or remove them, by the policy."""
    policy = shipped_policy()
    for owner in owners:
        for record in (owner, *belongings(work.session, owner)):
            if not inspect(record).persistent:
                continue
            table = policy.tables.get(record.__tablename__)
            if table is not None and table.anonymised == "remove":
                take_out(work.session, record)
            elif table is not None:
                for name in type(record).personal_columns() - table.figures:
                    setattr(record, name, _nothing(record, name))
    work.session.flush()


def _nothing(record: Record, name: str) -> object:
    """Return what stands in a column that was blanked."""
    column = inspect(type(record)).columns[name]
    if record.called_by[:1] == (name,):
        return ANONYMISED
    if column.nullable:
        return None
    return False if column.type.python_type is bool else ""


def _log(
    work: Work, kind: Destroyed, reference: str, method: Method, cause: Cause, rule: str, pieces: int
) -> None:
    work.add(
        DestructionEntry(
            kind=kind,
            reference=reference,
            method=method,
            cause=cause,
            rule=rule,
            pieces=pieces,
            destroyed_at=work.now,
            person_id=work.actor.person_id,
        )
    )
