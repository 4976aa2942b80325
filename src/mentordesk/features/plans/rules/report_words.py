"""The words of a SMART plan and its progress form, exactly as funders print them. DOMAIN §1.1 and §1.2."""

COLUMNS = (
    ("achieve", "Specific", "What specifically is to be achieved?"),
    ("actions", "Specific", "What are the specific actions that need to be taken?"),
    ("measures", "Measurable", "What will be the key tangible measures of success?"),
    (
        "agreed_by",
        "Agreed",
        "Who needs to agree with this action to ensure its successful completion?",
    ),
    ("realistic", "Realistic", "How realistic is it that this action can be fully achieved"),
    (
        "timely",
        "Timely",
        "What is it that makes this the right time to be pursuing this action?",
    ),
)
"""The six questions under the five headings; the fifth has no question mark in the source."""

PROGRESS_COLUMNS = (
    ("met", "Target met (including how you achieved this)"),
    ("not_met", "Target not met (including reasons/barriers to achieving success)"),
    ("lessons", "Lessons for partners to draw from the experience"),
)
