"""The summary of a plan in words and counts, and its ratings as a chart."""

from mentordesk.features.plans.queries.rag_chart import plan_counts, rag_chart, target_counts
from mentordesk.features.plans.reports.words import Words
from mentordesk.kernel.charts import RATINGS, RatingCounts
from mentordesk.kernel.formats import count_of, long_date, percent
from mentordesk.kernel.rag import MEANINGS, NOT_RATED, Rag
from mentordesk.reporting.blocks import tiles
from mentordesk.reporting.charts import RagBars, rag_rows_table
from mentordesk.reporting.document import Document
from mentordesk.reporting.figures import Figure
from mentordesk.reporting.parts import Item
from mentordesk.reporting.tables import text_table


def add_summary(document: Document, words: Words) -> None:
    """Add the counts of the report, each with what was counted and when."""
    summary, styles = words.sheet.summary, document.styles
    document.heading(2, "Summary")
    document.text(_sentence(words))
    document.table(
        tiles(
            (
                (f"{summary.targets:,}", "targets in the plan"),
                (f"{summary.reviewed:,}", f"of {count_of(summary.targets, 'target')} reviewed"),
                (f"{summary.reviews:,}", "finished reviews"),
                (f"{summary.entries:,}", "entries in those reviews"),
            ),
            styles,
            summary="The report in four numbers",
        )
    )
    document.heading(3, "Ratings given", with_next=styles.with_table)
    document.text(
        f"{words.period}. A target may carry more than one plan rating, and each entry of a review has "
        "its own progress rating. A target as a whole stands where its worst part stands."
    )
    plan, entries, targets = plan_counts(words.sheet), _entry_counts(words), target_counts(words.sheet)
    rows = [
        (_name(rating), *_in_words(plan[at], entries[at], targets[at])) for at, rating in enumerate(RATINGS)
    ]
    rows.append(("In all", *_in_words(sum(plan), sum(entries), sum(targets))))
    headings = ("Rating", "Plan ratings", "Progress ratings of entries", "Targets at their newest review")
    document.table(text_table(headings, rows, styles, summary="How many of each rating were given"))
    _add_figures(document, words)


def add_chart(document: Document, words: Words) -> None:
    """Add the ratings of every target with their direction of travel."""
    styles = document.styles
    chart = rag_chart(words.sheet, words.period)
    document.heading(2, "Ratings and direction of travel", with_next=260)
    document.text(f"{chart.title}.", styles.note)
    document.add(Figure(RagBars(chart.bars, styles), chart.alt))
    document.add(*(Item(f"{_name(rating)}: {MEANINGS[rating]}.", styles.note) for rating in RATINGS))
    if chart.rows:
        document.table(rag_rows_table(chart, styles))


def _sentence(words: Words) -> str:
    sheet, summary = words.sheet, words.sheet.summary
    if not summary.targets:
        return f"{sheet.title} has no targets yet. The plan is shown as it stood on {long_date(sheet.as_at)}."
    return (
        f"{sheet.title} has {count_of(summary.targets, 'target')}. "
        f"{summary.reviewed:,} of {summary.targets:,} ({percent(summary.reviewed, summary.targets)}) "
        f"{'was' if summary.reviewed == 1 else 'were'} reviewed, in {count_of(summary.reviews, 'review')} "
        f"with {count_of(summary.entries, 'entry', 'entries')}. "
        f"The reviews counted are those finished for this period: {words.period}. "
        f"The plan is shown as it stood on {long_date(sheet.as_at)}."
    )


def _add_figures(document: Document, words: Words) -> None:
    rows = [
        (f"Target {target.number}", figure.label, figure.text)
        for target in words.sheet.targets
        for figure in target.figures
    ]
    if not rows:
        return
    document.heading(3, "Figures of the targets", with_next=document.styles.with_table)
    document.text(
        f"As recorded up to {long_date(words.sheet.as_at)}. Period of the report: {words.period}.",
        document.styles.note,
    )
    headings = ("Target", "Figure", "Result")
    document.table(
        text_table(
            headings, rows, document.styles, shares=(18, 50, 32), summary="Counted figures of each target"
        )
    )


def _entry_counts(words: Words) -> RatingCounts:
    counts = words.sheet.summary.progress_rag
    return (counts.get("green", 0), counts.get("amber", 0), counts.get("red", 0), counts.get("none", 0))


def _in_words(plan: int, entries: int, targets: int) -> tuple[str, str, str]:
    return (f"{plan:,}", f"{entries:,}", f"{targets:,}")


def _name(rating: Rag | None) -> str:
    return rating.label if rating else NOT_RATED
