"""The pages at the top of the house: the platform's home, the territories, and pages of plain content."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string
from wagtail.models import Page
from wagtail.search import index

from home import overview
from home.nearby import asked_nearby
from labs.models.labs import LAB_KINDS
from portal.api.serializers import territory_field
from portal.blocks import BodyField
from portal.entries import findable
from portal.filters import Filter
from portal.models import PortalPage
from portal.panels import what
from portal.share.card import TAGLINE

LABS = [f"labs.{kind.__name__}" for kind in LAB_KINDS]


class HomePage(PortalPage):
    """The platform's home, one in each language, directly under the tree's root."""

    body = BodyField(verbose_name=_("text"))

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.TerritoryPage", "home.ContentPage", "events.EventPage", "labs.CouncilPage"]
    template = "home/home_page.html"

    content_panels = [what("body")]
    api_fields = ["summary", territory_field(), "body"]

    class Meta:
        verbose_name = _("platform home")
        verbose_name_plural = _("platform homes")

    def share_words(self) -> dict[str, str]:
        """Return what the platform brings together."""
        return {"where": str(TAGLINE)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is on, all over or near the place in the address, the territories and the latest minutes."""
        nearby, problems = asked_nearby(request)
        shown = overview.of_platform(nearby) | {"problems": problems}
        return super().get_context(request, *args, **kwargs) | shown

    def agenda_filter(self) -> Filter | None:
        """Return all dates."""
        return Filter()


@findable
class TerritoryPage(PortalPage):
    """A territory's own home: its brand, its labs, what is on there."""

    own_territory = models.ForeignKey(
        "portal.Territory",
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("territory"),
        help_text=_("Everything below this page is this territory's."),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
    )
    body = BodyField(verbose_name=_("text"))

    parent_page_types = ["home.HomePage"]
    subpage_types = [*LABS, "events.EventPage", "labs.CouncilPage", "home.ContentPage"]
    joined = ("territory__logo", "own_territory", "image")
    shown_with = ("image__renditions",)
    entry_kind = "territory"
    template = "home/territory_page.html"

    content_panels = [what("own_territory", "image", "body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    api_fields = ["summary", territory_field(), "image", "body"]

    class Meta:
        verbose_name = _("territory page")
        verbose_name_plural = _("territory pages")

    def take_place_in_tree(self) -> None:
        """The one page that says its territory instead of taking it from above."""
        self.territory = self.own_territory

    def share_words(self) -> dict[str, str]:
        """Return the network."""
        return {"above": self.own_territory.network_name, "where": str(TAGLINE)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the territory's labs, councils, figures and what is on there."""
        return super().get_context(request, *args, **kwargs) | overview.of_territory(self.source)

    def agenda_filter(self) -> Filter | None:
        """Return the dates of the territory."""
        return Filter(territory=(self.source.own_territory.slug,))


@findable
class ContentPage(PortalPage):
    """A page of plain content: who we are, privacy, how to take part."""

    body = BodyField(verbose_name=_("text"))

    parent_page_types = ["home.HomePage", "home.TerritoryPage", "home.ContentPage", *LABS]
    subpage_types = ["home.ContentPage"]
    # The footer shows those below the platform's home, other pages those below themselves.
    show_in_menus_default = True
    template = "home/content_page.html"

    content_panels = [what("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    api_fields = ["summary", territory_field(), "body"]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")
