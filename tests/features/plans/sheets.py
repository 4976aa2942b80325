"""Plan sheets for tests, built straight from the transcription of the Knowsley plan."""

import json
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

from mentordesk.features.plans.queries.sheet import (
    AgreementSheet,
    EntrySheet,
    FigureSheet,
    PlanSheet,
    ReviewSheet,
    SummarySheet,
    TargetSheet,
)
from mentordesk.kernel.dates import Period, Precision
from mentordesk.kernel.rag import Rag, Travel, worst

KNOWSLEY: dict[str, Any] = json.loads(
    (files("mentordesk") / "resources" / "knowsley_plan.json").read_text(encoding="utf-8")
)


def knowsley_sheet() -> PlanSheet:
    """The Knowsley plan with one review of each target, August 2014."""
    about = KNOWSLEY["about"]
    targets = tuple(_target(each) for each in KNOWSLEY["targets"])
    issues = KNOWSLEY["enduring_issues"]
    return PlanSheet(
        organisation="Riverside Mentoring",
        charity_number="1234567",
        logo=b"",
        title=KNOWSLEY["plan"]["title"],
        area="Knowsley",
        partners="MALS, KMBC, Merseyside Police, HMP Liverpool, KCVS",
        funder="European Commission, Directorate-General Home Affairs",
        acknowledgement=about["funder_acknowledgement"],
        footer=about["footer"],
        plan_period="December 2012 to December 2015",
        period=Period(date(2014, 1, 1), date(2014, 9, 30)),
        owner="Asha Mary Smith",
        prepared_by="Tom Brown",
        as_at=date(2014, 9, 1),
        trail_head="9f2c" * 16,
        targets=targets,
        issues_lead_in=issues["lead_in"],
        issues="\n".join(f"- {item}" for item in issues["items"]),
        summary=summary_of(targets),
    )


def many_targets(count: int, reviews: int = 8) -> PlanSheet:
    """The Knowsley targets over and over, each with many reviews."""
    known = knowsley_sheet()
    targets = tuple(
        replace(each, number=at + 1, reviews=each.reviews * reviews)
        for at, each in enumerate(known.targets[at % 4] for at in range(count))
    )
    return with_targets(known, targets)


def with_targets(sheet: PlanSheet, targets: tuple[TargetSheet, ...]) -> PlanSheet:
    """The same plan with other targets and their counts."""
    return replace(sheet, targets=targets, summary=summary_of(targets))


def summary_of(targets: tuple[TargetSheet, ...]) -> SummarySheet:
    """The counts of some targets."""
    entries = [entry for target in targets for review in target.reviews for entry in review.entries]
    plan = [rag for target in targets for rag in target.realistic]
    return SummarySheet(
        targets=len(targets),
        reviewed=sum(1 for target in targets if target.reviews),
        reviews=sum(len(target.reviews) for target in targets),
        entries=len(entries),
        plan_rag={rag.value: plan.count(rag) for rag in Rag},
        progress_rag={
            **{rag.value: sum(1 for entry in entries if entry.rag is rag) for rag in Rag},
            "none": sum(1 for entry in entries if entry.rag is None),
        },
    )


def _target(data: dict[str, Any]) -> TargetSheet:
    smart, header = data["smart"], data["progress_header"]
    entries = tuple(
        EntrySheet(
            page=page,
            part=entry["part"] or "",
            rag=Rag(entry["rag"]) if entry["rag"] else None,
            rag_reason="",
            met="\n\n".join(entry["met"]),
            not_met="\n\n".join(entry["not_met"]),
            lessons="\n\n".join(entry["lessons"]),
        )
        for page, slide in enumerate(data["progress"], start=1)
        for entry in slide["entries"]
    )
    overall = worst(entry.rag for entry in entries)
    planned = tuple(Rag(code) for code in smart["realistic"]["rag"])
    improved = overall is not worst(planned)
    return TargetSheet(
        number=data["number"],
        achieve=smart["achieve"],
        actions=smart["actions"],
        measures=smart["measures"],
        agreed_text=smart["agreed_by"]["verbatim"],
        agreements=tuple(
            AgreementSheet(party, date(2014, 2, 3) if at == 0 else None, "Joan Price" if at == 0 else "")
            for at, party in enumerate(smart["agreed_by"]["parties"])
        ),
        realistic=planned,
        timely=smart["timely"],
        due_date=date(2014, 12, 31) if data["number"] == 1 else None,
        owner="Asha Mary Smith" if data["number"] == 1 else "",
        figures=(
            (
                FigureSheet("Courses delivered", "2 of 4 (50.0%)"),
                FigureSheet("Places filled", "25 of 48 (52.1%)"),
            )
            if data["number"] == 1
            else ()
        ),
        reviews=(
            ReviewSheet(
                review_date=date(2014, 8, 31),
                precision=Precision.MONTH,
                prepared_by="Tom Brown",
                target_wording=header["target"],
                action_required=header["action_required"],
                evidence="",
                correction_reason="",
                overall=overall,
                entries=entries,
            ),
        ),
        progress=overall,
        travel=Travel.IMPROVED if improved else Travel.UNCHANGED,
        travel_text=(
            "Improved: Red when planned, Amber now. One part is now Green."
            if improved
            else f"Unchanged: {overall.label if overall else 'Not rated'} when planned and now."
        ),
    )
