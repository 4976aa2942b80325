"""What the invented sessions say: notes, topics of the group, places to meet."""

PLACES = ("Northbridge library", "The Hub, Canal Street", "Café by the bus station", "Alder Park")
GROUP_TOPICS = (
    "Cooking for one on a small budget",
    "How a tenancy works",
    "Telling an employer about a conviction",
    "A walk round the reservoir",
)
_NOTES = (
    (
        "Filled in the council form together. Proof of address is still missing.",
        "Tired at first, then glad that the form was done.",
        "Keeps every letter in a folder.",
        "Ring the housing office on Thursday, together.",
    ),
    (
        "Talked about the week. He has been to the gym twice and slept better.",
        "Calm and open.",
        "Asked for help before things went wrong.",
        "",
    ),
    ("Wrote a CV and sent it to two places.", "Proud of it.", "Writes well.", "Practise for an interview."),
    ("Rang the contact centre about a first visit. They call back.", "", "", "See what they say."),
    ("Went through letters and made a list of what is owed.", "Worried.", "", "Ask for an advice session."),
    ("Walked in the park. Talked about old company and how to say no.", "Thoughtful.", "Honest.", ""),
)


def notes_of(number: int) -> tuple[str, str, str, str]:
    """Return summary, response, strengths and plans of a session; every fourth has a short summary only."""
    if number % 4 == 3:
        return ("A short catch-up. All well.", "", "", "")
    return _NOTES[number % len(_NOTES)]
