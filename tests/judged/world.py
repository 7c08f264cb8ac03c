"""What the judged site shows: one of every kind of page, and what residents' journeys look for.

`python -m tests.judged.world` puts it into the database of the settings that are given by the environment.
"""

import datetime as dt
from urllib.parse import urlsplit

import django


def fill() -> None:
    """Make it all, seen from the moment at which it is made."""
    from django.conf import settings
    from django.utils import timezone
    from wagtail.models import Site

    from tests import api_world
    from tests import factories as f

    address = urlsplit(settings.PUBLIC_URL)
    world = api_world.make(timezone.localtime().replace(second=0, microsecond=0))
    Site.objects.filter(is_default_site=True).update(hostname=address.hostname, port=address.port or 80)
    f.ConsentFactory(contact=world.lab.contact)
    world.lab.contact.phone = "+39 0382 123456"
    world.lab.contact.save()
    _agenda(world, f)
    _elsewhere(world, f)
    _near_lainate(f)
    _kinds_of_labs(f)
    for language in _untranslated():
        f.translated(f.home(), language)


def _agenda(world, f) -> None:
    """Fill more than a page of the agenda: as planned, cancelled, moved, all day, taken away."""
    from events.models import Occurrence

    today = f.timezone.localdate()
    daily = f.schedule(today + dt.timedelta(days=1), "FREQ=DAILY;COUNT=30")
    page = f.activity("Doposcuola", world.lab, schedules=[daily], topics=[world.topic], place=world.place)
    cancelled, moved, *_rest = Occurrence.objects.filter(series=page.translation_key).order_by("starts_at")
    f.ChangeFactory(occurrence=cancelled)
    later = moved.starts_at + dt.timedelta(hours=2)
    f.ChangeFactory(occurrence=moved, kind="moved", starts_at=later, reason={"it": "C’è la festa"})
    f.activity("Cucito", world.lab, schedules=[f.schedule(today, "FREQ=WEEKLY")])
    f.event("Porte aperte", world.lab, schedules=[f.schedule(today, start_time=None)], is_free=True)
    f.event("Gita annullata del tutto", world.lab).unpublish()


def _elsewhere(world, f) -> None:
    """Take in one date that another site tells of."""
    from events.models import Source
    from tests.events.sources import others

    server = others.Others()
    server.pages["/agenda.ics"] = others.agenda()
    source = server.source(name="Biblioteca civica", territory=world.territory)
    server.read(Source.objects.get(pk=source.pk))
    server.close()


def _near_lainate(f) -> None:
    """Teach Italian in Lainate, and far from it."""
    town = f.MunicipalityFactory(territory=f.TerritoryFactory(slug="rho"), name="Lainate", lat=45.57, lon=9.03)
    place = f.PlaceFactory(name="Villa Litta", municipality=town, lat=45.571, lon=9.031)
    topic = f.TopicFactory(name="lingua italiana", labels={"it": "lingua italiana", "en": "Italian language"})
    cafe = f.cafe("#OP Café Lainate", place=place)
    f.activity("Corso di italiano", cafe, topics=[topic], place=place, summary="Si impara insieme.")
    f.activity("Scuola di italiano di Pavia", f.lab("Crosione"), topics=[topic], place=f.PlaceFactory())


def _kinds_of_labs(f) -> None:
    f.lab("Casa per Fare Insieme", "rozzano")
    f.lab("Gruppo di comunità", "rho")


def _untranslated() -> list[str]:
    """Return the active languages that have no home page yet."""
    from django.conf import settings
    from wagtail.models import Locale

    from home.models import HomePage

    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    there = set(HomePage.objects.values_list("locale__language_code", flat=True))
    return [code for code, _name in settings.LANGUAGES if code not in there]


if __name__ == "__main__":
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        fill()
