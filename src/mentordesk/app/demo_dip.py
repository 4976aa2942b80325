"""One invented dip sample: six cases, checked, with two findings of which one was put right."""

from datetime import timedelta

from mentordesk.features.privacy.operations.dip import add_finding, check_case, draw_sample, recheck_finding
from mentordesk.features.privacy.rules.dip import (
    AnswerDraft,
    CheckDraft,
    FindingDraft,
    RecheckDraft,
    SampleDraft,
)
from mentordesk.kernel.dates import add_months
from mentordesk.records.dip_samples import CaseKind, DipFinding, DipSample, DipWord
from mentordesk.store.work import Work

_CASES, _SEED = 6, 481_516_234
_LACKS = {
    (1, 5): (DipWord.PARTLY, "One goal was reviewed; the other has had no review since spring."),
    (1, 10): (DipWord.NOT_APPLICABLE, ""),
    (3, 6): (DipWord.NO, "Two notes give an opinion and not what happened."),
    (4, 8): (DipWord.PARTLY, "The outcomes at the end were not asked."),
}


def add_demo_sample(work: Work) -> None:
    """Draw a sample of the last quarter, check all but its last case, and follow up two findings."""
    first = add_months(work.today.replace(day=1), -3)
    last = work.today.replace(day=1) - timedelta(days=1)
    sample = work.find(
        DipSample, draw_sample(work, SampleDraft(first, last, CaseKind.ALL, _CASES), seed=_SEED)
    )
    positions = [each.position for each in sample.questions]
    for case in sample.cases[:-1]:
        answers = tuple(
            AnswerDraft(each, *_LACKS.get((case.place, each), (DipWord.YES, ""))) for each in positions
        )
        check_case(work, case.id, case.version, CheckDraft(answers))
    cases = {each.place: each for each in sample.cases}
    soon = work.today + timedelta(days=9)
    add_finding(work, cases[1].id, FindingDraft("Review the second goal with the mentee.", 2, soon))
    number = add_finding(
        work, cases[3].id, FindingDraft("Write the two notes again: what was said and done.", 1, soon)
    )
    found = work.find(DipFinding, number)
    seen = RecheckDraft(work.today, put_right=True, recheck_note="Both notes say what happened now.")
    recheck_finding(work, number, found.version, seen)
