"""Nobody touches another territory's pictures and documents, nor puts something among them."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection

from portal.models import PortalDocument, PortalImage
from tests import factories as f
from tests.doors import bearer, pavia, refused, rho, stored

# Wagtail leaves the files that it opens for sizes and renditions to the garbage collector.
pytestmark = [pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"), pytest.mark.django_db]


def png() -> ContentFile:
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return ContentFile(content.getvalue(), "cortile.png")


def picture(collection: Collection) -> PortalImage:
    return PortalImage.objects.create(title="Cortile", file=png(), description="Il cortile", collection=collection)


def document(collection: Collection) -> PortalDocument:
    return PortalDocument.objects.create(title="Volantino", file=txt(), collection=collection)


def txt() -> ContentFile:
    return ContentFile(b"ciao", "volantino.txt")


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


KINDS = {"wagtailimages": picture, "wagtaildocs": document}
MODELS = {"wagtailimages": PortalImage, "wagtaildocs": PortalDocument}
kinds = pytest.mark.parametrize("app", KINDS)


@kinds
@pytest.mark.parametrize("door", ["edit", "delete"])
def test_a_file_of_another_territory_is_neither_edited_nor_deleted(app: str, door: str, editor: Client) -> None:
    file = KINDS[app](rho().collection)
    before = stored(file)
    url = reverse(f"{app}:{door}", args=[file.pk])
    assert refused(editor.get(url))
    assert refused(editor.post(url, {"title": "Nostro", "collection": pavia().collection.pk}))
    assert stored(file) == before


@kinds
def test_its_own_editor_edits_it(app: str, client: Client) -> None:
    file = KINDS[app](rho().collection)
    client.force_login(f.user("redazione-rho", rho()))
    assert client.get(reverse(f"{app}:edit", args=[file.pk])).status_code == 200
    assert client.get(reverse(f"{app}_chooser:chosen", args=[file.pk])).status_code == 200


@kinds
@pytest.mark.parametrize("action", ["delete", "add_to_collection", "add_tags"])
def test_files_of_another_territory_are_left_alone_in_bulk(app: str, action: str, editor: Client) -> None:
    file = KINDS[app](rho().collection)
    before = stored(file)
    url = reverse("wagtail_bulk_action", args=["portal", file._meta.model_name, action]) + f"?id={file.pk}"
    editor.post(url, {"collection": pavia().collection.pk, "tags": "nostro"})
    assert stored(file) == before
    assert not file.tags.exists()


@kinds
def test_ones_own_file_is_not_put_among_anothers(app: str, editor: Client) -> None:
    file, there = KINDS[app](pavia().collection), rho().collection
    fields = {"title": "Nostro", "description": "Il cortile", "language": "it", "tags": "", "collection": there.pk}
    assert editor.post(reverse(f"{app}:edit", args=[file.pk]), fields).status_code == 200
    url = reverse("wagtail_bulk_action", args=["portal", file._meta.model_name, "add_to_collection"])
    editor.post(f"{url}?id={file.pk}", {"collection": there.pk})
    file.refresh_from_db()
    assert file.collection.path.startswith(pavia().collection.path)


def upload(client: Client, app: str, door: str, there: Collection) -> int:
    """Upload a file into a collection; with the words that it waits for; return how many files lie there then."""
    file = png() if app == "wagtailimages" else txt()
    fields = {"title": "Nostro", "description": "Il cortile", "language": "it", "tags": "", "collection": there.pk}
    several = door == "add_multiple"
    headers = {"x-requested-with": "XMLHttpRequest"} if several else {}
    answer = client.post(reverse(f"{app}:{door}"), fields | {"files[]" if several else "file": file}, headers=headers)
    if several and (waiting := answer.json().get("uploaded_file_id")):
        kind = "image" if app == "wagtailimages" else "document"
        url = reverse(f"{app}:create_multiple_from_uploaded_{kind}", args=[waiting])
        words = {f"uploaded-{kind}-{waiting}-{name}": value for name, value in fields.items()}
        client.post(url, words, headers=headers)
    return MODELS[app].objects.filter(collection__path__startswith=there.path).count()


@kinds
@pytest.mark.parametrize("door", ["add", "add_multiple"])
def test_a_file_is_uploaded_among_ones_own_and_not_among_anothers(app: str, door: str, editor: Client) -> None:
    assert upload(editor, app, door, rho().collection) == 0
    assert upload(editor, app, door, pavia().collection) == 1


@kinds
def test_a_chooser_of_files_offers_ones_own(app: str, editor: Client) -> None:
    own, other = KINDS[app](pavia().collection), KINDS[app](rho().closed_collection)
    page = editor.get(reverse(f"{app}_chooser:choose_results"))
    assert [file.pk for file in page.context["results"]] == [own.pk]
    if app == "wagtailimages":
        assert refused(editor.get(reverse(f"{app}_chooser:chosen", args=[other.pk])))


@kinds
def test_the_api_leaves_another_territorys_files_alone(app: str, client: Client, person: Any) -> None:
    file = KINDS[app](rho().collection)
    before, headers = stored(file), bearer(person)
    name = "image" if app == "wagtailimages" else "document"
    update = reverse(f"wagtailapi_v3:update_{name}", args=[file.pk])
    answer = client.patch(update, {"title": "Nostro"}, content_type="application/json", headers=headers)
    assert answer.status_code == 403
    assert client.delete(reverse(f"wagtailapi_v3:delete_{name}", args=[file.pk]), headers=headers).status_code == 403
    assert stored(file) == before


@kinds
def test_a_proposer_uploads_into_her_territory_and_changes_nothing_of_others(app: str, client: Client) -> None:
    file = KINDS[app](pavia().collection)
    before = stored(file)
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    assert client.get(reverse(f"{app}:add")).status_code == 200
    assert refused(client.post(reverse(f"{app}:delete", args=[file.pk])))
    assert stored(file) == before


@pytest.mark.parametrize(("name", "answer"), [("editor", 200), ("proposer", 200), ("other", 302), ("platform", 200)])
def test_what_is_not_public_yet_is_fetched_by_its_own_groups_alone(name: str, answer: int, client: Client) -> None:
    own = document(pavia().closed_collection)
    people = {
        "editor": lambda: f.user("redazione-pavia", pavia()),
        "proposer": lambda: f.user("proposta-pavia", pavia(), "proposer"),
        "other": lambda: f.user("redazione-rho", rho()),
        "platform": f.platform_editor,
    }
    client.force_login(people[name]())
    assert client.get(own.url).status_code == answer
