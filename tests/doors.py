"""What the tests of permissions share: whose things are, what a shut door answers, what a form posts untouched."""

import datetime as dt
from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.models import APIToken, Page

from labs.models import Closure, Contact, Decision, DecisionFollowUp, Indicator, MeetingPage, Organisation, Place
from portal.models import Territory
from tests import factories as f

HOME = "/admin/"


def rho() -> Territory:
    return f.territory_page("rho").own_territory


def pavia() -> Territory:
    return f.territory_page("pavia").own_territory


def organisation(territory: Territory) -> Organisation:
    return f.OrganisationFactory(territory=territory)


def place(territory: Territory) -> Place:
    town = f.MunicipalityFactory(territory=territory, name=territory.name)
    return f.PlaceFactory(municipality=town, territory=territory)


def contact(territory: Territory) -> Contact:
    return f.ContactFactory(organisation=organisation(territory), territory=territory)


def closure(territory: Territory) -> Closure:
    day = dt.date(2027, 8, 10)
    return f.ClosureFactory(territory=territory, first_day=day, last_day=day)


def indicator(territory: Territory) -> Indicator:
    return Indicator.objects.create(
        slug=f"people-{territory.slug}", label={"it": "Persone"}, value=3, source="conteggio", territory=territory
    )


def follow_up(territory: Territory) -> DecisionFollowUp:
    council = f.council(below=f.territory_page(territory.slug))
    meeting = f.meeting(below=council, minutes_state="approved", minutes="<p>Si è deciso.</p>")
    meeting.decisions.add(Decision(text="Comprare le sedie"))
    meeting.save_revision().publish()
    decision = MeetingPage.objects.get(pk=meeting.pk).decisions.get()
    return DecisionFollowUp.objects.create(decision_key=decision.translation_key, meeting=meeting)


def address(record: Model, view: str) -> str:
    return reverse(type(record).snippet_viewset.get_url_name(view), args=[record.pk])  # type: ignore[attr-defined]


def refused(response: Any) -> bool:
    return response.status_code in (403, 404) or (response.status_code == 302 and response.url == HOME)


def stored(record: Model) -> dict[str, Any] | None:
    return type(record)._base_manager.filter(pk=record.pk).values().first()


def bearer(person: Any) -> dict[str, str]:
    _token, plain = APIToken.create_token(user=person, name="test")
    return {"Authorization": f"Bearer {plain}"}


def refused_field(response: Any) -> list[str]:
    assert response.status_code == 200
    return list(response.context["form"].errors)


def page_form(page: Page) -> dict[str, Any]:
    """Return what the form of a page posts when nobody touches it."""
    form = page.get_edit_handler().get_form_class()(instance=page, parent_page=page.get_parent(), for_user=None)
    posted: dict[str, Any] = {}
    for each in (form, *(row for rows in form.formsets.values() for row in (rows.management_form, *rows.forms))):
        for bound in each:
            value = bound.value()
            posted[bound.html_name] = "" if value is None else value
    posted["body-count"] = "0"
    posted.pop("comment_notifications", None)
    return {name: value for name, value in posted.items() if not isinstance(value, list | dict)}


def save_page(client: Client, page: Page, **changes: Any) -> Any:
    posted = page_form(page) | {"topics": "", "slug": page.slug, "action-publish": "1"} | changes
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), posted)
