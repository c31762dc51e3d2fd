"""Requests that schemathesis makes of the contract, right ones and wrong ones, sent to the live server by nobody and by
every role: no server error, every answer as the contract describes it."""

import contextlib
from collections import Counter

import pytest
import schemathesis
from console_server import ROLES, ROOT, Caller, ConsoleServer
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
EXAMPLES = {GenerationMode.POSITIVE: 4, GenerationMode.NEGATIVE: 2}  # for each route, and each of these for each role
WALKS, STEPS = 8, 12  # of each role
# the stream never ends; who signs out, leaves, loses roles, or is given a new password can ask no more
LEFT_OUT = {"events", "sign_out", "change_person", "reset_password"}


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with ConsoleServer(tmp_path_factory.mktemp("generated")) as started:
        started.people = started.sign_everybody_up()
        case_id = started.make_cases(started.people["analyst"])[0]
        started.ids = {"case_id": case_id, "run_id": 1, "other_run_id": 1, "snapshot": 0, "index": 0}
        yield started
        assert started.stop() == 0


def made(operation, mode: GenerationMode) -> list:
    cases = []

    @settings(
        max_examples=EXAMPLES[mode],
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def collect(case):
        cases.append(case)

    with contextlib.suppress(Unsatisfiable):  # what takes no value cannot be given a wrong one
        collect()
    return cases


@pytest.fixture(scope="module")
def generated():
    schema = schemathesis.openapi.from_path(ROOT / "api/openapi.yaml")
    cases = []
    for operation in (result.ok() for result in schema.get_all_operations()):
        if operation.definition.raw["operationId"] in LEFT_OUT:
            continue
        for mode in EXAMPLES:
            cases += made(operation, mode)
    assert len(cases) > 300
    return cases


def meet_what_is_there(server, number: int, case) -> None:
    """Half of them ask for a case and a run that exist."""
    for name in case.path_parameters or {}:
        if number % 2 and name in server.ids:
            case.path_parameters[name] = server.ids[name]


@pytest.mark.parametrize("role", ["nobody", *ROLES])
def test_every_answer_is_as_the_contract_says(server, generated, role, record_property):
    caller = server.people.get(role) or Caller(server.url)
    statuses = Counter()
    for number, case in enumerate(generated):
        meet_what_is_there(server, number, case)
        case.headers.pop("Authorization", None)  # a made-up token would come before the role's own session
        case.cookies.clear()
        response = case.call(base_url=server.url, headers=caller.headers(), timeout=60)
        case.validate_response(response, checks=CHECKS, additional_checks=[], excluded_checks=[])
        statuses[response.status_code] += 1
    good = sum(number for status, number in statuses.items() if status < 300)
    share = f"{role}: {good} of {statuses.total()} answers were successful ({dict(sorted(statuses.items()))})"
    record_property("successful", share)
    print(share)
    assert all(status < 500 for status in statuses), share
    assert (good > 40) == (role != "nobody"), share


def workflow(server, caller, statuses: Counter):
    """A walk from answer to answer: what one route gave (a case, a note, a token …) is asked for at the next."""
    schema = schemathesis.openapi.from_path(ROOT / "api/openapi.yaml").exclude(operation_id=sorted(LEFT_OUT))
    schema.config.update(base_url=server.url)

    class Walk(schema.as_state_machine()):
        def before_call(self, case):
            case.headers.pop("Authorization", None)
            case.cookies.clear()

        def get_call_kwargs(self, case):
            return {"headers": caller.headers(), "timeout": 60}

        def validate_response(self, response, case, additional_checks=(), **more):
            statuses[response.status_code] += 1
            case.validate_response(response, checks=CHECKS, additional_checks=[], excluded_checks=[])

    return Walk


@pytest.mark.parametrize("role", ROLES)
def test_every_walk_over_the_routes_is_as_the_contract_says(server, role, record_property):
    statuses = Counter()
    workflow(server, server.people[role], statuses).run(
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            database=None,
            derandomize=True,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
    )
    good = sum(number for status, number in statuses.items() if status < 300)
    share = f"{role}: {good} of {statuses.total()} answers on walks were successful ({dict(sorted(statuses.items()))})"
    record_property("successful on walks", share)
    print(share)
    assert all(status < 500 for status in statuses), share
    assert good > 0, share
