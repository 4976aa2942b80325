"""A manager draws a sample, a coordinator answers it, a finding is put right, and the report is printed."""

from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QPushButton, QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.mentees.screens.mentee_page import MenteePage
from mentordesk.features.privacy.queries.dip import SampleView, sample_view
from mentordesk.features.privacy.rules.dip import drawn
from mentordesk.features.privacy.screens.dip_page import SampleList, SamplePage
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Role
from mentordesk.records.dip_samples import CaseKind, DipWord
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY
from tests.screens import dialog, named, press, says, signed_in, told

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)


def tab(window: MainWindow, label: str) -> Any:
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index(label))
    return tabs.currentWidget()


def fill(form: Any, **values: object) -> None:
    for name, value in values.items():
        form.form.field(name).set_value(value)
    form.save()
    assert not form.isVisible(), [block.problem for block in form.form.blocks.values() if block.problem]


def samples(window: MainWindow) -> SampleList:
    window.show_place("privacy")
    window.page().show_tab("Dip samples")
    return window.page().findChild(SampleList)


def shown_sample(window: MainWindow) -> SampleView:
    return window.desk.read(sample_view, window.page().number)


def test_a_sample_is_drawn_answered_put_right_and_concluded(qtbot, demo_casebook):
    with signed_in(demo_casebook) as window:
        press(samples(window), "new")
        fill(
            dialog(window, "Draw a dip sample"),
            first_date=FIRST,
            last_date=LAST,
            kinds=CaseKind.ACTIVE,
            wanted=2,
        )
        assert isinstance(window.page(), SamplePage)
        view = shown_sample(window)
        number = view.row.id
        assert says(window.page(), f"2 of {view.row.whole} cases drawn")
        assert says(window.page(), "0 of 2 checked")
        tab(window, "How it was drawn")
        assert says(window.page(), str(view.draw.seed))
        assert says(window.page(), "nobody was left out")
        assert [each.reference for each in view.cases] == drawn(view.draw.frame, 2, view.draw.seed)

    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        window.desk.go(Link("dip_sample", number))
        one, two = shown_sample(window).cases
        assert not [each for each in window.page().findChildren(QPushButton) if each.text() == "Conclude"]
        press(window.page(), f"answer_{one.id}")
        form = dialog(window, "Checklist for")
        for position in range(1, 11):
            field = form.form.field(f"answer_{position}")
            qtbot.keyClick(field.focusProxy(), "n" if position == 6 else "y")
            assert field.value() is (DipWord.NO if position == 6 else DipWord.YES)
        form.save()
        assert says(form, "Say what is missing at question 6.")
        qtbot.keyClicks(form.form.field("note_6").edit, "An opinion, and not what happened.")
        press(form, "save")
        assert not form.isVisible()
        assert says(window.page(), "1 of 2 checked")

        press(window.page(), f"answer_{two.id}")
        half = dialog(window, "Checklist for")
        half.form.field("answer_1").set_value(DipWord.YES)
        half.reject()
        assert "not saved" in told(window)
        press(window.page(), f"answer_{two.id}")
        again = dialog(window, "Checklist for")
        press(again, "continue_draft")
        assert again.form.field("answer_1").value() is DipWord.YES
        fill(again, **{f"answer_{each}": DipWord.NOT_APPLICABLE for each in range(2, 11)})

        press(window.page(), f"find_{one.id}")
        due = TODAY + timedelta(days=14)
        fill(dialog(window, "Finding in"), what="Write the note again.", owner_id=2, due_date=due)
        tab(window, "Results")
        press(window.page(), one.reference)
        assert isinstance(window.page(), MenteePage)
        assert window.page().number == one.mentee_id
        window.back()
        tab(window, "Findings")
        assert says(window.page(), "Write the note again.")
        finding = shown_sample(window).findings[0]
        press(window.page(), f"recheck_{finding.id}")
        later = due + timedelta(days=7)
        fill(
            dialog(window, "Re-check"),
            put_right=False,
            recheck_note="Still the old note.",
            due_date=later,
        )
        assert says(window.page(), "Still the old note.")
        press(window.page(), f"recheck_{finding.id}")
        fill(dialog(window, "Re-check"), put_right=True, recheck_note="The note says what was done.")
        assert shown_sample(window).row.open_findings == 0

    with signed_in(demo_casebook) as window:
        window.desk.go(Link("dip_sample", number))
        press(window.page(), "conclude")
        fill(dialog(window, "Conclude"), conclusion="Notes say what happened, from now on.")
        assert says(window.page(), "Notes say what happened, from now on.")
        assert named(window.page(), "reopen").isVisible()
        press(window.page(), "report")
        preview = next(each for each in window.findChildren(PreviewDialog) if each.isVisible())
        pages = range(preview.preview.document.pageCount())
        said = " ".join(" ".join(preview.preview.document.getAllText(page).text() for page in pages).split())
        preview.reject()
        cases = shown_sample(window).cases
        assert f"Seed: {shown_sample(window).draw.seed}" in said
        assert "Put right" in said
        assert "Notes say what happened, from now on." in said
        assert all(each.reference in said for each in cases)
        assert not any(each.name in said for each in cases)
        listed = samples(window)
        assert listed.model.rowCount() == 2
        listed.set_filter("stage", "concluded")
        assert listed.model.rowCount() == 1
        assert listed.model.row(0).id == number
