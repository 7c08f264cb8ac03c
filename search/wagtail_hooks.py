"""The search in the admin: the words that mean the same, and those that found nothing."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.admin import viewset
from search.admin.council_sheet import council_sheet
from search.admin.missed import MissedView

register_snippet(viewset.SynonymViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Return the addresses of the sheets and the report, where Wagtail asks everyone to log in."""
    sheet = path("reports/missed/<slug:slug>.pdf", council_sheet, name="missed_words_sheet")
    return [*viewset.ADDRESSES, *MissedView.addresses(), sheet]


@hooks.register("register_reports_menu_item")
def missed_words() -> MenuItem:
    """Put the report where Wagtail has its own."""
    return MissedView.menu_item()
