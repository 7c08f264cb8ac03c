"""How an editor's form is grouped: what, when, where, for whom, whom to ask."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel, TitleFieldPanel

from portal.gulpease_admin import PlainLanguageInput

Fields = Sequence[Panel | str]


def what(*fields: Panel | str) -> MultiFieldPanel:
    """Group what the thing is: its title, and in easy words what pages, lists and calendars begin with."""
    summary = FieldPanel(
        "summary",
        widget=PlainLanguageInput,
        help_text=_("In easy Italian: two short sentences, what it is and for whom. Pages and lists begin with it."),
    )
    return MultiFieldPanel([TitleFieldPanel("title"), summary, *_panels(fields)], heading=_("What"), icon="title")


def when(*fields: Panel | str) -> MultiFieldPanel:
    """Group the times."""
    return MultiFieldPanel(_panels(fields), heading=_("When"), icon="calendar-alt")


def where(*fields: Panel | str) -> MultiFieldPanel:
    """Group places and addresses."""
    return MultiFieldPanel(_panels(fields), heading=_("Where"), icon="site")


def for_whom(*fields: Panel | str) -> MultiFieldPanel:
    """Group topics, audiences, cost and conditions."""
    return MultiFieldPanel(_panels(fields), heading=_("For whom"), icon="group")


def contacts(*fields: Panel | str) -> MultiFieldPanel:
    """Group who answers for the thing."""
    return MultiFieldPanel(_panels(fields), heading=_("Contacts"), icon="mail")


def checked() -> MultiFieldPanel:
    """Group who checked all of it, and when."""
    return MultiFieldPanel(
        [FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by")])], heading=_("Checked"), icon="check"
    )


def _panels(fields: Fields) -> list[Panel]:
    return [FieldPanel(field) if isinstance(field, str) else field for field in fields]
