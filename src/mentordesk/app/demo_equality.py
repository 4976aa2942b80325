"""Invented answers to equality monitoring, by a part of the invented mentees."""

from datetime import date, timedelta

from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.rules.equality import EqualityDraft
from mentordesk.features.mentees.rules.people import age_on
from mentordesk.records.equality import (
    AgeAnswer,
    DisabilityAnswer,
    EthnicityAnswer,
    GenderAnswer,
    MarriageAnswer,
    OrientationAnswer,
    PregnancyAnswer,
    ReligionAnswer,
    SexAnswer,
)
from mentordesk.store.work import Work

_WOMEN = frozenset({"Ana", "Elena", "Farah", "Noor", "Zofia"})
_AGES = ((25, AgeAnswer.FROM_18), (35, AgeAnswer.FROM_25), (50, AgeAnswer.FROM_35), (65, AgeAnswer.FROM_50))
_RELIGIONS = (ReligionAnswer.NONE, ReligionAnswer.CHRISTIAN, ReligionAnswer.NONE)
_MARRIAGES = (MarriageAnswer.SINGLE, MarriageAnswer.SINGLE, MarriageAnswer.SEPARATED)


def add_answers(work: Work, place: int, mentee_id: int, first_name: str, born: date, asked: date) -> None:
    """Add the answers of one mentee; every fourth was not asked yet."""
    if place % 4 == 3:
        return
    age = age_on(born, work.today)
    answers = EqualityDraft(
        min(asked + timedelta(days=14), work.today),
        next((answer for most, answer in _AGES if age < most), AgeAnswer.OVER_65),
        DisabilityAnswer.YES if place % 3 == 1 else DisabilityAnswer.NO,
        GenderAnswer.SAME,
        _MARRIAGES[place % 3],
        PregnancyAnswer.NO,
        EthnicityAnswer.PREFER_NOT if place % 5 == 0 else EthnicityAnswer.W1,
        _RELIGIONS[place // 2 % 3],
        SexAnswer.FEMALE if first_name in _WOMEN else SexAnswer.MALE,
        OrientationAnswer.PREFER_NOT if place % 2 else OrientationAnswer.HETEROSEXUAL,
    )
    record_equality(work, mentee_id, 0, answers)
