"""Dip samples: how cases are drawn, the checklist, and what is wrong with its drafts."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from mentordesk.kernel.formats import count_of, sentence_list
from mentordesk.records.dip_samples import CaseKind, DipWord

MOST_CASES = 100
MOST_QUESTIONS = 40
LONGEST_QUESTION = 300
LONGEST_TEXT = 20_000
SEEDS = 1_000_000_000
"""Seeds are below this number."""

QUESTIONS = (
    "Is the basis for keeping this record written down and in force?",
    "Are the referral and the decision dated, and is the decision explained?",
    "Were the risks and the flags looked at again when they should have been?",
    "Were the rules about contact followed?",
    "Were the goals reviewed when they were due?",
    "Do the notes say what happened, in words the person could read?",
    "Were concerns passed on to the right person in time?",
    "Are the outcomes written down?",
    "Is there nothing in the record that should not be there?",
    "If the case has ended, was it closed properly?",
)
"""The checklist that is shipped; a manager can change it."""

HOW_DRAWN = (
    "Each case of the whole is given a number: the SHA-256 of the seed, a colon and the case’s reference. "
    "The cases with the lowest numbers are drawn. Anybody with the list and the seed gets the same cases."
)


@dataclass(frozen=True)
class SampleDraft:
    """From which cases a sample is drawn, and how many."""

    first_date: date | None = None
    last_date: date | None = None
    kinds: CaseKind | None = CaseKind.ALL
    wanted: int | None = 10


@dataclass(frozen=True)
class ChecklistDraft:
    """The questions that the next sample is drawn with, in order."""

    questions: tuple[str, ...] = QUESTIONS


@dataclass(frozen=True)
class AnswerDraft:
    """The answer to one question for one case."""

    position: int
    answer: DipWord | None = None
    note: str = ""


@dataclass(frozen=True)
class CheckDraft:
    """The answers for one case."""

    answers: tuple[AnswerDraft, ...] = field(default=())


@dataclass(frozen=True)
class FindingDraft:
    """What must be put right in a case, by whom and by when."""

    what: str = ""
    owner_id: int | None = None
    due_date: date | None = None


@dataclass(frozen=True)
class RecheckDraft:
    """What a second look at a finding found; a new date when it was not put right."""

    rechecked_date: date | None = None
    put_right: bool | None = None
    recheck_note: str = ""
    due_date: date | None = None


@dataclass(frozen=True)
class ConclusionDraft:
    """What the charity learns from a sample."""

    conclusion: str = ""


def drawn(references: Iterable[str], wanted: int, seed: int) -> list[str]:
    """Return the references that are drawn from a whole, in the order of the draw; all when there are fewer.

    Every choice of that many is equally likely, and a case's place depends on nothing but it and the seed.
    """
    return sorted(references, key=lambda reference: (draw_number(seed, reference), reference))[:wanted]


def draw_number(seed: int, reference: str) -> str:
    """Return the number that a draw gives to one case, as hexadecimal digits."""
    return hashlib.sha256(f"{seed}:{reference}".encode()).hexdigest()


def draw_sentences(added: Sequence[str], gone: Sequence[str], *, same: bool) -> str:
    """Return what drawing again showed, and how the list compares with the records of today."""
    again = "the same cases in the same order" if same else "not the same cases"
    words = [f"Drawn again from the list for this page: {again}."]
    if not same:
        words.append("A case was removed or merged since.")
    if added:
        words.append(f"In the period by today’s records, but not in the list: {sentence_list(added)}.")
    if gone:
        words.append(f"In the list, but not in the period by today’s records: {sentence_list(gone)}.")
    if not added and not gone:
        words.append("The list is what today’s records count to the period: nobody was left out.")
    return " ".join(words)


def sample_problems(draft: SampleDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a sample that is to be drawn, by field."""
    problems = {}
    if draft.first_date is None:
        problems["first_date"] = "Give the first day of the period."
    elif draft.first_date > today:
        problems["first_date"] = "The period has not begun yet."
    if draft.last_date is None:
        problems["last_date"] = "Give the last day of the period."
    elif draft.first_date and draft.last_date < draft.first_date:
        problems["last_date"] = "The period ends before it begins."
    if draft.kinds is None:
        problems["kinds"] = "Choose which cases."
    if draft.wanted is None or draft.wanted < 1:
        problems["wanted"] = "Say how many cases, at least 1."
    elif draft.wanted > MOST_CASES:
        problems["wanted"] = f"Draw at most {MOST_CASES} cases."
    return problems


def checklist_problems(draft: ChecklistDraft) -> dict[str, str]:
    """Return what is wrong with the checklist, by field."""
    questions = [each.strip() for each in draft.questions]
    if not questions:
        return {"questions": "Keep at least one question."}
    if len(questions) > MOST_QUESTIONS:
        return {"questions": f"Keep at most {MOST_QUESTIONS} questions."}
    for number, each in enumerate(questions, start=1):
        if not each:
            return {"questions": f"Question {number} says nothing. Write it, or remove it."}
        if len(each) > LONGEST_QUESTION:
            return {"questions": f"Question {number} has more than {LONGEST_QUESTION} characters."}
        if each in questions[: number - 1]:
            return {"questions": f"Question {number} stands there twice."}
    return {}


def check_problems(draft: CheckDraft, questions: Sequence[int]) -> dict[str, str]:
    """Return what is wrong with the answers for a case, by `answer_1` and `note_1`; questions by position."""
    problems = {}
    given = {each.position: each for each in draft.answers}
    for position in questions:
        each = given.get(position, AnswerDraft(position))
        if each.answer is None:
            problems[f"answer_{position}"] = f"Answer question {position}."
        elif each.answer in {DipWord.PARTLY, DipWord.NO} and not each.note.strip():
            problems[f"note_{position}"] = f"Say what is missing at question {position}."
        if len(each.note) > LONGEST_TEXT:
            problems[f"note_{position}"] = f"Use at most {LONGEST_TEXT:,} characters."
    return problems


def finding_problems(draft: FindingDraft) -> dict[str, str]:
    """Return what is wrong with a finding, by field."""
    problems = {}
    if not draft.what.strip():
        problems["what"] = "Say what must be put right."
    elif len(draft.what) > LONGEST_TEXT:
        problems["what"] = f"Use at most {LONGEST_TEXT:,} characters."
    if draft.owner_id is None:
        problems["owner_id"] = "Choose who puts it right."
    if draft.due_date is None:
        problems["due_date"] = "Say by when."
    return problems


def recheck_problems(draft: RecheckDraft, drawn_date: date, today: date) -> dict[str, str]:
    """Return what is wrong with a re-check, by field; `drawn_date` is when the sample was drawn."""
    problems = {}
    if draft.rechecked_date is None:
        problems["rechecked_date"] = "Give the day on which you looked again."
    elif draft.rechecked_date > today:
        problems["rechecked_date"] = "This day has not come yet."
    elif draft.rechecked_date < drawn_date:
        problems["rechecked_date"] = "This is before the sample was drawn."
    if draft.put_right is None:
        problems["put_right"] = "Say whether it is put right."
    elif not draft.put_right:
        if not draft.recheck_note.strip():
            problems["recheck_note"] = "Say what is still missing."
        if draft.due_date is None:
            problems["due_date"] = "Say by when it will be put right."
        elif draft.rechecked_date and draft.due_date <= draft.rechecked_date:
            problems["due_date"] = "Give a day after the re-check."
    if len(draft.recheck_note) > LONGEST_TEXT:
        problems["recheck_note"] = f"Use at most {LONGEST_TEXT:,} characters."
    return problems


def conclusion_problems(draft: ConclusionDraft, unchecked: int, open_findings: int) -> dict[str, str]:
    """Return why a sample cannot be concluded yet, by field."""
    if unchecked:
        left = count_of(unchecked, "case is", "cases are")
        return {"conclusion": f"{left} not checked yet. Check every case first."}
    if open_findings:
        left = count_of(open_findings, "finding is", "findings are")
        return {"conclusion": f"{left} not put right yet. Re-check every finding first."}
    if not draft.conclusion.strip():
        return {"conclusion": "Say in a sentence or two what you learnt."}
    if len(draft.conclusion) > LONGEST_TEXT:
        return {"conclusion": f"Use at most {LONGEST_TEXT:,} characters."}
    return {}
