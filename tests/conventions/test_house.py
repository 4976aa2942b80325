"""The rules of the house, read from the house itself."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Float, Numeric, Text

import mentordesk
from mentordesk.records import everything
from mentordesk.records.base import Record
from mentordesk.records.types import Instant

SOURCE = Path(mentordesk.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
REFUSED_NAMES = {"utils", "util", "helpers", "helper", "manager", "service", "services", "misc", "common"}

ABOUT_PEOPLE = {
    "draft": {"title", "fields"},
    "person": {"name"},
    "trail_change": {"before", "after"},
    "agreement": {"agreed_by"},
    "review": {"prepared_by"},
    "review_entry": {"met", "not_met", "lessons", "note"},
    "attachment": {"name", "content"},
    "breach": {
        *("happened", "whose", "data_kinds", "risk_reasons", "reporting_reasons", "measures"),
    },
    "complaint": {"name", "about", "reasons"},
    "data_request": {
        *(
            "name",
            "identity_by",
            "identity_how",
            "pause_reason",
            "extended_reason",
            "refusal_reason",
            "notes",
        ),
    },
    "redaction": {"words", "reason"},
    "bin_entry": {"content", "title", "whose"},
    "consent": {"taken_by", "withdrawn_reason"},
    "dip_answer": {"note"},
    "dip_finding": {"recheck_note", "what"},
    "episode": {"exit_reason", "next_steps", "summary"},
    "equality_answers": {
        "age",
        "disability",
        "ethnicity",
        "gender",
        "marriage",
        "orientation",
        "pregnancy",
        "religion",
        "sex",
    },
    "flag": {"kind", "note"},
    "keeping": {"reason"},
    "goal": {"archive_reason", "own_words", "title"},
    "goal_step": {"wording"},
    "hard_outcome": {"accommodation", "bank_account", "benefits", "treatment", "work"},
    "identifier": {"says", "value"},
    "lead_plan": {"proposed", "reason", "system"},
    "mentee": {
        "access_needs",
        "address",
        "age_band",
        "birth_date",
        "email",
        "emergency_name",
        "emergency_phone",
        "emergency_relation",
        "first_names",
        "interpreter",
        "language",
        "last_name",
        "name_key",
        "never_mention_us",
        "no_calls",
        "no_letters",
        "no_messages",
        "phone",
        "postcode",
        "preferred_name",
        "reading_needs",
        "safe_contact",
    },
    "mentee_photo": {"content"},
    "merge_field": {"before", "after"},
    "non_association": {"reason"},
    "note": {"text"},
    "pathway_progress": {"note", "state"},
    "placement": {"place", "setting"},
    "predictor_score": {"score"},
    "rating": {"note", "score"},
    "referral": {"decision_reason", "reason", "source_person", "unavailable"},
    "restriction": {"kind", "says"},
    "risk_summary": {"level", "says", "supplied_by"},
    "saved_view": {"name", "name_key", "what"},
    "scheme": {"kind", "level"},
    "sentence": {"end_date", "kind", "offence", "release_date", "sentence_date"},
    "supervision": {"officer"},
    "session": {"journey", "place", "place_key", "reason_words", "topic", "unmatched_reason"},
    "attendance": {"next_plans", "notify_words", "response", "strengths", "summary"},
    "supervision_note": {"wording"},
    "session_amendment": {"reason"},
    "concern": {"close_reason", "immediate_risk", "kind", "outcome", "seen", "told"},
    "concern_step": {"told", "wording"},
    "liaison": {"partner_person", "summary"},
    "duty": {"note"},
    "declared_conflict": {"reason"},
    "development_plan": {"strengths", "hopes", "volunteer_signed_name", "supervisor_signed_name"},
    "development_objective": {"wording", "why", "action", "support", "evidence"},
    "development_review": {"summary", "changes", "volunteer_name", "supervisor_name"},
    "training_event": {"trainer"},
    "training_done": {"certificate_number", "note"},
    "training_certificate": {"name", "content"},
    "training_need": {"wording"},
    "match": {"boundaries"},
    "match_change": {"reason"},
    "match_wish": {
        *("gender", "mentor_gender", "meeting_postcode", "times", "interests"),
        *("help_wanted", "lived_experience", "lone_working"),
    },
    "dbs_check": {
        *("level", "workforce", "number", "issue_date", "seen_by", "decision", "decision_date"),
        *("decided_by", "disclosure", "assessment", "assessment_review_date"),
    },
    "interview_score": {"score", "note"},
    "prison_clearance": {"vetting", "pass_number", "note"},
    "volunteer_interview": {"held_by", "decision", "note"},
    "volunteer_reference": {"referee", "relation", "reach", "note"},
    "service_break": {"reason"},
    "service_spell": {"end_note", "end_reason"},
    "stage_change": {"reason"},
    "support_action": {"wording"},
    "support_note": {"note", "wellbeing", "wellbeing_note"},
    "support_talk": {"topic"},
    "volunteer": {
        *("name", "name_key", "phone", "email", "address", "heard_from", "travel", "emergency_name"),
        *("emergency_relation", "emergency_phone"),
        *("postcode", "area", "times", "languages", "interests", "skills"),
        *("lived_experience", "gender", "mentee_gender", "dbs_decision", "dbs_date", "references_date"),
        *("training_date", "setting_level", "lone_working", "mentee_id"),
    },
}
ABOUT_THE_WORK = {
    ("dip_sample", "conclusion"),
    ("note_template", "wording"),
    ("dip_sample", "frame"),
    ("plan", "partners"),
    ("plan", "acknowledgement"),
    ("plan", "issues_lead_in"),
    ("plan", "issues"),
    ("target", "achieve"),
    ("target", "actions"),
    ("target", "measures"),
    ("target", "agreed_wording"),
    ("target", "timely"),
    ("review", "target_wording"),
    ("review", "action_required"),
    ("review", "evidence"),
    ("review", "correction_reason"),
    ("review_entry", "rag_reason"),
    ("retention_period", "reason"),
    ("training_course", "covers"),
    ("training_event", "note"),
    ("training_offer", "booking"),
    ("quality_standard", "note"),
    ("standard_requirement", "evidence"),
    ("standard_requirement", "next_step"),
    *(("processing", each) for each in ("people", "data", "recipients", "transfers", "retention")),
    *(("processing", each) for each in ("security", "basis_reason")),
}
"""Free text that says something about a plan; a new free text is put here or marked as personal."""


@pytest.fixture(scope="module", autouse=True)
def _records() -> None:
    everything.load()


def test_no_column_is_a_float() -> None:
    columns = [column for table in Record.metadata.tables.values() for column in table.columns]
    assert [f"{each}" for each in columns if isinstance(each.type, Float | Numeric)] == []


def test_instants_end_in_at_and_dates_in_date() -> None:
    for table in Record.metadata.tables.values():
        for column in table.columns:
            assert isinstance(column.type, Instant) == (column.name.endswith("_at") or column.name == "at")


def test_what_says_something_about_a_person_is_marked() -> None:
    marked = {
        table.name: {column.name for column in table.columns if column.info.get("personal")}
        for table in Record.metadata.tables.values()
    }
    assert {name: columns for name, columns in marked.items() if columns} == ABOUT_PEOPLE


def test_every_free_text_was_thought_about() -> None:
    free = {
        (table.name, column.name)
        for table in Record.metadata.tables.values()
        for column in table.columns
        if type(column.type) is Text and not column.info.get("personal")
    }
    assert free == ABOUT_THE_WORK


def test_every_record_has_a_word_for_people_and_a_number() -> None:
    for mapper in Record.registry.mappers:
        assert mapper.class_.word, mapper.class_
        assert mapper.class_.__doc__, mapper.class_
        assert {"id", "version"} <= {column.name for column in mapper.local_table.columns}


def test_no_file_is_too_long_to_read() -> None:
    assert [str(path) for path in FILES if len(path.read_text("utf-8").splitlines()) > 400] == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert [str(path) for path in FILES if REFUSED_NAMES & {path.stem, path.parent.name}] == []


def public(tree: ast.AST, name: str) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield f"{name}.{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public(node, f"{name}.{node.name}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_public_thing_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "the module says nothing"
    overrides = {
        "paint",
        "event",
        "eventFilter",
        "data",
        "rowCount",
        "columnCount",
        "headerData",
        "sort",
        "run",
    }
    silent = [
        name
        for name, node in public(tree, path.stem)
        if not ast.get_docstring(node) and name.rpartition(".")[2] not in overrides
    ]
    assert silent == []


def test_nothing_reads_the_clock_of_the_day_or_sleeps() -> None:
    """The clock is handed over; `wall_clock` is the one place that reads it."""
    readers = {
        path.name
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"today", "utcnow", "sleep"}
        if isinstance(node.value, ast.Name) and node.value.id in {"date", "datetime", "time"}
    }
    assert readers == set()


def test_the_unlock_window_loads_neither_records_nor_migrations_nor_paper() -> None:
    code = (
        "import sys, mentordesk.app.start, mentordesk.app.unlock\n"
        "heavy = ('sqlalchemy', 'alembic', 'reportlab', 'openpyxl', 'sqlcipher3')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_in_the_program_knows_the_place_where_it_was_made() -> None:
    assert [str(path) for path in FILES if "../shared" in path.read_text("utf-8")] == []
