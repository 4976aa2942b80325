"""The demonstration casebook: an invented charity, invented people, the Knowsley plan and a present one."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from importlib import resources
from pathlib import Path

from mentordesk.app.demo_around import add_demo_around
from mentordesk.app.demo_development import add_demo_development
from mentordesk.app.demo_dip import add_demo_sample
from mentordesk.app.demo_matches import add_demo_matches
from mentordesk.app.demo_mentees import add_demo_mentees
from mentordesk.app.demo_plan import present_plan
from mentordesk.app.demo_privacy import add_demo_requests
from mentordesk.app.demo_retention import add_demo_retention
from mentordesk.app.demo_sessions import add_demo_sessions
from mentordesk.app.demo_support import add_demo_support
from mentordesk.app.demo_training import add_demo_evidence, add_demo_training
from mentordesk.app.demo_volunteers import add_demo_volunteers
from mentordesk.app.founding import found_casebook
from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.features.plans.operations.exchange import add_plan_file
from mentordesk.features.plans.rules.exchange import read_plan_file
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, PlanStatus
from mentordesk.store import vault
from mentordesk.store.casebook import wall_clock
from mentordesk.store.holders import holder_of
from mentordesk.store.keys import FLOOR, new_name
from mentordesk.store.work import Work, operation

PASSPHRASE = "invented people only please"  # noqa: S105
ORGANISATION = OrganisationDraft("Bridges Mentoring (demonstration)", "0000000", b"", 4)
PEOPLE = (
    ("Asha Karim", Role.MANAGER),
    ("Tom Ellery", Role.COORDINATOR),
    ("Jo Marsh", Role.MENTOR),
    ("Pat Lindqvist", Role.READ_ONLY),
)


def build(folder: Path, passphrase: str = PASSPHRASE, clock: Callable[[], datetime] = wall_clock) -> str:
    """Build the demonstration casebook in a new folder and return its recovery key."""
    name, role = PEOPLE[0]
    founded = found_casebook(
        folder, ORGANISATION, PersonDraft(name, role), passphrase, cost=FLOOR, clock=clock
    )
    with founded.store as store:
        store.write(add_demo_people, passphrase)
        store.write(fill)
        store.write(add_demo_retention)
    return founded.recovery_key


@operation(needs=Permission.PEOPLE_MANAGE)
def add_demo_people(work: Work, passphrase: str) -> None:
    """Add the invented people, who all sign in with the same passphrase."""
    for name, role in PEOPLE[1:]:
        person = work.add(Person(name=name, role=role, slot=new_name()))
        holder = holder_of(work, person)
        work.at_the_end.append(partial(vault.set_passphrase, work.vault, holder, passphrase, FLOOR))


@operation(needs=Permission.PLAN_EDIT)
def fill(work: Work) -> None:
    """Add the Knowsley plan with its reviews, and a present plan with a history."""
    text = (resources.files("mentordesk") / "resources" / "knowsley_plan.json").read_text("utf-8")
    knowsley = work.find(Plan, add_plan_file(work, read_plan_file(text, work.today)))
    knowsley.partners = "MALS, KMBC, KCVS, HMP Liverpool, Merseyside Police"
    knowsley.period_start, knowsley.period_end = date(2012, 12, 1), date(2015, 11, 30)
    knowsley.owner_id, knowsley.status = 1, PlanStatus.CLOSED
    add_demo_mentees(work)
    add_demo_matches(work)
    add_demo_sessions(work)
    add_demo_volunteers(work)
    add_demo_development(work)
    add_demo_training(work)
    add_demo_evidence(work)
    add_demo_around(work)
    add_demo_support(work)
    add_demo_requests(work)
    add_demo_sample(work)
    present = work.find(Plan, add_plan_file(work, present_plan(work.today)))
    present.owner_id = 2
    for target, owner in zip(present.targets, (1, 2, 2, 1), strict=False):
        target.owner_id = owner
        target.due_date = add_months(work.today, 2 * target.number)
