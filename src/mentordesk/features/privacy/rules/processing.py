"""The record of processing: what a purpose must say, and what to think twice about."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from mentordesk.records.processing import LawfulBasis, OffenceCondition, SpecialCondition

SECURITY = "Encrypted casebook; each person signs in with a passphrase; roles; audit trail; verified backups"
NOWHERE = "None outside the United Kingdom"
PARAGRAPH_31 = (
    "Paragraph 31 covers only not-for-profit bodies with a political, philosophical, religious or trade "
    "union aim. An ordinary mentoring charity cannot rely on it."
)
NEED_POLICY = {
    *(SpecialCondition.EMPLOYMENT, SpecialCondition.EQUALITY),
    *(SpecialCondition.COUNSELLING, SpecialCondition.SAFEGUARDING),
}
NEED_POLICY_TOO = {
    *(OffenceCondition.EMPLOYMENT, OffenceCondition.UNLAWFUL_ACTS),
    *(OffenceCondition.COUNSELLING, OffenceCondition.SAFEGUARDING),
}


@dataclass(frozen=True)
class ProcessingDraft:
    """One purpose with everything that Article 30 asks for, and its lawful basis."""

    purpose: str = ""
    people: str = ""
    data: str = ""
    recipients: str = ""
    transfers: str = NOWHERE
    retention: str = ""
    security: str = SECURITY
    basis: LawfulBasis | None = None
    basis_reason: str = ""
    special: SpecialCondition | None = None
    offence_data: bool = False
    offence: OffenceCondition | None = None
    policy_document: bool = False
    confirmed_date: date | None = None


@cache
def suggested_purposes() -> tuple[ProcessingDraft, ...]:
    """Return the purposes that are shipped as suggestions."""
    text = (resources.files("mentordesk") / "resources" / "processing.toml").read_text("utf-8")
    return tuple(_draft(each) for each in tomllib.loads(text)["purpose"])


def processing_problems(draft: ProcessingDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a purpose, by field."""
    problems = {}
    if not draft.purpose.strip():
        problems["purpose"] = "Give the purpose."
    elif len(draft.purpose.strip()) > 200:
        problems["purpose"] = "Use at most 200 characters."
    if draft.offence is not None and not draft.offence_data:
        problems["offence"] = "Tick that criminal offence data is used, or choose no condition."
    if draft.confirmed_date is not None:
        problems |= _unconfirmed(draft, today)
    return problems


def warnings(draft: ProcessingDraft) -> list[str]:
    """Return what to think twice about before this purpose is relied on."""
    found = []
    if draft.basis is None:
        found.append("No lawful basis of Article 6 is chosen.")
    if draft.offence_data and draft.offence is None:
        found.append("Criminal offence data is used, and no condition of Article 10 is chosen.")
    if draft.offence is OffenceCondition.NOT_FOR_PROFIT:
        found.append(PARAGRAPH_31)
    if draft.special is SpecialCondition.NOT_FOR_PROFIT:
        found.append(PARAGRAPH_31.replace("Paragraph 31", "Article 9(2)(d)"))
    if (draft.special in NEED_POLICY or draft.offence in NEED_POLICY_TOO) and not draft.policy_document:
        found.append("This condition needs an appropriate policy document.")
    return found


def _unconfirmed(draft: ProcessingDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.confirmed_date and draft.confirmed_date > today:
        problems["confirmed_date"] = "Give a day that is not after today."
    if draft.basis is None:
        problems["basis"] = "Choose the lawful basis before you confirm this purpose."
    if draft.offence_data and draft.offence is None:
        problems["offence"] = "Choose the condition of Article 10 before you confirm this purpose."
    return problems


def _draft(told: dict[str, object]) -> ProcessingDraft:
    special, offence = told.get("special"), told.get("offence")
    return ProcessingDraft(
        purpose=str(told["purpose"]),
        people=str(told["people"]),
        data=str(told["data"]),
        recipients=str(told["recipients"]),
        retention=str(told["retention"]),
        basis=LawfulBasis(str(told["basis"])),
        basis_reason=str(told["basis_reason"]),
        special=SpecialCondition(str(special)) if special else None,
        offence_data=bool(told["offence_data"]),
        offence=OffenceCondition(str(offence)) if offence else None,
        policy_document=bool(told["policy_document"]),
    )
