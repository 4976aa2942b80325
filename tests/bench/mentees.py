"""Lists, search and opening at tier L (50,000 mentees), beside the same statements run directly."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import event, insert

from mentordesk.features.matches.queries.one import suggestions
from mentordesk.features.mentees.queries.duplicates import suspects
from mentordesk.features.mentees.queries.lists import View, found_mentees, mentee_page, referral_page
from mentordesk.features.mentees.queries.one import mentee_view, timeline
from mentordesk.features.mentees.rules.people import IdentifierDraft, MenteeDraft
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.mentees import Identifier, Mentee
from mentordesk.records.referrals import Referral
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from tests.bench.timing import TIMES, figure, pair

MENTEES, MENTORS = 50_000, 500
_FIRST = 1_000
_SOMEBODY = MenteeDraft(
    first_names="Kofi",
    last_name="Adeyemi",
    birth_date=date(1994, 5, 1),
    identifiers=(IdentifierDraft(IdentifierKind.CRN, "X101007"),),
)
_WORDS = ("kof", "kof ada", "X1234", "nobody has this name")


def fill(store: Store) -> None:
    """Add the mentees of tier L with a number and a referral each, without the trail."""
    chance = random.Random(1)
    names = ["".join(chance.choice("abdefgiklmnoprstu") for _ in range(6)).title() for _ in range(2_000)]
    people, numbers, referrals = [], [], []
    for number in range(_FIRST, _FIRST + MENTEES):
        first, last = chance.choice(names), chance.choice(names)
        people.append(_person(number, first, last, chance))
        known = {
            "version": 1,
            "mentee_id": number,
            "kind": "crn",
            "value": f"X{100_000 + number}",
            "says": "",
        }
        numbers.append({**known, "value": f"X{100_000 + number}"})
        referrals.append(_referral(number))
    mentors = [_mentor(chance.choice(names), number) for number in range(MENTORS)]
    with store.connection().engine.begin() as connection:
        connection.execute(insert(Volunteer.__table__), mentors)
        connection.execute(insert(Mentee.__table__), people)
        connection.execute(insert(Identifier.__table__), numbers)
        connection.execute(insert(Referral.__table__), referrals)


def measure(store: Store) -> list[str]:
    """Return the lines about mentees."""
    acts: dict[str, Callable[[], Any]] = {
        "first page by name": lambda: store.read(mentee_page, ListAsk(sort="name")),
        "sorted by worker": lambda: store.read(mentee_page, ListAsk(sort="worker")),
        "release within 6 months": lambda: _view(store, View.RELEASE),
        "referral register": lambda: store.read(referral_page, ListAsk(sort="referred", descending=True)),
        "open one, with its timeline": lambda: (
            store.read(mentee_view, _FIRST + 7),
            store.read(timeline, _FIRST + 7),
        ),
    }
    acts["who may be the same person"] = lambda: store.read(suspects, _SOMEBODY)
    acts[f"suggestions of {MENTORS} mentors"] = lambda: store.read(suggestions, _FIRST + 7)
    for words in _WORDS:
        acts[f"search “{words}”"] = partial(store.read, found_mentees, words)
    return [compared(store, name, act) for name, act in acts.items()]


def _view(store: Store, view: View) -> Any:
    return store.read(mentee_page, ListAsk(sort="name", filters=(("view", view),)))


def compared(store: Store, name: str, act: Callable[[], Any], aim: str = "300 ms, search 100 ms") -> str:
    """Return the line of an act, beside the statements that it makes, run directly."""
    said: list[tuple[str, Any]] = []

    def heard(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        if not statement.startswith("BEGIN"):
            said.append((statement, parameters))

    engine = store.connection().engine
    event.listen(engine, "before_cursor_execute", heard)
    act()
    event.remove(engine, "before_cursor_execute", heard)

    def directly() -> None:
        raw = engine.raw_connection()
        cursor = raw.cursor()
        for statement, parameters in said:
            cursor.execute(statement, parameters).fetchall()
        raw.close()

    took, straight = pair(act, directly, TIMES)
    return figure(f"Tier L, {name}, against the same SQL", took, straight, aim, "ms")


def _person(number: int, first: str, last: str, chance: random.Random) -> dict[str, Any]:
    words = dict.fromkeys(Mentee.__table__.columns.keys(), "")
    none = {"birth_date": None, "age_band": None, "merged_into_id": None}
    plain = dict.fromkeys(("no_letters", "no_calls", "no_messages", "never_mention_us", "interpreter"), False)
    return (
        words
        | none
        | plain
        | {
            "id": number,
            "version": 1,
            "token": f"{number:032x}",
            "reference": f"M-{number:05}",
            "first_names": first,
            "last_name": last,
            "name_key": f"{last} {first}".lower(),
            "status": chance.choice(("active", "closed", "waiting")),
            "worker_id": 1 + number % 2,
        }
    )


def _mentor(name: str, number: int) -> dict[str, Any]:
    day = date(2026, 1, 10)
    return {
        "name": f"{name} {number}",
        "name_key": f"{name} {number}".lower(),
        "postcode": f"NB{1 + number % 9} 1AA",
        "languages": "English",
        "interests": "football, cooking",
        "caseload_limit": 2,
        "dbs_decision": "cleared",
        "dbs_date": day,
        "references_date": day,
        "training_date": day,
        "setting_level": "custody",
    }


def _referral(number: int) -> dict[str, Any]:
    words = {column.name: "" for column in Referral.__table__.columns if column.name != "id"}
    return words | {
        "version": 1,
        "mentee_id": number,
        "route": "prison",
        "referred_date": date(2020, 1, 1) + timedelta(days=number % 2400),
        "complexity": None,
        "decision": "accepted",
        "decision_date": date(2026, 9, 1),
        "waiting_since": None,
    }
