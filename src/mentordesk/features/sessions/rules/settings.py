"""What a charity sets about sessions: days, reasons, templates; and what is wrong with it."""

from dataclasses import dataclass

from mentordesk.records.sessions import ReasonClass

_YEAR = 366


@dataclass(frozen=True)
class DaysDraft:
    """After how many days what is asked or noticed."""

    warn_days: int | None = None
    act_days: int | None = None
    first_days: int | None = None
    reason_days: int | None = None


@dataclass(frozen=True)
class ReasonDraft:
    """A reason why a session was not held."""

    name: str = ""
    reason_class: ReasonClass | None = None
    in_use: bool = True


@dataclass(frozen=True)
class TemplateDraft:
    """Words to begin the notes of a session with."""

    name: str = ""
    wording: str = ""


def days_problems(draft: DaysDraft) -> dict[str, str]:
    """Return what is wrong with the days, by field."""
    problems = {}
    for name, least in (("warn_days", 1), ("act_days", 1), ("first_days", 1), ("reason_days", 0)):
        days = getattr(draft, name)
        if days is None or not least <= days <= _YEAR:
            problems[name] = f"Give a number of days from {least} to {_YEAR}."
    if not problems and (draft.act_days or 0) < (draft.warn_days or 0):
        problems["act_days"] = "Somebody acts after the warning, so this is not fewer days."
    return problems


def reason_problems(draft: ReasonDraft, others: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return what is wrong with a reason, by field; `others` are names that are taken, folded."""
    problems = _name(draft.name, others)
    if draft.reason_class is None:
        problems["reason_class"] = "Choose how it counts."
    return problems


def template_problems(draft: TemplateDraft, others: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return what is wrong with a template, by field; `others` are the names that are taken."""
    problems = _name(draft.name, others)
    if not draft.wording.strip():
        problems["wording"] = "Write the words."
    return problems


def _name(name: str, others: frozenset[str]) -> dict[str, str]:
    if not name.strip():
        return {"name": "Give it a name."}
    if len(name.strip()) > 120:
        return {"name": "A name has at most 120 letters."}
    if name.strip().lower() in others:
        return {"name": "There is one of this name already."}
    return {}
