"""One dip sample: its cases, its results, how it was drawn, and what its forms start from."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from mentordesk.features.privacy.queries.dip_lists import SampleRow, sample_row
from mentordesk.features.privacy.rules.dip import (
    QUESTIONS,
    AnswerDraft,
    CheckDraft,
    ChecklistDraft,
    FindingDraft,
    RecheckDraft,
    drawn,
)
from mentordesk.kernel.dates import Period
from mentordesk.kernel.exports import Export
from mentordesk.kernel.permissions import Permission
from mentordesk.records.dip_samples import (
    DipCase,
    DipChecklist,
    DipFinding,
    DipSample,
    DipWord,
    cases_of,
)
from mentordesk.records.mentees import Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class FindingRow:
    """What must be put right in a case, and what the re-check found."""

    id: int
    version: int
    case_id: int
    mentee_id: int
    reference: str
    draft: FindingDraft
    owner: str
    due_date: date
    recheck: RecheckDraft
    overdue: bool

    @property
    def put_right(self) -> bool:
        """Whether a re-check found that it is put right."""
        return self.recheck.put_right is True


@dataclass(frozen=True)
class CaseRow:
    """One case of a sample with its answers."""

    id: int
    version: int
    mentee_id: int
    place: int
    reference: str
    name: str
    checked_at: datetime | None
    checked_by: str
    answers: CheckDraft
    findings: tuple[FindingRow, ...]

    def count(self, word: DipWord) -> int:
        """Return how many questions have an answer."""
        return sum(each.answer is word for each in self.answers.answers)


@dataclass(frozen=True)
class QuestionRow:
    """One question with how often each answer was given, and in which cases it was partly or no."""

    position: int
    wording: str
    counts: tuple[tuple[DipWord, int], ...]
    unanswered: int
    lacking: tuple[str, ...]
    """The references of the cases that were answered partly or no."""

    def count(self, word: DipWord) -> int:
        """Return how often an answer was given."""
        return dict(self.counts).get(word, 0)


@dataclass(frozen=True)
class DrawRow:
    """How a sample was drawn, and whether drawing again gives the same cases."""

    seed: int
    frame: tuple[str, ...]
    drawn: tuple[str, ...]
    """What the seed draws from the frame, in order."""
    same: bool
    """Whether the cases of the sample are exactly those; one that was removed or merged since is missing."""
    added: tuple[str, ...]
    """Cases that belong to the period by the records of today and stood in no list on the day of the draw."""
    gone: tuple[str, ...]
    """Cases of the list that the records of today no longer count to the period."""


@dataclass(frozen=True)
class SampleView:
    """One sample as its page and its report show it."""

    row: SampleRow
    version: int
    wanted: int
    conclusion: str
    concluded_by: str
    questions: tuple[QuestionRow, ...]
    cases: tuple[CaseRow, ...]
    draw: DrawRow

    @property
    def findings(self) -> tuple[FindingRow, ...]:
        """Every finding, those to put right first, by their day."""
        found = [each for case in self.cases for each in case.findings]
        return tuple(sorted(found, key=lambda each: (each.put_right, each.due_date, each.id)))

    def case(self, case_id: int) -> CaseRow:
        """Return one case; KeyError when it is not in the sample."""
        return {each.id: each for each in self.cases}[case_id]


@dataclass(frozen=True)
class ChecklistView:
    """The checklist that the next sample is drawn with."""

    version: int
    draft: ChecklistDraft


@dataclass(frozen=True)
class DipSheet:
    """A sample with what its report prints besides; the report leaves the names of the cases out."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    sample: SampleView


@query(needs=Permission.DIP_VIEW)
def sample_view(reading: Reading, sample_id: int) -> SampleView:
    """A sample with its cases, the results of each question and its findings."""
    row = sample_row(reading, sample_id)
    sample = reading.find(DipSample, sample_id)
    people = {each.id: each.name for each in reading.session.execute(select(Person.id, Person.name))}
    cases = tuple(_case_row(reading, each, people) for each in _cases(reading, sample_id))
    return SampleView(
        row=row,
        version=sample.version,
        wanted=sample.wanted,
        conclusion=sample.conclusion,
        concluded_by=people.get(sample.concluded_by_id or 0, ""),
        questions=tuple(_question_row(each.position, each.wording, cases) for each in sample.questions),
        cases=cases,
        draw=_draw_row(reading, sample, [each.reference for each in cases]),
    )


@query(needs=Permission.DIP_VIEW)
def dip_sheet(reading: Reading, sample_id: int) -> DipSheet:
    """A sample as its report prints it."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return DipSheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        prepared_by=reading.actor.name,
        as_at=reading.today,
        trail_head=reading.trail_head(),
        sample=sample_view(reading, sample_id),
    )


def dip_export(sheet: DipSheet) -> Export:
    """Return what the trail says when the report leaves."""
    return Export("report:dip-sample", "pdf", sheet.sample.row.id, rows=len(sheet.sample.cases))


@query(needs=Permission.DIP_VIEW)
def checklist_view(reading: Reading) -> ChecklistView:
    """The checklist that the next sample is drawn with: a manager's, or the one that is shipped."""
    kept = reading.session.scalar(select(DipChecklist).order_by(DipChecklist.id).limit(1))
    if kept is None:
        return ChecklistView(0, ChecklistDraft(QUESTIONS))
    return ChecklistView(kept.version, ChecklistDraft(tuple(each.wording for each in kept.questions)))


def _cases(reading: Reading, sample_id: int) -> list[DipCase]:
    found = select(DipCase).where(DipCase.sample_id == sample_id).order_by(DipCase.place)
    parts = (selectinload(DipCase.answers), selectinload(DipCase.findings), selectinload(DipCase.mentee))
    return list(reading.session.scalars(found.options(*parts)))


def _case_row(reading: Reading, case: DipCase, people: dict[int, str]) -> CaseRow:
    mentee = case.mentee
    return CaseRow(
        case.id,
        case.version,
        case.mentee_id,
        case.place,
        mentee.reference,
        _name(mentee),
        case.checked_at,
        people.get(case.checked_by_id or 0, ""),
        CheckDraft(tuple(AnswerDraft(each.position, each.answer, each.note) for each in case.answers)),
        tuple(_finding_row(reading, each, mentee, people) for each in case.findings),
    )


def _finding_row(reading: Reading, finding: DipFinding, mentee: Mentee, people: dict[int, str]) -> FindingRow:
    return FindingRow(
        finding.id,
        finding.version,
        finding.case_id,
        mentee.id,
        mentee.reference,
        FindingDraft(finding.what, finding.owner_id, finding.due_date),
        people.get(finding.owner_id or 0, ""),
        finding.due_date,
        RecheckDraft(finding.rechecked_date, finding.put_right, finding.recheck_note, finding.due_date),
        overdue=not finding.put_right and finding.due_date < reading.today,
    )


def _name(mentee: Mentee) -> str:
    parts = (mentee.preferred_name or mentee.first_names, mentee.last_name)
    return " ".join(each for each in parts if each)


def _question_row(position: int, wording: str, cases: tuple[CaseRow, ...]) -> QuestionRow:
    counts: Counter[DipWord] = Counter()
    lacking = []
    for case in cases:
        given = next((each.answer for each in case.answers.answers if each.position == position), None)
        if given is not None:
            counts[given] += 1
        if given in {DipWord.PARTLY, DipWord.NO}:
            lacking.append(case.reference)
    told = tuple((word, counts[word]) for word in DipWord)
    return QuestionRow(position, wording, told, len(cases) - counts.total(), tuple(lacking))


def _draw_row(reading: Reading, sample: DipSample, references: list[str]) -> DrawRow:
    frame = tuple(sample.frame.split())
    again = drawn(frame, sample.wanted, sample.seed)
    period = Period(sample.first_date, sample.last_date)
    now = [row.reference for row in reading.session.execute(cases_of(period, sample.kinds))]
    return DrawRow(
        sample.seed,
        frame,
        tuple(again),
        again == references,
        tuple(sorted(set(now) - set(frame))),
        tuple(sorted(set(frame) - set(now))),
    )
