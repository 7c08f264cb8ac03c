"""Whoever generates types from our description gets a type for every value that we answer."""

import json
import os
import shutil
import subprocess
import tempfile
from typing import Any

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.django_db
FOLDER = ROOT / "tests" / "node"


def need() -> None:
    """Skip where node or the generator is missing, unless services are required."""
    if shutil.which("node") and (FOLDER / "node_modules/openapi-typescript").exists():
        return
    message = "Not installed: node or openapi-typescript (npm ci --prefix tests/node)"
    (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(message)


def answer_types(document: dict[str, Any]) -> dict[str, Any]:
    """Return what TypeScript makes of the answers: `contents`, how many there are, and what in them is `loose`."""
    need()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(document, file)
        file.flush()
        command = ["node", str(FOLDER / "answer_types.mjs"), file.name]
        printed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert printed.returncode == 0, printed.stderr
    return json.loads(printed.stdout)


@pytest.fixture
def document(client: Any) -> dict[str, Any]:
    return client.get("/api/v1/openapi.json").json()


def test_every_answer_has_types_down_to_the_last_value(document: dict[str, Any]) -> None:
    found = answer_types(document)
    assert found["loose"] == []
    answers = [status for path in document["paths"].values() for status in path["get"]["responses"]]
    # All of them have content but 304; that of 301 says where it went.
    assert found["contents"] == len([status for status in answers if status != "304"])


def test_a_value_of_any_shape_would_be_seen(document: dict[str, Any]) -> None:
    shapes = document["components"]["schemas"]
    shapes["Lab"]["properties"]["area"] = {}
    shapes["Place"]["properties"]["directions"] = {"type": "object"}
    shapes["Council"]["properties"]["members"] = {"type": "array", "items": {"type": "object", "properties": {}}}
    shapes["Theme"]["properties"]["shared"] = {"type": "object", "additionalProperties": True}
    loose = {place.rpartition(".")[2] for place in answer_types(document)["loose"]}
    assert {"area", "directions", "members[]", "*"} <= loose
