"""What people see where no page is: that its time is over, or that it is not here, and the nearest page either way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.absent_pages import is_over, nearest_above
from portal.navigation import HOME_DEPTH
from portal.page_lookup import language_of, standing_at
from portal.sites import current_site


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 410 (RFC 9110, 15.5.11) where a page has ended, else 404."""
    path = _on_platform(request.path)
    if not language_of(path):
        return render(request, "404.html", status=404)
    over = any(is_over(page) for page in standing_at(path)[:1])
    status = 410 if over else 404
    return render(request, f"{status}.html", {"nearest": _nearest(path)}, status=status)


def _on_platform(path: str) -> str:
    site = current_site()
    return site.platform_path(path) if site and language_of(path) else path


def _nearest(path: str) -> object:
    """Return the nearest page above a path, the home aside, to which every page leads."""
    page = nearest_above(path)
    return page if page and page.depth > HOME_DEPTH else None
