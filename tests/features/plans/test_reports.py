"""The SMART plan report: every word, in order, in three editions."""

from dataclasses import replace
from datetime import date

import pytest

from mentordesk.features.plans.queries.sheet import PlanSheet
from mentordesk.features.plans.rules.report_options import Edition, Section
from mentordesk.kernel.rag import Rag
from tests.features.plans.report_pdfs import in_order, lengthened, pdf_of, table_with
from tests.features.plans.sheets import KNOWSLEY, knowsley_sheet, with_targets
from tests.reporting.reading import Node, artifacts, page_texts, reader, structure, text_of

QUESTIONS = [column["question"] for column in KNOWSLEY["plan"]["columns"]]


def smart_cells(target: dict[str, dict[str, dict[str, str]]]) -> list[str]:
    smart = target["smart"]
    texts = [smart["achieve"], smart["actions"], smart["measures"]]
    return [
        *map(str, texts),
        smart["agreed_by"]["verbatim"],
        smart["realistic"]["verbatim"],
        str(smart["timely"]),
    ]


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("edition", [Edition.PLAN, Edition.FULL])
def test_the_plan_has_five_headings_six_questions_and_every_cell(edition: Edition, large_print: bool) -> None:
    table = table_with(structure(pdf_of(knowsley_sheet(), edition, large_print=large_print)), "Measurable")
    heads = [head for head in table.all("TH") if head.attributes["/Scope"] == "/Column"]
    assert [head.text for head in heads] == ["No.", *KNOWSLEY["plan"]["headings"], *QUESTIONS]
    assert heads[1].attributes["/ColSpan"] == 2
    rows = [[cell.text for cell in row.all("TD")] for row in table.all("TR")[2:]]
    for row, target in zip(rows, KNOWSLEY["targets"], strict=True):
        for cell, words in zip(row, smart_cells(target), strict=True):
            assert cell.startswith(words)
    assert rows[0][0].endswith("Owner: Asha Mary Smith")
    assert rows[0][5].endswith("Due 31 Dec 2014")
    assert rows[3][4] == "Amber and Red"


@pytest.mark.parametrize("large_print", [False, True])
def test_no_everyday_word_is_broken(large_print: bool) -> None:
    drawn: list[str] = []
    for page in reader(pdf_of(knowsley_sheet(), Edition.PLAN, large_print=large_print)).pages:
        page.extract_text(visitor_text=lambda text, _cm, _tm, _font, _size: drawn.extend(text.split()))
    cells = [cell for target in KNOWSLEY["targets"] for cell in smart_cells(target)]
    assert {word for cell in cells for word in cell.split()} - set(drawn) == set()


def progress_pieces() -> list[str]:
    pieces = []
    for target in KNOWSLEY["targets"]:
        header = target["progress_header"]
        pieces += [
            "SMART Plan Progress – Knowsley",
            f"Target {target['number']} - {header['target']}",
            f"Action required – {header['action_required']}",
        ]
        for slide in target["progress"]:
            for entry in slide["entries"]:
                pieces += [entry["part"] or "", *entry["met"]]
                pieces += [
                    Rag(entry["rag"]).label if entry["rag"] else "",
                    *entry["not_met"],
                    *entry["lessons"],
                ]
    return pieces


@pytest.mark.parametrize("large_print", [False, True])
@pytest.mark.parametrize("edition", [Edition.PROGRESS, Edition.FULL])
def test_every_word_of_the_progress_pages_is_read_in_order(edition: Edition, large_print: bool) -> None:
    pdf = pdf_of(knowsley_sheet(), edition, large_print=large_print)
    in_order(progress_pieces(), structure(pdf).text)


def test_every_word_of_the_plan_is_found_in_order_by_plain_extraction() -> None:
    """Cells may go on overleaf, so words are looked for one after another, not cell by cell."""
    words = iter(text_of(pdf_of(knowsley_sheet())).split())
    for piece in [cell for target in KNOWSLEY["targets"] for cell in smart_cells(target)] + progress_pieces():
        for word in piece.split():
            assert word in words, f"missing, or out of order: {word!r} of {piece!r}"


def test_the_progress_form_has_its_three_headings_word_for_word() -> None:
    root = structure(pdf_of(knowsley_sheet(), Edition.PROGRESS))
    heads = [head.text for head in table_with(root, "Target met").all("TH")]
    assert heads == [column["heading"] for column in KNOWSLEY["progress_form"]["columns"]]


def test_each_part_has_its_name_and_one_rating_above_what_was_not_met() -> None:
    root = structure(pdf_of(knowsley_sheet(), Edition.PROGRESS))
    table = table_with(root, "CORVUS goes live")
    rows = table.all("TR")[1:]
    assert [row.text for row in rows if row.all("TH")] == ["CORVUS goes live", "produces performance outputs"]
    cells = [row.all("TD")[1].text for row in rows if row.all("TD")]
    assert cells[0].startswith("Green Changes to Probation")
    assert cells[1].startswith("Amber Home Office are releasing IDIOM.")


def test_a_continued_target_carries_its_rating_once() -> None:
    root = structure(pdf_of(knowsley_sheet(), Edition.PROGRESS))
    table = table_with(root, "Head Start Programme")
    column = [row.all("TD")[1].text for row in table.all("TR")[1:]]
    assert column[0].startswith("Amber MALS are beginning")
    assert column[1:] == ["–", "–"]


def test_header_lines_are_repeated_where_a_target_continues() -> None:
    sheet = knowsley_sheet()
    long = lengthened(sheet.targets[3], "quarterly information " * 900)
    pdf = pdf_of(with_targets(sheet, (long,)), Edition.PROGRESS)
    texts = page_texts(pdf)
    assert len(texts) > 3
    for text in texts[1:]:
        in_order(
            [
                "SMART Plan Progress – Knowsley",
                "Target 4 - CORVUS – implementation of the case management system",
                "Action required – CORVUS goes live and produces performance outputs",
                "Target met (including how you achieved this)",
                "Lessons for partners to draw from the experience",
            ],
            text,
        )
    assert "CORVUS goes live" in artifacts(pdf)[1]
    assert structure(pdf).text.count("SMART Plan Progress – Knowsley") == 1


def test_the_summary_counts_what_the_plan_counts() -> None:
    expected = KNOWSLEY["expected_summary"]
    root = structure(pdf_of(knowsley_sheet()))
    rows = [
        [cell.text for cell in row.content if isinstance(cell, Node)]
        for row in table_with(root, "In all").all("TR")
    ]
    plan, progress = expected["plan_rag_words"], expected["progress_rag_words"]
    assert [row[:3] for row in rows[1:5]] == [
        ["Green", str(plan["green"]), str(progress["green"])],
        ["Amber", str(plan["amber"]), str(progress["amber"])],
        ["Red", str(plan["red"]), str(progress["red"])],
        ["Not rated", "0", str(progress["none"])],
    ]
    assert f"has {expected['targets']} targets" in root.text
    assert f"with {expected['progress_entries']} entries" in root.text
    assert "January to September 2014" in root.text
    assert "Target 1 Places filled 25 of 48 (52.1%)" in root.text


def test_the_chart_shows_each_target_from_then_to_now() -> None:
    root = structure(pdf_of(knowsley_sheet()))
    [figure] = [each for each in root.all("Figure") if "Ratings of 4 targets" in each.alt]
    assert "Plan ratings: 1 Green, 3 Amber, 1 Red and 0 Not rated." in figure.alt
    rows = [row.text for row in table_with(root, "When planned").all("TR")]
    assert rows[4].startswith("4 CORVUS")
    assert rows[4].endswith(
        "Amber and Red Amber Improved Improved: Red when planned, Amber now. One part is now Green."
    )


def test_the_full_report_has_its_sections_in_order() -> None:
    root = structure(pdf_of(knowsley_sheet()))
    assert [head.text for head in root.all("H1")] == ["Knowsley SMART plan: full report"]
    assert [head.text for head in root.all("H2")] == [
        "Summary",
        "Ratings and direction of travel",
        "The SMART plan",
        "Progress against targets",
        "Lessons",
        "Enduring issues",
        "Declaration",
    ]
    issues = KNOWSLEY["enduring_issues"]
    in_order([issues["lead_in"], *issues["items"], "Prepared by", "Tom Brown", "Approved by"], root.text)
    in_order(["Lessons for partners", "Keep chipping away!", "The coordinator is training up"], root.text)
    in_order(
        ["Who has agreed", "Target 1 MALS 3 Feb 2014 Joan Price", "KMBC not recorded not recorded"], root.text
    )


HEADINGS = {
    Section.SUMMARY: "Summary",
    Section.CHART: "Ratings and direction of travel",
    Section.PLAN: "The SMART plan",
    Section.PROGRESS: "Progress against targets",
    Section.LESSONS: "Lessons",
    Section.ISSUES: "Enduring issues",
    Section.DECLARATION: "Declaration",
}


@pytest.mark.parametrize("left_out", Section)
def test_a_section_can_be_left_out(left_out: Section) -> None:
    pdf = pdf_of(knowsley_sheet(), sections=frozenset(Section) - {left_out})
    root = structure(pdf)
    heads = [head.text for head in root.all("H2")]
    assert heads == [title for section, title in HEADINGS.items() if section is not left_out]
    assert [head.text for head in root.all("H1")] == ["Knowsley SMART plan: full report"]
    assert min(len(text) for text in page_texts(pdf)) > 300, "a page is empty"


def test_with_no_section_the_report_still_says_what_it_is() -> None:
    texts = page_texts(pdf_of(knowsley_sheet(), sections=frozenset()))
    assert len(texts) == 1
    in_order(
        ["Riverside Mentoring", "Knowsley SMART plan: full report", "January to September 2014"], texts[0]
    )


@pytest.mark.parametrize("edition", Edition)
def test_every_page_names_the_funder_and_the_report(edition: Edition) -> None:
    pdf = pdf_of(knowsley_sheet(), edition)
    texts = page_texts(pdf)
    for number, text in enumerate(texts, start=1):
        assert " ".join(KNOWSLEY["about"]["funder_acknowledgement"].split()) in text
        assert KNOWSLEY["about"]["footer"] in text
        assert f"Page {number} of {len(texts)}" in text
        assert "Confidential" in text
        assert edition.label in text


@pytest.mark.parametrize("edition", Edition)
def test_the_first_page_says_who_what_and_when(edition: Edition) -> None:
    first = page_texts(pdf_of(knowsley_sheet(), edition))[0]
    for words in (
        "Riverside Mentoring",
        "Registered charity number 1234567",
        "January to September 2014",
        "December 2012 to December 2015",
        "Tom Brown",
        "1 September 2014",
        edition.label,
    ):
        assert words in first


def test_the_reader_may_name_another_funder() -> None:
    text = text_of(pdf_of(knowsley_sheet(), funder="Example Fund", acknowledgement="Paid for by Example"))
    assert "Funder Example Fund" in text
    assert "Paid for by Example" in text
    assert "Directorate-General" not in text


def test_initials_stand_for_the_people_who_are_named() -> None:
    text = text_of(pdf_of(knowsley_sheet(), initials=True))
    for name in ("Asha", "Tom Brown", "Joan Price"):
        assert name not in text
    for words in ("Owner: AMS", "prepared by TB", "3 Feb 2014 JP", "Prepared by TB"):
        assert words in text


def two_reviews() -> PlanSheet:
    sheet = knowsley_sheet()
    target = sheet.targets[0]
    newest = target.reviews[0]
    first = replace(
        newest,
        review_date=date(2014, 3, 31),
        entries=(replace(newest.entries[0], met="The first review", lessons="An early lesson"),),
    )
    return with_targets(sheet, (replace(target, reviews=(first, newest)),))


def test_the_newest_review_is_printed_or_every_one() -> None:
    newest = structure(pdf_of(two_reviews())).text
    assert "The first review" not in newest
    assert "An early lesson" not in newest
    every = structure(pdf_of(two_reviews(), every_review=True)).text
    in_order(
        [
            "Review of March 2014",
            "The first review",
            "Review of August 2014",
            "LCP - 2 full courses",
            "Lessons",
        ],
        every,
    )
    in_order(
        ["March 2014", "An early lesson", "August 2014", "There were 3 offenders"],
        every[every.rindex("H") :] or every,
    )


def test_a_review_says_its_evidence_correction_and_reasons() -> None:
    sheet = knowsley_sheet()
    target = sheet.targets[0]
    review = replace(
        target.reviews[0],
        evidence="- Register of 3 May\n- Letter",
        correction_reason="A figure was wrong",
        entries=(replace(target.reviews[0].entries[0], rag_reason="Two courses remain"),),
    )
    root = structure(pdf_of(with_targets(sheet, (replace(target, reviews=(review,)),)), Edition.PROGRESS))
    for words in (
        "Corrected version. Reason: A figure was wrong",
        "Reason for this rating: Two courses remain",
        "Direction of travel: Unchanged",
    ):
        assert words in root.text
    [evidence] = root.all("L")
    assert evidence.text == "• Register of 3 May • Letter"


def test_a_target_without_a_review_says_so() -> None:
    sheet = knowsley_sheet()
    targets = tuple(replace(target, reviews=(), progress=None) for target in sheet.targets)
    root = structure(pdf_of(with_targets(sheet, targets)))
    assert root.text.count("No review in this period.") == 4
    assert "0 of 4 (0.0%) were reviewed" in root.text
    assert "No lessons are recorded in this period." in root.text
    assert root.text.count("Action required – ") == 4


@pytest.mark.parametrize("edition", Edition)
def test_a_plan_without_targets_is_a_report_too(edition: Edition) -> None:
    empty = replace(with_targets(knowsley_sheet(), ()), issues="", issues_lead_in="", period=None)
    text = structure(pdf_of(empty, edition)).text
    assert "This plan has no targets yet." in text
    assert "All reviews up to 1 September 2014" in text
