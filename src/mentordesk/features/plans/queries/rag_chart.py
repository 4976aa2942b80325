"""The ratings of a plan's targets as a chart, for the screen and for paper."""

from mentordesk.features.plans.queries.sheet import PlanSheet
from mentordesk.kernel.charts import RATINGS, RagBar, RagChart, RagRow, RatingCounts
from mentordesk.kernel.formats import count_of


def rag_chart(sheet: PlanSheet, period: str) -> RagChart:
    """Return how each target was rated when planned and how it stands now; `period` says of when."""
    return RagChart(
        f"Ratings of {count_of(len(sheet.targets), 'target')}, when planned and now. {period}",
        (
            RagBar("Plan ratings", plan_counts(sheet)),
            RagBar("Targets at their newest review", target_counts(sheet)),
        ),
        tuple(
            RagRow(
                number=str(target.number),
                name=target.achieve,
                before=target.realistic,
                now=target.progress,
                travel=target.travel,
                travel_text=target.travel_text,
            )
            for target in sheet.targets
        ),
    )


def plan_counts(sheet: PlanSheet) -> RatingCounts:
    """Return how many of each rating the plan gives; a target may be given several."""
    counts = sheet.summary.plan_rag
    unrated = sum(1 for target in sheet.targets if not target.realistic)
    return (counts.get("green", 0), counts.get("amber", 0), counts.get("red", 0), unrated)


def target_counts(sheet: PlanSheet) -> RatingCounts:
    """Return how many targets stand at each rating at their newest review."""
    given = [target.progress for target in sheet.targets]
    green, amber, red, unrated = (given.count(rating) for rating in RATINGS)
    return (green, amber, red, unrated)
