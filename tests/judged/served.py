"""The platform as residents get it: production settings, gunicorn, compressed static files, a database of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import servers
from tests.copied_database import copied_database

#: The admin's files take long to collect, and no public page asks for them.
OF_THE_ADMIN = ("wagtail*", "rest_framework", "ninja", "django_filters")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Yield the address of the platform with what `world` makes; its files lie in `folder`."""
    port = servers.free_port()
    with copied_database(folder) as database:
        environment = {
            "DJANGO_SETTINGS_MODULE": "settings.production",
            "SECRET_KEY": "judged",
            "ALLOWED_HOSTS": servers.HOST,
            "PLATFORM_ID": "agora.example",
            "PUBLIC_URL": f"http://{servers.HOST}:{port}",
            "SECURE_SSL_REDIRECT": "0",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
        }
        _run(environment, "-m", "tests.judged.world")
        left_out = [f"--ignore={pattern}" for pattern in OF_THE_ADMIN]
        _run(environment, "manage.py", "collectstatic", "--no-input", "--verbosity=0", *left_out)
        with servers.gunicorn(environment, port, threads=4) as address:
            yield address


def _run(environment: dict[str, str], *command: str) -> None:
    made = subprocess.run(
        [sys.executable, *command], cwd=servers.ROOT, env=os.environ | environment, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
