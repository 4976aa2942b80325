"""Ratings: what the rule proposes and why, and the direction of travel in a sentence. DOMAIN §1.3."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import count_of, long_date, sentence_list
from mentordesk.kernel.rag import NOT_RATED, Rag, Travel, travel, worst


@dataclass(frozen=True)
class RatingFacts:
    """What a proposal rests on; `last` and `last_date` are of the newest finished review."""

    missing: tuple[str, ...]
    due_date: date | None
    last: Rag | None
    last_date: date | None
    review_months: int


@dataclass(frozen=True)
class Proposal:
    """The rating that the rule proposes, and its reason in a sentence."""

    rag: Rag | None
    sentence: str


def propose(facts: RatingFacts, today: date) -> Proposal:
    """Propose a rating: overdue first, then missing fields, then a lapsed review, then the last value."""
    if facts.due_date and facts.due_date < today and facts.last is not Rag.GREEN:
        return Proposal(
            Rag.RED, f"Red, because it was due on {long_date(facts.due_date)} and was not rated Green."
        )
    if facts.missing:
        return Proposal(Rag.AMBER, f"Amber, because the plan does not say {sentence_list(facts.missing)}.")
    if facts.last is None or facts.last_date is None:
        return Proposal(None, "No rating yet. Choose the one that fits.")
    if review_due(facts.last_date, facts.last_date, facts.review_months) < today and facts.last is Rag.GREEN:
        months = count_of(facts.review_months, "month")
        since = f"the last review was on {long_date(facts.last_date)}, more than {months} ago"
        return Proposal(Rag.AMBER, f"Amber, because {since}.")
    return Proposal(facts.last, f"{facts.last.label}, as at the last review on {long_date(facts.last_date)}.")


def missing_fields(actions: str, measures: str, agreed: Sequence[object], timely: str) -> tuple[str, ...]:
    """Return which questions of a target are unanswered, as words that follow "the plan does not say"."""
    asked = (
        (actions.strip(), "which actions are needed"),
        (measures.strip(), "how success is measured"),
        (agreed, "who needs to agree"),
        (timely.strip(), "why now"),
    )
    return tuple(words for answer, words in asked if not answer)


def review_due(started: date, last_review: date | None, review_months: int) -> date:
    """Return when a target's next review is due: a cycle after the last one, or after the start.

    Past the end of the calendar it is the calendar's last day.
    """
    try:
        return add_months(last_review or started, review_months)
    except OverflowError:
        return date.max


def travel_of(now: Sequence[Rag | None], before: Sequence[Rag | None]) -> Travel:
    """Return the direction of travel between two lists of ratings by their worst parts."""
    return travel(worst(now), worst(before))


def travel_sentence(now: Sequence[Rag | None], before: Sequence[Rag | None], since: str) -> str:
    """Say the direction of travel: "Improved (Red to Amber; one part is now Green), since the plan"."""
    direction = travel_of(now, before)
    worst_now, worst_before = worst(now), worst(before)
    if worst_now is None:
        return NOT_RATED
    if worst_before is None:
        return f"First report ({worst_now.label})"
    if direction is Travel.UNCHANGED:
        return f"Unchanged ({worst_now.label}) since {since}"
    greens = sum(rag is Rag.GREEN for rag in now)
    better = greens and worst_now is not Rag.GREEN and Rag.GREEN not in before
    count = "one part is" if greens == 1 else f"{greens} parts are"
    clause = f"; {count} now Green" if better else ""
    return f"{direction.label} ({worst_before.label} to {worst_now.label}{clause}) since {since}"
