"""The erasure ledger: whoever was erased is erased again when an older backup brings them back."""

from sqlalchemy import select

from mentordesk.features.privacy.operations.erasure import destroy_again
from mentordesk.records.mentees import Mentee
from mentordesk.records.retention import Method, Subject
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.casebook import Store
from mentordesk.store.engine import telling
from mentordesk.store.state import ledger

_FACTS = {Method.ERASED: "erased", Method.ANONYMISED: "anonymised"}
_AT_ONCE = 500


def apply_ledger(store: Store) -> int:
    """Erase and anonymise again whom the ledger names; return how many people that were.

    The ledger holds random tokens only. When nobody of it is here this is one look at an index.
    """
    tokens = {method: ledger(store.vault.folder, fact) for method, fact in _FACTS.items()}
    if store.read_only or not any(tokens.values()):
        return 0
    found = tuple(
        (method, subject, number)
        for method, these in tokens.items()
        for subject, kind in ((Subject.MENTEE, Mentee), (Subject.MENTOR, Volunteer))
        for number in _numbers(store, kind, these)
    )
    if found:
        store.write_as_program(destroy_again, found)
    return len(found)


def _numbers(store: Store, kind: type[Mentee | Volunteer], tokens: list[str]) -> list[int]:
    found: list[int] = []
    with telling(), store.connection() as connection:
        for start in range(0, len(tokens), _AT_ONCE):
            some = tokens[start : start + _AT_ONCE]
            found += connection.execute(select(kind.id).where(kind.token.in_(some))).scalars()
    return found
