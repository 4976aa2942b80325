"""What the Health page says of each state, and how it rates it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mentordesk.kernel.health import HealthFacts, Tried, health_lines, size_words, worrying
from mentordesk.kernel.rag import Rag
from tests.casebooks import NOW

G, A, R = Rag.GREEN, Rag.AMBER, Rag.RED
DAY = timedelta(days=1)
WELL = HealthFacts(
    now=NOW,
    backup=Tried(NOW - DAY),
    place="/media/stick",
    place_there=True,
    copied=Tried(NOW - DAY),
    drill=Tried(NOW - 30 * DAY, says="Backup 3 was restored on trial."),
    checked=Tried(NOW - 3 * DAY),
    free=50_000_000_000,
    size=4_000_000,
    encrypted=True,
    people=3,
    managers=2,
    recovery=True,
    recovery_kept=Tried(NOW - 100 * DAY),
)


def test_all_is_green_when_all_is_well() -> None:
    assert {line.rag for line in health_lines(WELL)} == {G}
    assert worrying(health_lines(WELL)) == []


@pytest.mark.parametrize(
    ("name", "rag", "part", "changes"),
    [
        ("backup", A, "There is none yet", {"backup": None}),
        ("backup", R, "The disk is full", {"failed": Tried(NOW, good=False, says="The disk is full.")}),
        ("backup", R, "did not work", {"backup": None, "failed": Tried(NOW, good=False, says="No.")}),
        ("backup", G, "yesterday", {"failed": Tried(NOW - 5 * DAY, good=False, says="Long ago.")}),
        ("backup", A, "Work was saved since", {"backup": Tried(NOW - 8 * DAY)}),
        ("backup", G, "Nothing has changed", {"backup": Tried(NOW - 80 * DAY), "up_to_date": True}),
        ("backup", A, "1 backup did not pass", {"damaged": 1}),
        ("backup", G, "still to come", {"backup": Tried(NOW + 9 * DAY)}),
        ("copy", A, "No other place is chosen", {"place": ""}),
        ("copy", A, "Nothing has been copied yet", {"copied": None}),
        ("copy", A, "8 days ago", {"copied": Tried(NOW - 8 * DAY)}),
        ("copy", R, "40 days ago", {"copied": Tried(NOW - 40 * DAY)}),
        ("copy", A, "same drive", {"same_drive": True}),
        ("drill", A, "not been tried yet", {"drill": None}),
        ("drill", A, "100 days ago", {"drill": Tried(NOW - 100 * DAY, says="Good.")}),
        ("drill", R, "Damaged.", {"drill": Tried(NOW, good=False, says="Damaged.")}),
        ("checked", A, "not been checked", {"checked": None}),
        ("checked", A, "40 days ago", {"checked": Tried(NOW - 40 * DAY)}),
        ("checked", R, "not good", {"checked": Tried(NOW, good=False)}),
        ("room", R, "100.0 MB are free", {"free": 100_000_000}),
        ("room", A, "are free", {"free": 900_000_000}),
        ("room", None, "could not be told", {"free": None}),
        ("encrypted", A, "not encrypted", {"encrypted": False}),
        ("encrypted", None, "could not be told", {"encrypted": None}),
        ("synced", R, "OneDrive", {"synced": "OneDrive"}),
        ("people", A, "1 manager among", {"managers": 1}),
        ("recovery", A, "not known", {"recovery_kept": None}),
        ("recovery", R, "none", {"recovery": False}),
    ],
)
def test_each_state_is_rated_and_said(name: str, rag: Rag | None, part: str, changes: dict) -> None:
    (line,) = [line for line in health_lines(replace(WELL, **changes)) if line.name == name]
    assert line.rag is rag
    assert part in line.says
    if rag in {A, R}:
        assert line.do


def test_the_red_lines_come_first() -> None:
    found = worrying(health_lines(replace(WELL, copied=None, synced="Dropbox", managers=1)))
    assert [line.name for line in found] == ["synced", "copy", "people"]


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_words(n) for n in (0, 820_400, 3_400_000, 1_250_000_000)] == [
        *("0 KB", "820 KB", "3.4 MB", "1.2 GB")
    ]
