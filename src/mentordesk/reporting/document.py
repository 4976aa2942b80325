"""The house document: A4 pages that parts and tables are poured into, with the same furniture on each."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from mentordesk.reporting.brand import Brand
from mentordesk.reporting.canvas import TaggedCanvas
from mentordesk.reporting.fingerprint import short_fingerprint
from mentordesk.reporting.fonts import Face, printable
from mentordesk.reporting.furniture import Furniture
from mentordesk.reporting.grid import Grid
from mentordesk.reporting.lines import shorten
from mentordesk.reporting.metadata import xmp_packet
from mentordesk.reporting.parts import Column, Part, Text, draw_slices, house_parts
from mentordesk.reporting.style import ACCENT, LANDSCAPE, MARGIN, PORTRAIT, Style, styles
from mentordesk.reporting.tables import Table
from mentordesk.reporting.tags import Element

LANGUAGE = "en-GB"

Progress = Callable[[int, int | None], None]
"""Told how many steps are done and how many there are, on every page; raises to cancel."""


class Document:
    """A PDF being written from top to bottom."""

    def __init__(
        self,
        brand: Brand,
        title: str,
        *,
        large_print: bool = False,
        progress: Progress | None = None,
        steps: int | None = None,
    ) -> None:
        """Begin a document without a page; `steps` is how often `step` will be called."""
        self.brand, self.title = brand, title
        self.styles = styles(large_print=large_print)
        self._file = BytesIO()
        self.canvas = TaggedCanvas(self._file, language=LANGUAGE)
        self._furniture = Furniture(brand, self.styles)
        self._progress, self._done, self._steps = progress, 0, steps
        self._repeated: Callable[[], None] | None = None
        self._outline_level = -1
        self.page = 0
        self.landscape = False
        self.x = MARGIN
        self.y = self.top = self.bottom = 0.0
        self.width = 0.0

    @property
    def root(self) -> Element:
        """The element that everything on the pages belongs to."""
        return self.canvas.root

    @property
    def room(self) -> float:
        """How much height is left on this page."""
        return self.y - self.bottom

    @property
    def fresh(self) -> bool:
        """Whether nothing but repeated lines stands on this page."""
        return self.y == self.top

    def step(self) -> None:
        """Say that one more step is done."""
        self._done += 1
        self._tell()

    def new_page(self, *, landscape: bool | None = None) -> None:
        """Begin a page, turned the same way as the last one unless said otherwise."""
        if self.page:
            self.canvas.showPage()
            self._tell()
        self.page += 1
        self.landscape = self.landscape if landscape is None else landscape
        size = LANDSCAPE if self.landscape else PORTRAIT
        self.canvas.setPageSize(size)
        self.width = size[0] - 2 * MARGIN
        self.top, self.bottom = self._furniture.draw(self.canvas, size)
        self.y = self.top
        if self._repeated:
            self._repeated()
            self.top = self.y

    def need(self, height: float) -> None:
        """Begin a new page unless so much height is left."""
        if self.room < height and not self.fresh:
            self.new_page()

    def space(self, height: float) -> None:
        """Leave a space, but never at the top of a page."""
        if not self.fresh:
            self.y -= height

    def ornament(self, width: float, height: float) -> None:
        """Add a short bar of colour, which says nothing."""
        with self.canvas.artifact():
            self.canvas.fill(ACCENT, self.x, self.y - height, width, height)
        self.y -= height

    @contextmanager
    def beside(self, part: Part, width: float) -> Iterator[None]:
        """Stand a part at the right of what is added meanwhile, which ends no higher than it."""
        page, full, top = self.page, self.width, self.y
        column = Column([part], width, self.root)
        slices, used = column.pour(self.room)
        draw_slices(self.canvas, slices, self.x + full - width, top)
        self.width = full - width - self.styles.body.leading if used else full
        yield
        if self.page == page:
            self.width = full
            self.y = min(self.y, top - used)

    def add(self, *parts: Part) -> None:
        """Pour parts down the page and on to the next ones."""
        column = Column(parts, self.width, self.root)
        if parts:
            self.space(column.before)
        while True:
            slices, used = column.pour(self.room, force=self.fresh)
            draw_slices(self.canvas, slices, self.x, self.y)
            self.y -= used
            if column.done:
                return
            self.new_page()

    def heading(self, level: int, words: str, *, with_next: float = 60) -> None:
        """Add a heading of level 1 to 3 and its bookmark, on the same page as what follows it."""
        style = self.styles.heading(level)
        self.need(style.before + style.leading + with_next)
        self._bookmark(level, words)
        self.add(Text(words, style, f"H{level}"))

    def title_heading(self, style: Style) -> None:
        """Add the document's title as its first heading."""
        self._bookmark(1, self.title)
        self.add(Text(self.title, style, "H1"))

    def text(self, words: str, style: Style | None = None) -> None:
        """Add what a person wrote: paragraphs and lists."""
        self.add(*house_parts(words, style or self.styles.body))

    def table(self, table: Table) -> None:
        """Add a table."""
        Grid(self, table).draw()

    @contextmanager
    def repeating(self, parts: Sequence[Part]) -> Iterator[None]:
        """Repeat lines at the top of every page that is begun meanwhile, for the eye only."""

        def draw() -> None:
            element = Element("P")
            column = Column(parts, self.width, element)
            slices, used = column.pour(self.room / 3)
            with self.canvas.untagged("Pagination"):
                draw_slices(self.canvas, slices, self.x, self.y)
            self.y -= used + self.styles.body.before

        self._repeated = draw
        try:
            yield
        finally:
            self._repeated = None

    def finish(self) -> bytes:
        """Close the last page and return the PDF."""
        if not self.page:
            self.new_page()
        self.canvas.showPage()
        self._furniture.number_pages(self.canvas, self.page)
        title, creator = printable(self.title, Face.REGULAR), printable(self.brand.organisation, Face.REGULAR)
        keywords = f"fingerprint {self.brand.fingerprint}"
        self.canvas.setTitle(title)
        self.canvas.setAuthor(creator)
        self.canvas.setSubject(
            f"{self.brand.edition}, fingerprint {short_fingerprint(self.brand.fingerprint)}"
        )
        self.canvas.setKeywords(keywords)
        self.canvas.setCreator("MentorDesk")
        self.canvas.write_structure(
            xmp_packet(title=title, creator=creator, language=LANGUAGE, keywords=keywords)
        )
        self.canvas.save()
        self._tell()
        return self._file.getvalue()

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._done, self._steps)

    def _bookmark(self, level: int, words: str) -> None:
        key = f"{self.page}-{self.y:.0f}-{level}"
        self._outline_level = min(level - 1, self._outline_level + 1)
        self.canvas.bookmarkPage(key, "XYZ", top=self.y, left=0)
        name = printable(shorten(words, 90), Face.REGULAR) or "–"
        self.canvas.addOutlineEntry(name, key, self._outline_level)
