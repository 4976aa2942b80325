"""A plan as a JSON file, in the shape described in docs/plan-file.md; a file in another shape is refused.

Pure: text in, drafts out, and the reverse. Errors name the place: "targets[2].smart.realistic.rag".
"""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    FigureDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
    target_problems,
)
from mentordesk.features.plans.rules.report_words import COLUMNS, PROGRESS_COLUMNS
from mentordesk.features.plans.rules.shape import At, read_json
from mentordesk.kernel.dates import Precision, parse_review_date
from mentordesk.kernel.rag import Rag, rag_words
from mentordesk.kernel.text import joined, paragraphs
from mentordesk.records.plans import PlanStatus

_PREFIX = "SMART Plan Progress – "
_FIRST_PROGRESS_SLIDE = 3


@dataclass(frozen=True)
class TargetFile:
    """A target in a file, with its reviews, oldest first."""

    number: int
    target: TargetDraft
    reviews: tuple[ReviewDraft, ...] = ()


@dataclass(frozen=True)
class PlanFile:
    """A plan in a file."""

    plan: PlanDraft
    targets: tuple[TargetFile, ...]


def read_plan_file(text: str, today: date) -> PlanFile:
    """Read a plan file; BadFile with the place and the reason when it is not in the shape."""
    root = read_json(text)
    about = root.opt("about")
    plan = root.need("plan")
    as_at = _status_date(about.opt("status_date"), today)
    issues = root.opt("enduring_issues")
    draft = PlanDraft(
        title=plan.need("title").line(),
        area=_area(root),
        partners=about.opt("partners").text(),
        funder=about.opt("funder").line(optional=True),
        acknowledgement=about.opt("funder_acknowledgement").text(),
        footer=about.opt("footer").line(optional=True),
        period_start=plan.opt("period_start").day(),
        period_end=plan.opt("period_end").day(),
        status=plan.opt("status").choice(PlanStatus) or PlanStatus.ACTIVE,
        review_months=plan.opt("review_months").whole(1, 24) or 3,
        issues_lead_in=issues.opt("lead_in").text(),
        issues=joined([item.text() for item in issues.opt("items").items()]),
    )
    if draft.period_start and draft.period_end and draft.period_end < draft.period_start:
        plan.need("period_end").refuse("is before period_start")
    targets = tuple(_read_target(each, as_at) for each in root.need("targets").items())
    numbers = [target.number for target in targets]
    if len(set(numbers)) < len(numbers):
        root.need("targets").refuse("two targets have the same number")
    return PlanFile(draft, tuple(sorted(targets, key=lambda target: target.number)))


def _area(root: At) -> str:
    area = root.need("plan").opt("area").line(optional=True)
    if area:
        return area
    title = root.opt("progress_form").opt("title").line(optional=True)
    return title.partition("–")[2].strip()


def _status_date(at: At, today: date) -> tuple[date, Precision]:
    words = at.line(optional=True)
    if not words:
        return today, Precision.DAY
    found = parse_review_date(words, today)
    if found is None:
        at.refuse("is not a date, a month or a quarter")
    return found


def _read_target(at: At, as_at: tuple[date, Precision]) -> TargetFile:
    smart = at.need("smart")
    agreed, realistic = smart.opt("agreed_by"), smart.opt("realistic")
    reviews = [_read_review(each, at, as_at) for each in at.opt("earlier_reviews").items()]
    pages = at.opt("progress")
    if pages.items():
        reviews.append(_read_review(at, at, as_at))
    parts = _ordered(entry.part for review in reviews[-1:] for entry in review.entries)
    target = TargetDraft(
        achieve=smart.need("achieve").text(required=True),
        actions=smart.opt("actions").text(),
        measures=smart.opt("measures").text(),
        agreements=tuple(_read_party(each) for each in agreed.opt("parties").items()),
        agreed_wording=agreed.opt("verbatim").text(),
        realistic=tuple(each.need_choice(Rag) for each in realistic.opt("rag").items()),
        timely=smart.opt("timely").text(),
        due_date=smart.opt("due_date").day(),
        parts=tuple(each.line() for each in at.opt("parts").items()) or tuple(parts),
        figures=tuple(FigureDraft(name, each.whole()) for name, each in at.opt("quantified").fields()),
    )
    for problem in target_problems(target).values():
        smart.refuse(problem)
    return TargetFile(at.need("number").need_whole(1, 10_000), target, tuple(reviews))


def _ordered(names: Any) -> list[str]:
    return [name for name in dict.fromkeys(names) if name]


def _read_party(at: At) -> AgreementDraft:
    if not at.is_object():
        return AgreementDraft(at.line())
    return AgreementDraft(
        at.need("party").line(), at.opt("agreed_date").day(), at.opt("agreed_by").line(optional=True)
    )


def _read_review(at: At, target: At, as_at: tuple[date, Precision]) -> ReviewDraft:
    header = at.opt("progress_header")
    day, precision = as_at
    if at.opt("review_date").given():
        day, precision = (
            at.need("review_date").need_day(),
            at.opt("precision").choice(Precision) or Precision.DAY,
        )
    smart = target.need("smart")
    entries = [
        _read_entry(entry, page)
        for page, sheet in enumerate(at.need("progress").items(), start=1)
        for entry in sheet.need("entries").items()
    ]
    return ReviewDraft(
        review_date=day,
        precision=precision,
        prepared_by=at.opt("prepared_by").line(optional=True),
        target_wording=header.opt("target").text() or smart.need("achieve").text(),
        action_required=header.opt("action_required").text() or smart.opt("actions").text(),
        evidence=at.opt("evidence").text(),
        entries=tuple(entries),
    )


def _read_entry(at: At, page: int) -> EntryDraft:
    return EntryDraft(
        part=at.opt("part").line(optional=True),
        rag=at.opt("rag").choice(Rag),
        rag_reason=at.opt("rag_reason").text(),
        met=joined([each.text() for each in at.opt("met").items()]),
        not_met=joined([each.text() for each in at.opt("not_met").items()]),
        lessons=joined([each.text() for each in at.opt("lessons").items()]),
        note=at.opt("note").text(),
        page=page,
    )


def write_plan_file(file: PlanFile) -> str:
    """Return a plan as the text of a file that `read_plan_file` reads back whole."""
    plan, slide, targets = file.plan, _FIRST_PROGRESS_SLIDE, []
    for each in file.targets:
        written, slide = _write_target(each, slide)
        targets.append(written)
    newest = max(
        (review for each in file.targets for review in each.reviews[-1:]),
        key=lambda review: review.review_date or date.min,
        default=ReviewDraft(),
    )
    body = {
        "about": _given(
            status_date=_written_date(newest),
            partners=plan.partners,
            funder=plan.funder,
            funder_acknowledgement=plan.acknowledgement,
            footer=plan.footer,
        ),
        "plan": {
            "title": plan.title,
            "slide": 2,
            **_given(
                area=plan.area,
                period_start=_iso(plan.period_start),
                period_end=_iso(plan.period_end),
                status=plan.status.value if plan.status else "",
                review_months=plan.review_months,
            ),
            "headings": list(dict.fromkeys(heading for _, heading, _ in COLUMNS)),
            "columns": [
                {"key": key, "heading": heading, "question": asked} for key, heading, asked in COLUMNS
            ],
        },
        "progress_form": {
            "title": _PREFIX + plan.area,
            "columns": [{"key": key, "heading": heading} for key, heading in PROGRESS_COLUMNS],
        },
        "targets": targets,
        "enduring_issues": {
            "slide": slide,
            "lead_in": plan.issues_lead_in,
            "items": paragraphs(plan.issues),
        },
    }
    return json.dumps(body, ensure_ascii=False, indent=1) + "\n"


def _write_target(each: TargetFile, slide: int) -> tuple[dict[str, Any], int]:
    target = each.target
    written: dict[str, Any] = {
        "number": each.number,
        "smart": {
            "achieve": target.achieve,
            "actions": target.actions,
            "measures": target.measures,
            "agreed_by": {
                "verbatim": target.agreed_wording or " / ".join(one.party for one in target.agreements),
                "parties": [_write_party(one) for one in target.agreements],
            },
            "realistic": {
                "verbatim": rag_words(target.realistic) if target.realistic else "",
                "rag": [rag.value for rag in target.realistic],
            },
            "timely": target.timely,
            **_given(due_date=_iso(target.due_date)),
        },
        **_given(parts=list(target.parts)),
    }
    if target.figures:
        written["quantified"] = {figure.name: figure.value for figure in target.figures}
    if each.reviews:
        review, slide = _write_review(each.reviews[-1], slide)
        written |= review
    if each.reviews[:-1]:
        written["earlier_reviews"] = [_write_review(review, 1)[0] for review in each.reviews[:-1]]
    return written, slide


def _write_party(one: AgreementDraft) -> Any:
    if not one.agreed_date and not one.agreed_by:
        return one.party
    return {"party": one.party, **_given(agreed_date=_iso(one.agreed_date), agreed_by=one.agreed_by)}


def _write_review(review: ReviewDraft, slide: int) -> tuple[dict[str, Any], int]:
    pages: dict[int, list[EntryDraft]] = {} if review.entries else {1: []}
    for entry in review.entries:
        pages.setdefault(entry.page, []).append(entry)
    sheets = [
        {"slide": number, "entries": [_write_entry(entry) for entry in entries]}
        for number, (_, entries) in enumerate(sorted(pages.items()), start=slide)
    ]
    written = {
        "progress_header": {"target": review.target_wording, "action_required": review.action_required},
        "review_date": _iso(review.review_date),
        "precision": review.precision.value,
        **_given(prepared_by=review.prepared_by, evidence=review.evidence),
        "progress": sheets,
    }
    return written, slide + len(sheets)


def _write_entry(entry: EntryDraft) -> dict[str, Any]:
    return {
        "part": entry.part or None,
        "met": paragraphs(entry.met),
        "rag": entry.rag.value if entry.rag else None,
        "not_met": paragraphs(entry.not_met),
        "lessons": paragraphs(entry.lessons),
        **_given(rag_reason=entry.rag_reason, note=entry.note),
    }


def _written_date(review: ReviewDraft) -> str:
    if review.review_date is None:
        return ""
    return _iso(review.review_date)[:7] if review.precision is Precision.MONTH else _iso(review.review_date)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
