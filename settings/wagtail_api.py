"""Wagtail's own APIs, v2 and v3, narrowed to what is public by the one rule (`portal.public`).

Wagtail knows neither of pages above that are not live nor of those that expired since the last tick.
"""

from typing import Any

from django.core.exceptions import FieldError, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from rest_framework.renderers import JSONRenderer
from wagtail.api.querysets import get_public_pages_queryset
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.api.v3 import querysets as v3_querysets
from wagtail.api.v3.urls import api as v3
from wagtail.contrib.redirects.api import RedirectsAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.locales.api.v3 import router as locales_router
from wagtail.models import Page

from portal.reading import public_pages


def only_public_pages(request: HttpRequest, model: type[Page] = Page) -> QuerySet:
    """Return the pages that anybody may see, of the site (and its translations) that the request asks for.

    By their ids, since a search takes no conditions but those on fields of its index. Raises ValueError, which both
    APIs answer with 400, for what no database reads.
    """
    if any("\x00" in value for values in request.GET.lists() for value in values[1]):
        raise ValueError("null characters are not allowed")
    public = public_pages(get_public_pages_queryset(request, model))
    return model._default_manager.filter(pk__in=public.values("pk"))


class OpenViewSet(BaseAPIViewSet):
    """JSON for everybody: no session changes what is shown, and a value that cannot be read is a 400."""

    renderer_classes = [JSONRenderer]
    authentication_classes: list[type] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Refuse values that Wagtail hands to the database unread."""
        try:
            return super().filter_queryset(queryset)
        except (ValueError, TypeError, ValidationError, FieldError) as error:
            raise BadRequestError("A filter has a value that cannot be read.") from error

    def find_object(self, queryset: QuerySet, request: HttpRequest) -> Any:
        """Refuse an id that is no number."""
        try:
            return super().find_object(queryset, request)
        except (ValueError, OverflowError) as error:
            raise BadRequestError("The id cannot be read.") from error


class PagesViewSet(OpenViewSet, PagesAPIViewSet):
    """The public pages."""

    def get_base_queryset(self) -> QuerySet:
        """Return the public pages of the site."""
        try:
            return only_public_pages(self.request)
        except ValueError as error:
            raise BadRequestError(str(error)) from error


class ImagesViewSet(OpenViewSet, ImagesAPIViewSet):
    """The images of open collections."""


class DocumentsViewSet(OpenViewSet, DocumentsAPIViewSet):
    """The documents of open collections."""


class RedirectsViewSet(OpenViewSet, RedirectsAPIViewSet):
    """The redirects."""


v2 = WagtailAPIRouter("wagtailapi")
for name, viewset in {
    "pages": PagesViewSet,
    "images": ImagesViewSet,
    "documents": DocumentsViewSet,
    "redirects": RedirectsViewSet,
}.items():
    v2.register_endpoint(name, viewset)

# v3 looks this name up at every request: here, and nowhere else, it becomes ours.
v3_querysets.get_public_pages_queryset = only_public_pages
# wagtail_localize.locales stands in for wagtail.locales, whose `ready` would have added this.
v3.add_router("/locales/", locales_router)
