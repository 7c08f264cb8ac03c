"""What a page is about, for machines that read pages."""

from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from portal.structured_data import nodes_about, script

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """Return the JSON-LD of what is being read: what a view says in `about`, else the page."""
    thing: Any = context.get("about") or context.get("page")
    return script(nodes_about(thing)) if thing else SafeString("")
