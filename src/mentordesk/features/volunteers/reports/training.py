"""The training record of one volunteer on paper."""

from mentordesk.features.volunteers.queries.training_one import TrainingSheet, TrainingView
from mentordesk.features.volunteers.rules.training import expiry_words
from mentordesk.kernel.formats import count_of, long_date, sentence_list, short_date
from mentordesk.reporting.blocks import NOTHING
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import text_table

TITLE = "Training record"


def training_pdf(
    sheet: TrainingSheet, *, large_print: bool = False, progress: Progress | None = None
) -> bytes:
    """Return the training record of one volunteer as PDF."""
    view = sheet.view
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE} · {view.name}",
        edition="For the volunteer and the charity",
        marking="Confidential: contains names",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet, large_print),
    )
    document = Document(brand, TITLE, large_print=large_print, progress=progress)
    document.new_page(landscape=False)
    add_masthead(document, _facts(sheet))
    _add_required(document, sheet)
    _add_done(document, sheet)
    _add_booked(document, view)
    _add_needs(document, view)
    return document.finish()


def _facts(sheet: TrainingSheet) -> list[tuple[str, str]]:
    view = sheet.view
    return [
        ("Volunteer", view.name),
        ("Stage", view.stage),
        ("Roles", sentence_list(view.role_names)),
        ("Training done", count_of(len(view.done), "training")),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]


def _add_required(document: Document, sheet: TrainingSheet) -> None:
    view = sheet.view
    document.heading(2, "Required training", with_next=document.styles.with_table)
    if not view.required:
        document.text("Nothing is required of them.")
        return
    short = {each.course_id: each for each in view.lacking}
    in_date = len(view.required) - len(short)
    document.text(
        f"{in_date:,} of {len(view.required):,} in date on {long_date(sheet.as_at)}.", document.styles.note
    )
    document.space(document.styles.body.leading / 2)
    rows = []
    for each in view.required:
        missing = short.get(each.course_id)
        if missing is None:
            says = "In date"
        elif missing.over_since:
            says = f"Ran out on {short_date(missing.over_since)}"
        else:
            says = "Not done yet"
        rows.append((each.title, says))
    document.table(
        text_table(("Training", "How it stands"), rows, document.styles, shares=(62, 38), summary="Required")
    )


def _add_done(document: Document, sheet: TrainingSheet) -> None:
    view = sheet.view
    document.heading(2, "Training done", with_next=document.styles.with_table)
    if not view.done:
        document.text("None yet.")
        return
    rows = [
        (
            row.training,
            short_date(row.draft.done_date),
            expiry_words(row.draft.expiry_date, sheet.as_at) if row.newest else "Done again since",
            row.draft.certificate_number or NOTHING,
            "Yes" if row.draft.can_train else NOTHING,
        )
        for row in view.done
    ]
    headings = ("Training", "Done on", "Runs out", "Certificate", "Could train others")
    document.table(
        text_table(headings, rows, document.styles, shares=(28, 14, 22, 21, 15), summary="Training done")
    )


def _add_booked(document: Document, view: TrainingView) -> None:
    if not view.booked:
        return
    document.heading(2, "Booked", with_next=document.styles.with_table)
    rows = [(row.training, short_date(row.event_date), row.place or NOTHING) for row in view.booked]
    document.table(
        text_table(("Training", "Day", "Place"), rows, document.styles, shares=(50, 18, 32), summary="Booked")
    )


def _add_needs(document: Document, view: TrainingView) -> None:
    document.heading(2, "What they should learn", with_next=document.styles.with_table)
    if not view.needs:
        document.text("Nothing was noted.")
        return
    rows = [
        (
            row.draft.wording,
            row.draft.source.label if row.draft.source else NOTHING,
            short_date(row.draft.noted_date),
            f"Met on {short_date(row.draft.met_date)}" if row.draft.met_date else "Open",
        )
        for row in view.needs
    ]
    headings = ("Need", "Noticed", "On", "How it stands")
    document.table(text_table(headings, rows, document.styles, shares=(44, 20, 16, 20), summary="Needs"))
