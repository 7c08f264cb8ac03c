"""The search in the admin: the words that mean the same."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from search.admin.viewset import ADDRESSES, SynonymViewSet

register_snippet(SynonymViewSet)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """Return the addresses of the sheets, where Wagtail asks everyone to log in."""
    return ADDRESSES
