"""What every template may say."""

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, str]:
    """Add the platform's name; header and footer get theirs from `portal.navigation`."""
    return {"platform_name": settings.WAGTAIL_SITE_NAME}
