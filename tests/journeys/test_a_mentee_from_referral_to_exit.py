"""Somebody is referred, accepted, rated, matched, leaves and comes back, and their report is printed."""

from typing import Any

from PySide6.QtWidgets import QPushButton, QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.matches.queries.one import matches_view
from mentordesk.features.matches.screens.matches_tab import MatchesTab
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.progress import Edition
from mentordesk.features.mentees.screens.consent_tab import give_basis
from mentordesk.features.mentees.screens.score_field import ScoreField
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Role
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.matches import MatchEnd, MatchStatus
from mentordesk.records.mentees import ExitReason, MenteeStatus
from mentordesk.records.referrals import Achieved, Decision, Route
from mentordesk.ui.preview import PreviewDialog
from tests.screens import choose, dialog, named, press, says, signed_in

PARTNER = "Northbridge Probation"


def tab(window: MainWindow, label: str) -> Any:
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index(label))
    return tabs.currentWidget()


def fill(form: Any, **values: object) -> None:
    for name, value in values.items():
        form.form.field(name).set_value(value)
    form.save()
    assert not form.isVisible(), [block.problem for block in form.form.blocks.values() if block.problem]


def report(window: MainWindow, edition: Edition, **values: object) -> str:
    choose(named(window.page(), "more", QPushButton).menu(), "Progress report…")
    fill(dialog(window, "Progress report"), edition=edition, **values)
    preview = next(each for each in window.findChildren(PreviewDialog) if each.isVisible())
    pages = range(preview.preview.document.pageCount())
    said = " ".join(preview.preview.document.getAllText(page).text() for page in pages)
    preview.reject()
    return " ".join(said.split())


def test_somebody_is_referred_matched_leaves_and_comes_back(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        desk = window.desk
        window.show_place("mentees")
        press(window.page(), "new")
        fill(
            dialog(window, "New referral"),
            preferred_name="Siôn",
            first_names="Siôn",
            last_name="O’Quaye",
            route=Route.PRISON,
            outcomes=("A door of his own",),
        )
        assert window.page().title() == "Siôn O’Quaye"
        number = window.page().number
        press(window.page(), "decide")
        fill(dialog(window, "Decide"), decision=Decision.ACCEPTED)
        assert desk.read(mentee_view, number).mentee

        fill(
            give_basis(desk, number, Purpose.SHARING),
            partner=PARTNER,
            basis=Basis.CONSENT,
            wording="Version 3",
        )

        press(tab(window, "Pathways"), "rate")
        form = dialog(window, "Rate pathways")
        for field in form.findChildren(ScoreField):
            field.set_value(4)
        fill(form, agreed=True)

        matches = tab(window, "Matches").findChild(MatchesTab)
        first = next(each for each in matches.findChildren(QPushButton) if each.text() == "Propose")
        first.click()
        fill(dialog(window, "Propose"))
        for step in (MatchStatus.INTRODUCED, MatchStatus.ACTIVE, MatchStatus.ENDED):
            match = desk.read(matches_view, number).matches[0]
            press(tab(window, "Matches").findChild(MatchesTab), f"{step.value}_{match.id}")
            ends = {"end_reason": MatchEnd.COMPLETED} if step is MatchStatus.ENDED else {}
            fill(dialog(window), **ends)
        assert desk.read(matches_view, number).matches[0].status is MatchStatus.ENDED

        choose(named(window.page(), "more", QPushButton).menu(), "End their time with us…")
        fill(
            dialog(window, "End the time"),
            exit_reason=ExitReason.COMPLETED,
            next_steps="Ask for Siôn at the library.",
            achieved_0=Achieved.ACHIEVED,
        )
        assert desk.read(mentee_view, number).status is MenteeStatus.CLOSED

        funder = report(window, Edition.FUNDER)
        assert "A door of his own" in funder
        assert "Achieved" in funder
        assert not any(name in funder for name in ("Siôn", "Quaye"))
        partner = report(window, Edition.PARTNER, partner=PARTNER)
        assert "Siôn" in partner

        choose(named(window.page(), "more", QPushButton).menu(), "New referral…")
        fill(dialog(window, "New referral"), route=Route.SELF)
        desk.go(Link("mentee", number))
        press(window.page(), "decide")
        fill(dialog(window, "Decide"), decision=Decision.ACCEPTED)
        view = desk.read(mentee_view, number)
        assert view.status is MenteeStatus.ACTIVE
        assert len(view.episodes) == 2
        tab(window, "Referrals")
        assert says(window.page(), "Prison")
        assert says(window.page(), "Self")
