"""Names of kinds in templates."""

from django import template

from search import kinds

register = template.Library()


@register.filter
def kind_name(kind: str) -> str:
    """Return what one thing of a kind is called."""
    return kinds.one(kind)
