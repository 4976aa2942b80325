"""The present plan of the invented charity, dated from today, with three quarters of reviews."""

from datetime import date, timedelta

from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    FigureDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
)
from mentordesk.features.plans.rules.exchange import PlanFile, TargetFile
from mentordesk.kernel.dates import Precision, add_months, quarter_of
from mentordesk.kernel.rag import Rag

_G, _A, _R = Rag.GREEN, Rag.AMBER, Rag.RED


def present_plan(today: date) -> PlanFile:
    """Return a plan for the year around a day."""
    start = add_months(quarter_of(today).first, -9)
    plan = PlanDraft(
        title="Through the gate: Northbridge",
        area="Northbridge",
        partners="Northbridge Probation, HMP Aldermoor, Northbridge Council, the Harbour Trust",
        funder="The Harbour Trust",
        acknowledgement="Funded by the Harbour Trust (invented)",
        period_start=start,
        period_end=add_months(start, 15) - timedelta(days=1),
        review_months=3,
        issues_lead_in="Questions that partners keep coming back to:",
        issues="How to reach people released without an address\n\nHow mentors stay when work hours change",
    )
    ends = [add_months(quarter_of(today).first, -months) for months in (6, 3, 0)]
    dates = [date.fromordinal(end.toordinal() - 1) for end in ends]
    return PlanFile(plan, tuple(_target(number, dates, *each) for number, each in enumerate(_TARGETS, 1)))


def _target(
    number: int, dates: list[date], target: TargetDraft, history: tuple[tuple[EntryDraft, ...], ...]
) -> TargetFile:
    reviews = tuple(
        ReviewDraft(
            review_date=day,
            precision=Precision.QUARTER,
            prepared_by="Tom Ellery",
            target_wording=target.achieve,
            action_required=target.actions,
            entries=entries,
        )
        for day, entries in zip(dates, history, strict=False)
    )
    return TargetFile(number, target, reviews)


def _agreed(*names: str) -> tuple[AgreementDraft, ...]:
    return tuple(AgreementDraft(name) for name in names)


_TARGETS: tuple[tuple[TargetDraft, tuple[tuple[EntryDraft, ...], ...]], ...] = (
    (
        TargetDraft(
            achieve="40 people matched with a mentor before release",
            actions="Meet everyone referred within ten days; match by need, place and interests",
            measures="Number matched at the gate; days from referral to match",
            agreements=_agreed("Northbridge Probation", "HMP Aldermoor"),
            realistic=(_A,),
            timely="The new resettlement wing opens this year",
            figures=(FigureDraft("people_matched", 23), FigureDraft("people_planned", 40)),
        ),
        (
            (EntryDraft(rag=_R, met="Five people were matched.", not_met="Referrals came six weeks late."),),
            (
                EntryDraft(
                    rag=_A,
                    met="Fourteen people are matched.\n\n- Nine before release\n- Five in the week after",
                    not_met="Two mentors could not visit because clearance took longer than planned.",
                    lessons="Ask for clearance when a volunteer is interviewed, not when they are trained.",
                ),
            ),
            (
                EntryDraft(
                    rag=_A,
                    met="Twenty-three people are matched, nineteen of them before release.",
                    not_met="Transfers to other prisons ended four matches before they began.",
                    lessons="A short letter to the receiving prison kept two of the four matches alive.",
                ),
            ),
        ),
    ),
    (
        TargetDraft(
            achieve="Every volunteer mentor has a personal development plan",
            actions="Write the plan at induction and review it twice a year",
            measures="Share of active mentors with a plan in place",
            agreements=_agreed("The Harbour Trust"),
            realistic=(_G,),
            timely="The approved provider award is assessed next spring",
            figures=(FigureDraft("active_volunteer_mentors", 18),),
        ),
        (
            (EntryDraft(rag=_A, met="Eleven of sixteen mentors have a plan."),),
            (EntryDraft(rag=_G, met="Sixteen of seventeen mentors have a plan."),),
            (
                EntryDraft(
                    rag=_G,
                    met="All eighteen mentors have a plan in place.",
                    lessons="Writing the plan together at induction takes twenty minutes.",
                ),
            ),
        ),
    ),
    (
        TargetDraft(
            achieve="A steady home for people who leave without one",
            actions="Agree a route into supported lodgings, and someone to ring on the day",
            measures="Share in settled housing three months after release",
            agreements=_agreed("Northbridge Council", "Northbridge Probation"),
            realistic=(_A, _R),
            timely="The council rewrites its housing duty this autumn",
            parts=("Route agreed", "People housed"),
        ),
        (
            (
                EntryDraft("Route agreed", _A),
                EntryDraft("People housed", _R, not_met="Nobody is housed yet."),
            ),
            (
                EntryDraft("Route agreed", _G, met="The route was signed by all three partners."),
                EntryDraft("People housed", _R, met="Two people were housed.", not_met="Rooms are full."),
            ),
        ),
    ),
    (
        TargetDraft(
            achieve="People who were mentored help to train the next mentors",
            actions="Invite everyone who finishes; pay their fares; share the first session",
            measures="Number who help, and what new mentors say of it",
            agreements=_agreed("HMP Aldermoor"),
            timely="Four people finish this quarter",
        ),
        (),
    ),
)
