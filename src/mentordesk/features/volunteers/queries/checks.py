"""The checks of one volunteer, the lists that charities edit about them, and what falls due."""

from dataclasses import dataclass

from sqlalchemy import select

from mentordesk.features.volunteers.rules.check_words import CheckWords, check_words
from mentordesk.features.volunteers.rules.checks import (
    DRAFTS,
    RECORDS,
    Check,
    CheckDraft,
    InterviewDraft,
    ScoreDraft,
    SignatureDraft,
)
from mentordesk.features.volunteers.rules.settings import ListsDraft, PaperDraft, SettingsDraft
from mentordesk.kernel.permissions import Permission
from mentordesk.records.clearances import (
    Interview,
    InterviewQuestion,
    PrisonClearance,
    VolunteerPaper,
    VolunteerSettings,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class CheckRow:
    """One check as a card shows it."""

    check: Check
    id: int
    version: int
    words: CheckWords
    draft: CheckDraft


@dataclass(frozen=True)
class ChecksSheet:
    """The checks of a volunteer; `unsigned` are the papers in use that they have not signed."""

    rows: tuple[CheckRow, ...]
    unsigned: tuple[str, ...]

    def of(self, check: Check) -> tuple[CheckRow, ...]:
        """Return the checks of a kind, the newest first."""
        return tuple(row for row in self.rows if row.check is check)


@query(needs=Permission.VOLUNTEER_VIEW)
def checks_sheet(reading: Reading, volunteer_id: int) -> ChecksSheet:
    """The checks of a volunteer."""
    reading.find(Volunteer, volunteer_id)
    rows: list[CheckRow] = []
    for check, kind in RECORDS.items():
        found = select(kind).where(kind.volunteer_id == volunteer_id).order_by(kind.id.desc())
        rows += [_row(reading, check, record) for record in reading.session.scalars(found)]
    signed = {row.draft.title for row in rows if isinstance(row.draft, SignatureDraft)}
    papers = tuple(title for title in _papers(reading) if title not in signed)
    return ChecksSheet(tuple(rows), papers)


@query(needs=Permission.VOLUNTEER_VIEW)
def paper_choices(reading: Reading) -> tuple[str, ...]:
    """The papers in use, each with its edition."""
    return _papers(reading)


@query(needs=Permission.VOLUNTEER_VIEW)
def interview_start(reading: Reading) -> InterviewDraft:
    """An interview with the questions that every applicant is asked."""
    found = select(InterviewQuestion.wording).order_by(InterviewQuestion.position, InterviewQuestion.id)
    return InterviewDraft(scores=tuple(ScoreDraft(each) for each in reading.session.scalars(found)))


@query(needs=Permission.VOLUNTEER_VIEW)
def volunteer_settings(reading: Reading) -> tuple[int, SettingsDraft]:
    """How often checks and support fall due, with the version."""
    row = reading.session.scalars(select(VolunteerSettings).order_by(VolunteerSettings.id).limit(1)).one()
    names = SettingsDraft.__dataclass_fields__
    return row.version, SettingsDraft(**{name: getattr(row, name) for name in names})


@query(needs=Permission.VOLUNTEER_VIEW)
def volunteer_lists(reading: Reading) -> ListsDraft:
    """The questions of interviews and the papers that are signed, as they can be changed."""
    asked = select(InterviewQuestion.wording).order_by(InterviewQuestion.position, InterviewQuestion.id)
    papers = select(VolunteerPaper).order_by(VolunteerPaper.position, VolunteerPaper.id)
    return ListsDraft(
        "\n".join(reading.session.scalars(asked)),
        tuple(_paper(each) for each in reading.session.scalars(papers)),
    )


def _paper(paper: VolunteerPaper) -> PaperDraft:
    return PaperDraft(paper.id, paper.title, paper.edition, paper.in_use)


def _papers(reading: Reading) -> tuple[str, ...]:
    found = select(VolunteerPaper).where(VolunteerPaper.in_use.is_(True))
    ordered = reading.session.scalars(found.order_by(VolunteerPaper.position, VolunteerPaper.id))
    return tuple(", ".join(part for part in (each.title, each.edition) if part) for each in ordered)


def _row(reading: Reading, check: Check, record: object) -> CheckRow:
    kind = DRAFTS[check]
    values = {name: getattr(record, name) for name in kind.__dataclass_fields__ if name != "scores"}
    if isinstance(record, Interview):
        scores = tuple(ScoreDraft(each.question, each.score, each.note) for each in record.scores)
        draft: CheckDraft = InterviewDraft(**values, scores=scores)
    else:
        draft = kind(**values)
    in_force = isinstance(record, PrisonClearance) and record.in_force(reading.today)
    number: int = getattr(record, "id", 0)
    version: int = getattr(record, "version", 0)
    return CheckRow(check, number, version, check_words(draft, reading.today, in_force=in_force), draft)
