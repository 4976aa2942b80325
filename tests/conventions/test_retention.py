"""Every personal column has a rule that says how long it is kept, and what anonymising does with it."""

from sqlalchemy import Boolean, Enum, String, inspect

from mentordesk.features.privacy.rules.retention import shipped_policy
from mentordesk.records import everything
from mentordesk.records.base import Record
from mentordesk.records.mentees import Mentee
from mentordesk.records.types import PartsOfWeek
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import references


def kinds() -> dict[str, type[Record]]:
    everything.load()
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Record.registry.mappers}


def personal() -> set[tuple[str, str]]:
    return {(name, column) for name, kind in kinds().items() for column in kind.personal_columns()}


def uncovered(columns: set[tuple[str, str]]) -> list[tuple[str, str]]:
    policy = shipped_policy()
    return sorted(
        (table, column)
        for table, column in columns
        if table not in policy.tables or policy.tables[table].rule_of(column) not in policy.rules
    )


def belonging() -> set[str]:
    found, waiting = set(), [Mentee, Volunteer]
    while waiting:
        kind = waiting.pop()
        found.add(kind.__tablename__)
        waiting += [
            each.kind
            for each in references(kind)
            if each.owned and each.kind.__tablename__ not in found and each.kind.audited
        ]
    return found


def test_every_personal_column_has_a_rule() -> None:
    assert uncovered(personal()) == []


def test_power_a_column_without_a_rule_is_noticed() -> None:
    assert uncovered({("a_new_table", "name")}) == [("a_new_table", "name")]


def test_the_policy_speaks_of_columns_that_are_there_and_every_rule_is_used() -> None:
    policy, known = shipped_policy(), personal()
    said = {
        (table, column) for table, each in policy.tables.items() for column in (*each.figures, *each.columns)
    }
    assert said - known == set()
    assert {table for table, _ in known} == set(policy.tables)
    used = {rule for each in policy.tables.values() for rule in (each.rule, *each.columns.values())}
    assert set(policy.rules) - used <= {"applicant", "child", "not_taken_up"}
    assert all(each.why.endswith(".") for each in policy.rules.values())


def test_what_belongs_to_somebody_is_blanked_or_removed_when_they_are_anonymised() -> None:
    policy = shipped_policy()
    for table in belonging() & set(policy.tables):
        each = policy.tables[table]
        assert each.anonymised in {"blank", "remove"}, table
        for name in kinds()[table].personal_columns() - each.figures if each.anonymised == "blank" else ():
            column = inspect(kinds()[table]).columns[name]
            can_be = column.nullable or isinstance(column.type, String | Boolean | PartsOfWeek)
            assert can_be, (table, name)
            assert column.nullable or not isinstance(column.type, Enum), (table, name)


def test_what_does_not_say_anything_of_a_person_may_stay() -> None:
    """Tables that belong to somebody and have no personal column hold only dates and numbers."""
    assert belonging() - set(shipped_policy().tables) == {
        "attendance_goal",
        "attendance_pathway",
        "attendance_step",
        "desired_outcome",
        "dip_case",
        "merge",
        "signed_paper",
        "support_line",
        "merge_move",
        "role_holding",
        "training_place",
    }
