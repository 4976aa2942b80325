from datetime import date

import pytest

from mentordesk.features.mentees.rules.goals import (
    ArchiveDraft,
    GoalDraft,
    StepDraft,
    Window,
    archive_problems,
    due_words,
    goal_problems,
    review_window,
    window_words,
)

TODAY = date(2026, 11, 21)
LAST = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("draft", "problems"),
    [
        (GoalDraft("A flat"), {}),
        (GoalDraft("A flat", steps=(StepDraft("Ask"),), target_date=date(2020, 1, 1)), {}),
        (GoalDraft("  "), {"title": "Say what the goal is."}),
        (
            GoalDraft("x" * 301),
            {"title": "Use at most 300 characters. The rest may go in their own words."},
        ),
        (
            GoalDraft("A flat", steps=(StepDraft("Ask"), StepDraft(" "))),
            {"steps": "Step 2 says nothing. Write what is to be done, or remove it."},
        ),
        (
            GoalDraft("A flat", steps=(StepDraft("x" * 301),)),
            {"steps": "Step 1 is too long. Use at most 300 characters."},
        ),
        (GoalDraft("A flat", steps=(StepDraft("Ask", status=None),)), {"steps": "Choose how far step 1 is."}),
    ],
)
def test_what_is_wrong_with_a_goal(draft: GoalDraft, problems: dict[str, str]) -> None:
    assert goal_problems(draft) == problems


def test_putting_a_goal_away_needs_a_reason() -> None:
    assert archive_problems(ArchiveDraft("Moved")) == {}
    assert archive_problems(ArchiveDraft(" ")) == {"archive_reason": "Say why this goal is put away."}


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (None, ""),
        (date(2026, 11, 9), "Overdue by 12 days, since 9 November 2026"),
        (date(2026, 11, 20), "Overdue by 1 day, since 20 November 2026"),
        (TODAY, "Due today"),
        (date(2026, 11, 22), "Due 22 November 2026"),
    ],
)
def test_being_overdue_is_said_in_words(due: date | None, words: str) -> None:
    assert due_words(due, TODAY) == words


@pytest.mark.parametrize(
    ("until", "closes"),
    [
        (None, date(2026, 9, 30)),
        (date(2027, 6, 30), date(2026, 9, 30)),
        (date(2027, 6, 29), date(2026, 8, 30)),
        (date(2026, 9, 30), date(2026, 8, 30)),
        (date(2026, 9, 29), date(2026, 7, 30)),
        (date(2026, 6, 29), date(2026, 9, 30)),
    ],
)
def test_reviews_come_sooner_with_less_time_left(until: date | None, closes: date) -> None:
    window = review_window(LAST, until)
    assert window.closes == closes
    assert (closes - window.opens).days == 14


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 9, 15), "Review these goals between 16 September 2026 and 30 September 2026."),
        (date(2026, 9, 16), "Review these goals by 30 September 2026."),
        (date(2026, 9, 30), "Review these goals by 30 September 2026."),
        (date(2026, 10, 1), "The review of these goals is overdue since 30 September 2026."),
    ],
)
def test_the_window_is_said_in_words(today: date, words: str) -> None:
    assert window_words(Window(date(2026, 9, 16), date(2026, 9, 30)), today) == words


def test_a_window_at_the_end_of_the_calendar_stays_inside_it() -> None:
    assert review_window(date.max, None).closes == date.max
