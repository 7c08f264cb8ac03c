"""A map drawn as SVG from positions alone: no tiles, no borders that we do not know, nothing asked of anybody.

The earth is flat on so few kilometres: degrees become units by one scale for both directions, north is up.
"""

from collections.abc import Iterable, Sequence
from math import cos, radians, sqrt
from typing import NamedTuple

from portal.distance import KM_PER_DEGREE
from search.map.spots import Area, Position, Spot

#: The drawing's width in units, which are CSS pixels on a phone.
WIDTH, MARGIN, HIGHEST = 360.0, 44.0, 420.0
#: Half the side of the smallest thing to press (WCAG 2.2, 2.5.8), and what each thing more adds.
RADIUS, MORE, WIDEST = 13.0, 3.0, 26.0
DOT, LETTER, LINE = 4.0, 7.6, 18.0
SCALES = (1, 2, 5, 10, 20)
FEWEST_KM = 4.0
Point = tuple[float, float]
Box = tuple[float, float, float, float]


class Label(NamedTuple):
    """A name beside its point: where it is written and from which end."""

    x: float
    y: float
    anchor: str
    words: str


class Dot(NamedTuple):
    """A town without a spot, with its name where there is room for it."""

    x: float
    y: float
    label: Label | None


class Mark(NamedTuple):
    """A spot as a circle, larger the more there is, with its name where there is room for it."""

    spot: Spot
    x: float
    y: float
    radius: float
    label: Label | None


class Drawing(NamedTuple):
    """A territory: its outline as a soft shape, the towns without a spot, marks, the reader's centre and a scale."""

    height: float
    outline: str
    dots: list[Dot]
    marks: list[Mark]
    centre: Point | None
    scale_km: int
    scale_units: float

    @property
    def scale_y(self) -> float:
        """Where the scale stands: in the corner below."""
        return self.height - 16

    @property
    def view_box(self) -> str:
        """The drawing's own coordinates."""
        return f"0 0 {WIDTH:g} {self.height:g}"


def drawing(area: Area, centre: Position | None = None) -> Drawing | None:
    """Return the map of an area; None where nothing of it has a position."""
    spots = [(spot, spot.at) for spot in area.spots if spot.at]
    if not spots:
        return None
    paper = _Paper([*area.towns.values(), *(at for _spot, at in spots)])
    marks, dots = _named(spots, area.towns, paper)
    return Drawing(
        height=paper.height,
        outline=" ".join(f"{x},{y}" for x, y in _hull(paper.point(*at) for at in area.towns.values())),
        dots=dots,
        marks=marks,
        centre=paper.point(*centre) if centre and paper.holds(centre) else None,
        scale_km=paper.scale_km,
        scale_units=round(paper.scale_km * paper.per_km, 1),
    )


class _Paper:
    """How positions become points: the whole of them fits, with the margin for names."""

    def __init__(self, positions: Sequence[Position]) -> None:
        lats, lons = zip(*positions, strict=True)
        self.narrowing = cos(radians(sum(lats) / len(lats)))
        self.north, self.west = max(lats), min(lons)
        across = (max(lons) - self.west) * KM_PER_DEGREE * self.narrowing
        down = (self.north - min(lats)) * KM_PER_DEGREE
        room, deep = WIDTH - 2 * MARGIN, HIGHEST - 2 * MARGIN
        self.per_km = min(room / max(across, FEWEST_KM), deep / max(down, FEWEST_KM))
        self.left = (WIDTH - across * self.per_km) / 2
        self.height = round(down * self.per_km + 2 * MARGIN, 1)

    @property
    def scale_km(self) -> int:
        """The longest round distance of which a third of the width has room."""
        return max(km for km in SCALES if km * self.per_km <= WIDTH / 3 or km == SCALES[0])

    def point(self, lat: float, lon: float) -> Point:
        """Return where a position lies."""
        x = self.left + (lon - self.west) * KM_PER_DEGREE * self.narrowing * self.per_km
        return round(x, 1), round(MARGIN + (self.north - lat) * KM_PER_DEGREE * self.per_km, 1)

    def holds(self, position: Position) -> bool:
        """Whether a position lies on the paper."""
        x, y = self.point(*position)
        return 0 <= x <= WIDTH and 0 <= y <= self.height


def _named(
    spots: list[tuple[Spot, Position]], towns: dict[str, Position], paper: "_Paper"
) -> tuple[list[Mark], list[Dot]]:
    """Return marks and dots with their names: the largest are drawn first, so that the small lie on top."""
    placed = [(spot, *paper.point(*at), _radius(spot)) for spot, at in spots]
    placed.sort(key=lambda each: -each[3])
    held = {at for _spot, at in spots}
    bare = [(name, *paper.point(*at)) for name, at in towns.items() if at not in held]
    taken = [_square(x, y, radius) for _spot, x, y, radius in placed] + [_square(x, y, DOT) for _name, x, y in bare]
    taken.append((0, paper.height - 40, paper.scale_km * paper.per_km + 24, paper.height))
    marks = [Mark(spot, x, y, r, _label(_name(spot), x, y, r, taken, paper.height)) for spot, x, y, r in placed]
    return marks, [Dot(x, y, _label(name, x, y, DOT, taken, paper.height)) for name, x, y in bare]


def _square(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _name(spot: Spot) -> str:
    return str(spot.town or spot.name)


def _radius(spot: Spot) -> float:
    return round(min(RADIUS + MORE * (sqrt(len(spot.entries)) - 1), WIDEST), 1)


def _label(words: str, x: float, y: float, radius: float, taken: list[Box], height: float) -> Label | None:
    """Return the name on the first side where it covers nothing, and take that room; None where there is no room."""
    wide, gap = len(words) * LETTER, radius + 5
    sides = (
        (x + gap, y + 5, "start", (x + gap, y - 9, x + gap + wide, y + 9)),
        (x - gap, y + 5, "end", (x - gap - wide, y - 9, x - gap, y + 9)),
        (x, y + gap + 12, "middle", (x - wide / 2, y + gap, x + wide / 2, y + gap + LINE)),
        (x, y - gap - 2, "middle", (x - wide / 2, y - gap - LINE, x + wide / 2, y - gap)),
    )
    for at_x, at_y, anchor, box in sides:
        inside = box[0] >= 0 and box[1] >= 0 and box[2] <= WIDTH and box[3] <= height
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            return Label(round(at_x, 1), round(at_y, 1), anchor, words)
    return None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _hull(points: Iterable[Point]) -> list[Point]:
    """Return the corners of the smallest convex shape round points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return [*_half(ordered), *_half(ordered[::-1])]


def _half(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in points:
        while len(kept) > 1 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
