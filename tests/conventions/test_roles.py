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
    "person_page": {M, C, R},
    "person_row": {M, C, R},
    "managers": {M, C, R},
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
    # home
    "today": EVERYBODY,
    # the demonstration
    "add_demo_people": {M},
    "fill": {M, C},
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
