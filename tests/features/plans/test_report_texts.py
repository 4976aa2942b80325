"""Any text in any field makes a plan report: hostile, huge, odd; and always the same one."""

from dataclasses import replace

import pytest

from mentordesk.features.plans.queries.sheet import PlanSheet
from mentordesk.features.plans.reports import smart_plan_pdf
from mentordesk.features.plans.rules.report_options import Edition, ReportOptions
from tests.features.plans.report_pdfs import pdf_of, table_with
from tests.features.plans.sheets import knowsley_sheet, with_targets
from tests.reporting.reading import page_texts, reader, structure, text_of

HOSTILE = (
    '<b>bold</b> &amp; <img src="file:///etc/passwd"/> <para> </para> %s {x} \\n (a)b) \\ '
    "null\x00byte \u202eright\u202c \u200fmark 👍 Nguyễn Thị Ελλάδα Жизнь <![CDATA[x]]> ; DROP"
)
HOSTILE_READ = (
    '<b>bold</b> &amp; <img src="file:///etc/passwd"/> <para> </para> %s {x} \\n (a)b) \\ '
    "nullbyte right mark \ufffd Nguyễn Thị Ελλάδα Жизнь <![CDATA[x]]> ; DROP"
)


def every_text(sheet: PlanSheet, text: str) -> PlanSheet:
    """The plan with one text wherever a person can write."""
    target = sheet.targets[3]
    review = target.reviews[0]
    entries = tuple(
        replace(entry, part=text, rag_reason=text, met=text, not_met=text, lessons=text)
        for entry in review.entries
    )
    review = replace(
        review,
        prepared_by=text,
        target_wording=text,
        action_required=text,
        evidence=text,
        correction_reason=text,
        entries=entries,
    )
    target = replace(
        target,
        achieve=text,
        actions=text,
        measures=text,
        agreed_text=text,
        agreements=tuple(replace(each, party=text, agreed_by=text) for each in target.agreements),
        timely=text,
        owner=text,
        figures=tuple(replace(each, label=text, text=text) for each in sheet.targets[0].figures),
        reviews=(review,),
        travel_text=text,
    )
    return replace(
        with_targets(sheet, (target,)),
        organisation=text,
        charity_number=text,
        title=text,
        area=text,
        partners=text,
        funder=text,
        acknowledgement=text,
        footer=text,
        plan_period=text,
        owner=text,
        prepared_by=text,
        issues_lead_in=text,
        issues=text,
    )


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("edition", Edition)
def test_hostile_text_is_printed_as_it_is(edition: Edition, large_print: bool) -> None:
    pdf = pdf_of(every_text(knowsley_sheet(), HOSTILE), edition, large_print=large_print)
    root = structure(pdf)
    cells = [cell.text for cell in root.all("TD")]
    assert sum(HOSTILE_READ in cell for cell in cells) >= 5
    assert HOSTILE_READ in root.all("H1")[0].text
    assert "root:" not in text_of(pdf)


LONG_NAME = "Llanfair" * 40
TEXTS = {
    "many words": "word " * 1500,
    "one long word": "x" * 5000,
    "a long name": LONG_NAME,
    "many lines": "line\n" * 300,
    "many bullets": "- item\n" * 200,
    "only hyphens": "- " * 500 + "-" * 3000,
    "right to left": "שלום عالم " * 300,
    "only spaces": " \u00a0\u2003\n\t ",
}


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_anywhere_makes_a_report(text: str, edition: Edition) -> None:
    pdf = pdf_of(every_text(knowsley_sheet(), text), edition)
    assert f"Page 1 of {len(reader(pdf).pages)}" in page_texts(pdf)[0]


def test_two_hundred_thousand_words_in_one_cell_all_arrive_in_order() -> None:
    words = [f"w{number}" for number in range(200_000)]
    sheet = knowsley_sheet()
    review = sheet.targets[0].reviews[0]
    review = replace(review, entries=(replace(review.entries[0], met=" ".join(words)),))
    pdf = pdf_of(with_targets(sheet, (replace(sheet.targets[0], reviews=(review,)),)), Edition.PROGRESS)
    met = table_with(structure(pdf), "Target met").all("TD")[0]
    assert met.text.split() == words


def test_long_words_break_inside_their_cell() -> None:
    sheet = knowsley_sheet()
    target = replace(sheet.targets[0], achieve="A" * 60, actions="B" * 60)
    page = reader(pdf_of(with_targets(sheet, (target,)), Edition.PLAN)).pages[0]
    lines: list[str] = []
    page.extract_text(visitor_text=lambda text, _cm, _tm, _font, _size: lines.append(text.strip()))
    assert "".join(lines).count("A" * 60) == 1
    assert "A" * 60 not in lines


@pytest.mark.parametrize("edition", Edition)
def test_the_same_sheet_makes_the_same_bytes(edition: Edition) -> None:
    assert pdf_of(knowsley_sheet(), edition) == pdf_of(knowsley_sheet(), edition)


def test_the_fingerprint_follows_the_content_and_the_trail() -> None:
    sheet = knowsley_sheet()

    def printed(changed: PlanSheet, **options: object) -> str:
        text = page_texts(pdf_of(changed, **options))[0]  # type: ignore[arg-type]
        return text[text.index("fingerprint") :][:31]

    assert printed(sheet) == printed(sheet)
    others = {
        printed(sheet),
        printed(replace(sheet, trail_head="0" * 64)),
        printed(replace(sheet, owner="Someone else")),
        printed(sheet, initials=True),
    }
    assert len(others) == 4


def test_progress_counts_targets_and_can_cancel() -> None:
    told: list[tuple[int, int | None]] = []
    smart_plan_pdf(knowsley_sheet(), ReportOptions(), lambda done, total: told.append((done, total)))
    assert told[-1] == (8, 8)
    assert [done for done, _ in told] == sorted(done for done, _ in told)

    class Cancelled(Exception):
        pass

    def cancel(done: int, _total: int | None) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        smart_plan_pdf(knowsley_sheet(), ReportOptions(), cancel)
