"""Who may do what: every operation and query of the program, written down here by hand and tried."""

import importlib
import pkgutil

import pytest

import mentordesk
from mentordesk.kernel.errors import NotAllowed
from mentordesk.kernel.permissions import Role
from mentordesk.store.work import Operation, Query
from tests.casebooks import Casebook

M, C, V, R = Role.MANAGER, Role.COORDINATOR, Role.MENTOR, Role.READ_ONLY
EVERYBODY = {M, C, V, R}

WHO = {
    # drafts are their writer's own
    "keep_draft": EVERYBODY,
    "drop_draft": EVERYBODY,
    "my_draft": EVERYBODY,
    "my_drafts": EVERYBODY,
    # undo asks for the permission of what it undoes; the bin and the trail
    "note_sign_in": EVERYBODY,
    "undo": EVERYBODY,
    "bin_page": {M, C},
    "bring_back": {M, C},
    "remove_for_good": {M},
    "empty_bin": set(),
    "history": {M, C},
    "trail_page": {M},
    "trail_people": {M},
    "note_export": EVERYBODY,
    # dip samples: managers draw and conclude, coordinators answer
    "draw_sample": {M},
    "change_checklist": {M},
    "conclude_sample": {M},
    "reopen_sample": {M},
    "check_case": {M, C},
    "add_finding": {M, C},
    "change_finding": {M, C},
    "recheck_finding": {M, C},
    "dip_page": {M, C},
    "dip_findings_due": {M, C},
    "dip_people": {M, C},
    "sample_view": {M, C},
    "dip_sheet": {M, C},
    "checklist_view": {M, C},
    # saved views are their owner's own
    "save_view": EVERYBODY,
    "change_view": EVERYBODY,
    "drop_view": EVERYBODY,
    "my_views": EVERYBODY,
    # organisation
    "set_up": {M},
    "change_organisation": {M},
    "organisation_name": EVERYBODY,
    "organisation_sheet": EVERYBODY,
    "add_person": {M},
    "change_person": {M},
    "remove_person": {M},
    "give_starter_code": {M},
    "recover_passphrase": {M},
    "renew_recovery_key": {M},
    "set_my_passphrase": EVERYBODY,
    "key_holders": {M},
    "note_key_change": {M},
    "person_page": {M, C, R},
    "person_row": {M, C, R},
    "managers": {M, C, R},
    "set_grant": {M},
    "grant_rows": {M},
    "mentors_to_sign_in": {M},
    # mentees; a mentor sees only their own: tests/store/test_scope.py
    "add_mentee": {M, C},
    "change_mentee": {M, C},
    "raise_flag": {M, C},
    "change_flag": {M, C},
    "end_episode": {M, C},
    "refer": {M, C},
    "refer_again": {M, C},
    "change_referral": {M, C},
    "decide": {M, C},
    "add_note": {M, C},
    "merge_mentees": {M, C},
    "undo_merge": {M, C},
    "suspects": {M, C, V},
    "merges_into": {M, C, V},
    "attach": {M, C},
    "attachment_copy": {M, C},
    "remove_attachment": {M, C},
    "attachments": {M, C, V},
    "open_sensitive_notes": {M},
    "mentee_page": {M, C, V},
    "referral_page": {M, C, V},
    "source_rows": {M, C, V},
    "found_mentees": {M, C, V},
    "undecided_referrals": {M, C, V},
    "mentee_view": {M, C, V},
    "case_gate": {M, C, V},
    "open_case": {M, C, V},
    "timeline": {M, C, V},
    "worker_choices": {M, C, V},
    "register_sheet": {M, C},
    "mentee_of_reference": {M, C, V},
    "progress_sheet": {M, C},
    # plans
    "create_plan": {M, C},
    "change_plan": {M, C},
    "copy_plan": {M, C},
    "remove_plan": {M, C},
    "import_plan": {M, C},
    "add_target": {M, C},
    "change_target": {M, C},
    "move_target": {M, C},
    "remove_target": {M, C},
    "start_review": {M, C},
    "change_review": {M, C},
    "record_review": {M, C},
    "finish_review": {M, C},
    "correct_review": {M, C},
    "throw_away_review": {M, C},
    "review_start": {M, C},
    "correction_start": {M, C},
    "plan_page": EVERYBODY,
    "target_page": EVERYBODY,
    "found_plans": EVERYBODY,
    "plans_named": EVERYBODY,
    "owner_choices": EVERYBODY,
    "reviews_due": EVERYBODY,
    "plan_view": EVERYBODY,
    "target_view": EVERYBODY,
    "plan_file": {M, C, R},
    "plan_sheet": {M, C, R},
    "plans_to_report": {M, C, R},
    # pathways and ratings
    "ensure_pathways": {M, C},
    "rename_pathway": {M, C},
    "add_pathway": {M, C},
    "choose_pathway_list": {M, C},
    "rate_pathways": {M, C},
    "correct_ratings": {M, C},
    "set_pathway_status": {M, C},
    "pathways_view": {M, C, V},
    "rating_start": {M, C},
    "rated_day": {M, C},
    "pathway_lists": {M, C, V},
    # goals and outcomes
    "add_goal": {M, C},
    "change_goal": {M, C},
    "tick_step": {M, C},
    "complete_goal": {M, C},
    "archive_goal": {M, C},
    "reopen_goal": {M, C},
    "goals_view": {M, C, V},
    "goal_row": {M, C},
    "pathway_choices": {M, C},
    "record_outcome": {M, C},
    "outcomes_view": {M, C, V},
    # home
    "today": EVERYBODY,
    # mentees: justice context and lead plan
    "add_justice": {M, C},
    "change_justice": {M, C},
    "remove_justice": {M, C},
    "justice_sheet": {M, C, V},
    "justice_row": {M, C, V},
    "confirm_lead": {M, C},
    "lead_sheet": {M, C, V},
    # mentees: consent and basis
    "give_consent": {M, C},
    "withdraw_consent": {M, C},
    "consent_sheet": {M, C, V},
    "consent_row": {M, C, V},
    "basis_for": {M, C, V},
    "need_basis": {M, C, V},
    # mentees: photo
    "set_photo": {M, C},
    "remove_photo": {M, C},
    "photo_view": {M, C, V},
    # mentees: equality monitoring
    "record_equality": {M, C},
    "equality_form": {M, C},
    "equality_sheet": {M},
    # mentors and matches
    "add_mentor": {M, C},
    "become_mentor": {M, C},
    "mentor_start": {M, C},
    "change_mentor": {M, C},
    "set_districts": {M, C},
    # sessions; a mentor plans and records those of their own mentees only
    "record_session": {M, C, V},
    "change_session": {M, C, V},
    "remove_session": {M, C, V},
    "move_session": {M, C, V},
    "plan_series": {M, C, V},
    "repeat_session": {M, C, V},
    "change_planned": {M, C, V},
    "change_following": {M, C, V},
    "call_off_following": {M, C, V},
    "calendar_sheet": {M, C, V},
    "clash_of": {M, C, V},
    "found_for_sessions": {M, C, V},
    "planned_sheet": {M, C, V},
    "plan_hints": {M, C, V},
    "usual_plan": {M, C, V},
    "reason_choices": {M, C, V},
    "calendar_export": {M, C},
    "mentees_found": {M, C, V},
    "mentees_last": {M, C, V},
    "people_named": {M, C, V},
    "mentors_found": {M, C, V},
    "mentor_named": {M, C, V},
    "mentee_of_match": {M, C, V},
    "session_start": {M, C, V},
    "goal_choices": {M, C, V},
    "form_lists": {M, C, V},
    "circumstances": {M, C, V},
    "kept_session": {M, C, V},
    "session_sheet": {M, C, V},
    "mentee_sessions": {M, C, V},
    "mentor_sessions": {M, C, V},
    "session_page": {M, C, V},
    "mentor_choices": {M, C, V},
    "place_choices": {M, C, V},
    "pathways_touched": {M, C, V},
    "mentee_called": {M, C, V},
    "mentor_called": {M, C, V},
    "to_do_page": {M, C, V},
    "to_do_count": {M, C, V},
    "to_do_says": {M, C, V},
    "to_do_owners": {M, C, V},
    "cadence_page": {M, C, V},
    "figures_sheet": {M, C, V},
    "activity_sheet": {M, C, R},
    "raise_concern": {M, C, V},
    "record_liaison": {M, C, V},
    "change_liaison": {M, C, V},
    "remove_liaison": {M, C, V},
    "liaison_page": {M, C, V},
    "liaison_view": {M, C, V},
    "liaisons_about": {M, C, V},
    "record_duty": {M, C, V},
    "change_duty": {M, C, V},
    "remove_duty": {M, C, V},
    "duty_page": {M, C},
    "duty_view": {M, C},
    "duties_of": {M, C},
    "make_blank_sheets": {M, C},
    "make_week_sheets": {M, C},
    "key_in": {M, C, V},
    "settle_sheet": {M, C, V},
    "sheet_page": {M, C, V},
    "sheet_of_code": {M, C, V},
    "sheet_row": {M, C, V},
    "places_planned": {M, C},
    "sheets_to_print": {M, C},
    "set_session_days": {M},
    "save_reason": {M},
    "move_reason": {M},
    "save_template": {M},
    "remove_template": {M},
    "session_settings": {M},
    "concern_page": {M, C},
    "concern_view": {M, C},
    "concerns_about": {M, C},
    "concern_sheet": {M, C},
    "register_of_concerns": {M, C},
    "concerns_open": {M, C, V, R},
    "add_concern_step": {M, C},
    "change_act_by": {M, C},
    "close_concern": {M},
    "reopen_concern": {M, C},
    "propose_match": {M, C},
    "introduce_match": {M, C},
    "start_match": {M, C},
    "pause_match": {M, C},
    "resume_match": {M, C},
    "end_match": {M, C},
    "change_match": {M, C},
    "set_wishes": {M, C},
    "mentor_page": {M, C},
    "match_page": {M, C},
    "found_mentors": {M, C},
    "match_reviews_due": {M, C},
    "mentor_view": {M, C},
    "matches_view": {M, C},
    "match_view": {M, C},
    "suggestions": {M, C},
    "mentee_choices": {M, C},
    "districts": {M, C},
    # backups
    "trail_reach": {M, C},
    "one_of_every_kind": {M},
    "note_restore": set(),
    # requests, complaints and breaches
    "record_request": {M, C},
    "change_request": {M, C},
    "answer_request": {M},
    "request_page": {M, C},
    "request_view": {M, C},
    "requests_sheet": {M, C},
    "mentees_on_file": {M, C},
    "mentors_on_file": {M, C},
    "privacy_due": {M, C},
    "redaction_queue": {M},
    "undecided_texts": {M},
    "answer_sheet": {M},
    "mentee_sheet": {M},
    "answerable": {M},
    "open_access_request": {M},
    "mentee_to_answer": {M},
    "decide_texts": {M},
    "note_gathered": {M},
    "note_taken_out": {M},
    "record_complaint": {M, C},
    "change_complaint": {M, C},
    "complaint_page": {M, C},
    "complaint_row": {M, C},
    "record_breach": {M},
    "change_breach": {M},
    "breach_page": {M},
    "breach_row": {M},
    # privacy: how long files are kept, erasing, the destruction log
    "retention_policy": {M, C},
    "set_period": {M},
    "due_page": {M, C},
    "retention_due": {M, C},
    "equality_due": {M, C},
    "file_sheet": {M, C},
    "keep_file": {M},
    "lift_keeping": {M},
    "erase": {M},
    "anonymise": {M},
    "anonymise_equality": {M},
    "destroy_again": set(),
    "destruction_page": {M, C},
    "destruction_sheet": {M, C},
    "add_processing": {M},
    "change_processing": {M},
    "remove_processing": {M},
    "bring_in_suggestions": {M},
    "processing_rows": {M, C},
    "processing_row": {M, C},
    "processing_sheet": {M, C},
    # the demonstration
    "add_demo_people": {M},
    "fill": {M, C},
    "add_demo_retention": {M},
}


def acts() -> dict[str, Operation | Query]:
    """Every operation and query of the program by its name."""
    found: dict[str, Operation | Query] = {}
    for module in pkgutil.walk_packages(mentordesk.__path__, "mentordesk."):
        if ".migrations" in module.name or module.name.endswith("__main__"):
            continue
        for act in vars(importlib.import_module(module.name)).values():
            if isinstance(act, Operation | Query):
                assert found.setdefault(act.name, act) is act, f"two acts are called {act.name}"
    return found


def test_every_operation_and_query_is_in_the_table() -> None:
    assert set(acts()) == set(WHO)


def test_every_operation_and_query_says_what_it_is() -> None:
    assert [name for name, act in acts().items() if not (act.function.__doc__ or "").strip()] == []


def test_an_act_is_called_as_its_function_is() -> None:
    assert [name for name, act in acts().items() if act.function.__name__ != name] == []


@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_what_the_table_says_and_is_refused_the_rest(
    casebook: Casebook, role: Role
) -> None:
    with casebook.open(role) as store:
        for name, act in acts().items():
            allowed = role in WHO[name]
            assert store.may(act) is allowed, name
            if allowed:
                continue
            run = store.write if isinstance(act, Operation) else store.read
            with pytest.raises(NotAllowed, match=f"Your role, {role.label}"):
                run(act)
