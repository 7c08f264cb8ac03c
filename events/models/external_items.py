"""What a source told: one activity, event, meeting or piece of news of somebody else, with our corrections over it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from events.models.sources import Source
from portal.addresses import reader_language
from portal.among import Among
from portal.entries import EntryData, EntryText, findable
from portal.localized import Localized
from portal.models import Audience, Topic
from portal.public import Window

#: All that a source told at once: a megabyte that would be read with each of its items.
SOURCE_READ = ("source__reading", "source__memory")
#: What has no dates is a page elsewhere.
UNDATED = "page"


class ItemText(NamedTuple):
    """The words of an item in its language."""

    title: str
    summary: str
    cost: str


class ExternalItem(models.Model):
    """One thing that a source tells of; its id is made of the source's key and the thing's identity there.

    `said` holds the facts as the source told them last (`events.importing.items`). What editors correct stands beside
    them, and holds whatever the source says next. `dropped_at` is when the source stopped telling of it. A thing that
    is told elsewhere too is shown there alone, with links to both: `twin_page` and `twin_item` say where.
    """

    id = models.UUIDField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="items", verbose_name=_("source"))
    uid = models.CharField(max_length=500)
    kind = models.CharField(_("kind"), max_length=8, default=UNDATED)
    address = models.CharField(_("original address"), max_length=500, blank=True)
    said = models.JSONField(default=dict)
    told_place = models.ForeignKey("labs.Place", null=True, on_delete=models.SET_NULL, related_name="+")
    told_town = models.ForeignKey("portal.Municipality", null=True, on_delete=models.SET_NULL, related_name="+")
    own_title = models.CharField(_("title"), max_length=255, blank=True, help_text=_("Empty: as the source says."))
    own_summary = models.TextField(_("in short"), max_length=400, blank=True, help_text=_("Empty: as the source says."))
    own_topics: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "portal.Topic",
        blank=True,
        related_name="+",
        verbose_name=_("topics"),
        help_text=_("None: by the source's categories."),
    )
    own_place = models.ForeignKey(
        "labs.Place",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("place"),
        help_text=_("Empty: as the source says."),
    )
    hidden = models.BooleanField(_("hidden"), default=False, help_text=_("It is shown nowhere, until this is unset."))
    twin_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="external_twins"
    )
    twin_item = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="twins")
    twin_by_hand = models.BooleanField(default=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    modified = models.DateTimeField(auto_now=True)

    #: What its entry has beside what it says itself, once `read_together` has read it.
    beside: Any

    wagtail_reference_index_ignore = True

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("own_title"),
                FieldPanel("own_summary"),
                FieldPanel("own_topics"),
                FieldPanel("own_place"),
                FieldRowPanel([FieldPanel("hidden")]),
            ],
            heading=_("Corrections: they stay, whatever the source says next"),
        )
    ]
    api_fields = ["address", "kind", "own_title", "own_summary", "hidden"]

    class Meta:
        ordering = ["-modified", "pk"]
        verbose_name = _("item of a source")
        verbose_name_plural = _("items of sources")
        indexes = [models.Index(fields=["source", "uid"])]

    def __str__(self) -> str:
        return self.title

    # --- what it says, our corrections first ---

    @property
    def title(self) -> str:
        """The title."""
        return self.own_title or self.said.get("title", "")

    @property
    def summary(self) -> str:
        """A few lines."""
        return self.own_summary or self.said.get("summary", "")

    @property
    def body(self) -> str:
        """The text, as plain paragraphs."""
        return self.said.get("text", "")

    @property
    def language(self) -> str:
        """The language that the source tells it in."""
        return self.said.get("language") or self.source.language

    @property
    def cost(self) -> str:
        """What it costs; nothing where it is free or where that is not said."""
        return self.said.get("cost", "")

    @property
    def is_free(self) -> bool:
        """Whether it is not said to cost anything."""
        return not self.cost

    @property
    def online_url(self) -> str:
        """Where one takes part from home."""
        return self.said.get("online_url", "")

    @property
    def place(self) -> Any:
        """The place of our directory, or None."""
        return self.own_place or self.told_place

    @property
    def town(self) -> Any:
        """The municipality, or None."""
        return self.place.municipality if self.place else self.told_town

    @property
    def where(self) -> dict[str, Any] | None:
        """The place as the source says it, where our directory has none."""
        said = None if self.place else self.said.get("place")
        if not said:
            return None
        town = self.told_town and {"slug": self.told_town.slug, "name": self.told_town.name}
        names = {"name": said.get("name", ""), "address": said.get("address", "")}
        return {"slug": "", **names, "municipality": town, "lat": said.get("lat"), "lon": said.get("lon")}

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics: those chosen here, else those that the source's categories stand for."""
        if own := sorted(self.own_topics.all(), key=lambda topic: topic.name):
            return own
        names = set(self.said.get("folded_topics", []))
        known = (each for each in self.source.categories.all() if each.topic and each.folded in names)
        return sorted({each.topic for each in known if each.topic}, key=lambda topic: topic.name)

    @cached_property
    def audiences(self) -> list[Audience]:
        """For whom it is, where the source says so in our words."""
        slugs = self.said.get("audiences", [])
        return list(Audience.objects.filter(slug__in=slugs)) if slugs else []

    def texts(self) -> dict[str, ItemText]:
        """Return its words by language: one."""
        return {self.language: ItemText(self.title, self.summary, self.cost)}

    # --- whose it is and whether it is shown ---

    @property
    def translation_key(self) -> Any:
        """Its identity, under the name that pages have for theirs."""
        return self.pk

    @property
    def entry_kind(self) -> str:
        """What it is."""
        return self.kind

    @property
    def territory(self) -> Any:
        """The source's territory."""
        return self.source.territory

    @property
    def territory_id(self) -> int | None:
        """The id of the source's territory."""
        return self.source.territory_id

    @property
    def origin(self) -> dict[str, Any]:
        """Where it comes from, as readers are told."""
        return self.source.origin_of(self.address)

    @property
    def is_told(self) -> bool:
        """Whether the source tells of it and nobody here has hidden it."""
        return self.source.active and not self.hidden and self.dropped_at is None

    @property
    def is_twin(self) -> bool:
        """Whether it is shown together with something else."""
        return bool(self.twin_page_id or self.twin_item_id)

    @property
    def window(self) -> Window | None:
        """From when until when it is public, or None."""
        return Window() if self.is_told and not self.is_twin else None

    def also_at(self) -> list[dict[str, Any]]:
        """Return where else the same is told."""
        return origins_of(self.twins.all())

    # --- where it is shown ---

    def path_in(self, language: str | None = None) -> str:
        """Return the path of its page here."""
        return external_path(self.pk, language)

    @classmethod
    def findable(cls) -> models.QuerySet:
        """Return what sources tell of."""
        related = ("source__territory", "own_place__municipality", "told_place__municipality", "told_town")
        rows = cls.objects.select_related(*related).defer(*SOURCE_READ)
        return rows.prefetch_related("own_topics", "source__categories__topic")

    @classmethod
    def read_together(cls, items: "Sequence[ExternalItem]") -> None:
        """Read their dates, for whom they are, and what is shown together with each."""
        from events.calendar_entries import beside_items

        beside = beside_items(items)
        for item in items:
            item.beside = beside[item.pk]

    def search_entries(self) -> Iterable[EntryData]:
        """Return its entry, while it is shown."""
        if self.window is None:
            return
        place, where = self.place, self.where or {}
        yield EntryData(
            key=f"external:{self.pk}",
            kind=self.kind,
            texts={self.language: EntryText(self.title, self.summary, self.body)},
            window=self.window,
            paths={code: self.path_in(code) for code, _name in settings.LANGUAGES},
            territory_id=self.territory_id,
            municipality_id=self.town and self.town.pk,
            topic_ids=tuple(topic.pk for topic in self.topics),
            is_free=self.is_free if "cost" in self.said else None,
            online=bool(self.online_url),
            address=place.address if place else where.get("address", ""),
            lat=place.lat if place else where.get("lat"),
            lon=place.lon if place else where.get("lon"),
            source=self.origin,
            modified=self.modified,
            **self.beside._asdict(),
        )

    @property
    def published_on(self) -> date | None:
        """When it was written, for what has no dates."""
        said = self.said.get("published", "")
        return datetime.fromisoformat(said).date() if said else None

    @property
    def title_words(self) -> Localized:
        """The title with its language."""
        return Localized({self.language: self.title})


findable(ExternalItem)


def origins_of(items: "models.QuerySet[ExternalItem]") -> list[dict[str, Any]]:
    """Return where these items are told, of those that are."""
    return [item.origin for item in told(items)]


def origins_beside(twin: str, keys: Collection[Any]) -> dict[Any, list[dict[str, Any]]]:
    """Return where else the same is told as things tell, by their keys; `twin` is by what items are bound to these."""
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for item in told(ExternalItem.objects.filter(Among(twin, keys))) if keys else ():
        found[getattr(item, f"{twin}_id")].append(item.origin)
    return found


def read_audiences(items: Collection[ExternalItem]) -> None:
    """Read for whom these items are, of all of them together."""
    slugs = {item.pk: item.said.get("audiences", ()) for item in items}
    asked = set().union(*slugs.values())
    known = list(Audience.objects.filter(slug__in=asked)) if asked else []
    for item in items:
        item.audiences = [each for each in known if each.slug in slugs[item.pk]]


def told(items: "models.QuerySet[ExternalItem]") -> "models.QuerySet[ExternalItem]":
    """Return those of these items that their sources tell of."""
    shown = items.filter(source__active=True, hidden=False, dropped_at=None)
    return shown.select_related("source").defer(*SOURCE_READ).order_by("source__name", "pk")


def external_path(key: Any, language: str | None = None) -> str:
    """Return the path of an item's page here, in a language (default: the reader's)."""
    with translation.override(language or reader_language()):
        return reverse("external_item", args=[key])
