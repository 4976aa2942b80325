from dataclasses import fields, replace
from datetime import date

import pytest

from mentordesk.features.mentees.operations.outcomes import record_outcome
from mentordesk.features.mentees.queries.outcomes import COLUMNS, OutcomesView, outcomes_view
from mentordesk.features.mentees.rules.outcomes import (
    QUESTIONS,
    OutcomeDraft,
    outcome_problems,
    stage_due,
    stage_words,
    unknown_count,
)
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.records.goals import Accommodation, Stage, Work, YesNo
from mentordesk.store.casebook import Store
from tests.features.mentees.worlds import START, begin, end, somebody

END, TODAY = date(2026, 8, 31), date(2026, 11, 21)
FULL = OutcomeDraft(
    date(2026, 9, 1), Accommodation.SETTLED, Work.TRAINING, YesNo.YES, YesNo.NO, YesNo.NOT_KNOWN
)


@pytest.mark.parametrize(
    ("stage", "asked", "ended", "problem"),
    [
        (Stage.START, date(2026, 5, 28), None, ""),
        (Stage.START, None, None, "Give the day on which this was asked."),
        (
            Stage.START,
            date(2026, 11, 22),
            None,
            "This day has not come yet. Give the day on which it was asked.",
        ),
        (Stage.START, date(1026, 6, 1), None, "This day is too long ago. Check the year."),
        (Stage.END, date(2026, 9, 1), None, ""),
        (Stage.END, date(2026, 5, 28), END, "This is before the start on 1 June 2026. Check the day."),
        (
            Stage.MONTHS_3,
            date(2026, 11, 20),
            None,
            "This time with us has not ended yet. Record its end first.",
        ),
        (Stage.MONTHS_3, date(2026, 8, 30), END, "This is before the end on 31 August 2026. Check the day."),
        (Stage.MONTHS_6, date(2026, 11, 20), END, ""),
    ],
)
def test_when_a_point_may_be_asked(
    stage: Stage, asked: date | None, ended: date | None, problem: str
) -> None:
    found = outcome_problems(replace(FULL, asked_date=asked), stage, START, ended, TODAY)
    assert found.get("asked_date", "") == problem
    assert set(found) <= {"asked_date"}


def test_every_question_needs_an_answer_and_not_known_is_one() -> None:
    found = outcome_problems(OutcomeDraft(START), Stage.START, START, None, TODAY)
    assert set(found) == set(QUESTIONS)
    assert set(QUESTIONS) | {"asked_date"} == {each.name for each in fields(OutcomeDraft)}
    assert unknown_count(FULL) == 1
    unknown = OutcomeDraft(
        START, Accommodation.NOT_KNOWN, Work.NOT_KNOWN, YesNo.NOT_KNOWN, YesNo.NOT_KNOWN, YesNo.NOT_KNOWN
    )
    assert unknown_count(unknown) == 5
    assert outcome_problems(unknown, Stage.START, START, None, TODAY) == {}


def test_points_are_counted_from_the_end() -> None:
    assert [stage_due(stage, START, END) for stage in Stage] == [
        START,
        END,
        date(2026, 11, 30),
        date(2027, 2, 28),
    ]
    assert stage_due(Stage.MONTHS_3, START, None) is None
    assert stage_due(Stage.MONTHS_6, START, date.max) == date.max


@pytest.mark.parametrize(
    ("due", "asked", "words"),
    [
        (START, START, "Asked 1 Jun 2026"),
        (None, None, "Not due yet"),
        (START, None, "Due since 1 Jun 2026"),
        (TODAY, None, "Due today"),
        (date(2026, 11, 30), None, "Due 30 Nov 2026"),
    ],
)
def test_where_a_point_stands(due: date | None, asked: date | None, words: str) -> None:
    assert stage_words(due, asked, TODAY) == words


@pytest.fixture
def mentee(store: Store) -> int:
    return somebody(store)


def seen(store: Store, mentee: int) -> OutcomesView:
    view = store.read(outcomes_view, mentee)
    assert view is not None
    return view


def test_outcomes_are_recorded_and_changed(store: Store, mentee: int) -> None:
    view = seen(store, mentee)
    assert [row.may_ask for row in view.rows] == [True, True, False, False]
    store.write(record_outcome, view.episode_id, Stage.START, 0, FULL)
    row = seen(store, mentee).rows[0]
    assert (row.draft, row.version, row.recorded) == (FULL, 1, True)
    said = [column.text(row) for column in COLUMNS]
    assert said[:3] == ["At the start", "Asked 1 Sep 2026", "Settled"]
    assert said[3:] == ["In education or training", "Yes", "No", "Not known", "1"]
    assert [column.text(seen(store, mentee).rows[1]) for column in COLUMNS][-1] == "–"
    changed = replace(FULL, accommodation=Accommodation.NOT_KNOWN)
    store.write(record_outcome, view.episode_id, Stage.START, 1, changed)
    assert seen(store, mentee).rows[0].draft == changed
    with pytest.raises(Conflict):
        store.write(record_outcome, view.episode_id, Stage.START, 0, FULL)


def test_what_is_asked_after_the_end_waits_for_it(store: Store, mentee: int) -> None:
    episode = seen(store, mentee).episode_id
    with pytest.raises(Invalid, match="has not ended yet"):
        store.write(record_outcome, episode, Stage.MONTHS_3, 0, FULL)
    store.write(end, mentee, END)
    assert [row.when for row in seen(store, mentee).rows] == [
        "Due since 1 Jun 2026",
        "Due since 31 Aug 2026",
        "Due 30 Nov 2026",
        "Due 28 Feb 2027",
    ]
    store.write(record_outcome, episode, Stage.MONTHS_3, 0, FULL)


def test_without_a_time_with_us_there_are_no_outcomes(store: Store) -> None:
    assert store.read(outcomes_view, store.write(begin, "Kim", None)) is None
