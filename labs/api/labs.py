"""`/labs/`: the labs of all territories, each with the eleven parts that a lab has."""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from labs.api.known import lab_slugs
from labs.api.refs import CONSENTS, CONTACT, PLACE, contact_ref, lab_ref, place_ref, public_labs
from labs.api.schemas import LAB_KIND_CODES, Lab
from labs.models import LabOrganisation, LabPage
from labs.models.labs import LAB_KINDS, kind_of
from portal import links
from portal.addresses import absolute
from portal.api.pages import PageResource
from portal.api.query import Query
from portal.api.refs import Plain, file_ref, picture_ref, slug_name, slug_names, with_picture
from portal.public import Publicity
from portal.reading import closed_to_readers

MODEL_NAMES = {kind_of(kind): kind._meta.model_name for kind in LAB_KINDS}


class LabResource(PageResource):
    """The labs, whatever their kind."""

    name = "labs"
    title, single_title = "Labs", "One lab"
    about = "The public labs, whatever their kind, by title."
    key = ("Its lasting short name, or its id.", "la-torretta")
    schema = Lab
    model = LabPage
    slug_field = "public_slug"
    names = ("territory", "municipality", "lab", "kind", "topic", "audience", "q")
    kinds = LAB_KIND_CODES
    known = {"lab": lab_slugs}
    related = (PLACE, "municipality", "host__content_type", "referent_organisation", CONTACT, "content_type")
    prefetched = (
        with_picture(),
        CONSENTS,
        "hosted",
        Prefetch("organisations", LabOrganisation.objects.select_related("organisation")),
        "connected_places__place__municipality",
        "channels",
        "opening_hours",
        "papers__document",
        "resources",
        "tagged_topics__tag",
        "audiences",
    )
    said_in = ("title", "summary", "kind_label", "area")

    def narrowed(self, pages: QuerySet, query: Query) -> QuerySet:
        """Narrow labs by where they are, what they are and what they are about."""
        chosen = query.filter
        pages = super().narrowed(pages, query)
        if chosen.municipality:
            pages = pages.filter(_in_municipality(chosen.municipality))
        if chosen.lab:
            pages = pages.filter(Q(public_slug__in=chosen.lab) | Q(host__public_slug__in=chosen.lab))
        if chosen.kind:
            pages = pages.filter(content_type__model__in=[MODEL_NAMES[kind] for kind in chosen.kind])
        if chosen.topic:
            pages = pages.filter(pk__in=LabPage.objects.filter(tagged_topics__tag__slug__in=chosen.topic))
        if chosen.audience:
            pages = pages.filter(pk__in=LabPage.objects.filter(audiences__slug__in=chosen.audience))
        return pages

    def gather(self, pages: Any) -> None:
        """Read which collections are closed: what lies there is handed out to nobody."""
        closed = closed_to_readers()
        for page in pages:
            page.open_papers = [row.document for row in page.papers.all() if row.document.collection_id not in closed]

    def facts(self, page: Any, publicity: Publicity) -> Plain:
        """Return what a lab has."""
        host = page.host if page.host and publicity.window(page.host) else None
        return {
            "kind": page.kind,
            "kind_name": page.words.kind_name,
            "area": page.area,
            "municipality": slug_name(page.town),
            "place": place_ref(page.place),
            "host": lab_ref(host),
            "hosted": [lab.public_slug for lab in public_labs(page.hosted.all(), publicity)],
            "referent_organisation": slug_name(page.referent_organisation),
            "contact": contact_ref(page.contact),
            **_surroundings(page),
            "papers": [file_ref(document) for document in page.open_papers],
            "topics": slug_names(row.tag for row in page.tagged_topics.all()),
            "audiences": slug_names(page.audiences.all()),
            "verified_on": page.verified_on,
            "verified_by": page.verified_by,
            "image": picture_ref(page.image),
            "feeds": {name: _feed(name, page) for name in ("ics", "rss", "json")},
        }


def _in_municipality(slugs: tuple[str, ...]) -> Q:
    at_home = Q(place__municipality__slug__in=slugs)
    return at_home | Q(municipality__slug__in=slugs) & (Q(place=None) | Q(place__municipality=None))


def _feed(name: str, lab: LabPage) -> str:
    return absolute(links.feed(f"agenda.{name}", lab=lab.public_slug or ""))


def _surroundings(lab: LabPage) -> Plain:
    """Return the rows below a lab: ties that hold today, places, channels, hours and what sustains it."""
    ties = [row for row in lab.organisations.all() if _holds(row)]
    return {
        "organisations": [_tie(row) for row in ties],
        "connected_places": [{**(place_ref(row.place) or {}), "note": row.note} for row in lab.connected_places.all()],
        "channels": [{"network": row.network, "url": row.url} for row in lab.channels.all()],
        "opening_hours": [_stretch(row) for row in lab.opening_hours.all()],
        "resources": [{"kind": row.kind, "name": row.name, "url": row.url} for row in lab.resources.all()],
    }


def _holds(tie: LabOrganisation) -> bool:
    today = timezone.localdate()
    return not (tie.until and tie.until < today) and not (tie.since and tie.since > today)


def _tie(tie: LabOrganisation) -> Plain:
    facts = {"relation": tie.relation, "since": tie.since, "until": tie.until, "weight": tie.weight}
    return {**(slug_name(tie.organisation) or {}), **facts}


def _stretch(row: Any) -> Plain:
    hours = {"opens": f"{row.opens:%H:%M}", "closes": f"{row.closes:%H:%M}"}
    return {"weekday": row.weekday + 1, **hours, "note": row.note}
