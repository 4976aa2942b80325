"""The tagged canvas: ReportLab's canvas, on which everything drawn has its place in the structure tree."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from mentordesk.reporting.fonts import Face, font
from mentordesk.reporting.ink import Pen, Segment, fill_code, strokes_code, text_code
from mentordesk.reporting.tags import Element, pdf_text, write_tree

_LATER = "\n%later\n"
"""A comment that holds a place in a page; text cannot imitate it, because its line breaks are escaped."""


class TaggedCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """A canvas whose every mark belongs to an element of `root`, or is an artifact."""

    def __init__(self, file: object, *, language: str) -> None:
        """Begin a PDF that is the same, byte for byte, each time the same is drawn."""
        font(Face.REGULAR)
        super().__init__(
            file,
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            initialFontName=Face.REGULAR,
            lang=language,
        )
        self.root = Element("Document")
        self._owners: list[list[Element]] = [[]]
        self._untagged = False
        self._pens: dict[Face, Pen] = {}

    def write(
        self,
        lines: Iterable[str],
        face: Face,
        size: float,
        leading: float,
        colour: Color,
        origins: Sequence[tuple[float, float]],
    ) -> None:
        """Write lines of text, from one origin downwards or each at its own."""
        pen = self._pens.get(face) or self._pens.setdefault(face, Pen(face, self._doc))
        self._code.append(text_code(pen, lines, size, leading, colour, origins))

    def strokes(self, colour: Color, width: float, segments: Iterable[Segment]) -> None:
        """Draw straight lines."""
        self._code.append(strokes_code(colour, width, segments))

    def fill(self, colour: Color, x: float, y: float, width: float, height: float) -> None:
        """Fill a rectangle."""
        self._code.append(fill_code(colour, x, y, width, height))

    @contextmanager
    def marked(self, element: Element) -> Iterator[None]:
        """Draw the content of an element."""
        if self._untagged:
            yield
            return
        owners = self._owners[-1]
        element.children.append((len(self._owners), len(owners)))
        self._code.append(f"/{element.kind} <</MCID {len(owners)}>> BDC")
        owners.append(element)
        yield
        self._code.append("EMC")

    @contextmanager
    def read_as(self, words: str) -> Iterator[None]:
        """Draw words that stand far apart but are read together."""
        self._code.append(f"/Span <</ActualText {pdf_text(words)}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = "Layout") -> Iterator[None]:
        """Draw what no reader needs to be told: lines and fills, or `Pagination` for page furniture."""
        if self._untagged:
            yield
            return
        self._code.append(f"/Artifact <</Type /{kind}>> BDC")
        yield
        self._code.append("EMC")

    @contextmanager
    def untagged(self, kind: str) -> Iterator[None]:
        """Draw something that has tags elsewhere as one artifact."""
        with self.artifact(kind):
            self._untagged = True
            yield
            self._untagged = False

    def showPage(self) -> None:
        """Finish the page and connect it to the structure tree."""
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.StructParents = len(self._owners) - 1
        page.Tabs = PDFName("S")
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        self._owners.append([])

    def leave_place(self) -> None:
        """Leave a place on this page for what is known only at the end; once on every page."""
        self._code.append(_LATER)

    def fill_places(self, draw: Callable[[int], None]) -> None:
        """Draw, after the last page, what goes in the place that each page has left."""
        for number, page in enumerate(self._doc.Pages.pages, start=1):
            draw(number)
            code = "\n".join(self._code)
            stream = PDFStream(content=page.stream.replace(_LATER, f"\n{code}\n", 1))
            stream.filters = [PDFZCompress]
            page.Contents, page.stream = stream, None
            self._code.clear()

    def write_structure(self, metadata: bytes) -> None:
        """Add the structure tree and an XMP packet to the PDF; call once, after the last page."""
        catalog = self._doc.Catalog
        catalog.StructTreeRoot = write_tree(self._doc, self.root, self._owners[:-1])
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        header = f"<</Type /Metadata /Subtype /XML /Length {len(metadata)}>>\nstream\n".encode()
        catalog.Metadata = self._doc.Reference(header + metadata + b"\nendstream", "Metadata")
        self.setViewerPreference("DisplayDocTitle", "true")
