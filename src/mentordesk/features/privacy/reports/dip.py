"""The report of a dip sample: how it was drawn, what was found and what was put right; cases by reference."""

from mentordesk.features.privacy.queries.dip import DipSheet, FindingRow, SampleView
from mentordesk.features.privacy.rules.dip import HOW_DRAWN, draw_sentences
from mentordesk.kernel.formats import count_of, date_range, long_date, sentence_list, short_date
from mentordesk.records.dip_samples import DipWord
from mentordesk.reporting.blocks import labelled, tiles
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import text_table

TITLE = "Dip sample"


def dip_pdf(sheet: DipSheet, *, progress: Progress | None = None) -> bytes:
    """Return the report of a dip sample as PDF; a case is called by its reference only."""
    sample = sheet.sample
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE} {sample.row.id}",
        edition="Cases by reference only",
        marking="Confidential",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, sheet),
    )
    document = Document(brand, f"{TITLE} {sample.row.id}", progress=progress)
    document.new_page(landscape=False)
    add_masthead(document, _facts(sheet))
    _add_counts(document, sample)
    _add_draw(document, sample)
    _add_questions(document, sample)
    _add_findings(document, sample)
    _add_cases(document, sample)
    return document.finish()


def _facts(sheet: DipSheet) -> list[tuple[str, str]]:
    row = sheet.sample.row
    return [
        ("Period", date_range(row.first_date, row.last_date)),
        ("Which cases", row.kinds.label),
        ("How far", row.stage.label),
        ("Drawn on", long_date(row.drawn_date)),
        ("Drawn by", row.drawn_by),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]


def _add_counts(document: Document, sample: SampleView) -> None:
    row = sample.row
    document.heading(2, "In numbers")
    figures = [
        (f"{row.cases:,} of {row.whole:,}", "cases of the period were drawn"),
        (f"{row.checked:,} of {row.cases:,}", "drawn cases were checked"),
        (f"{row.findings - row.open_findings:,} of {row.findings:,}", "findings were put right"),
        (f"{row.overdue:,}", "findings are past their day"),
    ]
    document.table(tiles(figures, document.styles, summary="In numbers"))
    if sample.conclusion:
        by = f", by {sample.concluded_by}" if sample.concluded_by else ""
        on = row.concluded_at
        when = f" on {long_date(on.astimezone().date())}{by}" if on else ", before it was opened again"
        document.add(*labelled(f"What we learnt, concluded{when}", sample.conclusion, document.styles))


def _add_draw(document: Document, sample: SampleView) -> None:
    draw, row = sample.draw, sample.row
    document.heading(2, "How it was drawn")
    document.text(
        f"The whole: {count_of(row.whole, 'case')} of the period "
        f"({row.kinds.label[:1].lower()}{row.kinds.label[1:]}). Asked for: {sample.wanted:,}. "
        f"Drawn: {row.cases:,}, each case at most once. Seed: {draw.seed}."
    )
    document.text(HOW_DRAWN)
    document.text(draw_sentences(draw.added, draw.gone, same=draw.same))
    document.add(
        *labelled("The whole, by reference", sentence_list(draw.frame), document.styles),
    )


def _add_questions(document: Document, sample: SampleView) -> None:
    document.heading(2, "Answers to each question", with_next=document.styles.with_table)
    document.text(f"Counts of {count_of(sample.row.checked, 'checked case')}.", document.styles.note)
    rows = [
        (
            f"{each.position}. {each.wording}",
            *(f"{each.count(word):,}" for word in DipWord),
            f"{each.unanswered:,}",
        )
        for each in sample.questions
    ]
    headings = ("Question", *(word.label for word in DipWord), "Not checked")
    shares = (46, 9, 11, 9, 13, 12)
    document.table(text_table(headings, rows, document.styles, shares=shares, summary="Answers by question"))


def _add_findings(document: Document, sample: SampleView) -> None:
    document.heading(2, "Findings", with_next=document.styles.with_table)
    found = sample.findings
    if not found:
        document.text("Nothing had to be put right.")
        return
    document.table(
        text_table(
            ("Case", "What must be put right", "By whom", "By when", "Re-check"),
            [
                (each.reference, each.draft.what, each.owner, short_date(each.due_date), recheck_words(each))
                for each in found
            ],
            document.styles,
            shares=(13, 37, 15, 13, 22),
            summary=f"Findings, {count_of(len(found), 'finding')}",
        )
    )


def recheck_words(row: FindingRow) -> str:
    """Return what the re-check found: "Put right, 3 Sep 2026"."""
    on = row.recheck.rechecked_date
    if on is None:
        return "Overdue, not looked at again" if row.overdue else "Not looked at again yet"
    said = "Put right" if row.put_right else "Not put right"
    note = f". {row.recheck.recheck_note}" if row.recheck.recheck_note else ""
    return f"{said}, {short_date(on)}{note}"


def _add_cases(document: Document, sample: SampleView) -> None:
    document.heading(2, "The cases", with_next=document.styles.with_table)
    rows = [
        (
            each.reference,
            f"{short_date(each.checked_at.astimezone().date())}, {each.checked_by}"
            if each.checked_at
            else "Not checked yet",
            f"{each.count(DipWord.YES):,}",
            f"{each.count(DipWord.PARTLY):,}",
            f"{each.count(DipWord.NO):,}",
            f"{len(each.findings):,}",
        )
        for each in sample.cases
    ]
    headings = ("Case", "Checked", "Yes", "Partly", "No", "Findings")
    document.table(
        text_table(headings, rows, document.styles, shares=(18, 38, 10, 11, 9, 14), summary="Cases drawn")
    )
