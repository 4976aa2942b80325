"""The form of a session: it shows only what fits, says in words what cannot be, and loses nothing."""

import time as clock
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import func, select

from mentordesk.app.window import MainWindow
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.rules.goals import GoalDraft
from mentordesk.features.mentees.rules.goals import StepDraft as GoalStepDraft
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.sessions.operations.recording import record_session
from mentordesk.features.sessions.queries.of_somebody import mentee_sessions
from mentordesk.features.sessions.queries.one import session_sheet
from mentordesk.features.sessions.queries.recording import form_lists, mentees_found
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.screens.goals_field import Touched
from mentordesk.features.sessions.screens.session_form import change, copy, record
from mentordesk.features.sessions.screens.session_values import picked
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Permission
from mentordesk.records.concerns import Concern, ConcernKind
from mentordesk.records.goals import GoalStep, StepStatus
from mentordesk.records.mentees import MenteeStatus
from mentordesk.records.sessions import Caller, How, MentoringSession, Presence, SessionStatus
from mentordesk.store.work import Reading, query
from mentordesk.ui.desk import Desk
from tests.casebooks import TODAY
from tests.screens import dialog, dialogs, press, says, until

HELD = SessionDraft(status=SessionStatus.HELD, session_date=TODAY, minutes=45, how=How.IN_PERSON)


@query(needs=Permission.SESSION_VIEW)
def ask(reading: Reading, question: Callable[[Reading], Any]) -> Any:
    """Whatever a test wants to know."""
    return question(reading)


def number_of(desk: Desk, words: str) -> int:
    return desk.read(mentee_page, ListAsk(search=words)).rows[0].id


@pytest.fixture
def marek(desk: Desk) -> int:
    """Somebody who is matched with Ewa Nowak."""
    return number_of(desk, "kowalczyk")


@pytest.fixture
def form(desk: Desk, marek: int) -> Any:
    """The form of a new session with somebody who is matched."""
    return record(desk, marek).form


def newest(desk: Desk, mentee_id: int) -> Any:
    row = desk.read(mentee_sessions, mentee_id).past[0]
    return desk.read(session_sheet, row.id)


def problem(form: Any, name: str) -> str:
    form.try_save()
    return str(form.blocks[name].problem)


def set_all(form: Any, **values: Any) -> None:
    for name, value in values.items():
        form.field(name).set_value(value)


@pytest.mark.parametrize(
    ("values", "field", "part"),
    [
        ({"minutes": 25 * 60}, "minutes", "24 hours"),
        ({"session_date": TODAY + timedelta(days=1)}, "status", "has not come yet"),
        ({"start_time": time(23, 30)}, "status", "not 11:30pm yet"),
        ({"session_date": date(2026, 3, 29), "start_time": time(1, 30)}, "start_time", "clocks go forward"),
        ({"people": ()}, "people", "Choose who"),
        ({"status": None}, "status", "Say whether it happened"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    form: Any, values: dict[str, Any], field: str, part: str
) -> None:
    form.field("minutes").set_value(45)
    set_all(form, **values)
    assert part in problem(form, field)


def test_an_end_counts_the_minutes_and_one_before_the_start_is_refused(desk: Desk, form: Any) -> None:
    length = form.field("minutes")
    length.edit.setText("to 3:15pm")
    form.field("start_time").set_value(None)
    assert "Give the start first" in problem(form, "minutes")
    form.field("session_date").set_value(TODAY - timedelta(days=1))
    form.field("start_time").set_value(time(14, 30))
    assert length.value() == 45
    length.edit.setText("to 2pm")
    assert "before it starts" in problem(form, "minutes")


def test_a_time_that_comes_twice_asks_which_hour(form: Any) -> None:
    form.field("session_date").set_value(date(2026, 10, 25))
    form.field("start_time").set_value(time(1, 30))
    assert form.blocks["later_hour"].isVisible()
    form.field("later_hour").set_value(True)
    assert form.draft().later_hour
    form.field("start_time").set_value(time(3, 30))
    assert not form.blocks["later_hour"].isVisible()
    assert not form.draft().later_hour


def test_only_what_fits_the_answer_is_shown(form: Any) -> None:
    assert form.blocks["minutes"].isVisible()
    assert "caller" not in form.blocks
    set_all(form, status=SessionStatus.MISSED)
    assert not form.blocks["minutes"].isVisible()
    assert form.blocks["caller"].isVisible()
    assert not form._happened.isVisible()
    set_all(form, status=SessionStatus.PLANNED)
    assert not form.blocks["caller"].isVisible()
    assert form.blocks["minutes"].isVisible()


def test_what_was_called_off_is_kept_with_its_reason_and_its_new_day(desk: Desk, marek: int) -> None:
    before = len(desk.read(mentee_sessions, marek).planned)
    made = record(desk, marek)
    reason = desk.read(form_lists).reasons[0][0]
    set_all(made.form, status=SessionStatus.CANCELLED, caller=Caller.PRISON, reason_id=reason)
    set_all(made.form, moved_to=TODAY + timedelta(days=3), moved_to_time=time(14))
    made.save()
    sheet = newest(desk, marek)
    assert (sheet.status, sheet.caller) == (SessionStatus.CANCELLED, Caller.PRISON)
    assert sheet.replaced_by is not None
    planned = desk.read(mentee_sessions, marek).planned
    assert len(planned) == before + 1
    assert (TODAY + timedelta(days=3), time(14)) in {(each.session_date, each.start_time) for each in planned}


def test_a_mentor_who_is_not_matched_is_warned_of_at_once_and_allowed_with_a_reason(
    desk: Desk, form: Any
) -> None:
    stranger = form._mentors("grace")[0]
    assert not form._unmatched.isVisible()
    form.field("mentor").set_value((stranger,))
    assert says(form, "Grace Omondi was not matched with Marek")
    form.field("minutes").set_value(30)
    assert "Say why they met" in problem(form, "unmatched_reason")
    form.field("unmatched_reason").set_value("Stood in for Ewa")
    assert form.try_save()


def test_a_closed_mentee_is_opened_again_with_the_session(desk: Desk) -> None:
    closed = desk.read(mentee_page, ListAsk(filters=(("status", MenteeStatus.CLOSED),))).rows[0].id
    made = record(desk, closed, day=TODAY + timedelta(days=7))
    assert made.form.field("status").value() is SessionStatus.PLANNED
    assert "closed" in problem(made.form, "reopen")
    made.form.field("reopen").set_value(True)
    made.save()
    assert not dialogs(desk.window)
    rows = desk.read(mentee_page, ListAsk(filters=(("status", MenteeStatus.ACTIVE),), limit=200)).rows
    assert closed in {each.id for each in rows}


def test_everything_that_happened_is_kept(desk: Desk) -> None:
    danny = desk.write(add_mentee, MenteeDraft(first_names="Danny", last_name="Reeve"))
    desk.write(add_goal, danny, GoalDraft("A home", steps=(GoalStepDraft("Call the council"),)))
    step = desk.read(
        ask, lambda reading: reading.session.scalar(select(GoalStep.id).order_by(GoalStep.id.desc()))
    )
    goal = desk.read(ask, lambda reading: reading.mention(GoalStep, step).goal_id)
    lists = desk.read(form_lists)
    made = record(desk, danny)
    form = made.form
    press(made, "fold_happened")
    assert form.field("template").hasFocus() or form.field("template").isAncestorOf(made.focusWidget())
    template = lists.templates[0]
    form.field("template").set_value(template[0])
    assert form.field("summary").value() == template[2]
    set_all(form, minutes=60, summary="Wrote a CV.", response="Glad", strengths="Patient", next_plans="Apply")
    set_all(form, late_minutes=10, pathways=(lists.pathways[1][0],))
    form.field("touched").goals[goal].setChecked(True)
    form.field("touched").steps[step].setCurrentIndex(2)
    assert form.field("touched").value() == Touched((goal,), ((step, StepStatus.COMPLETE),))
    set_all(form, notify_officer=True, notify_words="Ten minutes late", notified_date=TODAY)
    made.save()
    sheet = newest(desk, danny)
    (one,) = sheet.attendances
    assert (one.summary, one.response, one.strengths, one.next_plans) == (
        "Wrote a CV.",
        "Glad",
        "Patient",
        "Apply",
    )
    assert (one.late_minutes, one.pathways, one.goals) == (10, (lists.pathways[1][1],), ("A home",))
    assert one.steps == ("Call the council: complete",)
    assert (one.notify_officer, one.notify, one.notified_date) == (True, "Ten minutes late", TODAY)


def test_a_journey_is_kept_in_tenths_and_pence(desk: Desk, marek: int) -> None:
    made = record(desk, marek)
    made.form.show_field("journey")
    for name, words in (("miles_tenths", "12.5"), ("fares_pence", "4.60"), ("travel_minutes", "1h15")):
        made.form.field(name).edit.setText(words)
    set_all(made.form, minutes=60, journey="Home to the Hub and back")
    made.save()
    sheet = newest(desk, marek)
    assert (sheet.miles_tenths, sheet.fares_pence, sheet.travel_minutes) == (125, 460, 75)


def test_a_concern_is_raised_together_with_the_session_or_not_at_all(desk: Desk, marek: int) -> None:
    made = record(desk, marek)
    count = select(func.count()).select_from(Concern)
    before = desk.read(ask, lambda reading: reading.session.scalar(count))
    set_all(made.form, minutes=30, worried=True)
    assert "Choose what the concern" in problem(made.form, "concern_kind")
    set_all(made.form, concern_kind=ConcernKind.HEALTH, concern_seen="Bruises on his arm")
    set_all(made.form, concern_immediate_risk=True, concern_told="Asha", concern_told_date=TODAY)
    set_all(made.form, concern_told_time=time(9))
    made.save()
    assert not dialogs(desk.window)
    concern = desk.read(
        ask,
        lambda reading: [
            (each.mentee_id, each.seen, each.immediate_risk, each.told, each.session_id is not None)
            for each in reading.session.scalars(select(Concern).order_by(Concern.id.desc()).limit(1))
        ],
    )
    assert concern == [(marek, "Bruises on his arm", True, "Asha", True)]
    assert desk.read(ask, lambda reading: reading.session.scalar(count)) == before + 1


def test_several_people_have_each_their_own_attendance_and_note(desk: Desk, marek: int) -> None:
    others = [each for each in desk.read(mentees_found, "") if each.number != marek][:2]
    made = record(desk, marek)
    form = made.form
    form.show_field("summary")
    set_all(form, summary="What Marek said", minutes=90)
    form.people.set_value((*form.people.value(), *map(picked, others)))
    assert form.field("how").value() is How.GROUP
    rows = list(form.field("each").value())
    assert [each.summary for each in rows] == ["What Marek said", "", ""]
    row = form.field("each")._rows[1]
    row.fields[0].set_value(Presence.ABSENT)
    form.field("each")._rows[2].fields[1].set_value(15)
    set_all(form, topic="Cooking for one")
    form.field("unmatched_reason").set_value("A group") if "unmatched_reason" in form.blocks else None
    made.save()
    assert not dialogs(desk.window), form.found_problems()
    sheet = newest(desk, marek)
    assert sheet.topic == "Cooking for one"
    assert [(each.presence, each.late_minutes, each.summary) for each in sheet.attendances] == [
        (Presence.ATTENDED, None, "What Marek said"),
        (Presence.ABSENT, None, ""),
        (Presence.ATTENDED, 15, ""),
    ]
    assert desk.read(mentee_sessions, others[0].number).missed >= 1


def test_going_back_to_one_person_keeps_what_was_typed(desk: Desk, form: Any, marek: int) -> None:
    other = next(each for each in desk.read(mentees_found, "") if each.number != marek)
    one = form.people.value()
    form.people.set_value((*one, picked(other)))
    form.field("each")._rows[0].fields[2].set_value("Typed in the row")
    form.people.set_value(one)
    assert form.field("summary").value() == "Typed in the row"


def test_a_change_is_kept_with_who_and_why(desk: Desk, marek: int) -> None:
    old = TODAY - timedelta(days=60)
    said = (AttendanceDraft(marek, strengths="Kept while the form is changed"),)
    number = desk.write(
        record_session,
        SessionDraft(said, SessionStatus.HELD, old, minutes=45, how=How.PHONE),
    )
    made = change(desk, number)
    assert made.form.field("strengths").isVisible()
    made.form.field("minutes").set_value(50)
    assert "Say why you change it" in problem(made.form, "change_reason")
    made.form.field("change_reason").set_value("Typed wrongly")
    made.save()
    sheet = desk.read(session_sheet, number)
    assert sheet.minutes == 50
    assert [(each.by, each.reason) for each in sheet.amendments] == [("Asha Karim", "Typed wrongly")]
    assert sheet.attendances[0].strengths == "Kept while the form is changed"


def test_somebody_elses_save_is_shown_beside_ones_own(desk: Desk, marek: int) -> None:
    number = desk.write(
        record_session, SessionDraft(**{**HELD.__dict__, "attendances": (AttendanceDraft(marek),)})
    )
    first, second = change(desk, number), change(desk, number)
    first.form.field("place").set_value("The Hub")
    first.save()
    second.form.field("place").set_value("The library")
    second.save()
    assert says(second, "Somebody else saved")
    press(second, "keep_mine")
    second.save()
    assert desk.read(session_sheet, number).place == "The library"


def test_a_copy_begins_as_the_other_was(desk: Desk, marek: int) -> None:
    said = (AttendanceDraft(marek, summary="Not copied"),)
    number = desk.write(
        record_session,
        SessionDraft(said, SessionStatus.HELD, TODAY, minutes=35, how=How.PHONE, place="By phone"),
    )
    form = copy(desk, number).form
    draft = form.draft()
    assert (draft.minutes, draft.how, draft.place, draft.session_date) == (35, How.PHONE, "By phone", TODAY)
    assert draft.attendances[0].summary == ""
    assert not form.dirty()


def test_a_long_paste_stays_quick_and_whole(qtbot, desk: Desk, marek: int) -> None:
    made = record(desk, marek)
    made.form.show_field("summary")
    made.form.field("minutes").set_value(45)
    words = "A long letter that somebody pasted. " * 5556
    assert len(words) > 200_000
    start = clock.perf_counter()
    made.form.field("summary").edit.insertPlainText(words)
    pasted = clock.perf_counter() - start
    start = clock.perf_counter()
    for _ in range(10):
        QTest.keyClick(made.form.field("summary").edit, Qt.Key.Key_X)
    typed = (clock.perf_counter() - start) / 10
    made.form.keep()
    made.save()
    assert (pasted, typed) < (3.0, 0.3)
    assert newest(desk, marek).attendances[0].summary == (words + "x" * 10).strip()


def test_the_first_five_are_those_recorded_last(desk: Desk) -> None:
    found = desk.read(mentees_found, "")[:6]
    for each in found:
        said = (AttendanceDraft(each.number),)
        desk.write(record_session, SessionDraft(**{**HELD.__dict__, "attendances": said}))
    form = record(desk).form
    offered = [each.number for each in form._people("")]
    assert offered == [each.number for each in reversed(found)][:5]


def test_nothing_is_lost_between_two_unfinished_sessions(
    qtbot, window: MainWindow, desk: Desk, marek: int
) -> None:
    for place in ("The Hub", "The library"):
        made = record(desk, marek)
        set_all(made.form, minutes=20, place=place)
        made.reject()
    kept = [each for each in desk.store.drafts() if each.form == "session"]
    assert len({each.subject for each in kept}) == 2
    assert {each.title for each in kept} == {"Session with Marek Kowalczyk"}
    window.show_place("home")
    until(qtbot, lambda: says(window, "You were writing"))
    hub, library = sorted(kept, key=lambda each: str(each.fields["words"]["place"]))
    press(window, f"continue_{hub.subject}")
    again = dialog(window, "Record a session")
    assert again.form.field("place").value() == "The Hub"
    again.save()
    assert [each.subject for each in desk.store.drafts()] == [library.subject]


def test_a_planned_session_of_today_is_recorded_and_not_doubled(desk: Desk, marek: int) -> None:
    said = (AttendanceDraft(marek),)
    planned = desk.write(
        record_session, SessionDraft(said, SessionStatus.PLANNED, TODAY, time(9), minutes=60, how=How.VIDEO)
    )
    made = record(desk, marek)
    press(made, f"planned_{planned}")
    again = dialog(desk.window, "Record what happened")
    assert (again.form.session_id, again.form.field("status").value()) == (planned, SessionStatus.HELD)
    again.save()
    kept = desk.read(ask, lambda reading: reading.mention(MentoringSession, planned).status)
    assert kept is SessionStatus.HELD
    assert desk.read(session_sheet, planned).amendments == ()


def test_somebody_who_is_busy_then_is_warned_of_and_not_refused(desk: Desk, marek: int) -> None:
    said = (AttendanceDraft(marek),)
    desk.write(record_session, replace(HELD, attendances=said, start_time=time(9)))
    made = record(desk, marek)
    made.form.field("start_time").set_value(None)
    assert not made.form.clash.isVisible()
    set_all(made.form, start_time=time(9, 15), minutes=30)
    assert made.form.clash.isVisible()
    assert says(made, "Look whether this is the same session")
    made.form.field("start_time").set_value(time(8))
    assert not made.form.clash.isVisible()
    made.form.field("start_time").set_value(time(9, 15))
    made.save()
    assert not dialogs(desk.window)
