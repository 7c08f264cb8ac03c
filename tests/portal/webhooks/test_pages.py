"""What is told of pages: once for each change, by whatever door it came, and never of what is not public."""

import datetime as dt
import json
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail_localize.models import Translation, TranslationSource

from home.models import ContentPage
from portal.models import Message, ToldPage, Webhook
from portal.sites import forget_sites
from portal.ticking import tasks
from portal.webhooks.told_pages import remember_public
from tests import factories as f
from tests.doors import save_page

pytestmark = pytest.mark.django_db
PUBLISHED, UNPUBLISHED, MOVED = "page.published", "page.unpublished", "page.moved"


@pytest.fixture
def listener(db: Any) -> Webhook:
    """Who listens to what is told of pages, everywhere."""
    return Webhook.objects.create(name="x", address="https://x.example/", events=[PUBLISHED, UNPUBLISHED, MOVED])


def told() -> list[tuple[str, str]]:
    """Return what was told since this was last asked: the event, and the last part of the address."""
    bodies = [json.loads(message.body) for message in Message.objects.order_by("pk")]
    Message.objects.all().delete()
    return [(body["type"], body["data"]["url"].strip("/").rsplit("/", 1)[-1]) for body in bodies]


@pytest.fixture
def lab(db: Any) -> Any:
    """A lab with an activity below it."""
    found = f.lab(slug="torretta")
    f.activity(below=found, slug="compiti")
    return found


def draft(parent: Page, **facts: Any) -> Any:
    page = ContentPage(title="Bozza", slug="bozza", live=False, **facts)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision()
    return page


def test_a_page_is_told_of_when_it_is_published_and_when_it_changes(listener: Webhook) -> None:
    page = draft(f.home())
    assert told() == []
    page.get_latest_revision().publish()
    assert told() == [(PUBLISHED, "bozza")]
    page = ContentPage.objects.get(pk=page.pk)
    page.title = "Altro"
    revision = page.save_revision()
    assert told() == []
    revision.publish()
    assert told() == [(PUBLISHED, "bozza")]


def test_what_is_told_leads_to_the_page_and_to_the_api(listener: Webhook, lab: Any, client: Client) -> None:
    Message.objects.all().delete()
    lab.save_revision().publish()
    data = json.loads(Message.objects.get().body)["data"]
    key = str(lab.translation_key)
    assert data == {
        "id": key,
        "kind": "lab",
        "url": "https://agora.example/it/pavia/torretta/",
        "api_url": f"https://agora.example/api/v1/pages/{key}/",
    }
    answer = client.get(data["api_url"].removeprefix("https://agora.example"))
    assert answer.json()["url"] == data["url"]


def test_the_address_is_that_of_the_territorys_hostname(listener: Webhook, lab: Any) -> None:
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    forget_sites()
    lab.save_revision().publish()
    data = json.loads(Message.objects.latest("pk").body)["data"]
    assert (data["url"], data["api_url"]) == (
        "https://pavia.example/it/torretta/",
        f"https://agora.example/api/v1/pages/{lab.translation_key}/",
    )


def test_what_stands_below_falls_and_comes_back_with_it(listener: Webhook, lab: Any) -> None:
    told()
    lab.unpublish()
    assert told() == [(UNPUBLISHED, "torretta"), (UNPUBLISHED, "compiti")]
    lab.save_revision().publish()
    assert told() == [(PUBLISHED, "torretta"), (PUBLISHED, "compiti")]


def test_a_restriction_takes_away_and_gives_back(listener: Webhook, lab: Any) -> None:
    told()
    restriction = PageViewRestriction.objects.create(page=lab, restriction_type="login")
    assert told() == [(UNPUBLISHED, "torretta"), (UNPUBLISHED, "compiti")]
    restriction.save()
    assert told() == []
    restriction.delete()
    assert told() == [(PUBLISHED, "torretta"), (PUBLISHED, "compiti")]


def test_what_is_deleted_is_told_once(listener: Webhook, lab: Any) -> None:
    told()
    Page.objects.get(pk=lab.pk).delete()
    assert sorted(told()) == [(UNPUBLISHED, "compiti"), (UNPUBLISHED, "torretta")]
    assert not ToldPage.objects.filter(url_path__contains="torretta").exists()


def test_of_what_was_never_public_nothing_is_told(listener: Webhook, lab: Any) -> None:
    PageViewRestriction.objects.create(page=lab, restriction_type="login")
    told()
    hidden = f.activity("Segreta", below=lab, slug="segreta")
    hidden.title = "Ancora"
    hidden.save_revision().publish()
    hidden.move(f.territory_page("pavia").get_children().first(), "last-child")
    hidden.unpublish()
    page = draft(f.home())
    page.save_revision()
    Page.objects.get(pk=page.pk).delete()
    Page.objects.get(pk=lab.pk).delete()
    call_command("tick", verbosity=0)
    assert told() == []


def test_a_page_that_moves_is_told_with_all_below(listener: Webhook, lab: Any) -> None:
    rho = f.territory_page("rho")
    told()
    lab.move(rho, "last-child")
    assert told() == [(MOVED, "torretta"), (MOVED, "compiti")]


def test_both_territories_hear_of_what_moves_from_one_to_the_other(lab: Any) -> None:
    rho = f.territory_page("rho")
    for page in (rho, f.territory_page("pavia"), f.territory_page("rozzano")):
        facts = {"name": page.slug, "address": "https://x.example/", "events": [MOVED]}
        Webhook.objects.create(territory=page.own_territory, **facts)
    lab.move(rho, "last-child")
    found = Message.objects.values_list("webhook__name", flat=True)
    assert sorted(found) == ["pavia", "pavia", "rho", "rho"]


def test_a_page_with_a_new_name_is_told_with_all_below(listener: Webhook, lab: Any) -> None:
    told()
    lab.slug = "la-torretta"
    lab.save_revision().publish()
    found = told()
    assert found[:2] == [(MOVED, "la-torretta"), (PUBLISHED, "la-torretta")]
    assert found[2:] == [(MOVED, "compiti")]
    assert ToldPage.objects.filter(url_path__endswith="/la-torretta/compiti/").exists()


def test_the_order_among_others_is_no_move(listener: Webhook, lab: Any) -> None:
    other = f.lab("Altro", slug="altro")
    told()
    lab.refresh_from_db()
    other.refresh_from_db()
    lab.move(other, "right")
    assert told() == []


def test_time_takes_a_page_away_and_brings_one(listener: Webhook, lab: Any, time_machine: Any) -> None:
    later = timezone.now() + dt.timedelta(hours=1)
    lab.expire_at = later
    lab.save_revision().publish()
    page = draft(f.home(), go_live_at=later)
    page.get_latest_revision().publish()
    told()
    call_command("tick", verbosity=0)
    assert told() == []
    time_machine.move_to(later + dt.timedelta(minutes=1))
    call_command("tick", verbosity=0)
    assert sorted(told()) == [(PUBLISHED, "bozza"), (UNPUBLISHED, "compiti"), (UNPUBLISHED, "torretta")]


def test_a_thing_is_told_once_for_all_its_languages(listener: Webhook, lab: Any) -> None:
    f.english_home()
    f.translated(f.territory_page("pavia"))
    told()
    english = f.translated(lab, title="The Tower", slug="tower")
    assert told() == [(PUBLISHED, "torretta")]
    english.title = "The Turret"
    english.save_revision().publish()
    assert told() == [(PUBLISHED, "torretta")]
    lab.save_revision().publish()
    assert told() == [(PUBLISHED, "torretta")]
    english.unpublish()
    assert told() == [(PUBLISHED, "torretta")]
    english.save_revision().publish()
    told()
    lab.unpublish()
    assert told() == [(UNPUBLISHED, "torretta"), (UNPUBLISHED, "compiti")]


def test_a_synchronised_translation_follows_its_source_without_a_word(listener: Webhook, lab: Any) -> None:
    f.english_home()
    f.translated(f.territory_page("pavia"))
    source, _created = TranslationSource.update_or_create_from_instance(lab)
    english = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="en"))
    english.save_target(publish=False)
    english.get_target_instance().get_latest_revision().publish()
    assert (PUBLISHED, "torretta") in told()
    lab.title = "La Torretta nuova"
    lab.save_revision().publish()
    assert type(lab).objects.filter(translation_key=lab.translation_key, live=True).count() == 2
    assert told() == [(PUBLISHED, "torretta")]
    Page.objects.get(pk=lab.pk).specific.delete()
    assert sorted(told()) == [(UNPUBLISHED, "compiti"), (UNPUBLISHED, "torretta")]


def test_the_admins_own_doors_tell(listener: Webhook, lab: Any, editor: Client) -> None:
    told()
    assert save_page(editor, lab, title="Nuovo titolo").status_code == 302
    assert told() == [(PUBLISHED, "torretta")]
    editor.post(reverse("wagtailadmin_pages:unpublish", args=[lab.pk]), {})
    assert told() == [(UNPUBLISHED, "torretta"), (UNPUBLISHED, "compiti")]


def test_what_a_process_that_died_left_untold_is_told_by_the_tick(listener: Webhook, lab: Any) -> None:
    told()
    tick = tasks()["portal.webhooks.told_pages.tell_what_was_left"]
    assert tick() == 0
    Page.objects.filter(pk=lab.pk).update(last_published_at=timezone.now())
    assert tick() == 1
    assert told() == [(PUBLISHED, "torretta")]
    Page.objects.filter(pk=lab.pk).update(live=False)
    assert tick() == 2
    assert told() == [(UNPUBLISHED, "torretta"), (UNPUBLISHED, "compiti")]
    Page.objects.filter(pk=lab.pk).update(live=True)
    assert tick() == 2
    told()
    ToldPage.objects.create(key="00000000-0000-4000-8000-000000000000", kind="page", url_path="/agora/via/")
    assert tick() == 1
    assert told() == [(UNPUBLISHED, "via")]


def test_a_platform_that_never_told_anything_begins_without_a_word(listener: Webhook, lab: Any) -> None:
    told()
    ToldPage.objects.all().delete()
    remember_public(apps.get_app_config("portal"))
    assert ToldPage.objects.filter(url_path__endswith="/torretta/").exists()
    assert tasks()["portal.webhooks.told_pages.tell_what_was_left"]() == 0
    lab.unpublish()
    assert told() == [(UNPUBLISHED, "torretta"), (UNPUBLISHED, "compiti")]


def test_queries_do_not_grow_with_what_stands_below(listener: Webhook, lab: Any) -> None:
    def asked() -> int:
        page = type(lab).objects.get(pk=lab.pk)
        with CaptureQueriesContext(connection) as found:
            PageViewRestriction.objects.create(page=page, restriction_type="login")
        ours = [
            query["sql"] for query in found if "portal_toldpage" in query["sql"] or "portal_message" in query["sql"]
        ]
        PageViewRestriction.objects.filter(page=page).delete()
        return len(ours)

    one = asked()
    f.activity("Altra", below=lab), f.activity("Terza", below=lab)
    assert asked() == one
