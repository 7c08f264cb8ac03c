"""veraPDF, the independent judge of PDF/UA-1 (https://verapdf.org), which runs on Java."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

JARS = Path(__file__).parent / "java/lib"
HOW = "mvn -q -B -f tests/java dependency:copy-dependencies -DoutputDirectory=lib"


def refused(files: Sequence[Path]) -> str:
    """Return all that veraPDF says of PDFs, with the rules that they break, unless every one of them is PDF/UA-1."""
    found = (("java", shutil.which("java")), (f"veraPDF ({HOW})", any(JARS.glob("greenfield-apps-*.jar"))))
    if missing := [name for name, is_there in found if not is_there]:
        (pytest.fail if os.environ.get("REQUIRE_SERVICES") == "1" else pytest.skip)(f"needs {' and '.join(missing)}")
    command = ["java", "-cp", f"{JARS}/*", "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1"]
    answer = subprocess.run(  # the judge, on our own files
        [*command, "--format", "text", "--verbose", *map(str, files)], capture_output=True, text=True, check=False
    )
    passed = sum(line.startswith("PASS") for line in answer.stdout.splitlines())
    return "" if passed == len(files) else answer.stdout + answer.stderr
