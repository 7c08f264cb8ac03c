"""The shapes of which a pattern is made: one square tile each, turned by quarters."""

from collections.abc import Callable
from functools import lru_cache

from PIL import Image, ImageDraw

TILE = 200
FINE = 3
ARCS = (0, 0.28, 0.52, 0.78)

Pen = ImageDraw.ImageDraw


@lru_cache(maxsize=512)
def tile(shape: str, figure: str, ground: str, quarter_turns: int) -> Image.Image:
    """Draw one tile three times as large, so that reducing it takes the stairs from its edges."""
    side = TILE * FINE
    picture = Image.new("RGB", (side, side), ground)
    if shape in SHAPES:
        SHAPES[shape](ImageDraw.Draw(picture), side, figure, ground)
    return picture.reduce(FINE).rotate(90 * quarter_turns)


def _quarter(pen: Pen, side: int, figure: str, ground: str) -> None:
    pen.ellipse((0, 0, 2 * side, 2 * side), fill=figure)


def _arcs(pen: Pen, side: int, figure: str, ground: str) -> None:
    for number, step in enumerate(ARCS):
        near, far = side * step, side * (2 - step)
        pen.ellipse((near, near, far, far), fill=ground if number % 2 else figure)


def _petal(pen: Pen, side: int, figure: str, ground: str) -> None:
    pen.rounded_rectangle((0, 0, side, side), radius=side // 2, fill=figure, corners=(True, False, True, False))


def _half(pen: Pen, side: int, figure: str, ground: str) -> None:
    pen.pieslice((0, side // 2, side, side + side // 2), 180, 360, fill=figure)


def _roof(pen: Pen, side: int, figure: str, ground: str) -> None:
    half = side // 2
    pen.polygon([(0, half), (half, 0), (side, half), (side, side), (0, side)], fill=figure)


def _disc(pen: Pen, side: int, figure: str, ground: str) -> None:
    pen.ellipse((side * 0.1, side * 0.1, side * 0.9, side * 0.9), fill=figure)


def _ring(pen: Pen, side: int, figure: str, ground: str) -> None:
    _disc(pen, side, figure, ground)
    pen.ellipse((side * 0.32, side * 0.32, side * 0.68, side * 0.68), fill=ground)


SHAPES: dict[str, Callable[[Pen, int, str, str], None]] = {
    "quarter": _quarter,
    "arcs": _arcs,
    "petal": _petal,
    "half": _half,
    "roof": _roof,
    "disc": _disc,
    "ring": _ring,
}
