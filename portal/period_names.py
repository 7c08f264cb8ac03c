"""What the named periods of the filter are called: on the agenda, in the search and in the names of feeds."""

from django.utils.translation import gettext_lazy as _

PERIOD_NAMES = {
    "today": _("Today"),
    "evening": _("This evening"),
    "tomorrow": _("Tomorrow"),
    "weekend": _("Weekend"),
    "week": _("Next 7 days"),
    "month": _("This month"),
}
