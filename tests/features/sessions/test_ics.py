"""The calendar as a file: read back by another reader, without a name unless it was asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from mentordesk.app import cli
from mentordesk.features.sessions.operations.moving import move_session
from mentordesk.features.sessions.operations.series import plan_series
from mentordesk.features.sessions.queries.calendar import CalendarRow, calendar_export
from mentordesk.features.sessions.reports.ics import calendar_ics, entry_number
from mentordesk.features.sessions.rules.calendar import CalendarAsk
from mentordesk.features.sessions.rules.outlook import ExportChoice, Naming
from mentordesk.features.sessions.rules.planning import PlanDraft
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.store.casebook import Store
from tests.casebooks import NOW, PASSPHRASE, Casebook
from tests.features.sessions.planning import mentee, mentor, planned, version
from tests.trails import exports

MONDAY = date(2026, 11, 23)
CANARIES = ("Zebedee", "Quillfeather", "Ottoline", "Marchbanks", "Foxglove")
ROW = CalendarRow(
    *(7, 1, MONDAY, time(10, 30), False, 45, SessionStatus.PLANNED, How.IN_PERSON),
    *("Foxglove House", "", None, 3, "Ottoline Marchbanks", None, "", ((5, "Zebedee Quillfeather"),)),
)


def entries(content: bytes) -> list[object]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def only(row: CalendarRow, choice: ExportChoice | None = None) -> object:
    (entry,) = entries(calendar_ics([row], "casebook", NOW, choice))
    return entry


def test_a_session_is_an_entry_in_the_time_of_its_place() -> None:
    entry = only(ROW)
    start = entry.decoded("dtstart")
    assert start.astimezone(UTC) == datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
    assert entry["dtstart"].params["TZID"] == "Europe/London"
    assert entry.decoded("duration") == timedelta(minutes=45)
    assert entry["status"] == "CONFIRMED"
    assert entry["class"] == "PRIVATE"
    assert str(entry["summary"]) == "Session: in person"


def test_the_zone_changes_its_clocks_on_the_last_sundays_of_march_and_october() -> None:
    (zone,) = Calendar.from_ical(calendar_ics([ROW], "casebook", NOW)).walk("VTIMEZONE")
    there = zone.to_tz()
    for day, hours in (
        (date(2026, 3, 28), 0),
        (date(2026, 3, 30), 1),
        (date(2026, 10, 24), 1),
        (date(2026, 10, 26), 0),
        (date(2031, 7, 1), 1),
    ):
        assert datetime.combine(day, time(12), there).utcoffset() == timedelta(hours=hours), day


def test_the_second_of_two_equal_hours_is_told_as_an_instant() -> None:
    night = replace(ROW, session_date=date(2026, 10, 25), start_time=time(1, 30))
    assert only(night).decoded("dtstart").astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    later = only(replace(night, later_hour=True))
    assert later.decoded("dtstart").astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_without_a_time_it_is_the_whole_day() -> None:
    entry = only(replace(ROW, start_time=None))
    assert entry.decoded("dtstart") == MONDAY
    assert entry.decoded("dtend") == MONDAY + timedelta(days=1)


@pytest.mark.parametrize("status", [SessionStatus.MISSED, SessionStatus.CANCELLED])
def test_what_did_not_take_place_is_cancelled(status: SessionStatus) -> None:
    entry = only(replace(ROW, status=status))
    assert entry["status"] == "CANCELLED"
    assert str(entry["summary"]) == f"{status.label} · Session: in person"


def test_names_and_places_leave_only_when_they_are_asked_for() -> None:
    plain = calendar_ics([ROW], "casebook", NOW).decode().replace("\r\n ", "")
    assert [name for name in CANARIES if name in plain] == []
    assert "ZQ" not in plain
    initials = only(ROW, ExportChoice(Naming.INITIALS))
    assert str(initials["summary"]) == "Session: in person · ZQ · OM"
    first = only(ROW, ExportChoice(Naming.FIRST, places=True))
    assert str(first["summary"]) == "Session: in person · Zebedee · Ottoline"
    assert str(first["location"]) == "Foxglove House"
    assert "Quillfeather" not in calendar_ics([ROW], "c", NOW, ExportChoice(Naming.FIRST)).decode()


def test_words_cannot_break_out_of_their_line() -> None:
    evil = replace(ROW, place="Hall\r\nATTACH:http://x\r\n;,\\", mentees=((1, "Zo\nBEGIN:VALARM"),))
    content = calendar_ics([evil], "casebook", NOW, ExportChoice(Naming.FIRST, places=True))
    (entry,) = entries(content)
    assert "attach" not in entry
    assert entry.subcomponents == []
    assert str(entry["location"]).endswith(";,\\")


def test_an_entry_keeps_its_number_when_it_moves(store: Store) -> None:
    number = planned(store, mentee(store, "Zebedee", "Quillfeather"), MONDAY)
    ask = CalendarAsk(MONDAY, MONDAY + timedelta(days=30))

    def entry() -> object:
        (found,) = entries(calendar_ics(store.read(calendar_export, ask), "casebook", NOW))
        return found

    before = entry()
    store.write(move_session, number, version(store, number), MONDAY + timedelta(days=3), time(9))
    after = entry()
    assert before["uid"] == after["uid"] == entry_number("casebook", number)
    assert after["sequence"] > before["sequence"]
    assert entry_number("another casebook", number) != before["uid"]


@pytest.fixture
def run(casebook: Casebook, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., int]:
    with casebook.open() as store:
        zebedee = mentee(store, "Zebedee", "Quillfeather")
        ottoline = mentor(store, "Ottoline Marchbanks", zebedee)
        draft = PlanDraft(
            attendances=(zebedee,),
            volunteer_id=ottoline,
            session_date=MONDAY,
            start_time=time(10),
            place="Foxglove House",
        )
        store.write(plan_series, draft)
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE, "utf-8")
    words = ("--casebook", str(casebook.folder), "--passphrase-file", str(secret), "calendar")

    def ask(*more: object) -> int:
        try:
            return cli.run([*words, *(str(word) for word in more)])
        except SystemExit as end:
            return int(end.code or 0)

    return ask


def test_the_command_writes_the_days_asked_for_without_names(
    run: Callable[..., int], casebook: Casebook, tmp_path: Path
) -> None:
    out = tmp_path / "out.ics"
    assert run("--from", "23/11/2026", "--to", "2026-11-29", "--out", out) == 0
    assert len(entries(out.read_bytes())) == 1
    assert [name for name in CANARIES if name in out.read_text("utf-8")] == []
    with casebook.open() as store:
        assert exports(store) == [("exported", "list:calendar", 0, {"format": "ics", "rows": "1"})]
    none = tmp_path / "none.ics"
    assert run("--from", "24/11/2026", "--to", "2026-11-29", "--out", none) == 0
    assert entries(none.read_bytes()) == []


def test_the_command_names_people_when_it_is_told_to(
    run: Callable[..., int], casebook: Casebook, tmp_path: Path
) -> None:
    days = ("--from", "23/11/2026", "--to", "23/11/2026")
    initials, first = tmp_path / "initials.ics", tmp_path / "first.ics"
    assert run(*days, "--out", initials, "--names") == 0
    assert str(entries(initials.read_bytes())[0]["summary"]) == "Session: in person · ZQ · OM"
    assert run(*days, "--out", first, "--names", "first", "--places") == 0
    assert str(entries(first.read_bytes())[0]["location"]) == "Foxglove House"
    with casebook.open() as store:
        assert exports(store)[-1][3] == {"format": "ics", "rows": "1", "filters": "First names, Places"}


@pytest.mark.parametrize(("first", "last"), [("30/11/2026", "23/11/2026"), ("never", "23/11/2026")])
def test_the_command_refuses_days_that_make_no_sense(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str], first: str, last: str
) -> None:
    out = tmp_path / "out.ics"
    assert run("--from", first, "--to", last, "--out", out) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert not out.exists()
