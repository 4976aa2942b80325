"""Tables: header rows, groups, and cells of any height."""

import pytest

from mentordesk.kernel.charts import RagBar, RagChart, RagRow
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.rag import Rag, Travel
from mentordesk.reporting.charts import RagBars, rag_rows_table
from mentordesk.reporting.chips import Arrow, Chips
from mentordesk.reporting.document import Document
from mentordesk.reporting.figures import Figure
from mentordesk.reporting.parts import Text
from mentordesk.reporting.tables import COVERED, Cell, Table, TableRow, column_table, header_cell, text_table
from tests.reporting.papers import paper
from tests.reporting.reading import artifacts, page_texts, reader, structure


def words(prefix: str, count: int) -> str:
    return " ".join(f"{prefix}{number}" for number in range(count))


def test_headings_are_read_once_and_drawn_on_every_page() -> None:
    document = paper()
    rows = [(str(number), words(f"n{number}-", 30)) for number in range(60)]
    document.table(
        text_table(("Number", "Wording"), rows, document.styles, shares=(1, 3), summary="Rows (60)")
    )
    pdf = document.finish()
    [table] = structure(pdf).all("Table")
    assert [cell.text for cell in table.all("TH") if cell.attributes["/Scope"] == "/Column"] == [
        "Number",
        "Wording",
    ]
    assert table.attributes["/Summary"] == "Rows (60)"
    texts = page_texts(pdf)
    assert len(texts) > 2
    assert all("Number Wording" in text for text in texts)
    assert all("Wording" in each for each in artifacts(pdf)[1:])
    assert [row.text for row in table.all("TR")[1:]] == [" ".join(row) for row in rows]


def test_a_cell_taller_than_a_page_stays_one_cell_and_keeps_every_word() -> None:
    document = paper()
    texts = (words("left", 900), words("right", 2500))
    table = Table(
        (1, 1),
        (TableRow((header_cell("Left", document.styles), header_cell("Right", document.styles))),),
        [TableRow(tuple(Cell((Text(text, document.styles.cell),)) for text in texts))],
    )
    document.table(table)
    pdf = document.finish()
    cells = structure(pdf).all("TD")
    assert [cell.text for cell in cells] == list(texts)
    assert len(cells[1].pages) > 3
    assert cells[0].pages < cells[1].pages
    first = page_texts(pdf)[0]
    assert first.index("left100") < first.index("right0"), "a page shows one cell after another"


def test_a_short_row_is_not_split() -> None:
    document = paper()
    rows = [(str(number), words(f"n{number}-", 60)) for number in range(40)]
    document.table(text_table(("Number", "Wording"), rows, document.styles))
    pages = [cell.pages for cell in structure(document.finish()).all("TD")]
    assert all(len(each) == 1 for each in pages)
    assert len(set().union(*pages)) > 2


def test_headings_stand_on_the_page_of_the_first_row() -> None:
    document = paper()
    while document.room > 120:
        document.add(Text("filling", document.styles.body))
    document.table(text_table(("Number", "Wording"), [("1", words("n", 150))], document.styles))
    texts = page_texts(document.finish())
    assert "Wording" not in texts[0]
    assert "Wording 1 n0" in texts[1]


def test_spanning_headings_say_so() -> None:
    document = paper(landscape=True)
    styles = document.styles
    header = (
        TableRow((header_cell("No.", styles, rows=2), header_cell("Specific", styles, columns=2))),
        TableRow(
            (COVERED, header_cell("", styles, question="What?"), header_cell("", styles, question="How?"))
        ),
    )
    document.table(Table((1, 2, 2), header, [TableRow(tuple(Cell((Text(t, styles.cell),)) for t in "abc"))]))
    heads = structure(document.finish()).all("TH")
    assert [head.text for head in heads] == ["No.", "Specific", "What?", "How?"]
    assert heads[0].attributes["/RowSpan"] == 2
    assert heads[1].attributes["/ColSpan"] == 2


def grouped(document: Document, name: str) -> Table:
    styles = document.styles
    group = TableRow((Cell((Text(name, styles.cell_bold),), "Column", columns=2),), group=True)
    rows = [TableRow(tuple(Cell((Text(words(t, 700), styles.cell),)) for t in "xy")) for _ in range(2)]
    header = TableRow((header_cell("Met", styles), header_cell("Not met", styles)))
    return Table((1, 1), (header,), [group, *rows])


@pytest.mark.parametrize("name", ["The part", "part " * 3000])
def test_a_group_is_named_again_where_it_continues_but_read_once(name: str) -> None:
    document = paper(landscape=True)
    document.table(grouped(document, name))
    pdf = document.finish()
    [table] = structure(pdf).all("Table")
    assert [cell.text for cell in table.all("TH")] == ["Met", "Not met", name.strip()]
    assert [cell.text for cell in table.all("TD")] == [words(t, 700) for t in "xyxy"]
    assert name[:8] in artifacts(pdf)[-1]


def test_lines_above_a_table_are_repeated_for_the_eye_only() -> None:
    document = paper(landscape=True)
    lines = [
        Text("Target 1", document.styles.lead),
        Text("Action " * 400, document.styles.body, most_lines=2),
    ]
    with document.repeating(lines):
        document.table(grouped(document, "The part"))
    pdf = document.finish()
    texts = page_texts(pdf)
    assert "Target 1" not in texts[0]
    assert all("Target 1" in text and text.count("Action") < 60 and "…" in text for text in texts[1:])
    assert "Target 1" not in structure(pdf).text


def test_the_columns_of_a_screen_make_a_table() -> None:
    document = paper()
    columns = [
        Column[int]("Name", lambda row: f"row {row}"),
        Column[int]("Pence", str, align=Align.RIGHT, width=80),
    ]
    document.table(column_table(columns, [5, 12000], document.styles))
    pdf = document.finish()
    assert [row.text for row in structure(pdf).all("TR")] == ["Name Pence", "row 5 5", "row 12000 12000"]
    places: dict[str, float] = {}
    reader(pdf).pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: places.__setitem__(text.strip(), tm[4])
    )
    assert places["5"] > places["12000"]
    assert places["Pence"] > 400, "the heading of numbers stands over them, at the right"


def test_no_heading_is_broken_inside_a_word() -> None:
    document = paper()
    columns = [
        Column[int]("Plan", lambda row: f"row {row}", width=900),
        Column[int]("Accommodation", str, width=20),
        Column[int]("Owner", str, width=60),
    ]
    document.table(column_table(columns, [5], document.styles))
    assert "Plan Accommodation Owner" in page_texts(document.finish())[0]


class Tall:
    """A drawing taller than any page."""

    def height(self, width: float) -> float:
        return 5000

    def draw(self, *_: object) -> None:
        return


def test_a_figure_taller_than_the_page_does_not_hold_up_a_table() -> None:
    document = paper()
    header = TableRow((header_cell("Figure", document.styles),))
    document.table(Table((1,), (header,), [TableRow((Cell((Figure(Tall(), "Tall"),)),))]))
    document.text("after")
    root = structure(document.finish())
    assert [figure.alt for figure in root.all("Figure")] == ["Tall"]
    assert root.text.endswith("after")


def test_a_table_without_rows_still_has_its_headings() -> None:
    document = paper()
    document.table(text_table(("One", "Two"), [], document.styles))
    assert structure(document.finish()).all("Table")[0].text == "One Two"


def test_ratings_are_words_and_shapes() -> None:
    document = paper()
    chip = document.styles.chip
    document.add(
        Chips((Rag.AMBER, Rag.RED), chip), Chips((), chip, lead="Overall:"), Arrow(Travel.FIRST, chip)
    )
    said = [node.text for node in structure(document.finish()).all("P")]
    assert said == ["Amber and Red", "Overall: Not rated", "First report"]


def test_chips_go_on_to_the_next_line_of_a_narrow_cell() -> None:
    document = paper()
    cell = Cell((Chips((Rag.GREEN, Rag.AMBER, Rag.RED, None), document.styles.chip),))
    document.table(Table((1, 5), (), [TableRow((cell, Cell(())))]))
    [found, _empty] = structure(document.finish()).all("TD")
    assert found.text == "Green and Amber and Red and Not rated"


def test_a_chart_is_a_figure_with_its_numbers_in_words_and_a_table_beside_it() -> None:
    document = paper()
    row = RagRow(
        "4", "Implementation " * 30, (Rag.AMBER, Rag.RED), Rag.AMBER, Travel.IMPROVED, "Improved: Red before."
    )
    chart = RagChart(
        "Ratings, July 2014", (RagBar("Plan", (1, 3, 1, 0)), RagBar("Now", (0, 0, 0, 0))), (row,)
    )
    document.add(Figure(RagBars(chart.bars, document.styles), chart.alt))
    document.table(rag_rows_table(chart, document.styles))
    root = structure(document.finish())
    [figure] = root.all("Figure")
    assert figure.alt == (
        "Ratings, July 2014. Plan: 1 Green, 3 Amber, 1 Red and 0 Not rated. "
        "Now: 0 Green, 0 Amber, 0 Red and 0 Not rated."
    )
    assert "Amber 3" in figure.text
    cells = [cell.text for cell in root.all("TD")]
    assert cells[1:] == ["Amber and Red", "Amber", "Improved Improved: Red before."]
    assert cells[0].endswith("…")
