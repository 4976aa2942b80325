"""Drafts of the settings of volunteers: how often things fall due, questions, papers."""

from dataclasses import dataclass

from mentordesk.kernel.text import fold, paragraphs

MOST_QUESTIONS = 40


@dataclass(frozen=True)
class SettingsDraft:
    """How often checks and support fall due, and what an hour counts for."""

    dbs_months: int | None = 36
    references_needed: int | None = 2
    support_weeks: int | None = 6
    support_late_weeks: int | None = 8
    hour_pence: int | None = 0
    plan_months: int | None = 6


@dataclass(frozen=True)
class PaperDraft:
    """A paper that volunteers sign; `id` is none for a new one."""

    id: int | None = None
    title: str = ""
    edition: str = ""
    in_use: bool = True


@dataclass(frozen=True)
class ListsDraft:
    """The questions of interviews, one in each line, and the papers that are signed."""

    questions: str = ""
    papers: tuple[PaperDraft, ...] = ()


def settings_problems(draft: SettingsDraft) -> dict[str, str]:
    """Return what is wrong with the settings, by field."""
    problems = {}
    for name, most in (("dbs_months", 240), ("support_weeks", 104), ("plan_months", 60)):
        value: int | None = getattr(draft, name)
        if value is None or not 1 <= value <= most:
            problems[name] = f"Give a whole number from 1 to {most}."
    if draft.references_needed is None or not 0 <= draft.references_needed <= 9:
        problems["references_needed"] = "Give a whole number from 0 to 9."
    late, usual = draft.support_late_weeks, draft.support_weeks
    if late is None or (usual is not None and late < usual):
        problems["support_late_weeks"] = "This cannot be fewer weeks than between two talks."
    if draft.hour_pence is None or not 0 <= draft.hour_pence <= 100_000:
        problems["hour_pence"] = "Give an amount from £0 to £1,000."
    return problems


def lists_problems(draft: ListsDraft) -> dict[str, str]:
    """Return what is wrong with the questions and papers, by field."""
    problems = {}
    questions = paragraphs(draft.questions)
    if len(questions) > MOST_QUESTIONS:
        problems["questions"] = f"Ask at most {MOST_QUESTIONS} questions."
    elif any(len(each) > 300 for each in questions):
        problems["questions"] = "Use at most 300 characters for a question."
    named = [fold(f"{each.title} {each.edition}").strip() for each in draft.papers]
    if not all(each.title.strip() for each in draft.papers):
        problems["papers"] = "Give every paper a title."
    elif len(set(named)) < len(named):
        problems["papers"] = "Two papers have the same title and edition."
    return problems
