"""Why somebody opens a case that is not theirs."""

from dataclasses import dataclass

from mentordesk.kernel.choices import Choice

LONGEST = 300


class OpeningReason(Choice):
    """Why somebody opens a case that is not theirs."""

    COVERING = "covering", "Covering for a colleague"
    FIGURES = "figures", "Checking figures"
    SAFEGUARDING = "safeguarding", "Safeguarding"
    SUPERVISION = "supervision", "Supervision"
    OTHER = "other", "Another reason"


@dataclass(frozen=True)
class OpeningDraft:
    """The reason; another one is said in words."""

    reason: OpeningReason | None = None
    other: str = ""


def opening_problems(draft: OpeningDraft) -> dict[str, str]:
    """Return what is wrong with a reason, by field."""
    problems = {}
    if draft.reason is None:
        problems["reason"] = "Choose why you open this case."
    elif draft.reason is OpeningReason.OTHER and not draft.other.strip():
        problems["other"] = "Say what the reason is."
    if len(draft.other) > LONGEST:
        problems["other"] = f"Use at most {LONGEST} characters."
    return problems


def reason_words(draft: OpeningDraft) -> str:
    """Return a reason as the trail keeps it: "Safeguarding", or "Supervision: yearly look"."""
    said = " ".join(draft.other.split())
    if draft.reason in {None, OpeningReason.OTHER}:
        return said
    label = draft.reason.label if draft.reason else ""
    return f"{label}: {said}" if said else label


def opening_draft(words: str) -> OpeningDraft:
    """Return the reason that was typed on the command line: one of the codes, or words of one's own."""
    code = words.strip().lower()
    known = next((each for each in OpeningReason if code in {each.value, each.label.lower()}), None)
    return OpeningDraft(known) if known else OpeningDraft(OpeningReason.OTHER, words.strip())
