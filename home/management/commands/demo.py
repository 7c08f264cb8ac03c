"""Run the demonstration: prepare what is missing, then serve under a production server with the clock beside it."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation.reloader import translation_file_changed

from home.demo import users

TICK_SECONDS = 60


class Command(BaseCommand):
    """What `make demo` runs."""

    help = "Prepare and serve the demonstration on SQLite."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, say where it is, serve until the server ends or somebody ends it."""
        if not settings.DEMO_USERS_ALLOWED:
            raise CommandError("The demonstration runs on the demo settings only.")
        self._prepare()
        self._say_where()
        sys.exit(self._serve())

    def _prepare(self) -> None:
        self._compile_messages()
        if _unapplied_migrations():
            self._step("Making the database (about a minute)…")
            call_command("migrate", verbosity=0, interactive=False)
        call_command("load_demo")
        if _static_files_are_old():
            self._step("Collecting style sheets and icons (about half a minute)…")
            call_command("collectstatic", verbosity=0, interactive=False)
            _static_stamp().write_text(_static_state())
        call_command("tick", verbosity=0)

    def _compile_messages(self) -> None:
        for folder in sorted(settings.BASE_DIR.glob("*/locale")):
            compiled = {po: po.with_suffix(".mo") for po in folder.glob("*/LC_MESSAGES/django.po")}
            if any(_is_older(mo, po) for po, mo in compiled.items()):
                options = ["compile", "--directory", str(folder), "--domain", "django"]
                command = [sys.executable, "-m", "babel.messages.frontend", *options]
                subprocess.run(command, check=True, capture_output=True)  # noqa: S603
                for mo in compiled.values():
                    # This process has read the catalogues, which were not there: what it stores would be in English.
                    translation_file_changed(sender=None, file_path=mo)

    def _serve(self) -> int:
        """Run gunicorn, and the tick every minute, until gunicorn ends."""
        bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
        options = ["--config", "python:settings.gunicorn", "--bind", bind]
        options += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings.demo"}
        command = [sys.executable, "-m", "gunicorn", "settings.wsgi", *options]
        connections.close_all()
        server = subprocess.Popen(command, env=environment)  # noqa: S603
        workers = {queue: _worker(queue, environment) for queue in _queues()}
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_args: server.terminate())
        while (code := _wait(server, TICK_SECONDS)) is None:
            call_command("tick", verbosity=0)
            connections.close_all()
            self._start_again(workers, environment)
        for worker in workers.values():
            worker.terminate()
        return max(code, 0)

    def _start_again(self, workers: dict[str, subprocess.Popen], environment: dict[str, str]) -> None:
        """Start the workers again that have ended; the minute between two looks is the pause."""
        for queue, worker in workers.items():
            if (code := worker.poll()) is not None:
                self._step(f"The worker of “{queue}” ended ({code}): it is started again.")
                workers[queue] = _worker(queue, environment)

    def _say_where(self) -> None:
        self.stdout.write(
            f"\nAgorà is at   {settings.PUBLIC_URL}/\n"
            f"The admin at  {settings.PUBLIC_URL}/admin/\n"
            f"Users         {', '.join(users.NAMES)}\n"
            f"Password      {settings.DEMO_PASSWORD}\n\nCtrl-C ends it.\n"
        )

    def _step(self, words: str) -> None:
        self.stderr.write(words)


def _queues() -> list[str]:
    """Return what others have to be told: receivers of webhooks, and the search server where there is one."""
    return ["webhooks", "search"] if settings.SEARCH_URL else ["webhooks"]


def _worker(queue: str, environment: dict[str, str]) -> subprocess.Popen:
    """Start what minds a queue."""
    options = ["db_worker", "--backend", queue, "--queue-name", queue, "--verbosity", "0"]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *options]
    return subprocess.Popen(command, env=environment)  # noqa: S603


def _wait(server: subprocess.Popen, seconds: int) -> int | None:
    try:
        return server.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None


def _unapplied_migrations() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _static_stamp() -> Path:
    return settings.VAR_DIR / "static-state"


def _static_state() -> str:
    """Return what changes when a static file may have: the requirements and the newest file of ours."""
    ours = [file.stat().st_mtime for file in settings.BASE_DIR.glob("*/static/**/*") if file.is_file()]
    return f"{(settings.BASE_DIR / 'requirements.txt').stat().st_mtime} {max(ours, default=0)} {len(ours)}"


def _static_files_are_old() -> bool:
    return not _static_stamp().exists() or _static_stamp().read_text() != _static_state()


def _is_older(made: Path, source: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime
