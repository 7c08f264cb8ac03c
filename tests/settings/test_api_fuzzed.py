"""The API fuzzed after its own description: whatever is sent, the answer is one that the document names.

schemathesis (https://schemathesis.readthedocs.io) sends examples, values at the edges of each schema and values
outside of it, the same ones at every run, and holds each answer against status, content type, headers and schema.
"""

import json

import hypothesis
import pytest
import schemathesis
import time_machine
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck
from ninja.responses import NinjaJSONEncoder
from schemathesis.specs.openapi.checks import positive_data_acceptance

from portal.filters.values import clean
from settings.api import api
from settings.wsgi import application
from tests import api_world

pytestmark = [pytest.mark.django_db, pytest.mark.long]

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder))
EXAMPLES = 20


def platform(environ, start_response):
    """The real application, at the time of its content; its transport does not undo compression."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    with time_machine.travel(api_world.NOW, tick=False):
        return application(environ, start_response)


schema = schemathesis.openapi.from_dict(DOCUMENT)
schema.app = platform


@pytest.fixture(scope="module")
def content(django_db_setup, django_db_blocker):
    """Make one of everything, once for all addresses."""
    # The end of a request would close the connection that holds it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(api_world.NOW, tick=False):
            api_world.make()
        yield
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
@pytest.mark.usefixtures("content")
def test_every_answer_is_as_documented(case):
    # Which short names exist is no part of the document: one of the right form may be refused, for a reason.
    case.call_and_validate(excluded_checks=[positive_data_acceptance], additional_checks=[refused_for_a_reason])


def refused_for_a_reason(context, response, case):
    """Check that a refusal names nothing but what was sent, or the address that is missing."""
    if response.status_code == 400:
        named = {error["parameter"] for error in response.json()["errors"]}
        assert named <= {*map(clean, case.query or {}), "path"}
