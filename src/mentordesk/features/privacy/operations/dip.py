"""Drawing a dip sample, answering its checklist, following up what was found, and concluding it."""

import secrets

from sqlalchemy import select

from mentordesk.features.privacy.rules.dip import (
    QUESTIONS,
    SEEDS,
    CheckDraft,
    ChecklistDraft,
    ConclusionDraft,
    FindingDraft,
    RecheckDraft,
    SampleDraft,
    check_problems,
    checklist_problems,
    conclusion_problems,
    drawn,
    finding_problems,
    recheck_problems,
    sample_problems,
)
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean, one_line
from mentordesk.records.dip_samples import (
    CaseKind,
    DipAnswer,
    DipCase,
    DipChecklist,
    DipChecklistQuestion,
    DipFinding,
    DipQuestion,
    DipSample,
    cases_of,
)
from mentordesk.records.people import Person
from mentordesk.store.work import Work, operation


@operation(needs=Permission.DIP_DRAW)
def draw_sample(work: Work, draft: SampleDraft, seed: int | None = None) -> int:
    """Draw cases of a period by chance, with the checklist as it is now; without a seed one is thrown."""
    work.final = True  # or somebody could draw until the cases please them
    work.refuse(sample_problems(draft, work.today))
    if draft.first_date is None or draft.last_date is None or draft.wanted is None:
        raise Invalid({"first_date": "Give the period."})
    kinds = draft.kinds or CaseKind.ALL
    period = Period(draft.first_date, draft.last_date)
    whole = {row.reference: row.id for row in work.session.execute(cases_of(period, kinds))}
    if not whole:
        raise Invalid({"kinds": "There is no such case in this period."})
    thrown = secrets.randbelow(SEEDS) if seed is None else seed
    sample = DipSample(
        first_date=period.first,
        last_date=period.last,
        kinds=kinds,
        wanted=draft.wanted,
        whole=len(whole),
        frame=" ".join(sorted(whole)),
        seed=thrown,
        drawn_at=work.now,
        drawn_by_id=work.actor.person_id,
        questions=[
            DipQuestion(position=position, wording=wording)
            for position, wording in enumerate(_questions(work), start=1)
        ],
        cases=[
            DipCase(mentee_id=whole[reference], place=place)
            for place, reference in enumerate(drawn(whole, draft.wanted, thrown), start=1)
        ],
    )
    return work.add(sample).id


@operation(needs=Permission.DIP_DRAW)
def change_checklist(work: Work, version: int, draft: ChecklistDraft) -> None:
    """Change the questions of the next samples; those that were drawn keep theirs."""
    work.refuse(checklist_problems(draft))
    kept = work.session.scalar(select(DipChecklist).order_by(DipChecklist.id).limit(1))
    if (kept.version if kept else 0) != version:
        message = "Somebody else saved this checklist while you were writing. Your text is still here."
        raise Conflict(message)
    if kept is None:
        kept = work.add(DipChecklist())
    else:
        kept.version += 1
    kept.questions[:] = [
        DipChecklistQuestion(position=position, wording=one_line(wording))
        for position, wording in enumerate(draft.questions, start=1)
    ]


@operation(needs=Permission.DIP_ANSWER)
def check_case(work: Work, case_id: int, version: int, draft: CheckDraft) -> None:
    """Answer every question of the checklist for one case."""
    case = work.change(DipCase, case_id, version)
    sample = _open_sample(work, case.sample_id)
    positions = [each.position for each in sample.questions]
    work.refuse(check_problems(draft, positions))
    kept = {each.position: each for each in case.answers}
    for each in draft.answers:
        if each.position not in positions or each.answer is None:
            continue
        answer = kept.get(each.position)
        if answer is None:
            answer = DipAnswer(position=each.position)
            case.answers.append(answer)
        answer.answer, answer.note = each.answer, clean(each.note).strip()
    case.checked_at, case.checked_by_id = work.now, work.actor.person_id


@operation(needs=Permission.DIP_ANSWER)
def add_finding(work: Work, case_id: int, draft: FindingDraft) -> int:
    """Write down what must be put right in a case."""
    work.refuse(finding_problems(draft))
    case = work.find(DipCase, case_id)
    _open_sample(work, case.sample_id)
    finding = DipFinding(case_id=case_id)
    _fill(work, finding, draft)
    return work.add(finding).id


@operation(needs=Permission.DIP_ANSWER)
def change_finding(work: Work, finding_id: int, version: int, draft: FindingDraft) -> None:
    """Change what must be put right, by whom and by when."""
    work.refuse(finding_problems(draft))
    finding = work.change(DipFinding, finding_id, version)
    _open_sample(work, work.find(DipCase, finding.case_id).sample_id)
    _fill(work, finding, draft)


@operation(needs=Permission.DIP_ANSWER)
def recheck_finding(work: Work, finding_id: int, version: int, draft: RecheckDraft) -> None:
    """Say what a second look found; what is not put right gets a new date."""
    finding = work.change(DipFinding, finding_id, version)
    sample = _open_sample(work, work.find(DipCase, finding.case_id).sample_id)
    work.refuse(recheck_problems(draft, sample.drawn_at.astimezone().date(), work.today))
    finding.rechecked_date, finding.put_right = draft.rechecked_date, draft.put_right
    finding.recheck_note = clean(draft.recheck_note).strip()
    if not draft.put_right and draft.due_date is not None:
        finding.due_date = draft.due_date


@operation(needs=Permission.DIP_DRAW)
def conclude_sample(work: Work, sample_id: int, version: int, draft: ConclusionDraft) -> None:
    """Close a sample whose cases are checked and whose findings are put right, with what was learnt."""
    sample = work.change(DipSample, sample_id, version)
    _open_sample(work, sample_id)
    unchecked = sum(each.checked_at is None for each in sample.cases)
    waiting = sum(not finding.put_right for each in sample.cases for finding in each.findings)
    work.refuse(conclusion_problems(draft, unchecked, waiting))
    sample.conclusion = clean(draft.conclusion).strip()
    sample.concluded_at, sample.concluded_by_id = work.now, work.actor.person_id


@operation(needs=Permission.DIP_DRAW)
def reopen_sample(work: Work, sample_id: int, version: int) -> None:
    """Take a concluded sample up again; what was learnt stays until it is written anew."""
    sample = work.change(DipSample, sample_id, version)
    sample.concluded_at, sample.concluded_by_id = None, None


def _questions(work: Work) -> tuple[str, ...]:
    found = select(DipChecklistQuestion.wording).order_by(DipChecklistQuestion.position)
    return tuple(work.session.scalars(found)) or QUESTIONS


def _open_sample(work: Work, sample_id: int) -> DipSample:
    sample = work.find(DipSample, sample_id)
    if sample.concluded_at is not None:
        raise Invalid({"sample": "This sample is concluded. Open it again first."})
    return sample


def _fill(work: Work, finding: DipFinding, draft: FindingDraft) -> None:
    finding.what = clean(draft.what).strip()
    finding.owner_id = work.find(Person, draft.owner_id or 0).id
    if draft.due_date is not None:
        finding.due_date = draft.due_date
