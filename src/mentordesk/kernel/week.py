"""The week in which people can meet: seven days, each with a morning, an afternoon and an evening."""

from collections.abc import Iterable

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import sentence_list


class PartOfWeek(Choice):
    """One morning, afternoon or evening of the week, Monday first."""

    MON_AM = "mon_am", "Monday morning"
    MON_PM = "mon_pm", "Monday afternoon"
    MON_EVE = "mon_eve", "Monday evening"
    TUE_AM = "tue_am", "Tuesday morning"
    TUE_PM = "tue_pm", "Tuesday afternoon"
    TUE_EVE = "tue_eve", "Tuesday evening"
    WED_AM = "wed_am", "Wednesday morning"
    WED_PM = "wed_pm", "Wednesday afternoon"
    WED_EVE = "wed_eve", "Wednesday evening"
    THU_AM = "thu_am", "Thursday morning"
    THU_PM = "thu_pm", "Thursday afternoon"
    THU_EVE = "thu_eve", "Thursday evening"
    FRI_AM = "fri_am", "Friday morning"
    FRI_PM = "fri_pm", "Friday afternoon"
    FRI_EVE = "fri_eve", "Friday evening"
    SAT_AM = "sat_am", "Saturday morning"
    SAT_PM = "sat_pm", "Saturday afternoon"
    SAT_EVE = "sat_eve", "Saturday evening"
    SUN_AM = "sun_am", "Sunday morning"
    SUN_PM = "sun_pm", "Sunday afternoon"
    SUN_EVE = "sun_eve", "Sunday evening"


def in_order(times: Iterable[PartOfWeek]) -> tuple[PartOfWeek, ...]:
    """Return parts of the week in their order, each once."""
    chosen = set(times)
    return tuple(each for each in PartOfWeek if each in chosen)


def week_words(times: Iterable[PartOfWeek]) -> str:
    """Return "Monday morning and evening; Friday afternoon"."""
    days: dict[str, list[str]] = {}
    for each in in_order(times):
        day, part = each.label.split()
        days.setdefault(day, []).append(part)
    return "; ".join(f"{day} {sentence_list(parts)}" for day, parts in days.items())
