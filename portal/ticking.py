"""What time brings without anybody's write: each app says its part, `manage.py tick` does them all."""

from collections.abc import Callable

Task = Callable[[], int]
_tasks: dict[str, Task] = {}


def every_tick(task: Task) -> Task:
    """Register what is to be done at every tick; a decorator. The task returns how many things it changed."""
    _tasks[f"{task.__module__}.{task.__name__}"] = task
    return task


def tasks() -> dict[str, Task]:
    """Return the registered tasks by name."""
    return dict(_tasks)
