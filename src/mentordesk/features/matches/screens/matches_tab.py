"""The tab of matches on a mentee's page: the matches, the wishes, and which mentors to think of."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.matches.operations.matches import propose_match, set_wishes
from mentordesk.features.matches.operations.mentors import become_mentor
from mentordesk.features.matches.queries.one import MatchesView, matches_view, suggestions
from mentordesk.features.matches.rules.suggestions import Excluded, Suggestion, Suggestions
from mentordesk.features.matches.screens.match_card import match_card
from mentordesk.features.matches.screens.match_forms import MENTOR_WORDS, edit_wishes, propose
from mentordesk.features.matches.screens.mentor_forms import new_role
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.kernel.week import week_words
from mentordesk.records.justice import NonAssociation, Placement, Restriction, RiskSummary, Scheme
from mentordesk.records.matches import District, Match, MatchChange, MatchStatus, MatchWish
from mentordesk.records.mentees import Flag, Mentee
from mentordesk.records.people import Person
from mentordesk.records.volunteers import DeclaredConflict, Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column, line
from mentordesk.ui.panels import Body, Card, EmptyState, FactGrid
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Picture, Words, box, button

_MATCHES = frozenset({Match, MatchChange, MatchWish, Volunteer, DeclaredConflict, District, Person})
_MENTEE = frozenset({Mentee, Flag, Placement, Restriction, NonAssociation, RiskSummary, Scheme})
SHOWN, EXCLUDED_SHOWN = 5, 20


class MatchesTab(Watching):
    """Whom a mentee is matched with, what they wish for, and who is suggested."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, _MATCHES | _MENTEE)
        self.mentee_id = mentee_id
        self.setAccessibleName("Matches")
        self._all = self._all_excluded = False
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read the matches and the suggestions and show them."""
        read = self.desk.attempt(self._read)
        if read is None:
            return
        view, found = read
        now = [each for each in view.matches if each.status is not MatchStatus.ENDED]
        before = [each for each in view.matches if each.status is MatchStatus.ENDED]
        parts: list[QWidget] = [match_card(self.desk, each, of_mentor=False) for each in now]
        if not now:
            card = Card("Matches")
            card.add(Words(f"{view.mentee} is not matched with a mentor now.", "muted"))
            parts.append(card)
        if view.over or view.mentor_id:
            parts.append(self._as_mentor(view))
        parts.append(self._wishes(view))
        if not view.over:
            parts += [self._suggested(found), self._excluded(found)]
        parts += [match_card(self.desk, each, of_mentor=False) for each in before]
        self._body.show_parts(*parts)

    def _read(self) -> tuple[MatchesView, Suggestions]:
        return self.desk.read(matches_view, self.mentee_id), self.desk.read(suggestions, self.mentee_id)

    def _as_mentor(self, view: MatchesView) -> Card:
        card = Card("As a mentor")
        if view.mentor_id:
            open_page = partial(self.desk.go, Link("mentor", view.mentor_id))
            card.add(Words(f"{view.mentee} mentors here now."))
            card.body.addLayout(line(LinkButton("Open their page as a mentor", open_page), None))
            return card
        card.add(Words("Somebody who was mentored here may come back to mentor others.", "muted"))
        if self.desk.may(become_mentor):
            start = partial(new_role, self.desk, self.mentee_id)
            card.body.addLayout(line(button("Make them a mentor", start, name="become_mentor"), None))
        return card

    def _wishes(self, view: MatchesView) -> Card:
        start = partial(edit_wishes, self.desk, self.mentee_id)
        actions = []
        if self.desk.may(set_wishes):
            change = button("Change" if view.wish_version else "Write down", start, name="wishes")
            change.setAccessibleName(f"{change.text()}: what they wish for")
            actions.append(change)
        card = Card("What they wish for", *actions)
        wish = view.wish
        if not view.wish_version:
            card.add(Words("Nothing was written down yet. Suggestions are better when it is.", "muted"))
            return card
        asks = [
            *([MENTOR_WORDS[wish.mentor_gender]] if wish.mentor_gender else []),
            *(["Lived experience"] if wish.lived_experience else []),
            *(["May work alone"] if wish.lone_working else []),
        ]
        card.add(
            FactGrid(
                [
                    ("Asks for", "\n".join(asks)),
                    ("Where they would meet", wish.meeting_postcode),
                    ("When they can meet", week_words(wish.times).replace("; ", "\n")),
                    ("Interests", displayed(wish.interests)),
                    ("Help they would like", displayed(wish.help_wanted)),
                ]
            )
        )
        return card

    def _suggested(self, found: Suggestions) -> Card:
        card = Card(f"Suggested, {count_of(len(found.ranked), 'mentor')}")
        card.add(Words("The best first. A person decides; this is only what the records say.", "muted"))
        if not found.ranked:
            card.add(EmptyState("users", "No mentor may be suggested now. The list below says why."))
        shown = found.ranked if self._all else found.ranked[:SHOWN]
        for place, each in enumerate(shown, start=1):
            card.add(box("line"), self._suggestion(place, each))
        if len(shown) < len(found.ranked):
            more = count_of(len(found.ranked) - len(shown), "more mentor")
            card.body.addLayout(line(button(f"Show {more}", self._show_all, name="show_all"), None))
        return card

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    def _show_excluded(self) -> None:
        self._all_excluded = True
        self.refresh()

    def _suggestion(self, place: int, each: Suggestion) -> QWidget:
        made = QWidget()
        go = LinkButton(f"{place}. {each.name}", partial(self.desk.go, Link("mentor", each.mentor_id)))
        head: list[QWidget | None] = [go, None]
        if self.desk.may(propose_match):
            start = partial(propose, self.desk, self.mentee_id, each.mentor_id, each.name)
            verb = button("Propose", start, name=f"propose_{each.mentor_id}")
            verb.setAccessibleName(f"Propose {each.name}")
            head.append(verb)
        says = [_reason("check", "green", "For", words) for words in each.reasons_for]
        says += [_reason("minus", "amber", "Mind", words) for words in each.reasons_against]
        made.setLayout(column(line(*head, gap=8), *says, gap=4))
        return made

    def _excluded(self, found: Suggestions) -> Card:
        card = Card(f"Not to be matched now, {count_of(len(found.excluded), 'mentor')}")
        says = "Nothing outweighs these reasons. Only a mentor at their limit can still be proposed."
        card.add(Words(says, "muted"))
        shown = found.excluded if self._all_excluded else found.excluded[:EXCLUDED_SHOWN]
        for each in shown:
            card.add(box("line"), self._refusal(each))
        if len(shown) < len(found.excluded):
            more = count_of(len(found.excluded) - len(shown), "more mentor")
            card.body.addLayout(line(button(f"Show {more}", self._show_excluded, name="show_excluded"), None))
        return card

    def _refusal(self, each: Excluded) -> QWidget:
        made = QWidget()
        go = LinkButton(each.name, partial(self.desk.go, Link("mentor", each.mentor_id)))
        says = [_reason("x", "red", "Excluded", words) for words in each.why]
        head: list[QWidget | None] = [go, None]
        if each.full and self.desk.may(propose_match):
            start = partial(propose, self.desk, self.mentee_id, each.mentor_id, each.name, each.why[0])
            verb = button("Propose all the same", start, name=f"propose_{each.mentor_id}")
            verb.setAccessibleName(f"Propose {each.name} all the same")
            head.append(verb)
        made.setLayout(column(line(*head, gap=8), *says, gap=4))
        return made


def _reason(icon: str, ink: str, word: str, says: str) -> QWidget:
    made = QWidget()
    words = Words(says)
    words.setAccessibleName(f"{word}: {says}")
    whole = line(column(Picture(icon, ink, 16), None), words, gap=8)
    whole.setStretch(1, 1)
    made.setLayout(whole)
    return made
