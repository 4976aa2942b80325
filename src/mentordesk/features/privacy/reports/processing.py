"""The record of processing (Article 30) and the register of lawful bases, on paper."""

from mentordesk.features.privacy.queries.processing import ProcessingRow, ProcessingSheet
from mentordesk.features.privacy.rules.processing import warnings
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.reporting.blocks import facts_table
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import text_table

RECORD, REGISTER = "Record of processing", "Register of lawful bases"
TO_BE_CONFIRMED = "To be confirmed"
NOTHING = "Nothing is written down yet. Add the purposes under Retention, Record of processing."


def processing_pdf(sheet: ProcessingSheet) -> bytes:
    """Return the record of processing as PDF: one part for each purpose."""
    document = _begin(sheet, RECORD, landscape=False)
    document.text("Kept under Article 30 of the UK GDPR.")
    for row in sheet.rows:
        draft = row.draft
        document.heading(1, draft.purpose)
        facts = [
            ("People", draft.people),
            ("Data", draft.data),
            ("Recipients", draft.recipients),
            ("Transfers", draft.transfers),
            ("How long", draft.retention),
            ("Security", draft.security),
            ("Lawful basis", _basis(row)),
            ("Special category data", draft.special.label if draft.special else "Not used"),
            ("Criminal offence data", _offence(row)),
            ("Policy document", "Kept" if draft.policy_document else "Not kept"),
            ("Confirmed", _confirmed(row)),
            ("To think about", " ".join(warnings(draft))),
        ]
        document.table(facts_table(facts, document.styles, summary=draft.purpose))
    if not sheet.rows:
        document.text(NOTHING)
    return document.finish()


def lawful_basis_pdf(sheet: ProcessingSheet) -> bytes:
    """Return the register of lawful bases as PDF: a table with Articles 6, 9 and 10 for each purpose."""
    document = _begin(sheet, REGISTER, landscape=True)
    document.text(
        "For each purpose the basis of Article 6, the condition of Article 9 where special category data is "
        "used, and the condition of Article 10 with its paragraph of Schedule 1 to the Data Protection Act "
        "2018 where criminal offence data is used."
    )
    if sheet.rows:
        headings = ("Purpose", "Article 6", "Why", "Article 9", "Article 10", "Policy document", "Confirmed")
        rows = [
            (
                row.draft.purpose,
                row.draft.basis.label if row.draft.basis else TO_BE_CONFIRMED,
                row.draft.basis_reason,
                row.draft.special.label if row.draft.special else "Not used",
                _offence(row),
                "Kept" if row.draft.policy_document else "Not kept",
                _confirmed(row),
            )
            for row in sheet.rows
        ]
        shares = (16, 15, 22, 16, 17, 9, 11)
        document.table(text_table(headings, rows, document.styles, shares=shares, summary=REGISTER))
    else:
        document.text(NOTHING)
    thought = [(row.draft.purpose, " ".join(warnings(row.draft))) for row in sheet.rows]
    if any(words for _, words in thought):
        document.heading(1, "To think about")
        document.table(facts_table(thought, document.styles, summary="To think about"))
    return document.finish()


def _begin(sheet: ProcessingSheet, title: str, *, landscape: bool) -> Document:
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {title}",
        edition="Register",
        marking="For trustees and the regulator",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, title, sheet),
    )
    document = Document(brand, title)
    document.new_page(landscape=landscape)
    waiting = sum(row.draft.confirmed_date is None for row in sheet.rows)
    facts = [
        ("Controller", sheet.organisation),
        ("Purposes", count_of(len(sheet.rows), "purpose")),
        ("To be confirmed", f"{waiting:,}"),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]
    add_masthead(document, facts)
    return document


def _basis(row: ProcessingRow) -> str:
    basis, why = row.draft.basis, row.draft.basis_reason
    return "\n".join(each for each in (basis.label if basis else TO_BE_CONFIRMED, why) if each)


def _offence(row: ProcessingRow) -> str:
    if not row.draft.offence_data:
        return "Not used"
    return row.draft.offence.label if row.draft.offence else TO_BE_CONFIRMED


def _confirmed(row: ProcessingRow) -> str:
    return long_date(row.draft.confirmed_date) if row.draft.confirmed_date else TO_BE_CONFIRMED
