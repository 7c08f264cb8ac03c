"""The platform's look as data: the custom properties of its style sheet, which stays the one place where they are said.

What a front end sets as it finds it looks like the platform, in both modes and in every territory's skin
(https://www.w3.org/TR/css-variables-1/; the tokens themselves: docs/identity.md).
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from portal.models import Territory

SHEET = Path(__file__).parent / "static" / "portal" / "agora.css"
Tokens = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
_SKIN = re.compile(r"\.skin\s*\{\s*--skin:\s*([^;]+);")
_FACE = re.compile(r'@font-face\s*\{[^}]*font-family:\s*"([^"]+)";\s*font-weight:\s*(\d+)[^}]*url\("([^"]+)"\)')


class Theme(NamedTuple):
    """What holds in both modes, and the colours of each."""

    shared: Tokens
    light: Tokens
    dark: Tokens


class Face(NamedTuple):
    """One weight of a font, and its file in the static files."""

    family: str
    weight: int
    file: str


@cache
def platform_theme() -> Theme:
    """Return the platform's own tokens: sizes, spaces and fonts once, colours for each mode."""
    light, dark = _modes()
    first, night = dict(_TOKEN.findall(light)), dict(_TOKEN.findall(dark))
    colours = {name for name in first if name in night or name in SKIN}
    shared = {name: value for name, value in first.items() if name not in colours}
    day = {name: first[name] for name in first if name in colours}
    return Theme(shared, _with_skin(day, light), _with_skin({**day, **night}, dark))


def territory_theme(territory: Territory) -> Theme:
    """Return what a territory's skin changes of it."""
    own = {"--territory": territory.colour, "--territory-accent": territory.accent}
    light, dark = _modes()
    return Theme({}, _with_skin(own, light), _with_skin(own, dark))


@cache
def faces() -> tuple[Face, ...]:
    """Return the fonts that the style sheet brings."""
    return tuple(Face(family, int(weight), f"portal/{file}") for family, weight, file in _FACE.findall(_sheet()))


#: What a territory says itself, and what comes of it.
SKIN = ("--territory", "--territory-accent", "--skin")


@cache
def _sheet() -> str:
    return _COMMENT.sub("", SHEET.read_text())


@cache
def _modes() -> tuple[str, str]:
    """Return the part of the style sheet that says the tokens of the light mode, and that of the dark one."""
    layer = _sheet().partition("@layer tokens {")[2].partition("@layer base {")[0]
    light, _mode, dark = layer.partition("(prefers-color-scheme: dark)")
    return light.partition("[dir=")[0], dark.partition("[dir=")[0]


def _with_skin(tokens: Tokens, mode: str) -> Tokens:
    """Add the colour of text, as the last and best way says it that browsers know, with the territory's in it."""
    skin = _SKIN.findall(mode)[-1].strip()
    return {**tokens, "--skin": skin.replace("var(--territory)", tokens["--territory"])}
