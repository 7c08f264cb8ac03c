"""The names of days and months, in words that our own catalogues may say.

Django's Italian catalogue begins them with a capital, which Italian does not. They are the same source words as
Django's, so that what our catalogue says holds for every date on the site.
"""

from django.utils.translation import gettext_lazy as _

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
MONTHS = (
    _("January"),
    _("February"),
    _("March"),
    _("April"),
    _("May"),
    _("June"),
    _("July"),
    _("August"),
    _("September"),
    _("October"),
    _("November"),
    _("December"),
)
