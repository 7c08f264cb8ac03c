"""The frame's ways on, for the base template."""

from typing import Any

from django import template
from django.template import Context
from wagtail.models import Page

from portal.navigation import Frame
from portal.navigation import language_links as links

register = template.Library()


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Frame:
    """Return what header, breadcrumb and footer show round this page.

    A view's answer that is no page says its own territory as `skin_of` and its own `description`.
    """
    page = context.get("page")
    page = page if isinstance(page, Page) else None
    return Frame(page, context.get("skin_of") or None, context.get("description") or "")


@register.simple_tag(takes_context=True)
def language_links(context: Context) -> list[dict[str, Any]]:
    """Return the addresses of what is being read in every active language."""
    request = context.get("request")
    return links(request, context.get("page"), context.get("alternates")) if request else []
