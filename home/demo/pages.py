"""The top of the tree: the site, the home, the territories' pages and the pages of plain content."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Page, Site

from home.demo.pictures import picture
from home.demo.publishing import publish, published
from home.demo.texts import body, read
from home.models import ContentPage, HomePage, TerritoryPage
from portal.models import Territory

DEFAULT_PORTS = {"http": 80, "https": 443}


def load_home() -> None:
    """Publish the platform's home in the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    words = read("pages")["home"]["it"]
    publish(HomePage(slug="agora", **_words("home", words)), root, "home")
    follow_settings()


def load_territories() -> None:
    """Publish the territories' pages."""
    for territory in Territory.objects.all():
        key = f"territory/{territory.slug}"
        page = TerritoryPage(
            title=territory.name,
            slug=territory.slug,
            own_territory=territory,
            summary=territory.summary["it"],
            body=body(key, read("brands")[territory.slug]["body"]),
            image=picture(territory.name, "territory", territory),
        )
        publish(page, published(HomePage, "home"), key)


def load_content() -> None:
    """Publish the pages of plain content."""
    for facts in read("pages")["content"]:
        key = f"page/{facts['slug']}"
        page = ContentPage(slug=facts["slug"], show_in_menus=facts["in_menus"], **_words(key, facts["it"]))
        publish(page, published(HomePage, "home"), key)


def follow_settings() -> None:
    """Bring the site's record in line with the settings: host and port may change from start to start."""
    address = urlsplit(settings.PUBLIC_URL)
    facts = {
        "hostname": address.hostname or "localhost",
        "port": address.port or DEFAULT_PORTS[address.scheme],
        "root_page": published(HomePage, "home").page_ptr,
        "site_name": settings.WAGTAIL_SITE_NAME,
    }
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if any(getattr(site, name, None) != value for name, value in facts.items()):
        for name, value in facts.items():
            setattr(site, name, value)
        site.save()


def _words(key: str, words: dict[str, Any]) -> dict[str, Any]:
    return {"title": words["title"], "summary": words["summary"], "body": body(key, words["body"])}
