"""Sources among the admin's addresses and in its menu."""

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from events.sources.admin.views import PreviewSourceView, TwinView
from events.sources.admin.viewsets import SourceGroup

register_snippet(SourceGroup)


@hooks.register("register_admin_urls")
def source_addresses() -> list[URLPattern]:
    """Return the addresses of what comes from sources."""
    return [
        path("sources/<int:source_id>/", PreviewSourceView.as_view(), name="preview_source"),
        path("sources/items/<uuid:item_id>/", TwinView.as_view(), name="item_twin"),
    ]
