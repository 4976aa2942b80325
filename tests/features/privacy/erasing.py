"""Somebody whose every trace holds a canary, and a look through everything a casebook is made of."""

import base64
from datetime import timedelta

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from mentordesk.features.mentees.operations.attachments import attach, remove_attachment
from mentordesk.features.mentees.operations.consents import give_consent
from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.operations.goals import add_goal
from mentordesk.features.mentees.operations.justice import add_justice, remove_justice
from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import add_mentee, change_mentee, end_episode, raise_flag
from mentordesk.features.mentees.operations.referrals import decide, refer
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.mentees.rules.consent import ConsentDraft
from mentordesk.features.mentees.rules.goals import GoalDraft, StepDraft
from mentordesk.features.mentees.rules.justice import Part, PlacementDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import ExitDraft, FlagDraft, IdentifierDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import DecisionDraft, ReferralDraft
from mentordesk.features.privacy.operations.retention import keep_file, lift_keeping
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.records.consents import Basis, Purpose
from mentordesk.records.goals import StepStatus
from mentordesk.records.justice import Setting
from mentordesk.records.mentees import ExitReason, FlagKind
from mentordesk.records.referrals import Decision, Route
from mentordesk.records.retention import KeepKind, Subject
from mentordesk.store.casebook import Store
from mentordesk.store.vault import RECORDS
from mentordesk.store.views import save_view
from tests.casebooks import TODAY, Casebook
from tests.features.privacy.test_queries import ANSWERS

PAGE = 4096
CANARY = "kestrelmoth"
"""A word that stands in every text about the person, and nowhere else."""
LONG_AGO = TODAY - timedelta(days=9 * 365)


def word(number: int) -> str:
    """The canary with a number, so that a hit tells where it came from."""
    return f"{CANARY}{number}"


def add_canary(store: Store, *, closed: bool = True) -> int:
    """Somebody with everything that a casebook keeps of a person; some of it changed, removed, merged."""
    person = MenteeDraft(
        first_names=word(1),
        last_name=word(2),
        preferred_name=word(3),
        address=word(4),
        phone="01632 960999",
        safe_contact=word(5),
        identifiers=(IdentifierDraft(IdentifierKind.OTHER, word(6)),),
    )
    asked = ReferralDraft(
        source="HMP Fernhill",
        route=Route.PRISON,
        referred_date=LONG_AGO,
        reason=word(7),
        source_person=word(8),
        outcomes=("A settled address",),
    )
    number = store.write(refer, person, asked)
    referral = store.read(mentee_view, number).referrals[0]
    store.write(decide, referral.id, referral.version, DecisionDraft(Decision.ACCEPTED, LONG_AGO, word(9)))
    version = store.read(mentee_view, number).version
    store.write(change_mentee, number, version, MenteeDraft(last_name=word(10), address=word(11)))
    store.write(add_note, number, NoteDraft(text=word(12)))
    store.write(add_note, number, NoteDraft(text=word(13), sensitive=True))
    store.write(attach, number, AttachmentDraft(f"{word(14)}.txt", word(15).encode()))
    gone = store.write(attach, number, AttachmentDraft(f"{word(16)}.txt", word(17).encode()))
    store.write(remove_attachment, gone, 1)
    store.write(raise_flag, number, FlagDraft(FlagKind.MAPPA, LONG_AGO, note=word(18)))
    steps = (StepDraft(word(19), None, StepStatus.NOT_STARTED),)
    store.write(add_goal, number, GoalDraft(word(20), word(21), None, TODAY, steps))
    basis = ConsentDraft(Purpose.CASEWORK, "", Basis.CONSENT, "", "2", LONG_AGO, word(22), None)
    store.write(give_consent, number, basis)
    place = store.write(add_justice, number, PlacementDraft(Setting.COMMUNITY, word(23), LONG_AGO, None))
    store.write(remove_justice, Part.PLACEMENT, place, 1)
    store.write(add_justice, number, PlacementDraft(Setting.CUSTODY, word(24), LONG_AGO, None))
    store.write(record_equality, number, 0, ANSWERS)
    twin = store.write(add_mentee, MenteeDraft(first_names=word(25), last_name=word(26)))
    store.write(add_note, twin, NoteDraft(text=word(27)))
    store.write(merge_mentees, number, twin, MergeDraft(address=word(28)))
    until = TODAY + timedelta(days=3)
    hold = store.write(keep_file, Subject.MENTEE, number, KeepKind.HOLD, until, word(29))
    store.write(lift_keeping, hold, 1)
    store.keep_draft("note", number, "Write a note", {"words": {"text": word(30)}})
    store.write(save_view, "mentees", f"About {word(10)}", {"search": word(10)})
    store.keep_draft("referral", 0, "New referral", {"words": {"last_name": word(10), "reason": word(31)}})
    if closed:
        ended = ExitDraft(LONG_AGO + timedelta(days=90), ExitReason.COMPLETED, word(32), word(33), ())
        store.write(end_episode, number, store.read(mentee_view, number).version, ended)
    return number


def decrypted(casebook: Casebook) -> bytes:
    """Every page of the closed records as plain bytes: what is free and what is slack as well.

    The defaults of SQLCipher 4: pages of 4096 bytes, the last 80 of which are the vector (16) and the seal
    (64); the first page begins with the salt (16).
    """
    content = (casebook.folder / RECORDS).read_bytes()
    assert len(content) % PAGE == 0
    pages = []
    for start in range(0, len(content), PAGE):
        page = content[start : start + PAGE]
        vector, words = page[PAGE - 80 : PAGE - 64], page[0 if start else 16 : PAGE - 80]
        reading = Cipher(algorithms.AES(casebook.data_key), modes.CBC(vector)).decryptor()
        pages.append(reading.update(words) + reading.finalize())
    return b"".join(pages)


def hits(casebook: Casebook, canary: str = CANARY) -> int:
    """How often the canary stands in the records and in the files beside them, in any case and code."""
    plain = decrypted(casebook).lower()
    assert b"trail_entry" in plain, "the pages were not decrypted"
    beside = [path for path in casebook.folder.iterdir() if path.is_file() and path.name != RECORDS]
    plain += b"".join(path.read_bytes().lower() for path in beside)
    told = base64.b64encode(canary.encode()).rstrip(b"=").lower()[:-2]
    return sum(plain.count(each) for each in (canary.encode(), canary.encode("utf-16-le"), told))
