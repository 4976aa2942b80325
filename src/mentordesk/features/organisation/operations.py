"""Setting up the organisation, and adding, changing and removing people who sign in."""

from sqlalchemy import func, select

from mentordesk.features.organisation.rules import (
    GrantDraft,
    OrganisationDraft,
    PersonDraft,
    organisation_problems,
    person_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission, Role, may_be_changed
from mentordesk.kernel.text import fold, one_line
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person, RoleGrant
from mentordesk.records.volunteers import Volunteer
from mentordesk.store import passphrase as passphrases
from mentordesk.store import vault
from mentordesk.store.holders import holder_of
from mentordesk.store.keys import RECOVERY, Holder, new_name
from mentordesk.store.work import Work, operation


@operation(needs=Permission.ORGANISATION_EDIT)
def set_up(work: Work, draft: OrganisationDraft, first: PersonDraft) -> int:
    """Write down the organisation and its first manager in a new casebook."""
    work.refuse(organisation_problems(draft) | _named("person_", person_problems(first, frozenset())))
    _fill(work.add(Organisation(name="", year_starts=4)), draft)
    return work.add(Person(name=one_line(first.name), role=Role.MANAGER, slot=work.vault.user)).id


@operation(needs=Permission.ORGANISATION_EDIT)
def change_organisation(work: Work, number: int, version: int, draft: OrganisationDraft) -> None:
    """Change the organisation's details."""
    work.refuse(organisation_problems(draft))
    _fill(work.change(Organisation, number, version), draft)


@operation(needs=Permission.PEOPLE_MANAGE)
def add_person(work: Work, draft: PersonDraft, starter: str) -> int:
    """Add somebody who signs in first with a starter code and then sets a passphrase."""
    work.refuse(person_problems(draft, _names(work, but=0)))
    name = one_line(draft.name)
    person = work.add(Person(name=name, role=draft.role or Role.READ_ONLY, slot=new_name()))
    _fit_mentor(work, person, draft.mentor_id)
    _give_slot(work, person, starter, starter=True)
    return person.id


@operation(needs=Permission.PEOPLE_MANAGE)
def change_person(work: Work, person_id: int, version: int, draft: PersonDraft) -> None:
    """Change a person's name or role; the last manager stays a manager."""
    work.refuse(person_problems(draft, _names(work, but=person_id)))
    person = work.change(Person, person_id, version)
    role = draft.role or person.role
    if person.role is Role.MANAGER and role is not Role.MANAGER:
        _keep_a_manager(work, person, "role")
    person.name, person.role = one_line(draft.name), role
    _fit_mentor(work, person, draft.mentor_id)
    holder = holder_of(work, person)
    work.at_the_end.append(lambda: vault.describe_slot(work.vault, holder))


@operation(needs=Permission.PEOPLE_MANAGE)
def remove_person(work: Work, person_id: int, version: int) -> None:
    """Take away a person's way in; what they wrote stays under their name."""
    person = work.change(Person, person_id, version)
    if person.role is Role.MANAGER:
        _keep_a_manager(work, person, "name")
    slot = person.slot
    person.active, person.slot = False, ""
    _fit_mentor(work, person, None)
    work.at_the_end.append(lambda: vault.remove_slot(work.vault, slot))


@operation(needs=Permission.PEOPLE_MANAGE)
def give_starter_code(work: Work, person_id: int, starter: str) -> None:
    """Let a person who forgot their passphrase in again with a starter code."""
    person = work.find(Person, person_id)
    if not person.active:
        raise Invalid({"name": "This person was removed. Add them again."})
    _give_slot(work, person, starter, starter=True)


@operation(needs=Permission.PEOPLE_MANAGE)
def set_grant(work: Work, draft: GrantDraft) -> None:
    """Give a permission to a role, or take it away; within the limits of the role."""
    role, permission = draft.role, draft.permission
    if not may_be_changed(role, permission):
        raise Invalid({"granted": f"What the role {role.label} may do here is fixed."})
    found = select(RoleGrant).where(RoleGrant.role == role, RoleGrant.permission == permission.value)
    grant = work.session.scalar(found)
    if grant is None:
        work.add(RoleGrant(role=role, permission=permission.value, granted=draft.granted))
    else:
        grant.granted = draft.granted


@operation(needs=Permission.PEOPLE_MANAGE)
def renew_recovery_key(work: Work, key: str) -> None:
    """Put a new recovery key in place of the old one, which stops working at once."""
    cost = vault.usual_cost(work.vault)
    holder = Holder(RECOVERY, "", "")
    work.at_the_end.append(lambda: vault.set_passphrase(work.vault, holder, key, cost))


@operation(needs=Permission.SIGN_IN)
def set_my_passphrase(work: Work, new: str) -> None:
    """Give the person who is signed in a new passphrase; the old one stops working at once."""
    refusal = passphrases.refusal(new)
    if refusal:
        raise Invalid({"passphrase": refusal})
    if work.actor.person_id is None:
        raise Invalid({"passphrase": "Choose whose passphrase to set."})
    work.say_of(work.find(Person, work.actor.person_id), "passphrase")
    _give_slot(work, work.find(Person, work.actor.person_id), new, starter=False)


@operation(needs=Permission.PEOPLE_MANAGE)
def recover_passphrase(work: Work, person_id: int, new: str) -> None:
    """Give a manager a new passphrase after the recovery key opened the casebook."""
    refusal = passphrases.refusal(new)
    person = work.find(Person, person_id)
    if refusal or not person.active:
        raise Invalid({"passphrase": refusal or "This person was removed."})
    _give_slot(work, person, new, starter=False)


def _give_slot(work: Work, person: Person, passphrase: str, *, starter: bool) -> None:
    holder = holder_of(work, person, starter=starter)
    cost = vault.usual_cost(work.vault)
    work.at_the_end.append(lambda: vault.set_passphrase(work.vault, holder, passphrase, cost))


def _fit_mentor(work: Work, person: Person, mentor_id: int | None) -> None:
    """Let a person sign in as one mentor at most, and a mentor be signed in by one person."""
    for other in work.session.scalars(select(Volunteer).where(Volunteer.person_id == person.id)):
        if other.id != mentor_id:
            other.person_id = None
    if mentor_id is not None:
        mentor = work.find(Volunteer, mentor_id)
        if mentor.person_id not in {None, person.id}:
            raise Invalid({"mentor_id": "Somebody else signs in as this mentor."})
        mentor.person_id = person.id


def _keep_a_manager(work: Work, person: Person, field: str) -> None:
    managers = select(func.count()).where(Person.active.is_(True), Person.role == Role.MANAGER)
    if not work.session.scalar(managers.where(Person.id != person.id)):
        raise Invalid({field: "This is the last manager. Make somebody else a manager first."})


def _names(work: Work, but: int) -> frozenset[str]:
    people = work.session.scalars(select(Person.name).where(Person.active.is_(True), Person.id != but))
    return frozenset(fold(name) for name in people)


def _fill(organisation: Organisation, draft: OrganisationDraft) -> None:
    organisation.name = one_line(draft.name)
    organisation.charity_number = one_line(draft.charity_number)
    organisation.logo = draft.logo
    organisation.year_starts = draft.year_starts or 4
    organisation.ask_reason = draft.ask_reason


def _named(prefix: str, problems: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}{field}": sentence for field, sentence in problems.items()}
