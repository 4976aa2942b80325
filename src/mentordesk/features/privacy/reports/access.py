"""Everything that is kept about a person, as a document that they can read."""

from mentordesk.features.privacy.queries.access_sheets import AccessSheet, GivenEntry, Happened
from mentordesk.kernel.formats import count_of, long_date, short_moment
from mentordesk.records.requests import RequestKind
from mentordesk.reporting.blocks import facts_table
from mentordesk.reporting.brand import Brand
from mentordesk.reporting.cover import add_cover
from mentordesk.reporting.document import Document, Progress
from mentordesk.reporting.fingerprint import fingerprint
from mentordesk.reporting.tables import text_table

TITLE = "What we keep about you"
_KINDS = {
    RequestKind.ACCESS: "Answer to a subject access request",
    RequestKind.PORTABILITY: "Copy of your data",
}
_LONG = 400
"""From how many letters on a text stands below its record instead of in its table."""
_MANY, _ACROSS, _SHORT = 3, 6, 60
"""So many records of one kind, with so few and so short fields, stand in one table."""


def access_pdf(sheet: AccessSheet, *, progress: Progress | None = None) -> bytes:
    """Return everything that is kept about a person as PDF."""
    brand = Brand(
        organisation=sheet.organisation,
        charity_number=sheet.charity_number,
        logo=sheet.logo,
        short_title=f"{sheet.organisation} · {TITLE}",
        edition=_KINDS.get(sheet.kind, "Copy of your data"),
        marking="Private: for the person it is about",
        acknowledgement="",
        footer="",
        fingerprint=fingerprint(sheet.trail_head, _printed(sheet)),
    )
    entries = sum(len(each) for _, each in sheet.sections)
    document = Document(brand, TITLE, progress=progress, steps=entries)
    add_cover(document, brand.edition, _facts(sheet))
    document.new_page(landscape=False)
    _add_contents(document, sheet)
    for heading, each in sheet.sections:
        document.space(8)
        alone = len(each) == 1
        document.heading(1, heading, with_next=60 if alone else 140)
        if _fits_in_rows(each):
            _add_rows(document, heading, each)
            continue
        for entry in each:
            _add_entry(document, entry, alone=alone)
            document.step()
    _add_files(document, sheet)
    _add_history(document, sheet.history)
    return document.finish()


def _printed(sheet: AccessSheet) -> tuple[object, ...]:
    files = tuple((each.number, each.name) for each in sheet.files)
    history = tuple((each.at.isoformat(), each.who, each.did, each.says) for each in sheet.history)
    return sheet.sections, history, files, sheet.who, sheet.as_at


def _facts(sheet: AccessSheet) -> list[tuple[str, str]]:
    return [
        ("About", sheet.who),
        ("Reference", sheet.reference),
        ("Asked on", long_date(sheet.received_date) if sheet.received_date else ""),
        ("Prepared by", sheet.prepared_by),
        ("Prepared on", long_date(sheet.as_at)),
    ]


def _add_contents(document: Document, sheet: AccessSheet) -> None:
    document.heading(1, "Contents")
    document.text(
        "This is what we keep about you, in every part of our records, and what was done with it. "
        "Words about other people are taken out, and it says so where that was done."
    )
    if sheet.held_back:
        document.text(
            f"{count_of(sheet.held_back, 'text is', 'texts are')} held back here, because nobody has decided "
            "on them yet."
        )
    rows = [(heading, count_of(len(each), "record")) for heading, each in sheet.sections]
    if sheet.files:
        rows.append(("Files", count_of(len(sheet.files), "file")))
    rows.append(("What was done with your records", count_of(len(sheet.history), "entry", "entries")))
    document.table(text_table(("Part", "How much"), rows, document.styles, summary="Contents"))
    document.heading(2, "Your rights")
    document.text(
        "You may ask us to correct or erase what is wrong, to restrict how we use it, and you may object. "
        "You may complain to us; we answer within 30 days that we have it. "
        "You may also complain to the Information Commissioner’s Office: ico.org.uk, 0303 123 1113."
    )


def _fits_in_rows(entries: tuple[GivenEntry, ...]) -> bool:
    """Return whether records are many, alike and short, so that one table holds them all."""
    labels = {each.label for entry in entries for each in entry.fields}
    words = (_words(each.words, each.mark) for entry in entries for each in entry.fields)
    plain = all(len(each) <= _SHORT for each in words) and not any(entry.removed for entry in entries)
    return len(entries) >= _MANY and len(labels) <= _ACROSS and plain


def _add_rows(document: Document, heading: str, entries: tuple[GivenEntry, ...]) -> None:
    labels = list(dict.fromkeys(each.label for entry in entries for each in entry.fields))
    rows = []
    for entry in entries:
        said = {each.label: _words(each.words, each.mark) for each in entry.fields}
        rows.append([said.get(label, "") for label in labels])
        document.step()
    document.table(text_table(labels, rows, document.styles, summary=heading))


def _add_entry(document: Document, entry: GivenEntry, *, alone: bool) -> None:
    heading = f"{entry.title} (removed, still in the bin)" if entry.removed else entry.title
    if not alone or entry.removed:
        document.heading(2, heading)
    said = [(each.label, _words(each.words, each.mark)) for each in entry.fields]
    short = [(label, words) for label, words in said if len(words) <= _LONG]
    if short:
        document.table(facts_table(short, document.styles, summary=heading))
    for label, words in said:
        if len(words) > _LONG:
            document.heading(3, label)
            document.text(words)


def _words(words: str, mark: str) -> str:
    return f"{words}\n({mark})".strip() if mark else words


def _add_files(document: Document, sheet: AccessSheet) -> None:
    if not sheet.files:
        return
    document.space(8)
    document.heading(1, "Files")
    document.text("These files are given to you with this document.")
    rows = [(each.name, f"{len(each.content):,} bytes") for each in sheet.files]
    document.table(text_table(("Name", "Size"), rows, document.styles, shares=(3, 1), summary="Files"))


def _add_history(document: Document, history: tuple[Happened, ...]) -> None:
    document.space(8)
    document.heading(1, "What was done with your records", with_next=100)
    if not history:
        document.text("Nothing was written down.")
        return
    rows = ((short_moment(each.at), each.who, each.did, each.says) for each in history)
    headings = ("When", "Who", "What", "How")
    document.table(text_table(headings, rows, document.styles, shares=(27, 15, 22, 36), summary="History"))
