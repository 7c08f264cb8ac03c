"""The tests on a PostgreSQL of their own: `python -m tests.on_postgresql [what pytest takes]`."""

import os
import subprocess
import sys

from tests import servers


def main() -> int:
    """Start the server, run the tests on it, end it, and return what pytest did."""
    os.environ["REQUIRE_SERVICES"] = "1"
    with servers.postgresql() as address:
        environment = os.environ | {"DATABASE_URL": address}
        return subprocess.run([sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
