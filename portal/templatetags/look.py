"""Icons and skins: the pieces of markup that the style sheets expect."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.models import Territory

register = template.Library()
STATUS_ICONS = {"cancelled": "ban", "moved": "exchange-circle", "changed": "pencil"}


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """Return a decorative icon of the sprite; `turn` as `extra` lets it follow the reading direction."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        f" {extra}" if extra else "",
        static("portal/icons.svg"),
        name,
    )


@register.simple_tag
def status_icon(status: str) -> SafeString:
    """Return the icon of a date that is not as planned."""
    return icon(STATUS_ICONS[status])


@register.simple_tag
def skin(territory: Territory | None) -> SafeString | str:
    """Return the attribute with a territory's two colours, for an element of class `skin`; the platform needs none."""
    if territory is None:
        return ""
    return format_html(' style="--territory: {}; --territory-accent: {}"', territory.colour, territory.accent)
