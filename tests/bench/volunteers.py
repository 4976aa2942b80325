"""Lists, the board and retention at tier L (8,000 volunteers over ten years)."""

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from mentordesk.features.volunteers.queries.board import board, times_at_stages
from mentordesk.features.volunteers.queries.development import development_page
from mentordesk.features.volunteers.queries.hours import hours_page
from mentordesk.features.volunteers.queries.lists import VolunteersShown, found_volunteers, volunteer_page
from mentordesk.features.volunteers.queries.one import volunteer_view
from mentordesk.features.volunteers.queries.retention import retention_sheet
from mentordesk.features.volunteers.queries.support_lists import support_page
from mentordesk.features.volunteers.queries.training import gap_page
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.pipeline import Stage, StageChange
from mentordesk.records.spells import Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from tests.bench.timing import median_of

if TYPE_CHECKING:
    from collections.abc import Callable

VOLUNTEERS = 8_000
_FIRST = 100_000
_BEGAN = date(2016, 1, 4)


def fill(store: Store) -> None:
    """Add the volunteers of tier L with their steps and their service, without the trail."""
    chance = random.Random(2)
    letters = "abdefgiklmnoprstu"
    people, steps, spells = [], [], []
    engine = store.connection().engine
    with engine.begin() as connection:
        stages = connection.execute(select(Stage.id).order_by(Stage.position)).scalars().all()
        for number in range(_FIRST, _FIRST + VOLUNTEERS):
            name = " ".join("".join(chance.choice(letters) for _ in range(6)).title() for _ in range(2))
            asked = _BEGAN + timedelta(days=chance.randrange(3_800))
            reached = chance.choice((2, 4, 7, 8, 8, 8, 9, 10, 10, 10, 11))
            day = asked
            for at in range(min(reached, 7) + 1):
                steps.append(_step(number, stages[at], day))
                day += timedelta(days=chance.randrange(3, 30))
            if reached in {8, 9, 10}:
                started, over = day, reached == 10
                day += timedelta(days=chance.randrange(30, 1_500))
                steps.append(_step(number, stages[reached], day))
                spells.append(_spell(number, started, day if over else None))
            people.append(_person(number, name, stages[reached], day))
        connection.execute(insert(Volunteer.__table__), people)
        connection.execute(insert(StageChange.__table__), steps)
        connection.execute(insert(Spell.__table__), spells)


def measure(store: Store) -> list[str]:
    """Return the lines about volunteers."""
    view = (("view", VolunteersShown.TOO_LONG),)
    lists: dict[str, Callable[[], Any]] = {
        "first page by name": lambda: store.read(volunteer_page, ListAsk(sort="name")),
        "too long at a stage": lambda: store.read(volunteer_page, ListAsk(sort="since", filters=view)),
        "sorted by mentees": lambda: store.read(volunteer_page, ListAsk(sort="mentees", descending=True)),
        "board": lambda: store.read(board),
        "open one": lambda: store.read(volunteer_view, _FIRST + 7),
        "search “abd”": lambda: store.read(found_volunteers, "abd"),
        "development plans": lambda: store.read(development_page, ListAsk(sort="state")),
        "training gaps": lambda: store.read(gap_page, ListAsk(sort="name")),
        "support": lambda: store.read(support_page, ListAsk(sort="due")),
        "hours": lambda: store.read(hours_page, ListAsk(sort="total", descending=True)),
    }
    figures: dict[str, Callable[[], Any]] = {
        "retention over ten years": lambda: store.read(retention_sheet, None, 10),
        "how long stages take": lambda: store.read(times_at_stages),
    }
    said = [(name, act, "300 ms") for name, act in lists.items()]
    said += [(name, act, "2,000 ms") for name, act in figures.items()]
    return [
        f"Tier L, {VOLUNTEERS:,} volunteers, {name}: {median_of(act) * 1000:.0f} ms; aim {aim}"
        for name, act, aim in said
    ]


def _step(number: int, stage: int, day: date) -> dict[str, Any]:
    return {"version": 1, "volunteer_id": number, "stage_id": stage, "change_date": day, "reason": ""}


def _spell(number: int, first: date, last: date | None) -> dict[str, Any]:
    return {
        "version": 1,
        "volunteer_id": number,
        "start_date": first,
        "end_date": last,
        "end_reason": "work" if last else None,
        "end_note": "",
        "reference_given": False,
        "property_returned": False,
    }


def _person(number: int, name: str, stage: int, day: date) -> dict[str, Any]:
    none = ("gender", "mentee_gender", "dbs_decision", "dbs_date", "references_date", "training_date")
    words = {column.name: "" for column in Volunteer.__table__.columns if column.name not in none}
    return words | {
        **dict.fromkeys((*none, "setting_level", "person_id", "mentee_id")),
        "id": number,
        "version": 1,
        "token": f"{number:032x}",
        "name": name,
        "name_key": name.lower(),
        "stage_id": stage,
        "stage_date": day,
        "times": (),
        "caseload_limit": 1,
        "lone_working": False,
        "active": True,
    }
