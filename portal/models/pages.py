"""The abstract page that every page type of the house builds on."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Page, PageViewRestriction

from portal.addresses import absolute, page_path, reader_language
from portal.entries import EntryData, EntryText
from portal.filters import Filter
from portal.freshness import Reach
from portal.models.media import PortalDocument
from portal.models.taxonomy import TaggedPage
from portal.plain_text import in_one_line
from portal.public import reachable
from portal.reading import publicity
from portal.territory_forms import PortalPageForm

if TYPE_CHECKING:
    from portal.page_entries import Beside
    from portal.share import ShareCard


#: No page stands deeper; a longer path is looked at only so far.
DEEPEST = 20


class PortalPage(Page):
    """A page with a place in a territory, a source language and an address in every active language.

    Facts (dates, places, topics, prices) are read from `source`, the page in the source language; words are read from
    the translation where there is one. `territory` comes from the tree and is never chosen: `take_place_in_tree`
    computes it, `tree_fields` names what is computed, and a revision never brings an older value back.
    """

    territory = models.ForeignKey(
        "portal.Territory",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("territory"),
    )
    summary = models.TextField(
        _("in short"), max_length=400, blank=True, help_text=_("Two plain sentences: what it is and for whom.")
    )

    tree_fields: ClassVar[tuple[str, ...]] = ("territory",)
    #: What is given once and kept: a draft or a copy never changes it.
    kept_fields: ClassVar[tuple[str, ...]] = ()
    entry_kind: ClassVar[str] = "page"
    #: What is shown with it, one of each, and read in one row with it.
    joined: ClassVar[tuple[str, ...]] = ("territory__logo",)
    #: What is shown with the source page, many of each; never a consent, which is asked for whenever a person is shown.
    shown_with: ClassVar[tuple[str, ...]] = ()
    #: How much is changed by publishing it, or taking it away.
    reach: ClassVar[Reach] = Reach.FRAME
    #: Whether it is what somebody has typed and not published; its rows are in no table (`portal.drafts`).
    is_draft: bool = False
    base_form_class = PortalPageForm

    class Meta:
        abstract = True

    # --- where it stands ---

    @classmethod
    def allowed_parent_page_models(cls) -> list[type[Page]]:
        """Leave out the tree's root, under which only what names it may stand."""
        named = getattr(cls, "parent_page_types", None)
        return [model for model in super().allowed_parent_page_models() if model is not Page or named]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Tell whether a new page may be begun there: it begins in the source language, translations follow it."""
        return super().can_create_at(parent) and parent.locale.language_code == settings.SOURCE_LANGUAGE

    def can_move_to(self, parent: Page) -> bool:
        """Tell whether this page may stand there: a tree is of one language."""
        return super().can_move_to(parent) and parent.locale_id == self.locale_id

    def take_place_in_tree(self) -> None:
        """Compute what the place in the tree says: here, the territory of the page above."""
        parent = self.get_parent()
        above = parent.specific if parent else None
        self.territory = above.territory if isinstance(above, PortalPage) else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take the place in the tree at the first save; a move is followed by `portal.follow`."""
        if self._state.adding:
            self.take_place_in_tree()
        super().save(*args, **kwargs)

    def with_content_json(self, content: dict) -> Self:
        """Keep what is not the revision's: the place in the tree and what was given once."""
        page = super().with_content_json(content)
        for name in (*self.tree_fields, *self.kept_fields):
            attname = self._meta.get_field(name).attname
            setattr(page, attname, getattr(self, attname))
        return page

    @classmethod
    def to_show(cls) -> models.QuerySet:
        """Return the pages of this type, each with what is read in one row with it."""
        return cls.objects.select_related("locale", *cls.joined)

    # --- languages ---

    @property
    def is_source(self) -> bool:
        """Whether this is the page in the source language."""
        if self.locale_id is None:
            self.locale = self.get_default_locale()
        return self.locale.language_code == settings.SOURCE_LANGUAGE

    @cached_property
    def source(self) -> Self:
        """The page in the source language, which holds the facts; the page itself where there is none."""
        return self if self.is_source else (self.fresh_source() or self)

    def fresh_source(self) -> Self | None:
        """Return the source language's page, read from the database."""
        same = type(self).to_show().filter(translation_key=self.translation_key)
        return same.filter(locale__language_code=settings.SOURCE_LANGUAGE).first()

    @cached_property
    def public_translations(self) -> list[Self]:
        """The translations that are public now, the source aside."""
        from portal.page_entries import translations_of

        return translations_of([self.source])[self.translation_key]

    def texts(self) -> dict[str, Self]:
        """Return the page of every language that it has, the source's first."""
        return {page.locale.language_code: page for page in (self.source, *self.public_translations)}

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page below; where a translation is missing or not public, the source's answers in its place.

        The alias that wagtail-localize makes of an untranslated page above a translated one is no translation.
        """
        try:
            if path_components:
                return self._route_below(request, path_components)
            if not (publicity().window(self) or reachable(self)) or (self.alias_of_id and not self.is_source):
                raise Http404
            return super().route(request, [])
        except Http404:
            source = None if self.is_source else self.fresh_source()
            if source is None:
                raise
            return source.route(request, path_components)

    def _route_below(self, request: HttpRequest, parts: list[str]) -> Any:
        """Go on from the deepest page on the way, found in one statement and not step by step."""
        steps = {f"{self.url_path}{'/'.join(parts[:end])}/": end for end in range(1, min(len(parts), DEEPEST) + 1)}
        found = Page.objects.filter(url_path__in=steps).order_by("-depth").first()
        if found is None:
            raise Http404
        # The way goes by what all pages have; what else it holds is read of the page at its end.
        return found.specific_deferred.route(request, parts[steps[found.url_path] :])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead a reader to the translation's own address when the source's was asked for in its language."""
        language = reader_language()
        if self.locale.language_code != language:
            translated = {page.locale.language_code: page for page in self.public_translations}.get(language)
            if translated and page_path(translated, language) != request.path:
                return redirect(page_path(translated, language))
        return super().serve(request, *args, **kwargs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show what was typed in the front end of the page's site; where there is none, as a reader would get it."""
        from portal.drafts import shown_by_front_end

        return shown_by_front_end(self, request) or super().serve_preview(request, mode_name)

    def get_view_restrictions(self) -> models.QuerySet:
        """Ask only where something on the way is closed."""
        on_the_way = publicity().below_closed(self)
        return super().get_view_restrictions() if on_the_way else PageViewRestriction.objects.none()

    # --- what others ask ---

    def path_for_reader(self) -> str:
        """Return this page's path in the reader's language."""
        return page_path(self)

    @classmethod
    def findable(cls) -> models.QuerySet:
        """Return the pages that have entries: the source language's that were ever published."""
        pages = cls.objects.filter(locale__language_code=settings.SOURCE_LANGUAGE, first_published_at__isnull=False)
        # Not joined: it is the same for all.
        return pages.prefetch_related("locale")

    def search_entries(self) -> Iterable[EntryData]:
        """Return this page's entry, with its facts, the text of every language and that of the files that it shows."""
        words = {
            code: EntryText(page.title, page.summary, page.searchable_text()) for code, page in self.texts().items()
        }
        yield EntryData(
            key=f"{self.entry_kind}:{self.translation_key}",
            kind=self.entry_kind,
            texts=words,
            window=self.beside.window,
            page_id=self.pk,
            territory_id=self.territory_id,
            **self.beside.dates._asdict(),
            papers=self.beside.papers,
            also_at=self.beside.also_at,
            modified=self.last_published_at,
            verified_on=getattr(self, "right_on", None),
            **self.entry_facts(),
        )

    @classmethod
    def read_together(cls, pages: Sequence[Self]) -> None:
        """Read at once what the entries of findable pages ask for, which each of them would read alone."""
        from portal.page_entries import read_beside, translations_of

        if pages:
            beside, translations = read_beside(pages), translations_of(pages)
        for page in pages:
            page.beside = beside[page.pk]
            page.public_translations = translations[page.translation_key]

    @cached_property
    def beside(self) -> "Beside":
        """What its entry has beside its own words and facts."""
        from portal.page_entries import read_beside

        return read_beside([self])[self.pk]

    def entry_facts(self) -> dict[str, Any]:
        """Return the facts that this type adds to its entry."""
        return {}

    def agenda_filter(self) -> Filter | None:
        """Return the dates that this page stands for when somebody embeds it; None for most pages."""
        return None

    def searchable_text(self) -> str:
        """Return the words of the body, without markup."""
        body = getattr(self, "body", None)
        return in_one_line(self._meta.get_field("body").get_searchable_content(body)) if body else ""

    def shown_documents(self) -> Iterable[PortalDocument]:
        """Return the documents that this page shows to everyone: those of its body."""
        body = getattr(self, "body", None) or []
        for block in body:
            if block.block_type == "documents":
                yield from (document for document in block.value["documents"] if document)

    def share_card(self) -> "ShareCard":
        """Return what a social network shows of this page, in this page's words."""
        from portal.share import ShareCard

        source, key = self.source, str(self.translation_key)
        photo = getattr(source, "image", None)
        return ShareCard("pages", key, self.title, territory=self.territory, photo=photo, **source.share_words())

    def share_words(self) -> dict[str, str]:
        """Return what this type (its source page) says on its share picture: `above` the title, `when`, `where`."""
        return {"above": self.whose_it_is()}

    def whose_it_is(self, *nearer: str) -> str:
        """Return nearer names, then territory and network: `Pavia · Fare #BeneComune`."""
        names = (*nearer, self.territory.name, self.territory.network_name) if self.territory else nearer
        return " · ".join(dict.fromkeys(name for name in names if name))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the language of the words, which may differ from the reader's, and the canonical address."""
        context = super().get_context(request, *args, **kwargs)
        context["content_language"] = self.locale.language_code
        context["canonical"] = absolute(page_path(self, self.locale.language_code))
        context["alternates"] = {code: absolute(page_path(page, code)) for code, page in self.texts().items()}
        return context


class TopicsMixin(models.Model):
    """What it is about and for whom; facts, so read from the source page."""

    topics = ClusterTaggableManager(
        through=TaggedPage, blank=True, verbose_name=_("topics"), help_text=_("Words that people use, in Italian.")
    )
    audiences = ParentalManyToManyField("portal.Audience", blank=True, verbose_name=_("for whom"))

    class Meta:
        abstract = True

    def topic_facts(self) -> dict[str, Any]:
        """Return the ids of topics and audiences, for an entry."""
        return {
            "topic_ids": self.beside.topic_ids,  # type: ignore[attr-defined]
            "audience_ids": self.beside.audience_ids,  # type: ignore[attr-defined]
        }
