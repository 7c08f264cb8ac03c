"""Wagtail's v3, every operation by every role: nobody reads a draft or writes a thing of a territory not their own.

The operations come from the API's own description: one that Wagtail adds is tried with the rest, or this test fails.
"""

import io
from functools import cache
from json import dumps

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import encode_multipart
from django.urls import reverse
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, Locale, Page, Revision, Site
from wagtail.snippets.models import get_snippet_models

from labs.models import Contact
from portal.models import PortalDocument, PortalImage
from settings.wagtail_api import v3
from tests import api_world
from tests import factories as f
from tests.doors import bearer, refused
from tests.worlds import once

pytestmark = pytest.mark.django_db

BOUNDARY = "a-boundary"
READING, WRITING = ("GET",), ("POST", "PATCH", "PUT", "DELETE")


def make():
    """Make Pavia with drafts, closed papers and people without consent, all published by their own; and Rho beside."""
    found = api_world.make()
    found.never = f.activity(f"{api_world.SECRET_TITLE} mai pubblicata", below=found.lab)
    found.never.unpublish()
    found.redirect = Redirect.objects.create(old_path="/vecchio", redirect_page=found.lab)
    found.image = PortalImage.objects.create(
        title="Cortile", file=found.lab.image.file.name, collection=found.territory.collection, width=96, height=54
    )
    found.rho = f.territory_page("rho")
    return found


made, world = once(make, api_world.NOW)


def nobody(world):
    return None


def groupless(world):
    return f.user("chiunque")


def editor_elsewhere(world):
    return f.user("redazione-rho", world.rho.own_territory)


def proposer_elsewhere(world):
    return f.user("proposta-rho", world.rho.own_territory, "proposer")


ROLES = [nobody, groupless, editor_elsewhere, proposer_elsewhere]


@cache
def operations(methods):
    """Return (method, path, operation id) of what v3 says that it does."""
    return [
        (method.upper(), path, operation["operationId"])
        for path, described in v3.get_openapi_schema()["paths"].items()
        for method, operation in described.items()
        if method.upper() in methods
    ]


def things(world):
    """Return Pavia's things by the name that a path gives to their number."""
    pages = [world.territory_page, world.lab, world.hosted, world.activity, world.event, world.draft, world.never]
    return {
        "page_id": [page.pk for page in pages],
        "image_id": [world.image.pk],
        "document_id": list(PortalDocument.objects.values_list("pk", flat=True)),
        "redirect_id": [world.redirect.pk],
        "site_id": list(Site.objects.values_list("pk", flat=True)),
        "locale_id": list(Locale.objects.values_list("pk", flat=True)),
        "type_name": [type(page)._meta.label for page in pages],
    }


def addresses(path, world):
    """Yield every address that a path of the description stands for in this world."""
    if "{type}" in path:
        for model in get_snippet_models():
            for pk in list(model._base_manager.values_list("pk", flat=True))[:2] if "{pk}" in path else [None]:
                yield path.format(type=model._meta.label, pk=pk, revision_id=1)
        return
    [name] = [name for name in things(world) if f"{{{name}}}" in path] or [None]
    for key in things(world)[name] if name else [None]:
        revisions = Revision.objects.filter(object_id=str(key)).values_list("pk", flat=True)
        for revision in revisions if "{revision_id}" in path else [None]:
            yield path.format(**{name or "none": key, "revision_id": revision})


def body(operation, world):
    """Return what a write sends: it would change, add or move something of Pavia's."""
    title, collection = "Preso da fuori", world.territory.collection_id
    picture = {"title": title, "description": "Un cortile"}
    bodies = {
        "pages_create": {"title": title, "meta": {"type": "events.ActivityPage", "parent_id": world.lab.pk}},
        "pages_update": {"title": title, "summary": title},
        "pages_actions_copy": {"destination_id": world.lab.pk, "title": title},
        "pages_actions_move": {"destination_id": world.rho.pk},
        "pages_actions_revert": {"revision_id": world.never.latest_revision_id},
        "pages_actions_create_alias": {"destination_id": world.rho.pk},
        "pages_actions_copy_for_translation": {"locale": "en"},
        "sites_create": {"hostname": "altrove.example", "root_page_id": world.lab.pk},
        "sites_update": {"hostname": "altrove.example", "root_page_id": world.lab.pk},
        "redirects_create": {"old_path": "/nuovo", "redirect_page_id": world.lab.pk},
        "redirects_update": {"old_path": "/nuovo", "redirect_page_id": world.lab.pk},
        "snippets_create": {"name": title, "slug": "preso", "label": {"it": title}, "territory": world.territory.pk},
        "snippets_update": {"name": title, "reason": {"it": title}},
        "snippets_actions_revert": {"revision_id": 1},
        "snippets_actions_copy_for_translation": {"locale": "en"},
        "documents_update": {"title": title},
        "images_update": picture,
        "locales_create": {"language_code": "en"},
        "locales_update": {"language_code": "en"},
    }
    files = {"documents_create": ("v.txt", b"ciao"), "images_create": ("c.png", png())}
    if operation in files:
        return picture | {"collection_id": collection, "file": SimpleUploadedFile(*files[operation])}
    return bodies.get(operation, {})


def png():
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return content.getvalue()


def ask(client, method, address, operation, world, headers):
    """Send a request as its operation wants it."""
    sent = body(operation, world) if method in WRITING else {}
    if operation in ("documents_create", "images_create"):
        return client.post(
            address, encode_multipart(BOUNDARY, sent), f"multipart/form-data; boundary={BOUNDARY}", headers=headers
        )
    if method == "GET":
        return client.get(address, headers=headers)
    return client.generic(method, address, dumps(sent), content_type="application/json", headers=headers)


def everything():
    """Return all rows that v3 could write."""
    models = [Page, Revision, PortalImage, PortalDocument, Redirect, Site, Locale, *get_snippet_models(), Contact]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def token_of(person):
    return bearer(person) if person else {}


def test_nobody_from_elsewhere_reads_what_is_not_public(world, client):
    asked = [
        (operation, address + query)
        for _method, path, operation in operations(READING)
        for address in addresses(path, world)
        for query in (("", "?version=draft") if operation.startswith("pages_") else ("",))
    ]
    for role in ROLES:
        headers = token_of(role(world))
        for _operation, address in asked:
            answer = client.get(address, headers=headers)
            assert answer.status_code < 500, (role.__name__, address)
            told = [secret for secret in api_world.SECRETS if secret in answer.content.decode()]
            assert told == [], (role.__name__, address)
    assert {operation for operation, _address in asked} == {operation for _m, _p, operation in operations(READING)}


def test_nobody_from_elsewhere_writes_anything(world, client):
    tokens = {role.__name__: token_of(role(world)) for role in ROLES}
    before, tried = everything(), set()
    for method, path, operation in operations(WRITING):
        for address in addresses(path, world):
            tried.add(operation)
            for role, headers in tokens.items():
                answer = ask(client, method, address, operation, world, headers)
                assert 400 <= answer.status_code < 500, (role, method, address, answer.content[:300])
    assert everything() == before
    assert tried == {operation for _m, _p, operation in operations(WRITING)}


#: What its own editor does by the same requests: without these the doors above might be shut to everybody.
OWN = {
    "pages_update": (200,),
    "pages_create": (201,),
    "pages_actions_publish": (200,),
    "pages_actions_unpublish": (200,),
    "images_update": (200,),
    "images_create": (201,),
    "documents_update": (200,),
    "documents_create": (201,),
    "snippets_update": (200,),
}


@pytest.mark.parametrize("operation", OWN)
def test_its_own_editor_does_by_the_same_requests(operation, world, client):
    headers = bearer(f.user("redazione-pavia", world.territory))
    [(method, path, _same)] = [each for each in operations(WRITING) if each[2] == operation]
    answers = [
        ask(client, method, address, operation, world, headers).status_code for address in addresses(path, world)
    ]
    assert set(answers) & set(OWN[operation]), answers


def test_its_own_editor_reads_the_draft(world, client):
    headers = bearer(f.user("redazione-pavia", world.territory))
    draft = client.get(f"/api/wagtail/v3/pages/{world.lab.pk}/?version=draft", headers=headers)
    assert api_world.SECRET_TITLE in draft.content.decode()


@pytest.mark.parametrize("who", ["redazione-pavia", "piattaforma"])
def test_a_person_without_consent_is_in_no_answer_of_any_role(who, world, client):
    person = f.platform_editor() if who == "piattaforma" else f.user(who, world.territory)
    headers = bearer(person)
    asked = [address for _m, path, _operation in operations(READING) for address in addresses(path, world)]
    told = [a for a in asked if api_world.SECRET_PERSON in client.get(a, headers=headers).content.decode()]
    assert told == []


def test_a_token_that_was_taken_back_opens_nothing(world, client):
    person = f.user("redazione-pavia", world.territory)
    token, secret = APIToken.create_token(user=person, name="prova")
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/wagtail/v3/whoami/", headers=headers).status_code == 200
    token.revoke()
    assert client.get("/api/wagtail/v3/whoami/", headers=headers).status_code == 401


@pytest.mark.parametrize("role", ["editor", "platform"])
def test_tokens_are_made_and_taken_back_in_the_admin(role, client):
    territory = f.territory_page("pavia").own_territory
    person = f.platform_editor() if role == "platform" else f.user("redazione-pavia", territory)
    other, _secret = APIToken.create_token(user=f.user("altra", territory), name="altrui")
    client.force_login(person)
    made = client.post(reverse("wagtailusers_api_tokens:add"), {"name": "Il mio programma", "user": person.pk})
    token = APIToken.objects.get(user=person)
    assert token.prefix in made.content.decode(), "shown once"
    listed = client.get(reverse("wagtailusers_api_tokens:index")).content.decode()
    assert "Il mio programma" in listed
    assert "altrui" not in listed
    assert refused(client.post(reverse("wagtailusers_api_tokens:delete", args=[other.pk])))
    client.post(reverse("wagtailusers_api_tokens:delete", args=[token.pk]))
    token.refresh_from_db()
    other.refresh_from_db()
    assert (bool(token.revoked_at), bool(other.revoked_at)) == (True, False)


def test_who_only_proposes_makes_no_tokens(client):
    client.force_login(f.user("proposta-pavia", f.territory_page("pavia").own_territory, "proposer"))
    assert refused(client.get(reverse("wagtailusers_api_tokens:add")))
