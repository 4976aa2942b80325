"""The volunteer report for funders, the profile of one volunteer, and sheets of badges."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mentordesk.app.cli import run
from mentordesk.features.volunteers.operations.support import record_talk
from mentordesk.features.volunteers.queries.papers import badge_sheet, profile_sheet
from mentordesk.features.volunteers.queries.volunteer_report import volunteer_report
from mentordesk.features.volunteers.reports.papers import badges_pdf, profile_pdf
from mentordesk.features.volunteers.reports.volunteers import volunteers_pdf
from mentordesk.features.volunteers.rules.badges import BadgeChoice, badge_problems
from mentordesk.features.volunteers.rules.support import TalkDraft
from mentordesk.features.volunteers.rules.volunteer_report import (
    Counted,
    Plans,
    ReportChoice,
    ReportEdition,
    period_before,
    published,
    published_plans,
    report_problems,
)
from mentordesk.kernel.dates import Period
from mentordesk.kernel.permissions import Permission
from mentordesk.records.duties import Duty, DutyKind
from mentordesk.records.spells import LeaveReason, Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.work import Work, operation
from tests.casebooks import PASSPHRASE, TODAY, Casebook
from tests.features.matches.facts import a_mentor
from tests.reporting.reading import page_texts

QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))
CANARY = "zqcanaryzq"


@operation(needs=Permission.VOLUNTEER_EDIT)
def world(work: Work) -> None:
    """Ten who served on 30 September 2025, of whom seven still do a year later, and four new ones."""
    left = (date(2026, 8, 1), LeaveReason.WORK)
    for place in range(14):
        new, gone = place >= 10, place in {0, 1, 2}
        volunteer = work.add(Volunteer(name=f"Person {place}", name_key=f"person {place}"))
        spell = Spell(volunteer_id=volunteer.id, start_date=date(2026, 2, 1) if new else date(2025, 1, 1))
        spell.end_date, spell.end_reason = left if gone else (None, None)
        work.add(spell)
        for day in (date(2026, 7, 1), date(2026, 9, 30), date(2026, 10, 1)):
            kind = DutyKind.TRAINING if place < 6 else DutyKind.EVENT
            work.add(Duty(volunteer_id=volunteer.id, duty_date=day, minutes=30, kind=kind))


def test_the_report_counts_what_the_vector_says(store: Store) -> None:
    """DOMAIN §4.5: B = 10, 7 still active, 4 new gives 7 retained, 70.0%, 11 at the end."""
    store.write(world)
    sheet = store.read(volunteer_report, QUARTER, ReportEdition.TRUSTEE)
    now = sheet.now
    assert (now.base, now.retained, now.completed, now.lost) == (10, 7, 0, 3)
    assert (now.joined, now.active, now.left) == (4, 11, 3)
    assert (now.training, now.other, now.total) == (6 * 60, 8 * 60, 14 * 60)
    assert (now.givers, now.trained, now.helpers) == (14, 6, 8)
    assert now.reasons == (("A job or studies", 3),)
    assert sheet.period_before == Period(date(2026, 4, 1), date(2026, 6, 30))
    assert sheet.then.total == 0
    pages = " ".join(page_texts(volunteers_pdf(sheet)))
    for part in ("July to September 2026", "April to June 2026", "70.0%", "14 hours", "What is counted"):
        assert part in pages, part
    assert "Person 1" not in pages


def test_a_funder_sees_no_small_number_and_none_can_be_worked_out(store: Store) -> None:
    store.write(world)
    sheet = store.read(volunteer_report, QUARTER, ReportEdition.FUNDER)
    now = sheet.now
    assert (now.lost, now.joined, now.left, now.completed) == (None, None, None, None)
    # 10 less 7 would tell that 3 were lost, and 11 less 7 that 4 joined, unless more is held back
    assert now.retained is None or (now.base is None and now.active is None)
    assert now.total == 14 * 60
    assert "small numbers are held back" in " ".join(page_texts(volunteers_pdf(sheet)))


def test_the_internal_edition_names_who_gave_time(store: Store) -> None:
    store.write(world)
    sheet = store.read(volunteer_report, QUARTER, ReportEdition.INTERNAL)
    assert "Person 13 (V-00014)" in " ".join(page_texts(volunteers_pdf(sheet)))


def test_hours_of_few_people_are_held_back() -> None:
    found = Counted(
        givers=9, mentors=7, trained=3, helpers=6, mentoring=600, training=90, other=300, total=990
    )
    shown = published(found)
    assert (shown.mentoring, shown.training, shown.other) == (None, None, None)
    assert (shown.total, shown.givers) == (990, 9)
    few = published(replace(found, givers=4))
    assert (few.total, few.givers) == (None, None)


def test_plans_of_few_are_held_back_with_what_would_give_them_away() -> None:
    shown = published_plans(Plans(20, 12, 6, 2))
    assert shown.none is None
    assert [shown.people, shown.placed, shown.towards].count(None) >= 1


def test_the_period_before_has_the_same_length() -> None:
    assert period_before(QUARTER) == Period(date(2026, 4, 1), date(2026, 6, 30))
    assert period_before(Period(date(2026, 9, 10), date(2026, 9, 19))) == Period(
        date(2026, 8, 31), date(2026, 9, 9)
    )


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (ReportChoice(None, TODAY, ReportEdition.FUNDER), "first"),
        (ReportChoice(TODAY, None, ReportEdition.FUNDER), "last"),
        (ReportChoice(TODAY, date(2026, 1, 1), ReportEdition.FUNDER), "last"),
        (ReportChoice(date(1926, 1, 1), TODAY, ReportEdition.FUNDER), "first"),
        (ReportChoice(date(2026, 1, 1), TODAY), "edition"),
    ],
)
def test_what_is_wrong_with_a_choice_is_said(choice: ReportChoice, field: str) -> None:
    assert list(report_problems(choice)) == [field]


def test_a_profile_tells_nothing_of_what_was_said_in_confidence(store: Store) -> None:
    ana = a_mentor(store, name="Ana <b>Öz</b>")
    store.write(record_talk, ana, TalkDraft(talk_date=TODAY, person_id=1, note=CANARY, wellbeing_note=CANARY))
    pages = " ".join(page_texts(profile_pdf(store.read(profile_sheet, ana))))
    assert "Ana <b>Öz</b> (V-00001)" in pages
    assert "Cleared, 10 January 2026" in pages
    assert CANARY not in pages


def test_badges_stand_eight_on_a_page(store: Store) -> None:
    numbers = [a_mentor(store, name=f"Volunteer {place:02}") for place in range(17)]
    sheet = replace(store.read(badge_sheet), role="Volunteer mentor", valid_to=date(2027, 11, 21))
    pages = page_texts(badges_pdf(sheet))
    assert [page.count("Valid to 21 November 2027") for page in pages] == [8, 8, 1]
    assert "Riverside Mentoring" in pages[0]
    one = store.read(badge_sheet, (numbers[3],))
    assert one.people == (("V-00004", "Volunteer 03"),)
    assert "Nobody serves" in page_texts(badges_pdf(replace(sheet, people=())))[0]


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        (BadgeChoice(valid_to=TODAY), "valid_to"),
        (BadgeChoice(), "valid_to"),
        (BadgeChoice(" ", date(2027, 1, 1)), "role"),
        (BadgeChoice("x" * 41, date(2027, 1, 1)), "role"),
    ],
)
def test_what_is_wrong_with_badges_is_said(choice: BadgeChoice, field: str) -> None:
    assert list(badge_problems(choice, TODAY)) == [field]


def test_the_command_writes_the_report(demo_casebook: Casebook, tmp_path: Path, capsys) -> None:
    secret, out = tmp_path / "passphrase", tmp_path / "volunteers.pdf"
    secret.write_text(PASSPHRASE)
    words = [
        "--casebook",
        str(demo_casebook.folder),
        "--passphrase-file",
        str(secret),
        "report",
        "volunteers",
    ]
    assert run([*words, "--from", "1/7/2026", "--to", "30/9/2026", "--out", str(out)]) == 0
    assert "Volunteer report" in " ".join(page_texts(out.read_bytes()))
    assert run([*words, "--from", "1/10/2026", "--to", "30/9/2026", "--out", str(out)]) == 1
    assert "The last day is before the first." in capsys.readouterr().err
    assert run([*words, "--from", "soon", "--to", "30/9/2026", "--out", str(out)]) == 1
    assert '"soon" is not a date' in capsys.readouterr().err
