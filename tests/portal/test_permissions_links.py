"""What a person may link to: choosers offer it, and forms accept nothing else, whatever id is posted."""

import json
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from labs.models import Closure, Contact, Organisation
from portal.models import PortalDocument
from portal.territory_forms import NOT_YOURS
from tests import factories as f
from tests.doors import contact, organisation, pavia, place, refused_field, rho, save_page

pytestmark = pytest.mark.django_db

CHOSEN = [organisation, place, contact]


@pytest.mark.parametrize("make", CHOSEN, ids=lambda make: make.__name__)
def test_a_chooser_offers_ones_own_and_the_platforms(make: Any, editor: Client) -> None:
    own, shared, other = make(pavia()), make(rho()), make(rho())
    type(own).objects.filter(pk=shared.pk).update(territory=None)
    names = f"wagtailsnippetchoosers_labs_{own._meta.model_name}"
    for view in ("choose", "choose_results"):
        page = editor.get(reverse(f"{names}:{view}"))
        html = json.loads(page.content)["html"] if view == "choose" else page.content.decode()
        assert reverse(f"{names}:chosen", args=[own.pk]) in html
        assert reverse(f"{names}:chosen", args=[shared.pk]) in html
        assert reverse(f"{names}:chosen", args=[other.pk]) not in html
    assert editor.get(reverse(f"{names}:chosen", args=[own.pk])).status_code == 200
    assert editor.get(reverse(f"{names}:chosen", args=[other.pk])).status_code == 404
    assert editor.get(reverse(f"{names}:chosen", args=["abc"])).status_code == 404
    several = editor.get(reverse(f"{names}:chosen_multiple") + f"?id={own.pk}&id={other.pk}&id=x")
    assert [chosen["id"] for chosen in json.loads(several.content)["result"]] == [str(own.pk)]


def test_a_chooser_finds_by_the_words_of_the_list(editor: Client) -> None:
    own = f.OrganisationFactory(territory=pavia(), name="Il Bivacco", aliases="Bivacco ODV")
    f.OrganisationFactory(territory=pavia(), name="Altra")
    page = editor.get(reverse("wagtailsnippetchoosers_labs_organisation:choose_results") + "?q=odv")
    assert [record.pk for record in page.context["results"]] == [own.pk]


def test_a_page_links_to_ones_own_and_the_platforms_records(editor: Client) -> None:
    lab, own, shared = f.lab(), place(pavia()), organisation(rho())
    Organisation.objects.filter(pk=shared.pk).update(territory=None)
    answer = save_page(editor, lab, place=own.pk, referent_organisation=shared.pk)
    assert answer.status_code == 302, answer.context["form"].errors
    lab.refresh_from_db()
    assert (lab.place, lab.referent_organisation) == (own, shared)


@pytest.mark.parametrize(
    ("field", "make"), [("place", place), ("contact", contact), ("referent_organisation", organisation)]
)
def test_a_page_links_to_no_record_of_another_territory(field: str, make: Any, editor: Client) -> None:
    lab = f.lab()
    assert field in refused_field(save_page(editor, lab, **{field: make(rho()).pk}))
    lab.refresh_from_db()
    assert getattr(lab, field) is None


def test_a_row_inside_a_page_links_to_no_record_of_another_territory(editor: Client) -> None:
    lab, other = f.lab(), organisation(rho())
    row = {"organisation": other.pk, "relation": "hosts", "id": "", "ORDER": "1", "DELETE": ""}
    posted = {f"organisations-0-{name}": value for name, value in row.items()} | {"organisations-TOTAL_FORMS": "1"}
    answer = save_page(editor, lab, **posted)
    assert answer.context["form"].formsets["organisations"].errors[0].keys() == {"organisation"}
    assert not other.lab_ties.exists()


def test_a_lab_is_hosted_by_no_lab_of_another_territory(editor: Client) -> None:
    lab, cafe = f.lab(), f.cafe()
    assert "host" in refused_field(save_page(editor, lab, host=cafe.pk))


def test_a_field_for_a_lab_offers_ones_own(editor: Client) -> None:
    f.lab("La Torretta"), f.cafe("#OP Café Lainate")

    def offered(slug: str, **query: str) -> str:
        url = reverse("wagtailadmin_choose_page_child", args=[f.territory_page(slug).pk])
        return json.loads(editor.get(url, query).content)["html"]

    assert "La Torretta" in offered("pavia", page_type="labs.labpage")
    assert "Lainate" not in offered("rho", page_type="labs.labpage")
    assert "Lainate" in offered("rho")


def test_a_link_that_was_there_before_may_stay(editor: Client) -> None:
    lab = f.lab(place=place(rho()))
    answer = save_page(editor, lab, area="Vallone")
    assert answer.status_code == 302, answer.context["form"].errors
    lab.refresh_from_db()
    assert (lab.area, lab.place.territory) == ("Vallone", rho())


@pytest.fixture
def document(settings: Any, tmp_path: Any) -> PortalDocument:
    """A draft of Rho, which is not public."""
    settings.MEDIA_ROOT = tmp_path
    file = ContentFile(b"%PDF-1.4 ", "bozza.pdf")
    return PortalDocument.objects.create(title="Bozza", file=file, collection=rho().closed_collection)


def body_block(kind: str, **values: Any) -> dict[str, Any]:
    block = {"deleted": "", "order": "0", "type": kind}
    inside = {f"value-{name}" if name else "value": value for name, value in values.items()}
    return {"body-count": "1"} | {f"body-0-{name}": value for name, value in (block | inside).items()}


@pytest.mark.parametrize("kind", ["documents", "text"])
def test_a_body_opens_no_document_of_another_territory(kind: str, editor: Client, document: PortalDocument) -> None:
    lab = f.lab()
    if kind == "documents":
        rows = {"documents-count": "1", "documents-0-deleted": "", "documents-0-order": "0"}
        block = body_block(kind, heading="", **rows, **{"documents-0-value": document.pk})
    else:
        link = {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": document.pk}}
        words = {"text": "Bozza", "type": "unstyled", "depth": 0, "key": "a", "inlineStyleRanges": []}
        ranges = {"entityRanges": [{"offset": 0, "length": 5, "key": 0}]}
        block = body_block(kind, **{"": json.dumps({"blocks": [words | ranges], "entityMap": {"0": link}})})
    answer = save_page(editor, lab, **block)
    assert answer.context["form"].errors == {"body": [NOT_YOURS]}
    document.refresh_from_db()
    assert document.collection == rho().closed_collection


def test_a_page_opens_no_document_of_another_territory(editor: Client, document: PortalDocument) -> None:
    lab = f.lab()
    row = {"document": document.pk, "id": "", "ORDER": "1", "DELETE": ""}
    posted = {f"papers-0-{name}": value for name, value in row.items()} | {"papers-TOTAL_FORMS": "1"}
    answer = save_page(editor, lab, **posted)
    assert answer.context["form"].formsets["papers"].errors[0].keys() == {"document"}
    document.refresh_from_db()
    assert document.collection == rho().closed_collection


def test_a_territorys_page_cannot_be_given_to_another(editor: Client) -> None:
    page = f.territory_page("pavia")
    assert "own_territory" in refused_field(save_page(editor, page, own_territory=rho().pk))


def test_a_closure_closes_no_lab_of_another_territory(editor: Client) -> None:
    lab, cafe = f.lab(), f.cafe()
    url = reverse("wagtailsnippets_labs_closure:add")
    posted = {
        "first_day": "2027-08-10",
        "last_day": "2027-08-20",
        "reason_it": "Ferie",
        "reason_en": "",
        "effect": "mark",
    }
    assert refused_field(editor.post(url, {**posted, "lab": cafe.pk})) == ["lab"]
    assert editor.post(url, {**posted, "lab": lab.pk}).status_code == 302
    assert Closure.objects.get().territory == pavia()


def test_a_contact_belongs_to_no_organisation_of_another_territory(editor: Client) -> None:
    url = reverse("wagtailsnippets_labs_contact:add")
    posted = {"role_it": "Referente", "role_en": "", "organisation": organisation(rho()).pk}
    rows = {"consents-TOTAL_FORMS": "0", "consents-INITIAL_FORMS": "0"}
    assert refused_field(editor.post(url, posted | rows)) == ["organisation"]
    assert not Contact.objects.exists()
