"""The frame's ways on, for the base template."""

from typing import Any

from django import template
from django.template import Context

from portal.navigation import Frame
from portal.navigation import language_links as links

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Frame:
    """Return what header, breadcrumb and footer show round this page."""
    return Frame(context.get("page") or None)


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """Return the addresses of what is being read in every active language."""
    request = context.get("request")
    return links(request, context.get("page"), context.get("alternates")) if request else []
