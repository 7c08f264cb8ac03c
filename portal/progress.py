"""A progress bar in plain text, for commands that take a while."""

from typing import IO

WIDTH = 30


class Bar:
    """One line that grows; where there is no terminal, only its last state is written."""

    def __init__(self, out: IO[str], label: str, total: int) -> None:
        self.out, self.label, self.total = out, label, total
        self.done = 0

    def advance(self, number: int = 1) -> None:
        """Count some more."""
        self.done += number
        if self.out.isatty():
            self.out.write(f"\r{self}")
            self.out.flush()

    def end(self) -> None:
        """End the line."""
        self.out.write(f"\r{self}\n" if self.out.isatty() else f"{self}\n")

    def __str__(self) -> str:
        filled = WIDTH * self.done // self.total if self.total else WIDTH
        return f"[{'#' * min(filled, WIDTH):<{WIDTH}}] {self.done}/{self.total} {self.label}"
