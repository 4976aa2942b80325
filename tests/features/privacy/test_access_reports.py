"""The answer on paper and for machines, and the command that writes both."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from pypdf import PdfReader

from mentordesk.features.mentees.operations.attachments import attach
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import add_mentee
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import MenteeDraft
from mentordesk.features.privacy.operations.access import decide_texts
from mentordesk.features.privacy.operations.requests import record_request
from mentordesk.features.privacy.queries.access import answer_sheet, redaction_queue
from mentordesk.features.privacy.queries.access_sheets import (
    AccessSheet,
    Given,
    GivenEntry,
    GivenFile,
    Happened,
)
from mentordesk.features.privacy.queries.requests import requests_sheet
from mentordesk.features.privacy.reports import access_pdf, access_zip, requests_pdf
from mentordesk.features.privacy.rules.access import DecisionDraft
from mentordesk.features.privacy.rules.requests import RequestDraft
from mentordesk.kernel.dates import Period
from mentordesk.records.notes import NoteKind
from mentordesk.records.requests import Came, RedactionChoice, RequestKind
from mentordesk.store.casebook import Store
from tests.casebooks import NOW, TODAY

LONG = "\n".join(f"Line {number} of what was written, which goes on for a while." for number in range(400))


def entry(number: int, words: str, mark: str = "") -> GivenEntry:
    return GivenEntry(("note", number), f"Note {number}", (Given("text", "Text", words, words, mark),))


SHEET = AccessSheet(
    organisation="Riverside Mentoring",
    charity_number="1234567",
    logo=b"",
    prepared_by="Asha Karim",
    as_at=TODAY,
    trail_head="0" * 64,
    who="Ada Quill",
    reference="M-00001",
    kind=RequestKind.ACCESS,
    received_date=date(2026, 11, 2),
    sections=(
        ("Note", (entry(1, "<b>Not bold</b> & “said”\x07"), entry(2, LONG), entry(3, "", "Withheld: x"))),
    ),
    history=(Happened(datetime(2026, 11, 3, 9, tzinfo=UTC), "Tom Ellery", "Note added", ""),),
    files=(GivenFile(7, "../../etc/pass<wd>.txt", b"words"), GivenFile(8, "CON", b"other")),
)


def paper(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def test_the_document_holds_every_word_and_every_mark():
    said = paper(access_pdf(SHEET))
    for each in ("<b>Not bold</b> & “said”", "Line 399 of what", "(Withheld: x)", "Ada Quill", "Note added"):
        assert each in said
    assert access_pdf(SHEET) == access_pdf(SHEET)
    few = replace(SHEET, sections=(("Note", tuple(entry(number, f"Word {number}") for number in range(30))),))
    assert all(f"Word {number}" in paper(access_pdf(few)) for number in range(30))


def test_the_document_says_how_many_texts_are_held_back():
    assert "2 texts are held back here" in paper(access_pdf(replace(SHEET, held_back=2)))
    assert "held back here" not in paper(access_pdf(SHEET))


def test_the_zip_holds_the_data_and_the_files_under_safe_names():
    content = access_zip(SHEET)
    assert content == access_zip(SHEET)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["data.json", "files/7-pass_wd_.txt", "files/8-_CON"]
        data = json.loads(archive.read("data.json"))
        assert archive.read("files/7-pass_wd_.txt") == b"words"
    assert (data["format"], data["version"]) == ("mentordesk-subject-access", 1)
    assert data["request"] == {"kind": "access", "received": "2026-11-02"}
    (section,) = data["sections"]
    assert section["records"][2]["fields"] == [
        {"name": "text", "label": "Text", "value": "", "words": "", "mark": "Withheld: x"}
    ]
    assert [each["path"] for each in data["files"]] == ["files/7-pass_wd_.txt", "files/8-_CON"]


@pytest.mark.parametrize("choice", [RedactionChoice.KEEP, RedactionChoice.WITHHOLD])
def test_a_file_is_given_out_only_when_somebody_keeps_it(store: Store, choice):
    mentee = store.write(add_mentee, MenteeDraft(preferred_name="Ada", last_name="Quill"))
    store.write(attach, mentee, AttachmentDraft("letter.txt", b"Dear Ada"))
    secret = NoteDraft(NoteKind.CONTACT, text="What the solicitor said", sensitive=True)
    store.write(add_note, mentee, secret)
    draft = RequestDraft(RequestKind.ACCESS, mentee, received_date=NOW.date(), came=Came.EMAIL)
    request = store.write(record_request, draft)
    decided = DecisionDraft(choice, "", "It speaks of others.")
    rows = store.read(redaction_queue, request)
    store.write(decide_texts, request, tuple(row.decision(decided) for row in rows))
    sheet = store.read(answer_sheet, request)
    kept = choice is RedactionChoice.KEEP
    assert [each.content for each in sheet.files] == ([b"Dear Ada"] if kept else [])
    assert ("What the solicitor said" in paper(access_pdf(sheet))) is kept
    assert ("Withheld: It speaks of others." in paper(access_pdf(sheet))) is not kept


def test_the_log_names_nobody_unless_it_is_asked_to(store: Store):
    for name, day in (("Nell Harrow", date(2026, 9, 3)), ("Olwen Penn", TODAY)):
        draft = RequestDraft(RequestKind.ACCESS, name=name, received_date=day, came=Came.PHONE)
        store.write(record_request, draft)
    autumn = store.read(requests_sheet, Period(date(2026, 7, 1), date(2026, 9, 30)))
    assert (len(autumn.rows), autumn.late) == (1, 1)
    said = paper(requests_pdf(store.read(requests_sheet), names=False))
    assert "5 Oct 2026" in said
    assert "21 Dec 2026" in said
    assert "Harrow" not in said
    named = paper(requests_pdf(autumn, names=True))
    assert "Nell Harrow" in named
    assert "Olwen" not in named
    nothing = store.read(requests_sheet, Period(date(2020, 1, 1), date(2020, 12, 31)))
    assert "No request came in this period." in paper(requests_pdf(nothing, names=True))
