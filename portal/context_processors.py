"""What every page's frame needs: the languages and this page in each of them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.addresses import current_path, is_page_address, reader_language
from portal.models import Territory


def portal(request: HttpRequest) -> dict[str, Any]:
    """Add the languages to choose from and, when a template asks, the territories for header and footer."""
    if not is_page_address(request.path):
        return {}
    return {
        "languages": [
            {"code": code, "name": name, "path": current_path(request, code), "current": code == reader_language()}
            for code, name in settings.LANGUAGES
        ],
        "territories": SimpleLazyObject(lambda: list(Territory.objects.select_related("logo"))),
        "platform_name": settings.WAGTAIL_SITE_NAME,
    }
