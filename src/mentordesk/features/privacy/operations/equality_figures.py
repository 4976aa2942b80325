"""Taking equality answers apart, so that only counts are left."""

import secrets
from datetime import date

from sqlalchemy import inspect

from mentordesk.kernel.dates import quarter_of
from mentordesk.records.equality import EqualityAnswers, EqualityFigure
from mentordesk.records.mentees import Mentee
from mentordesk.store.work import Work

_MANY = 2**31 - 1


def detach(work: Work, mentee: Mentee, answers: EqualityAnswers) -> None:
    """Turn the answers of one form into figures that belong to nobody; the form itself goes.

    A figure keeps only the quarters in which somebody was here. Its number is random, so that the order of
    the rows does not tie the answers of one form together.
    """
    first, last = _here(mentee, answers.asked_date)
    for name in _characteristics():
        figure = EqualityFigure(
            id=1 + secrets.randbelow(_MANY),
            characteristic=name,
            answer=str(getattr(answers, name)),
            from_date=quarter_of(first).first,
            to_date=quarter_of(last).last,
        )
        work.session.add(figure)
    work.session.delete(answers)
    work.session.flush()


def _here(mentee: Mentee, asked: date) -> tuple[date, date]:
    starts = [each.start_date for each in mentee.episodes] or [asked]
    ends = [each.exit_date for each in mentee.episodes if each.exit_date] or [asked]
    return min(starts), max(*ends, *starts)


def _characteristics() -> list[str]:
    personal = EqualityAnswers.personal_columns()
    return [column.key for column in inspect(EqualityAnswers).columns if column.key in personal]
