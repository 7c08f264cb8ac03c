"""The Nu Html Checker, the W3C's judge of HTML (https://validator.github.io/validator/), which runs on Java."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

JAR = Path(__file__).parent / "node/node_modules/vnu-jar/build/dist/vnu.jar"
HOW = "npm ci --prefix tests/node"


def errors(folder: Path) -> str:
    """Return what is wrong in the HTML files of a folder, one error a line with file and place; "" for nothing."""
    found = (("java", shutil.which("java")), (f"vnu ({HOW})", JAR.exists()))
    if missing := [name for name, is_there in found if not is_there]:
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(f"needs {' and '.join(missing)}")
    command = ["java", "-jar", str(JAR), "--errors-only", "--format", "gnu", str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    said = answer.stderr.replace(f"file:{folder}/", "").strip()
    assert answer.returncode == 0 or said, "vnu failed without a word"
    return said
