"""Damage is noticed, never shown as data: every kind of damage gives the sentence or the right data."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.features.plans.queries.lists import plans_to_report
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.features.plans.rules.exchange import PlanFile
from mentordesk.kernel.errors import CasebookDamaged
from mentordesk.store import vault
from mentordesk.store.casebook import Store
from mentordesk.store.engine import connect, open_engine, telling
from mentordesk.store.vault import RECORDS
from tests import promises
from tests.casebooks import Casebook, at_now
from tests.digests import digests

KNOWSLEY = (Path(__file__).parents[1] / "data" / "knowsley_plan.json").read_text("utf-8")
PAGE = 4096
FLIPS = 1000 if promises.LONG else 120


def everything(store: Store) -> list[PlanFile]:
    return [store.read(plan_file, number) for number, _ in store.read(plans_to_report)]


@pytest.fixture(scope="module")
def master(
    master_casebook: Casebook, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Casebook, list[PlanFile]]:
    """A casebook with the Knowsley plan, and what it says."""
    casebook = master_casebook.copied(tmp_path_factory.mktemp("damage") / "casebook")
    with casebook.open() as store:
        store.write(import_plan, KNOWSLEY)
        return casebook, everything(store)


def opened_as_the_program_does(casebook: Casebook) -> list[PlanFile]:
    vault.check_records(casebook.folder)
    with casebook.open() as store:
        return everything(store)


def opened_without_looking_first(casebook: Casebook) -> list[PlanFile]:
    """As records larger than what is checked at opening are read: page by page, as they are needed."""
    with telling():
        engine = open_engine(casebook.folder / RECORDS, casebook.data_key, read_only=True)
        store = Store(casebook.vault(), engine, read_only=True, clock=at_now)
        try:
            return everything(store)
        finally:
            store.close()


@pytest.mark.promise(promises.DAMAGE)
@pytest.mark.parametrize("opened", [opened_as_the_program_does, opened_without_looking_first])
@settings(max_examples=FLIPS, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_damage_is_noticed_never_shown_as_data(
    master: tuple[Casebook, list[PlanFile]],
    opened: Callable[[Casebook], list[PlanFile]],
    place: float,
    bit: int,
    proof: promises.Proof,
) -> None:
    proof.tried(FLIPS)
    casebook, said = master
    path = casebook.folder / RECORDS
    whole = path.read_bytes()
    content = bytearray(whole)
    content[int(place * len(content))] ^= 1 << bit
    path.write_bytes(content)
    try:
        noticed = False
        try:
            assert opened(casebook) == said
        except CasebookDamaged:
            noticed = True
        assert noticed or opened is opened_without_looking_first, "a flipped bit passed at opening"
        assert path.read_bytes() == content, "a damaged file was changed"
    finally:
        path.write_bytes(whole)


def swapped(content: bytes, one: int, other: int) -> bytes:
    pages = [content[start : start + PAGE] for start in range(0, len(content), PAGE)]
    pages[one], pages[other] = pages[other], pages[one]
    return b"".join(pages)


def plain_database(_: bytes) -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)")
    connection.execute("INSERT INTO person (name) VALUES ('Asha Karim')")
    return connection.serialize()


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "nothing in it": lambda _: b"",
    "one byte": lambda content: content[:1],
    "half a page": lambda content: content[: PAGE // 2],
    "cut inside a page": lambda content: content[:-100],
    "cut by a page": lambda content: content[:-PAGE],
    "cut to its first page": lambda content: content[:PAGE],
    "a page too many": lambda content: content + content[-PAGE:],
    "a byte too many": lambda content: content + b"\0",
    "zeros too many": lambda content: content + bytes(PAGE),
    "all zeros": lambda content: bytes(len(content)),
    "a page of zeros": lambda content: content[: 5 * PAGE] + bytes(PAGE) + content[6 * PAGE :],
    "its end in zeros": lambda content: (
        content[: len(content) // 2] + bytes(len(content) - len(content) // 2)
    ),
    "two pages swapped": lambda content: swapped(content, 3, 7),
    "first and last page swapped": lambda content: swapped(content, 0, -1),
    "a page twice": lambda content: content[: 5 * PAGE] + content[4 * PAGE : 5 * PAGE] + content[6 * PAGE :],
    "another salt": lambda content: bytes(16) + content[16:],
    "text": lambda _: b"Dear Sir or Madam, " * 500,
    "a plain database": plain_database,
    "the name of a plain database": lambda content: b"SQLite format 3\0" + content[16:],
}


@pytest.fixture(params=DAMAGES.values(), ids=DAMAGES.keys())
def damage(request: pytest.FixtureRequest) -> Callable[[bytes], bytes]:
    return request.param


@pytest.mark.promise(promises.DAMAGE)
def test_damaged_records_are_refused_and_stay_as_they_are(
    master: tuple[Casebook, list[PlanFile]], damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    casebook = master[0].copied(tmp_path / "casebook")
    path = casebook.folder / RECORDS
    path.write_bytes(damage(path.read_bytes()))
    before = digests(casebook.folder)
    with pytest.raises(CasebookDamaged, match=r"[Rr]estore the newest backup"):
        opened_as_the_program_does(casebook)
    assert digests(casebook.folder) == before


@pytest.mark.promise(promises.DAMAGE)
def test_damaged_records_in_a_read_only_folder_are_refused_too(
    master: tuple[Casebook, list[PlanFile]], tmp_path: Path
) -> None:
    casebook = master[0].copied(tmp_path / "casebook")
    path = casebook.folder / RECORDS
    path.write_bytes(swapped(path.read_bytes(), 3, 7))
    casebook.folder.chmod(0o500)
    with pytest.raises(CasebookDamaged):
        casebook.open()


def test_the_same_flips_give_wrong_data_from_a_plain_file(
    master: tuple[Casebook, list[PlanFile]], tmp_path: Path
) -> None:
    """The power check: without the seals, some flips must be shown as data."""
    casebook = master[0]
    plain = tmp_path / "plain.db"
    connection = connect(casebook.folder / RECORDS, casebook.data_key)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()

    def words() -> list[tuple[str, ...]]:
        reading = sqlite3.connect(plain)
        reading.text_factory = bytes
        try:
            return reading.execute("SELECT achieve, actions, measures, timely FROM target").fetchall()
        finally:
            reading.close()

    whole, said, wrong = plain.read_bytes(), words(), 0
    for place in range(0, len(whole), 97):
        plain.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            wrong += words() != said
        except sqlite3.Error:
            continue
    assert wrong
