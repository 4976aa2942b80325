"""Views of lists that people save under a name, kept inside the casebook for whoever saved them."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from mentordesk.kernel.errors import Invalid, NotAllowed, NotFound
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, one_line
from mentordesk.records.views import SavedView
from mentordesk.store.work import Reading, Work, operation, query

LONGEST_NAME = 100


@dataclass(frozen=True)
class ViewRow:
    """One saved view; `what` holds the words, filters and order as plain JSON."""

    id: int
    version: int
    name: str
    what: dict[str, Any]


def view_problems(name: str) -> dict[str, str]:
    """Return what is wrong with the name of a view."""
    if not fold(one_line(name)):
        return {"name": "Give the view a name."}
    if len(one_line(name)) > LONGEST_NAME:
        return {"name": f"Use at most {LONGEST_NAME} characters."}
    return {}


@operation(needs=Permission.SIGN_IN)
def save_view(work: Work, list_name: str, name: str, what: dict[str, Any]) -> int:
    """Save a view of a list under a name that the person has not given to another one."""
    if work.actor.person_id is None:
        message = "A view belongs to somebody. Sign in under your own name to save one."
        raise NotAllowed(message)
    view = SavedView(person_id=work.actor.person_id, list_name=list_name)
    _fill(work, view, name, what)
    return work.add(view).id


@operation(needs=Permission.SIGN_IN)
def change_view(work: Work, view_id: int, version: int, name: str, what: dict[str, Any]) -> None:
    """Give the person's own view another name, or have it show something else."""
    _own(work, view_id)
    _fill(work, work.change(SavedView, view_id, version), name, what)


@operation(needs=Permission.SIGN_IN)
def drop_view(work: Work, view_id: int, version: int) -> None:
    """Delete the person's own view; the records that it showed stay."""
    _own(work, view_id)
    work.remove(work.change(SavedView, view_id, version))


@query(needs=Permission.SIGN_IN)
def my_views(reading: Reading, list_name: str) -> list[ViewRow]:
    """The person's own views of a list, by name."""
    mine = select(SavedView).where(
        SavedView.person_id == reading.actor.person_id, SavedView.list_name == list_name
    )
    found = reading.session.scalars(mine.order_by(SavedView.name_key, SavedView.id))
    return [ViewRow(each.id, each.version, each.name, json.loads(each.what)) for each in found]


def _own(work: Work, view_id: int) -> None:
    if work.find(SavedView, view_id).person_id != work.actor.person_id:
        message = "This view is somebody else's. Nothing was changed."
        raise NotFound(message)


def _fill(work: Work, view: SavedView, name: str, what: dict[str, Any]) -> None:
    work.refuse(view_problems(name))
    key = fold(one_line(name))
    with work.session.no_autoflush:
        other = work.session.scalar(
            select(SavedView.id).where(
                SavedView.person_id == view.person_id,
                SavedView.list_name == view.list_name,
                SavedView.name_key == key,
            )
        )
    if other is not None and other != view.id:
        raise Invalid({"name": "You have a view of this name already. Choose another name."})
    view.name, view.name_key, view.what = one_line(name), key, json.dumps(what)
