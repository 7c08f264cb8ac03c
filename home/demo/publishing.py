"""How the demonstration publishes a page: by a revision, as an editor does, so that all that shows it follows."""

from typing import TypeVar

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from home.demo.texts import demo_id

PageType = TypeVar("PageType", bound=Page)


def publish(page: PageType, parent: Page, key: str) -> PageType:
    """Put a page below another and publish it, under the id that its key gives it."""
    page.translation_key = demo_id(key)
    page.slug = find_available_slug(parent, page.slug or slugify(page.title))
    parent.refresh_from_db(fields=["numchild", "path", "depth"])
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def published(model: type[PageType], key: str) -> PageType:
    """Return the Italian page that was published under a key."""
    return model.objects.get(translation_key=demo_id(key), locale__language_code="it")
