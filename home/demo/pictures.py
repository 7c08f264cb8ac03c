"""Pictures of the demonstration: patterns that say nothing the text does not, and the territories' marks, described."""

import uuid

from django.core.files.base import ContentFile
from wagtail.models import Collection

from home.demo import drawing
from portal.models import PortalImage, Territory

RIGHTS = "Disegno di Agorà, si può riusare liberamente"
# The platform's own colours, where a thing belongs to no territory.
PLATFORM_COLOURS = ("#17324d", "#0f5a8a")


def picture(title: str, motif: str, territory: Territory | None) -> PortalImage:
    """Return a new decorative picture in a territory's colours, its pattern seeded by the title."""
    colours = (territory.colour, territory.accent) if territory else PLATFORM_COLOURS
    content = drawing.pattern(f"{motif} {title}", motif, *colours)
    return _stored(title, content, territory, is_decorative=True)


def logo(territory: Territory, description: str) -> PortalImage:
    """Return a new picture of a territory's mark."""
    content = drawing.mark(territory.slug, territory.colour, territory.accent)
    return _stored(territory.network_name, content, territory, description=description)


def _stored(title: str, content: bytes, territory: Territory | None, **facts: object) -> PortalImage:
    collection = territory.collection if territory else Collection.get_first_root_node()
    image = PortalImage(title=title, collection=collection, rights=RIGHTS, file_size=len(content), **facts)
    image.file.save(f"{uuid.uuid4().hex[:12]}.jpg", ContentFile(content), save=False)
    image.full_clean(exclude=["width", "height"])
    image.save()
    return image
