"""The one place where tests make things: published, in the Italian tree, with as little as each needs."""

import datetime as dt
from typing import Any

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from events.models import ActivityPage, EventPage, OccurrenceChange, Schedule
from home.models import ContentPage, HomePage, TerritoryPage
from labs.models import (
    Closure,
    CommunityHousePage,
    CommunityLabPage,
    Consent,
    Contact,
    CouncilPage,
    MeetingPage,
    OpCafePage,
    Organisation,
    Place,
    SocialLabPage,
)
from portal.models import Audience, Municipality, Territory, TerritoryGroup, Topic
from portal.roles import set_up_platform


def publish(page: Page, parent: Page) -> Any:
    """Put a page below another and publish it, as the admin does."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


class RecordFactory(factory.django.DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class TerritoryFactory(RecordFactory):
    class Meta:
        model = Territory
        django_get_or_create = ("slug",)

    slug = "pavia"
    name = factory.LazyAttribute(lambda t: t.slug.capitalize())
    network_name = factory.LazyAttribute(lambda t: f"Rete {t.name}")


class MunicipalityFactory(RecordFactory):
    class Meta:
        model = Municipality
        django_get_or_create = ("slug",)

    territory = factory.SubFactory(TerritoryFactory)
    name = "Pavia"
    slug = factory.LazyAttribute(lambda m: m.name.lower().replace(" ", "-"))
    lat, lon = 45.185, 9.158


class OrganisationFactory(RecordFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Cooperativa {n}")
    territory = factory.SubFactory(TerritoryFactory)


class PlaceFactory(RecordFactory):
    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Biblioteca {n}")
    address = "via Roma 1"
    municipality = factory.SubFactory(MunicipalityFactory)
    territory = factory.LazyAttribute(lambda place: place.municipality.territory)


class ContactFactory(RecordFactory):
    class Meta:
        model = Contact

    role = {"it": "Referente del laboratorio", "en": "Referent of the lab"}
    organisation = factory.SubFactory(OrganisationFactory)
    territory = factory.LazyAttribute(lambda contact: contact.organisation.territory)


class ConsentFactory(RecordFactory):
    class Meta:
        model = Consent

    contact = factory.SubFactory(ContactFactory)
    purpose = "Pubblicazione sul sito"
    given_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=1))
    how = "modulo firmato"
    document = "archivio, cartella 1"


class TopicFactory(RecordFactory):
    class Meta:
        model = Topic
        django_get_or_create = ("slug",)

    name = "compiti"
    slug = factory.LazyAttribute(lambda topic: topic.name.lower().replace(" ", "-"))


class AudienceFactory(RecordFactory):
    class Meta:
        model = Audience
        django_get_or_create = ("slug",)

    slug = "families"
    labels = {"it": "Famiglie", "en": "Families"}


class ClosureFactory(RecordFactory):
    class Meta:
        model = Closure

    reason = {"it": "Chiuso per ferie"}


class ChangeFactory(RecordFactory):
    class Meta:
        model = OccurrenceChange

    kind = OccurrenceChange.Kind.CANCELLED
    reason = {"it": "La sala è in manutenzione", "en": "The room is being mended"}


def user(name: str = "editor", territory: Territory | None = None, role: str = "editor", **facts: Any) -> Any:
    """Make a person of the admin; with a territory, one of its group of that role."""
    person = get_user_model().objects.create_user(name, password="a long test password", **facts)
    if territory:
        person.groups.add(TerritoryGroup.objects.get(territory=territory, role=role).group)
    return person


def platform_editor(name: str = "piattaforma") -> Any:
    """Make a person who edits everywhere."""
    person = user(name)
    person.groups.add(set_up_platform())
    return person


def home() -> HomePage:
    """Return the Italian home page, making it and the site's root at first."""
    found = HomePage.objects.filter(locale__language_code="it").first()
    if found:
        return found
    root = Page.objects.get(depth=1)
    for page in root.get_children():
        page.delete()
    root.refresh_from_db()
    page = publish(HomePage(title="Agorà", slug="agora", locale=Locale.objects.get(language_code="it")), root)
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    return page


def english_home() -> HomePage:
    """Return the English home page."""
    Locale.objects.get_or_create(language_code="en")
    source = home()
    translated = source.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.save_revision().publish()
    return HomePage.objects.get(pk=translated.pk)


def territory_page(slug: str = "pavia", **facts: Any) -> TerritoryPage:
    """Return a territory's page, making both at first."""
    found = TerritoryPage.objects.filter(own_territory__slug=slug, locale__language_code="it").first()
    territory = TerritoryFactory(slug=slug)
    return found or publish(TerritoryPage(title=territory.name, slug=slug, own_territory=territory, **facts), home())


def lab(title: str = "La Torretta", territory: str = "pavia", kind: type = SocialLabPage, **facts: Any) -> Any:
    """Make a lab; Rho's are community labs unless said otherwise."""
    kinds = {"rho": CommunityLabPage, "rozzano": CommunityHousePage}
    kind = kinds.get(territory, kind) if kind is SocialLabPage else kind
    return publish(kind(title=title, **facts), territory_page(territory))


def cafe(title: str = "#OP Café Rho", **facts: Any) -> OpCafePage:
    """Make an #OP Café of Rho."""
    return lab(title, "rho", OpCafePage, **facts)


def next_weekday(weekday: int, weeks: int = 0) -> dt.date:
    """Return the next such weekday (0 is Monday) after today."""
    today = timezone.localdate()
    return today + dt.timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + 7 * weeks)


def tomorrow() -> dt.date:
    """Return a day that is within the week to come whatever day it is; the next of a weekday may be a week from now."""
    return timezone.localdate() + dt.timedelta(days=1)


def schedule(
    start: dt.date | None = None, rrule: str = "", start_time: Any = dt.time(16, 30), **facts: Any
) -> Schedule:
    """Make a schedule, from 16:30 to 18:30 unless said otherwise, not saved yet."""
    end_time = facts.pop("end_time", dt.time(18, 30) if start_time else None)
    return Schedule(start_date=start or next_weekday(1), start_time=start_time, end_time=end_time, rrule=rrule, **facts)


def activity(
    title: str = "Spazio Compiti", below: Page | None = None, *, schedules: Any = None, topics: Any = (), **facts: Any
) -> ActivityPage:
    """Make an activity of a lab, every Tuesday unless said otherwise."""
    page = ActivityPage(title=title, **facts)
    page.schedules = [schedule(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=8")] if schedules is None else schedules
    if topics:
        page.topics.add(*topics)
    return publish(page, below or lab())


def event(
    title: str = "Festa di quartiere", below: Page | None = None, *, schedules: Any = None, **facts: Any
) -> EventPage:
    """Make an event, once, next Saturday unless said otherwise."""
    page = EventPage(title=title, **facts)
    page.schedules = [schedule(next_weekday(5))] if schedules is None else schedules
    return publish(page, below or lab())


def council(title: str = "Consulta", below: Page | None = None, **facts: Any) -> CouncilPage:
    """Make a council of a lab."""
    return publish(CouncilPage(title=title, **facts), below or lab())


def meeting(title: str = "Riunione", below: CouncilPage | None = None, **facts: Any) -> MeetingPage:
    """Make a meeting, in a week unless said otherwise."""
    facts.setdefault("starts_at", timezone.now().replace(microsecond=0) + dt.timedelta(days=7))
    return publish(MeetingPage(title=title, **facts), below or council())


def content(title: str = "Chi siamo", below: Page | None = None, **facts: Any) -> ContentPage:
    """Make a page of plain content."""
    return publish(ContentPage(title=title, **facts), below or home())


def translated(page: Page, language: str = "en", **words: Any) -> Any:
    """Publish a page's translation with its own words; the pages above it are translated already."""
    translation = page.copy_for_translation(Locale.objects.get(language_code=language))
    for name, value in words.items():
        setattr(translation, name, value)
    translation.save_revision().publish()
    return type(page).objects.get(pk=translation.pk)
