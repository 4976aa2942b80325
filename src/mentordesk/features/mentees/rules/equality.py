"""Equality monitoring: what the form asks, and when an answer counts as given."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.choices import Choice
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

CHARACTERISTICS: dict[str, tuple[str, type[Choice]]] = {
    "age": ("Age", AgeAnswer),
    "disability": ("Disability", DisabilityAnswer),
    "gender": ("Gender reassignment", GenderAnswer),
    "marriage": ("Marriage and civil partnership", MarriageAnswer),
    "pregnancy": ("Pregnancy and maternity", PregnancyAnswer),
    "ethnicity": ("Race: ethnicity", EthnicityAnswer),
    "religion": ("Religion or belief", ReligionAnswer),
    "sex": ("Sex", SexAnswer),
    "orientation": ("Sexual orientation", OrientationAnswer),
}
"""The nine characteristics of the Equality Act by field, each with its heading and its answers."""

_EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class EqualityDraft:
    """What somebody answered; None was not answered on the form yet."""

    asked_date: date | None = None
    age: AgeAnswer | None = None
    disability: DisabilityAnswer | None = None
    gender: GenderAnswer | None = None
    marriage: MarriageAnswer | None = None
    pregnancy: PregnancyAnswer | None = None
    ethnicity: EthnicityAnswer | None = None
    religion: ReligionAnswer | None = None
    sex: SexAnswer | None = None
    orientation: OrientationAnswer | None = None


def blank_form(today: date) -> EqualityDraft:
    """Return a form on which nothing was asked yet."""
    return EqualityDraft(
        today,
        AgeAnswer.NOT_ASKED,
        DisabilityAnswer.NOT_ASKED,
        GenderAnswer.NOT_ASKED,
        MarriageAnswer.NOT_ASKED,
        PregnancyAnswer.NOT_ASKED,
        EthnicityAnswer.NOT_ASKED,
        ReligionAnswer.NOT_ASKED,
        SexAnswer.NOT_ASKED,
        OrientationAnswer.NOT_ASKED,
    )


def equality_problems(draft: EqualityDraft, today: date) -> dict[str, str]:
    """Return what is wrong with the form, by field."""
    problems = {}
    if draft.asked_date is None:
        problems["asked_date"] = "Give the day on which they were asked."
    elif draft.asked_date > today:
        problems["asked_date"] = "This day has not come yet. Give the day on which they were asked."
    elif draft.asked_date < _EARLIEST:
        problems["asked_date"] = "This is too long ago. Check the year."
    for name in CHARACTERISTICS:
        if getattr(draft, name) is None:
            problems[name] = "Choose an answer. Prefer not to say and not asked are two of them."
    return problems
