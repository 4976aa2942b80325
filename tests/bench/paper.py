"""The full report, beside the same pages drawn with plain ReportLab: the same texts, lines and fills."""

from importlib.resources import files
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from mentordesk.features.plans.queries.sheet import PlanSheet
from mentordesk.features.plans.reports import smart_plan_pdf
from mentordesk.features.plans.rules.report_options import ReportOptions
from tests.bench.timing import TIMES, figure, median_of, pair
from tests.features.plans.sheets import knowsley_sheet, many_targets

OPTIONS = ReportOptions(every_review=True)


def measure() -> list[str]:
    """Return the lines about paper."""
    lines = []
    for name, sheet, times in (
        ("Full PDF of the Knowsley plan", knowsley_sheet(), TIMES),
        ("Full PDF of 200 targets with eight reviews each", many_targets(200), 3),
    ):
        lines.append(_compared(name, sheet, times))
    seconds = [
        median_of(lambda count=count: smart_plan_pdf(many_targets(count), OPTIONS), 3)
        for count in (50, 100, 200)
    ]
    growth = ", ".join(f"{each:.2f} s" for each in seconds)
    lines.append(f"50, 100 and 200 targets with eight reviews each: {growth} (linear is 1 : 2 : 4)")
    return lines


def _compared(name: str, sheet: PlanSheet, times: int) -> str:
    pages = _pages(smart_plan_pdf(sheet, OPTIONS))
    took, plain = pair(lambda: smart_plan_pdf(sheet, OPTIONS), lambda: _draw(pages), times)
    return figure(f"{name} against the same {len(pages)} pages in plain ReportLab", took, plain, "1.5x")


def _pages(content: bytes) -> list[tuple[tuple[float, float], list[tuple[Any, ...]]]]:
    found = []
    for page in PdfReader(BytesIO(content)).pages:
        acts: list[tuple[Any, ...]] = []

        def text(words: str, _cm: Any, place: Any, font: Any, size: float, acts: Any = acts) -> None:
            if words.strip():
                bold = "Bold" in str((font or {}).get("/BaseFont", ""))
                acts.append(("text", words.rstrip("\n"), place[4], place[5], bold, size))

        def operand(operator: bytes, operands: Any, _cm: Any, _tm: Any, acts: Any = acts) -> None:
            if operator == b"re":
                acts.append(("rect", *(float(each) for each in operands)))
            elif operator == b"l":
                acts.append(("line", *(float(each) for each in operands)))

        page.extract_text(visitor_text=text, visitor_operand_before=operand)
        found.append(((float(page.mediabox.width), float(page.mediabox.height)), acts))
    return found


def _draw(pages: list[tuple[tuple[float, float], list[tuple[Any, ...]]]]) -> bytes:
    for name, face in (("Plain", "Regular"), ("PlainBold", "Bold")):
        pdfmetrics.registerFont(
            TTFont(name, str(files("mentordesk") / f"resources/fonts/NotoSans-{face}.ttf"))
        )
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for size, acts in pages:
        canvas.setPageSize(size)
        for act in acts:
            if act[0] == "text":
                _, words, x, y, bold, points = act
                line = canvas.beginText(x, y)
                line.setFont("PlainBold" if bold else "Plain", points or 10)
                line.textOut(words)
                canvas.drawText(line)
            elif act[0] == "rect":
                canvas.rect(*act[1:], stroke=0, fill=1)
            else:
                canvas.line(act[1], act[2], act[1] + 1, act[2])
        canvas.showPage()
    canvas.save()
    return out.getvalue()
