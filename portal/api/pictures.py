"""A picture in every size that a front end may choose from (https://html.spec.whatwg.org/#the-picture-element)."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.addresses import absolute
from portal.api.refs import Plain
from portal.drawn_pictures import MEDIA_TYPES, address_of, formats_of, sizes_of
from portal.models import PortalImage

#: How wide a picture of a body is shown at most: the measure of a line of text.
SIZES = "(min-width: 42rem) 42rem, 100vw"


def picture_of(image: PortalImage) -> Plain:
    """Return a picture with its alternative text, what must not be cut off, and its renditions; without a query."""
    renditions = _renditions(image)
    widest = renditions[-1]
    return {
        "url": widest["url"],
        "width": widest["width"],
        "height": widest["height"],
        "alt": image.default_alt_text,
        "decorative": image.is_decorative,
        "rights": image.rights,
        "focal_point": _focal_point(image),
        "renditions": renditions,
    }


def picture_html(picture: Plain) -> SafeString:
    """Return a picture as HTML; the browser takes the lightest that it can read, in the width that it needs."""
    by_type: dict[str, list[Plain]] = {}
    for each in picture["renditions"]:
        by_type.setdefault(each["media_type"], []).append(each)
    *better, fallback = by_type.items()
    sources = format_html_join(
        "", '<source type="{}" srcset="{}" sizes="{}">', [(*_set(*each), SIZES) for each in better]
    )
    image = format_html(
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        *(picture["url"], _set(*fallback)[1], SIZES, picture["width"], picture["height"], picture["alt"]),
    )
    return format_html("<picture>{}{}</picture>", sources, image)


def _renditions(image: PortalImage) -> list[Plain]:
    sizes = sizes_of(image)
    return [
        {
            "media_type": MEDIA_TYPES[picture_format],
            "width": width,
            "height": height,
            "url": absolute(address_of(image, asked, picture_format)),
        }
        for picture_format in formats_of(image)
        for asked, width, height in sizes
    ]


def _set(media_type: str, renditions: list[Plain]) -> tuple[str, str]:
    return media_type, ", ".join(f"{each['url']} {each['width']}w" for each in renditions)


def _focal_point(image: PortalImage) -> Plain | None:
    """Return the centre and the size of what matters, as fractions of the picture's width and height."""
    area = image.get_focal_point()
    if area is None or not (image.width and image.height):
        return None
    across, down = area.centroid
    return {
        "x": round(across / image.width, 4),
        "y": round(down / image.height, 4),
        "width": round(area.width / image.width, 4),
        "height": round(area.height / image.height, 4),
    }
