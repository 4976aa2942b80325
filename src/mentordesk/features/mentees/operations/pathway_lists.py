"""Setting up the lists of pathways, renaming and adding pathways, and choosing the list in use."""

from sqlalchemy import select

from mentordesk.features.mentees.rules.pathway_lists import (
    LISTS,
    ListChoice,
    PathwayDraft,
    choice_problems,
    pathway_problems,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.pathways import Pathway, PathwayList
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def ensure_pathways(work: Work) -> None:
    """Add the lists of pathways to a casebook that has none; the first one is in use."""
    if work.session.scalar(select(PathwayList.id).limit(1)) is not None:
        return
    first: dict[int, int] = {}
    for place, named in enumerate(LISTS):
        made = work.add(PathwayList(name=named.name, in_use=place == 0))
        for each in named.pathways:
            root = first.get(each.goes_on_from) if each.goes_on_from else None
            pathway = work.add(Pathway(list_id=made.id, number=each.number, name=each.name, maps_to=root))
            if place == 0:
                first[each.number] = pathway.id


@operation(needs=Permission.MENTEE_EDIT)
def rename_pathway(work: Work, pathway_id: int, version: int, draft: PathwayDraft) -> None:
    """Give a pathway another name; its ratings stay with it."""
    pathway = work.change(Pathway, pathway_id, version)
    others = [each.name for each in pathway.list.pathways if each.id != pathway_id]
    work.refuse(pathway_problems(draft, others))
    pathway.name = _name(draft)


@operation(needs=Permission.MENTEE_EDIT)
def add_pathway(work: Work, list_id: int, draft: PathwayDraft) -> int:
    """Add a pathway of the charity's own at the end of a list."""
    kept = work.find(PathwayList, list_id)
    work.refuse(pathway_problems(draft, [each.name for each in kept.pathways]))
    number = max((each.number for each in kept.pathways), default=0) + 1
    pathway = Pathway(number=number, name=_name(draft))
    kept.pathways.append(pathway)
    return work.add(pathway).id


@operation(needs=Permission.MENTEE_EDIT)
def choose_pathway_list(work: Work, draft: ListChoice) -> None:
    """Choose which list is in use from now on; ratings on the others are kept."""
    work.refuse(choice_problems(draft))
    chosen = work.find(PathwayList, draft.list_id or 0)
    for each in work.session.scalars(select(PathwayList)):
        each.in_use = each.id == chosen.id


def _name(draft: PathwayDraft) -> str:
    return " ".join(clean(draft.name).split())
