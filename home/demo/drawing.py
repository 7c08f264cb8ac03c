"""Abstract pictures in a territory's colours: a calm pattern of tiles, always the same for the same name."""

from io import BytesIO
from random import Random

from PIL import Image, ImageColor

from home.demo.shapes import TILE, tile

SIZE = (1600, 900)
PAPER, SUN = "#fbf7ef", "#ffd23f"

#: Shapes by motif; the more often one is named, the more often it is drawn.
MOTIFS = {
    "social_lab": ("arcs", "arcs", "quarter", "plain"),
    "community_house": ("roof", "roof", "quarter", "plain"),
    "op_cafe": ("disc", "ring", "quarter", "plain"),
    "community_lab": ("petal", "petal", "quarter", "plain"),
    "activity": ("half", "quarter", "plain"),
    "event": ("ring", "arcs", "quarter", "plain"),
    "territory": ("arcs", "quarter", "petal", "ring", "plain"),
}
LOGO_SHAPES = {"pavia": ("arcs", "quarter"), "rozzano": ("half", "petal"), "rho": ("ring", "disc")}


def pattern(seed: str, motif: str, colour: str, accent: str) -> bytes:
    """Return a JPEG picture of 1600 by 900 pixels."""
    random = Random(seed)  # noqa: S311 (a pattern, no secret)
    grounds = [_mixed(colour, 0.12), _mixed(accent, 0.12), PAPER, _mixed(colour, 0.25), colour]
    figures = [colour, accent, _mixed(colour, 0.5), _mixed(accent, 0.55), colour]
    picture = Image.new("RGB", SIZE, PAPER)
    for top in range(0, SIZE[1], TILE):
        for left in range(0, SIZE[0], TILE):
            ground, figure = random.choice(grounds), random.choice(figures)
            figure = SUN if ground == figure else figure
            picture.paste(tile(random.choice(MOTIFS[motif]), figure, ground, random.randrange(4)), (left, top))
    return _encoded(picture)


def mark(slug: str, colour: str, accent: str) -> bytes:
    """Return a territory's mark, four tiles around a centre, as a JPEG picture of 400 by 400 pixels."""
    shapes = LOGO_SHAPES.get(slug, ("arcs", "quarter"))
    picture = Image.new("RGB", (2 * TILE, 2 * TILE), PAPER)
    for turns, place in enumerate(((0, 0), (TILE, 0), (TILE, TILE), (0, TILE))):
        figure = (colour, accent)[turns % 2]
        picture.paste(tile(shapes[turns % 2], figure, PAPER, -turns % 4), place)
    return _encoded(picture)


def _encoded(picture: Image.Image) -> bytes:
    content = BytesIO()
    # Whole colour at the edges, where JPEG otherwise smears it; WebP would take five times as long.
    picture.save(content, "JPEG", quality=85, subsampling=0)
    return content.getvalue()


def _mixed(colour: str, share: float) -> str:
    """Return a colour thinned with white; `share` of it stays."""
    mixed = (round(255 + (channel - 255) * share) for channel in ImageColor.getrgb(colour))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
