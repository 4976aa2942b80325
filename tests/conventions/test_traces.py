"""Every form about somebody is known to erasing, so that its draft goes with them."""

import ast
import re
from pathlib import Path

import mentordesk
from mentordesk.records import everything
from mentordesk.records.base import Record
from mentordesk.store.traces import FORMS, NEW_PEOPLE

SOURCE = Path(mentordesk.__file__).parent
ABOUT_NOBODY = {
    *(
        "organisation",
        "person",
        "passphrase",
        "districts",
        "volunteer_settings",
        "volunteer_lists",
        "stages",
        "pathway_list",
        "pathway",
        "new_pathway",
    ),
    *("plan", "copy_plan", "import_plan", "target", "review", "correct_review", "smart_plan_report"),
    *("register_report", "equality_report", "progress_report", "destruction_report", "activity_report"),
    "calendar_export",
    *("volunteer_report", "badges"),
    *("processing", "retention_period ", "breach", "change-key"),
    *("learning_sources", "volunteer_paper", "new_course", "course", "new_offer", "offer", "volunteer_roles"),
    *("new_training_event", "new_standard", "standard", "standard_evidence", "standard_paper"),
    *("session_days", "session_reason", "note_template"),
    *("sheet_code", "settle_sheet", "blank_sheets", "week_sheets", "concerns_report"),
    *("dip_sample", "dip_checklist", "dip_conclusion", "dip_report"),
}
"""Forms about the work, and choices of reports; a new form is put here or in `FORMS`."""
MADE = {
    "Form",
    "PlanForm",
    "_form",
    "_goal_form",
    "_rating_form",
    "_name_form",
    "_flag_form",
    "_referral_form",
    "_mentor_form",
    "_plan_form",
    "_objective_form",
    "_review_form",
    "_course_form",
    "_standard_form",
    "_event_form",
    "_training_form",
    "_need_form",
    "_offer_form",
    "_spell_form",
}


def key_of(node: ast.expr) -> list[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        return [str(node.values[0].value)]
    if isinstance(node, ast.IfExp):
        return [*key_of(node.body), *key_of(node.orelse)]
    if isinstance(node, ast.Tuple):
        return key_of(node.elts[0])
    return []


def keys() -> set[str]:
    found = set()
    for path in SOURCE.rglob("screens/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MADE:
                found |= set(key_of(node.args[1])) if len(node.args) > 1 else set()
    return found


def known(key: str) -> bool:
    if key in ABOUT_NOBODY or key in NEW_PEOPLE:
        return True
    return any(key.startswith(each) or each.startswith(key) for each in FORMS)


def test_every_form_is_about_somebody_or_about_nobody() -> None:
    found = keys()
    assert len(found) > 30, found
    assert {each for each in found if not known(each)} == set()


def test_power_a_form_that_is_not_known_is_noticed() -> None:
    assert not known("a_new_form")


def test_the_forms_speak_of_tables_that_are_there() -> None:
    everything.load()
    assert {table for each in FORMS.values() for table in each} <= set(Record.metadata.tables)
    assert all(re.fullmatch(r"[a-z_ ]+", each) for each in FORMS)
