"""Checks in words, as their cards show them."""

from dataclasses import dataclass
from datetime import date

from mentordesk.features.volunteers.rules.checks import (
    CheckDraft,
    DbsDraft,
    InterviewDraft,
    PrisonDraft,
    ReferenceDraft,
    SignatureDraft,
    dbs_review_words,
    reference_state,
    total_words,
)
from mentordesk.kernel.columns import Mark
from mentordesk.kernel.formats import long_date, short_date
from mentordesk.records.volunteers import DbsDecision

_TONES = {DbsDecision.CLEARED: "green", DbsDecision.NOT_CLEARED: "red", None: "amber"}
_JUDGED = {True: "green", False: "red", None: "amber"}


@dataclass(frozen=True)
class CheckWords:
    """A check in words: what it is, when, what is said of it, and the chips beside it."""

    title: str
    when: str = ""
    says: str = ""
    marks: tuple[Mark, ...] = ()


def check_words(draft: CheckDraft, today: date, *, in_force: bool = False) -> CheckWords:
    """Return a check in words; `in_force` says whether a prison clearance holds today."""
    if isinstance(draft, DbsDraft):
        return _dbs(draft, today)
    if isinstance(draft, PrisonDraft):
        return _prison(draft, in_force=in_force)
    if isinstance(draft, ReferenceDraft):
        return _reference(draft)
    if isinstance(draft, InterviewDraft):
        return _interview(draft)
    return _signature(draft)


def _dbs(draft: DbsDraft, today: date) -> CheckWords:
    title = _joined(
        draft.level.label if draft.level else "DBS check",
        f"{draft.workforce.label.lower()} workforce" if draft.workforce else "",
        f"number {draft.number}" if draft.number else "",
    )
    when = _joined(
        f"Issued {long_date(draft.issue_date)}" if draft.issue_date else "Not issued yet",
        f"seen by {draft.seen_by}" if draft.seen_by else "",
    )
    service = "On the update service" if draft.update_service else ""
    if draft.update_checked_date:
        service = f"{service or 'Update service'}, checked on {short_date(draft.update_checked_date)}"
    says = (
        f"Decided by {draft.decided_by} on {short_date(draft.decision_date)}" if draft.decision else "",
        service,
        f"Risk assessment: {draft.assessment}" if draft.assessment else "",
        f"Look at the assessment again on {short_date(draft.assessment_review_date)}"
        if draft.assessment_review_date
        else "",
    )
    marks = [Mark(draft.decision.label if draft.decision else "To be decided", _TONES[draft.decision])]
    if review := dbs_review_words(draft.review_date, today):
        late = draft.review_date is not None and draft.review_date <= today
        marks.append(Mark(review, "amber" if late else "unrated"))
    return CheckWords(title, when, "\n\n".join(part for part in says if part), tuple(marks))


def _prison(draft: PrisonDraft, *, in_force: bool) -> CheckWords:
    when = _joined(
        f"Granted {short_date(draft.granted_date)}" if draft.granted_date else "Not granted yet",
        f"key talk {short_date(draft.key_talk_date)}" if draft.key_talk_date else "",
        f"until {short_date(draft.to_date)}" if draft.to_date else "",
        f"withdrawn {short_date(draft.withdrawn_date)}" if draft.withdrawn_date else "",
    )
    card = f"Pass {draft.pass_number}" if draft.pass_number else ""
    says = "\n\n".join(part for part in (card, draft.note) if part)
    mark = Mark("Cleared", "green") if in_force else Mark("Not cleared", "red")
    return CheckWords(_joined(draft.establishment, draft.vetting), when, says, (mark,))


def _reference(draft: ReferenceDraft) -> CheckWords:
    marks = [Mark(reference_state(draft), _JUDGED[draft.satisfactory])]
    if draft.relative:
        marks.append(Mark("A relative: does not count", "red"))
    when = f"Received {long_date(draft.received_date)}" if draft.received_date else draft.reach
    return CheckWords(_joined(draft.referee, draft.relation), when, draft.note, tuple(marks))


def _interview(draft: InterviewDraft) -> CheckWords:
    total = total_words(draft.scores)
    answers = [f"- {each.question} {each.score}" for each in draft.scores if each.score is not None]
    says = "\n".join([*answers, "", draft.note]).strip()
    when = _joined(
        long_date(draft.interview_date) if draft.interview_date else "",
        f"by {draft.held_by}" if draft.held_by else "",
    )
    decided = draft.decision.label if draft.decision else "To be decided"
    title = _joined("Interview", f"{total} points" if total else "")
    return CheckWords(title, when, says, (Mark(decided),))


def _signature(draft: SignatureDraft) -> CheckWords:
    return CheckWords(draft.title, f"Signed {long_date(draft.signed_date)}" if draft.signed_date else "")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
