"""The house document: pages, furniture, tags, identity."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from mentordesk.reporting.blocks import fact_grid, facts_table, labelled, tiles
from mentordesk.reporting.cover import add_cover, add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.figures import Figure, Picture
from mentordesk.reporting.parts import Text
from tests.reporting.papers import BRAND, paper
from tests.reporting.reading import artifacts, page_texts, reader, structure, text_of

WORDS = " ".join(f"word{number}" for number in range(3000))


def png(width: int = 40, height: int = 20) -> bytes:
    file = BytesIO()
    Image.new("RGBA", (width, height), (11, 96, 105, 255)).save(file, "PNG")
    return file.getvalue()


def test_every_page_says_which_of_how_many_and_carries_its_furniture() -> None:
    document = paper()
    document.text(WORDS)
    texts = page_texts(document.finish())
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        assert f"Page {number} of {len(texts)}" in text
        for words in (
            "A report",
            "Confidential",
            "With the support of the Example Fund",
            "4F2A-91C0-77AB-0000",
        ):
            assert words in text


def test_furniture_is_an_artifact_and_never_read_aloud() -> None:
    document = paper()
    document.text(WORDS)
    pdf = document.finish()
    assert structure(pdf).text == WORDS
    assert all("Page" in each and "Confidential" in each for each in artifacts(pdf))


def test_a_paragraph_over_many_pages_stays_one_element() -> None:
    document = paper()
    document.text(WORDS)
    [paragraph] = structure(document.finish()).all("P")
    assert len(paragraph.pages) > 3
    assert paragraph.text == WORDS


def test_paragraphs_lists_and_headings_are_tagged() -> None:
    document = paper()
    document.heading(1, "First")
    document.heading(2, "Second")
    document.text("A paragraph.\n- one\n- two\nAnother.")
    document.add(*labelled("Label", "value", document.styles))
    root = structure(document.finish())
    assert [node.kind for node in root.content] == ["H1", "H2", "P", "L", "P", "P", "P"]
    [items] = root.all("L")
    assert [[part.text for part in item.content] for item in items.content] == [["•", "one"], ["•", "two"]]


def test_the_file_says_what_it_is() -> None:
    document = paper()
    document.heading(1, "Hello <b>&amp;")
    source = reader(document.finish())
    root = source.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert source.metadata.title == "A report"
    assert source.metadata.author == "Riverside Mentoring"
    assert "fingerprint 4f2a91c077ab" in source.metadata.keywords
    packet = root["/Metadata"].get_data().decode()
    assert "<rdf:li>en-GB</rdf:li>" in packet
    assert "pdfuaid" not in packet
    assert [each["/Title"] for each in source.outline] == ["Hello <b>&amp;"]


def test_every_page_is_connected_to_the_tree() -> None:
    document = paper()
    document.text(WORDS)
    source = reader(document.finish())
    numbers = source.trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    for at, page in enumerate(source.pages):
        assert page["/StructParents"] == at
        assert page["/Tabs"] == "/S"
        assert numbers[2 * at] == at
        assert [owner.get_object()["/S"] for owner in numbers[2 * at + 1]] == ["/P"]


def test_all_fonts_are_embedded_subsets() -> None:
    document = paper()
    document.heading(1, "Bold")
    document.text("Ελλάδα Жизнь Nguyễn " + "".join(map(chr, range(0xC0, 0x250))))
    fonts = reader(document.finish()).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}
    assert len(names) > 2
    assert all(re.fullmatch(r"/[A-Z]{6}\+NotoSans-(Regular|Bold)", name) for name in names)
    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts.values())


def test_text_in_many_alphabets_is_read_back() -> None:
    said = "Ελλάδα Жизнь Nguyễn Thị " + "".join(map(chr, range(0xC0, 0x250)))
    document = paper()
    document.text(said)
    document.text("and plain again")
    pdf = document.finish()
    assert structure(pdf).text == f"{said} and plain again"
    assert "Nguyễn Thị" in text_of(pdf)


def test_pages_of_both_ways_stand_in_one_document() -> None:
    document = paper()
    document.new_page(landscape=True)
    document.new_page()
    document.new_page(landscape=False)
    sizes = [page.mediabox for page in reader(document.finish()).pages]
    assert [box.width > box.height for box in sizes] == [False, True, True, False]


def test_a_long_acknowledgement_wraps_below_the_body() -> None:
    document = paper(acknowledgement="thanks " * 60)
    document.text(WORDS)
    found: list[tuple[float, str]] = []
    page = reader(document.finish()).pages[0]
    page.extract_text(visitor_text=lambda text, _cm, tm, _font, _size: found.append((tm[5], text)))
    lowest = min(y for y, text in found if "word" in text)
    highest = max(y for y, text in found if "thanks" in text)
    assert highest + 10 < lowest
    assert len([y for y, text in found if "thanks" in text]) >= 3


def test_an_endless_acknowledgement_leaves_room_for_the_body() -> None:
    document = paper(acknowledgement="thanks " * 5000, marking="secret " * 500, short_title="title " * 500)
    document.text(WORDS)
    pdf = document.finish()
    assert structure(pdf).text == WORDS
    assert "…" in page_texts(pdf)[0]


def test_large_print_is_set_at_fourteen_points() -> None:
    sizes: set[float] = set()
    document = paper(large_print=True)
    document.text("Body")
    page = reader(document.finish()).pages[0]
    page.extract_text(
        visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size) if "Body" in text else None
    )
    assert sizes == {14.0}


def test_the_same_document_is_the_same_bytes() -> None:
    def made() -> bytes:
        document = paper(logo=png())
        add_cover(document, "Knowsley", [("Period", "2014")])
        document.text(WORDS)
        return document.finish()

    assert made() == made()


@pytest.mark.parametrize("logo", [b"", b"not a picture", png()[:60], b"\x89PNG\r\n\x1a\n" + b"\x00" * 50])
def test_a_broken_logo_is_left_out(logo: bytes) -> None:
    document = paper(logo=logo)
    add_cover(document, "Knowsley", [("Period", "2014")])
    root = structure(document.finish())
    assert root.all("Figure") == []
    assert root.all("H1")[0].text == "A report"


@pytest.mark.parametrize("cover", [True, False])
def test_a_first_page_has_logo_title_facts_and_thanks(*, cover: bool) -> None:
    document = paper(logo=png(3000, 300))
    facts = [("Period", "2014"), ("Funder", ""), ("Owner", "Asha")]
    if cover:
        add_cover(document, "Knowsley", facts)
    else:
        add_masthead(document, facts)
    root = structure(document.finish())
    [figure] = root.all("Figure")
    assert figure.alt == "Logo of Riverside Mentoring"
    assert figure.attributes["/BBox"][2] > figure.attributes["/BBox"][0]
    assert "A report" in root.text
    assert "Period 2014 Owner Asha" in root.text
    assert "Funder" not in root.text


def test_a_picture_taller_than_the_page_is_fitted() -> None:
    image = Image.new("RGB", (10, 5000))
    file = BytesIO()
    image.save(file, "JPEG")
    document = paper(logo=file.getvalue())
    add_cover(document, "", [])
    pdf = document.finish()
    assert len(reader(pdf).pages) == 2
    assert structure(pdf).all("Figure")[0].pages == {2}


def test_progress_is_told_and_can_cancel() -> None:
    told: list[tuple[int, int | None]] = []
    document = paper(progress=lambda done, total: told.append((done, total)))
    document.step()
    document.text(WORDS)
    document.finish()
    assert told[0] == (1, 3)
    assert len(told) > 4

    class Cancelled(Exception):
        pass

    def cancel(_done: int, _total: int | None) -> None:
        raise Cancelled

    document = paper(progress=cancel)
    with pytest.raises(Cancelled):
        document.text(WORDS)


def test_a_document_without_pages_still_opens() -> None:
    document = paper()
    assert len(reader(document.finish()).pages) == 1


def test_a_heading_stays_with_what_follows() -> None:
    document = paper()
    while document.room > 60:
        document.add(Text("line", document.styles.body))
    document.heading(2, "Heading")
    document.text("after")
    texts = page_texts(document.finish())
    assert "Heading after" in texts[1]
    assert "Heading" not in texts[0]


def test_a_long_title_passes_the_logo_and_the_page() -> None:
    document = Document(replace(BRAND, logo=png()), "title " * 900)
    document.new_page()
    add_masthead(document, [("Period", "2014")])
    document.text("after")
    pdf = document.finish()
    assert len(reader(pdf).pages) > 1
    assert structure(pdf).all("H1")[0].text.split() == ["title"] * 900
    found: dict[str, float] = {}
    reader(pdf).pages[-1].extract_text(
        visitor_text=lambda text, _cm, tm, _font, _size: found.setdefault(text.strip(), tm[5])
    )
    assert found["after"] < found["2014"]


def test_facts_and_figures_stand_in_tables() -> None:
    document = paper()
    document.table(facts_table([("Period", "2014"), ("Funder", " ")], document.styles))
    document.table(fact_grid([("a", "1"), ("b", "2"), ("c", "3")], 2, document.styles))
    document.table(tiles([("4", "targets"), ("7", "entries")], document.styles))
    tables = structure(document.finish()).all("Table")
    assert [table.text for table in tables] == ["Period 2014", "a 1 b 2 c 3", "4 targets 7 entries"]
    assert tables[0].all("TH")[0].attributes["/Scope"] == "/Row"


class Box:
    """A drawing of nothing."""

    def height(self, width: float) -> float:
        return 5000

    def draw(self, *_: object) -> None:
        return


def test_a_figure_taller_than_the_page_does_not_hang() -> None:
    document = paper()
    document.add(Figure(Box(), "Nothing (to \\ see) é"))
    [figure] = structure(document.finish()).all("Figure")
    assert figure.alt == "Nothing (to \\ see) é"


def test_picture_keeps_its_shape() -> None:
    from mentordesk.reporting.brand import logo_image

    image = logo_image(png(400, 100))
    assert image is not None
    assert Picture(image, 200, 80).height(500) == 50
    assert Picture(image, 200, 25).height(500) == 25
