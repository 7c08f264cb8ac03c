"""`/councils/`: the governance bodies of labs, territories and the platform."""

from typing import Any

from django.db.models import Q, QuerySet

from labs.api.known import lab_slugs
from labs.api.refs import CONSENTS, CONTACT, contact_ref, lab_ref
from labs.api.schemas import Council
from labs.models import CouncilPage
from portal.api.pages import PageResource
from portal.api.query import Query
from portal.api.refs import Plain, slug_name
from portal.public import Publicity


def of_labs(pages: QuerySet, slugs: tuple[str, ...]) -> QuerySet:
    """Narrow what has a lab to that of these labs and of the labs that they host."""
    return pages.filter(Q(lab__public_slug__in=slugs) | Q(lab__host__public_slug__in=slugs)) if slugs else pages


class CouncilResource(PageResource):
    """The councils."""

    name = "councils"
    title, single_title = "Councils", "One council"
    about = "The governance bodies of labs, territories and the platform, by title."
    key = ("Its lasting short name, or its id.", "consulta-la-torretta")
    schema = Council
    model = CouncilPage
    slug_field = "public_slug"
    names = ("territory", "lab", "kind", "q")
    kinds = tuple(CouncilPage.Kind.values)
    known = {"lab": lab_slugs}
    related = ("lab__content_type", CONTACT)
    prefetched = (CONSENTS, "members__organisation")

    def narrowed(self, pages: QuerySet, query: Query) -> QuerySet:
        """Narrow councils by whose they are and what they are."""
        pages = of_labs(super().narrowed(pages, query), query.filter.lab)
        return pages.filter(kind__in=query.filter.kind) if query.filter.kind else pages

    def facts(self, page: Any, publicity: Publicity) -> Plain:
        """Return what a council has."""
        return {
            "kind": page.kind,
            "kind_name": str(page.get_kind_display()),
            "lab": lab_ref(page.lab),
            "cadence": page.words.cadence or page.cadence,
            "members": [{"organisation": slug_name(row.organisation), "role": row.role} for row in page.members.all()],
            "contact": contact_ref(page.contact),
        }
