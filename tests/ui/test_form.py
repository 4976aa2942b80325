from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QPushButton

from mentordesk.kernel.errors import DiskFull
from mentordesk.ui.fields import DateField, LineField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.look import Look
from mentordesk.ui.theme import wear
from tests.ui.world import add_plans, plan_version, rename_plan


@dataclass(frozen=True)
class TitleDraft:
    title: str = ""
    area: str = ""
    due_date: date | None = None


def _problems(draft):
    return {} if draft.title.strip() else {"title": "Give the plan a title."}


def make_form(desk, save=None):
    def fresh():
        title, area, version = desk.read(plan_version, 1)
        return TitleDraft(title, area), version

    def rename(draft, version):
        return desk.write(rename_plan, 1, version, draft.title, draft.area)

    form = Form(
        desk,
        "plan",
        1,
        title="Plan",
        draft=TitleDraft,
        problems=_problems,
        save=save or rename,
        fresh=fresh,
    )
    form.section(
        "About",
        LineField("title", "Title"),
        LineField("area", "Area", optional=True),
        DateField("due_date", "Due date", today=desk.today(), optional=True),
    )
    form.fill(*fresh())
    return form


@pytest.fixture
def form(qtbot, desk):
    desk.write(add_plans, ("Knowsley",))
    made = make_form(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def test_problems_wait_until_a_field_was_left(qtbot, form):
    title = form.field("title")
    title.edit.clear()
    assert form.blocks["title"].problem == ""
    title.left.emit()
    assert form.blocks["title"].problem == "Give the plan a title."
    qtbot.keyClicks(title.edit, "K")
    assert form.blocks["title"].problem == ""


def test_a_refused_form_keeps_every_word_and_leads_to_the_field(qtbot, form):
    form.field("title").edit.clear()
    form.field("area").edit.setText("Halewood")
    form.field("due_date").edit.setText("soonish")
    assert not form.try_save()
    assert form.summary.isVisible()
    assert form.summary.text() == "2 things need mending before this can be saved"
    links = [each for each in form.summary.findChildren(QPushButton) if each.isVisible()]
    assert [each.text().split(":")[0] for each in links] == ["Title", "Due date"]
    assert form.field("area").value() == "Halewood"
    assert form.field("due_date").kept() == "soonish"
    assert "This is not a date" in form.field("due_date").focusProxy().accessibleDescription()


def test_saving_writes_and_drops_the_draft(qtbot, desk, form):
    form.field("title").edit.setText("Halewood")
    form.keep()
    assert desk.store.draft("plan", 1) is not None
    with qtbot.waitSignal(form.saved) as saved:
        assert form.try_save()
    assert saved.args == [1]
    assert desk.read(plan_version, 1)[0] == "Halewood"
    assert desk.store.draft("plan", 1) is None
    assert not form.dirty()


def test_typing_is_kept_by_itself_inside_the_casebook(qtbot, desk, form):
    form._timer.setInterval(10)
    qtbot.keyClicks(form.field("area").edit, "Huyton")
    qtbot.waitUntil(lambda: desk.store.draft("plan", 1) is not None)
    assert desk.store.draft("plan", 1).fields["words"]["area"] == "Huyton"


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def test_escape_keeps_a_draft_and_it_is_offered_again(qtbot, desk, form, window):
    said = []
    desk.said.connect(lambda text, undo, verb: said.append((text, verb)))
    dialog = FormDialog(make_form(desk), window, verb="Save plan")
    dialog.open()
    qtbot.keyClicks(dialog.form.field("area").edit, "Huyton")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert said == [("Plan: not saved. What you typed is kept as a draft.", "Throw away")]
    again = FormDialog(make_form(desk), window, verb="Save plan")
    again.open()
    again.activateWindow()
    qtbot.waitUntil(again.isActiveWindow)
    assert again.form.offer.isVisible()
    assert not again.form.body.isEnabled()
    again.findChild(QPushButton, "continue_draft").click()
    assert again.form.field("area").value() == "Huyton"
    assert again.form.body.isEnabled()
    again.form.field("area").setFocus()
    qtbot.keyClick(again.form.field("area").edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: desk.read(plan_version, 1)[1] == "Huyton")


def test_saving_waits_until_the_draft_that_is_offered_was_answered(qtbot, desk, form, window):
    form.field("area").edit.setText("Huyton")
    assert form.leave()
    dialog = FormDialog(make_form(desk), window, verb="Save plan")
    dialog.open()
    dialog.save()
    assert dialog.isVisible()
    assert desk.store.draft("plan", 1) is not None, "saving an offered form must not drop the draft"
    assert desk.read(plan_version, 1)[1] == ""
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.focusWidget().objectName() == "continue_draft"
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.form.field("area").value() == "Huyton"
    dialog.save()
    assert desk.read(plan_version, 1)[1] == "Huyton"


def test_a_draft_can_be_thrown_away(qtbot, desk, form):
    form.field("area").edit.setText("Huyton")
    assert form.leave()
    again = make_form(desk)
    qtbot.addWidget(again)
    again.offer_draft()
    again.throw_draft()
    assert desk.store.draft("plan", 1) is None
    assert again.field("area").value() == ""


def test_an_untouched_form_leaves_no_draft(desk, form):
    assert not form.leave()
    assert desk.store.drafts() == []


def test_a_conflict_shows_both_versions_and_saves_with_the_new_one(qtbot, desk, form):
    desk.write(rename_plan, 1, form.version, "Theirs", "Their area")
    form.field("title").edit.setText("Mine")
    assert not form.try_save()
    title, area = form.blocks["title"].comparison, form.blocks["area"].comparison
    assert title is not None
    assert not title.decided
    assert area is not None
    assert area.decided, "a field that was not touched takes theirs"
    assert form.field("area").value() == "Their area"
    assert not form.try_save(), "a version must be chosen first"
    assert form.blocks["title"].problem == "Choose which version to keep."
    title.findChild(QPushButton, "take_theirs").click()
    assert form.field("title").value() == "Theirs"
    title.findChild(QPushButton, "keep_mine").click()
    assert form.try_save()
    assert desk.read(plan_version, 1)[:2] == ("Mine", "Their area")


def test_a_full_disk_keeps_the_words_and_says_its_sentence(qtbot, desk):
    desk.write(add_plans, ("Knowsley",))

    def refuse(draft, version):
        raise DiskFull("Could not save: the disk is full.")

    form = make_form(desk, refuse)
    qtbot.addWidget(form)
    form.field("title").edit.setText("Mine")
    assert not form.try_save()
    assert form.summary.text() == "Could not save: the disk is full."
    assert form.field("title").value() == "Mine"


def test_a_bug_says_so_and_keeps_the_form(qtbot, desk):
    desk.write(add_plans, ("Knowsley",))
    form = make_form(desk, lambda draft, version: 1 // 0)
    qtbot.addWidget(form)
    form.field("title").edit.setText("Mine")
    with pytest.raises(ZeroDivisionError):
        form.try_save()
    assert "nothing was saved" in form.summary.text()
    assert form.field("title").value() == "Mine"


def test_a_dialog_fits_a_small_window_at_the_largest_text(qtbot, desk, form, window):
    wear(Look(text_size=200))
    dialog = FormDialog(make_form(desk), window, verb="Save plan")
    dialog.open()
    assert dialog.width() <= 1280
    assert dialog.height() <= 720
    inner = dialog.area.widget()
    assert inner.minimumSizeHint().width() <= dialog.area.viewport().width()


def test_the_offer_to_throw_a_draft_away_outlives_its_form(qtbot, desk, form, window):
    undone = []
    desk.said.connect(lambda text, undo, verb: undone.append(undo))
    dialog = FormDialog(make_form(desk), window, verb="Save plan")
    dialog.open()
    dialog.form.field("area").edit.setText("Huyton")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    undone[0]()
    assert desk.store.draft("plan", 1) is None
