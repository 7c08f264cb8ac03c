"""Pictures served by the application itself, where no web server stands before it; documents never go this way."""

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import URLPattern, re_path
from django.utils.cache import patch_cache_control
from django.views.static import serve

YEAR = 31_536_000


def picture(request: HttpRequest, path: str) -> HttpResponse | FileResponse:
    """Answer a picture's file; its name changes when it does, so it may be kept for a year."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


urlpatterns: list[URLPattern] = [
    re_path(r"^media/(?P<path>(?:images|original_images)/[^/]+)$", picture),
]
