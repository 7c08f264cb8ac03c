"""An editor adds an address, sees its secret once, tries it, reads how it went, pauses it; and only where she edits."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from wagtail.permissions import policy_registry

from portal.models import Attempt, Message, Webhook
from portal.permissions import TerritoryPermissionPolicy
from portal.webhooks.admin.log import ATTEMPTS_SHOWN
from portal.webhooks.outbox import tell
from portal.webhooks.sending import send_due
from portal.webhooks.signing import secret_of
from tests import factories as f
from tests.doors import address, bearer, pavia, refused, refused_field, rho, stored
from tests.portal.webhooks.receiver import Receiver
from tests.portal.webhooks.telling import event, forget_rest

pytestmark = pytest.mark.django_db
ADD = "wagtailsnippets_portal_webhook:add"
LIST = "wagtailsnippets_portal_webhook:list"
OWN_VIEWS = ("webhook_log", "webhook_secret")
ACTS = ("test", "pause", "resume", "retry", "leave")


def log_of(webhook: Webhook) -> str:
    return reverse("webhook_log", args=[webhook.pk])


def said(words: str, count: int | None = None) -> str:
    """Return words of ours as the admin says them, those that count with their number."""
    with translation.override("it"):
        if count is None:
            return gettext(words)
        return ngettext(words.replace("attempts", "attempt"), words, count) % {"counter": count}


def new(receiver: Receiver, **facts: Any) -> dict[str, Any]:
    return {"name": "Comune", "address": receiver.address, "events": ["page.published", "page.moved"]} | facts


def test_an_address_is_added_and_its_secret_shown_once(editor: Client, receiver: Receiver) -> None:
    answer = editor.post(reverse(ADD), new(receiver))
    webhook = Webhook.objects.get()
    secret = secret_of(webhook)
    assert (answer.status_code, webhook.territory) == (302, pavia())
    assert webhook.events == ["page.published", "page.moved"]
    shown = editor.get(answer.url)
    assert secret in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    for url in (answer.url, log_of(webhook), address(webhook, "edit"), address(webhook, "history"), reverse(LIST)):
        assert secret[6:20] not in editor.get(url).content.decode()
    assert secret not in str(stored(webhook))


def test_a_new_secret_takes_the_place_of_the_one_before(editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    former = secret_of(webhook)
    url = reverse("webhook_secret", args=[webhook.pk])
    shown = editor.post(url, follow=True).content.decode()
    webhook.refresh_from_db()
    assert secret_of(webhook) in shown
    assert former not in shown
    assert secret_of(webhook) not in editor.get(url).content.decode()


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"address": "http://10.0.0.1/"}, "address"),
        ({"address": "ftp://x.example/"}, "address"),
        ({"address": ""}, "address"),
        ({"events": []}, "events"),
        ({"events": ["page.exploded"]}, "events"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_told_is_said_at_its_field(facts: Any, field: str, editor: Client, receiver: Receiver) -> None:
    assert refused_field(editor.post(reverse(ADD), new(receiver, **facts))) == [field]
    assert not Webhook.objects.exists()


def test_a_test_shows_at_once_what_came_of_it(editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    page = editor.post(log_of(webhook), {"test": "1"}, follow=True)
    assert [str(message.level_tag) for message in page.context["messages"]] == ["success"]
    assert receiver.told == [("webhook.test", "test")]
    receiver.answer = 404
    page = editor.post(log_of(webhook), {"test": "1"}, follow=True)
    (message,) = page.context["messages"]
    assert (message.level_tag, "404" in str(message)) == ("error", True)
    found = [(message.state_words, message.last_attempts[0].status) for message in page.context["page"]]
    assert found == [(said("not delivered"), 404), (said("delivered"), 204)]


def test_the_log_says_how_each_attempt_ended_and_tries_again(editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    receiver.answer = 503
    tell([event(1, territory=pavia().pk), event(2, territory=pavia().pk)])
    send_due()
    page = editor.get(log_of(webhook))
    text = page.content.decode()
    assert (page.context["waiting"], "503" in text, "https://agora.example/it/1/" in text) == (2, True, True)
    receiver.answer = 204
    Webhook.objects.update(next_at=timezone.now() + dt.timedelta(hours=1))
    assert send_due() == 0
    editor.post(log_of(webhook), {"retry": str(Message.objects.order_by("pk")[0].pk)})
    assert send_due() == 2
    found = editor.get(log_of(webhook)).context["page"]
    told = [[(attempt.status, attempt.number) for attempt in message.last_attempts] for message in found]
    assert told == [[(204, 1)], [(204, 2), (503, 1)]]


def test_a_message_that_failed_often_is_one_entry_with_its_last_attempts(editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    receiver.answer = 503
    tell([event(1, territory=pavia().pk)])
    for _again in range(ATTEMPTS_SHOWN + 2):
        forget_rest()
        send_due()
    page = editor.get(log_of(webhook))
    (message,) = page.context["page"]
    assert [attempt.number for attempt in message.last_attempts] == list(range(ATTEMPTS_SHOWN + 2, 2, -1))
    text = page.content.decode()
    assert f"{said('%(counter)s attempts', ATTEMPTS_SHOWN + 2)}" in " ".join(text.split())


def test_what_was_never_sent_is_not_said_to_be_in_order(editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    for url in (reverse(LIST), log_of(webhook)):
        assert said("nothing sent yet") in editor.get(url).content.decode()
    receiver.answer = 500
    editor.post(log_of(webhook), {"test": "1"})
    assert said("nothing sent yet") in editor.get(reverse(LIST)).content.decode()
    receiver.answer = 204
    editor.post(log_of(webhook), {"test": "1"})
    for url in (reverse(LIST), log_of(webhook)):
        assert said("in order, last on %(moment)s").partition("%")[0] in editor.get(url).content.decode()


def test_it_is_paused_resumed_and_deleted(editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    editor.post(log_of(webhook), {"pause": "1"})
    tell([event(1, territory=pavia().pk)])
    assert send_due() == 0
    editor.post(log_of(webhook), {"resume": "1"})
    assert send_due() == 1
    editor.post(address(webhook, "delete"))
    assert not Webhook.objects.exists()
    assert not Attempt.objects.exists()


def test_a_message_that_fails_is_left_out(editor: Client, receiver: Receiver) -> None:
    receiver.answer = 422
    webhook = receiver.webhook(territory=pavia())
    tell([event(1, territory=pavia().pk)])
    send_due()
    editor.post(log_of(webhook), {"leave": str(Message.objects.get().pk)})
    assert Message.objects.get().state == Message.State.LEFT


@pytest.mark.parametrize("number", ["", "x", "-1", "0", "9" * 30, "²"])
def test_a_message_that_is_not_there_changes_nothing(number: str, editor: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    for act in ("retry", "leave"):
        assert editor.post(log_of(webhook), {act: number}).status_code == 302
    assert editor.post(log_of(webhook), {}).status_code == 400
    assert editor.get(f"{log_of(webhook)}?p={number}").status_code == 200


def test_a_message_of_another_address_is_out_of_reach(editor: Client, receivers: Any) -> None:
    own, other = receivers(), receivers(500)
    webhook = own.webhook(territory=pavia())
    other.webhook(territory=rho())
    tell([event(1, territory=rho().pk)])
    send_due()
    theirs = Message.objects.get(webhook__territory=rho())
    editor.post(log_of(webhook), {"leave": str(theirs.pk)})
    theirs.refresh_from_db()
    assert theirs.state == Message.State.WAITING


def test_one_that_the_platform_paused_is_named_on_the_first_page(editor: Client, receiver: Receiver) -> None:
    since = timezone.now() - dt.timedelta(days=1, hours=1)
    receiver.webhook(territory=pavia(), name="Sito del Comune", pause="failing", failing_since=since, problem="No.")
    receiver.webhook(territory=pavia(), name="Di mano", pause="by_hand")
    receiver.webhook(territory=rho(), name="Di Rho", pause="failing", failing_since=since)
    text = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert "Sito del Comune" in text
    assert "Di mano" not in text
    assert "Di Rho" not in text


def test_the_list_and_the_log_ask_the_same_for_one_and_for_three(editor: Client, receiver: Receiver) -> None:
    def asked(url: str) -> int:
        editor.get(url)
        with CaptureQueriesContext(connection) as found:
            assert editor.get(url).status_code == 200
        return len(found)

    first = receiver.webhook(territory=pavia())
    tell([event(1, territory=pavia().pk)])
    send_due()
    one = asked(reverse(LIST)), asked(log_of(first))
    tell([event(number, territory=pavia().pk) for number in (2, 3)])
    send_due()
    receiver.webhook(territory=pavia()), receiver.webhook(territory=pavia())
    assert (asked(reverse(LIST)), asked(log_of(first))) == one


# --- nobody keeps another territory's ---


@pytest.fixture
def theirs(receiver: Receiver) -> Webhook:
    """An address of Rho."""
    return receiver.webhook(territory=rho(), name="Di Rho")


def test_the_one_policy_holds(theirs: Webhook, person: Any) -> None:
    policy = policy_registry.get(theirs)
    assert isinstance(policy, TerritoryPermissionPolicy)
    people = policy.users_with_permission_for_instance("change", theirs)
    assert person not in people


@pytest.mark.parametrize("view", ["edit", "delete", "history", "history_results", "usage"])
def test_a_door_of_another_territory_is_shut(view: str, editor: Client, theirs: Webhook) -> None:
    before = stored(theirs)
    assert refused(editor.get(address(theirs, view)))
    assert refused(editor.post(address(theirs, view), {"name": "Nostro"}))
    assert stored(theirs) == before


@pytest.mark.parametrize("view", OWN_VIEWS)
def test_log_and_secret_of_another_territory_are_shut(
    view: str, editor: Client, theirs: Webhook, receiver: Receiver
) -> None:
    before = stored(theirs)
    url = reverse(view, args=[theirs.pk])
    assert refused(editor.get(url))
    for act in ACTS:
        assert refused(editor.post(url, {act: "1"}))
    assert stored(theirs) == before
    assert receiver.came == []


def test_the_same_doors_are_open_to_its_own_editor_and_to_the_platforms(client: Client, theirs: Webhook) -> None:
    for someone in (f.user("redazione-rho", rho()), f.platform_editor()):
        client.force_login(someone)
        for url in (address(theirs, "edit"), *(reverse(view, args=[theirs.pk]) for view in OWN_VIEWS)):
            assert client.get(url).status_code == 200


def test_who_only_proposes_keeps_none(client: Client, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia())
    client.force_login(f.user("proposta-pavia", pavia(), "proposer"))
    for url in (reverse(LIST), reverse(ADD), address(webhook, "edit"), log_of(webhook)):
        assert refused(client.get(url))


def test_a_list_shows_ones_own(editor: Client, theirs: Webhook, receiver: Receiver) -> None:
    own, platforms = receiver.webhook(territory=pavia(), name="Nostro"), receiver.webhook(name="Di tutti")
    page = editor.get(reverse(LIST))
    assert list(page.context["object_list"]) == [own]
    for other in (theirs, platforms):
        assert refused(editor.get(log_of(other)))
        assert refused(editor.get(address(other, "edit")))


def test_a_new_one_is_ones_own_whatever_is_posted(editor: Client, receiver: Receiver) -> None:
    assert 'name="territory"' not in editor.get(reverse(ADD)).content.decode()
    editor.post(reverse(ADD), new(receiver, territory=rho().pk))
    editor.post(reverse(ADD), new(receiver, territory=""))
    assert {webhook.territory for webhook in Webhook.objects.all()} == {pavia()}


def test_the_platforms_editor_chooses_a_territory_or_all(client: Client, receiver: Receiver) -> None:
    client.force_login(f.platform_editor())
    assert 'name="territory"' in client.get(reverse(ADD)).content.decode()
    client.post(reverse(ADD), new(receiver, territory=rho().pk))
    client.post(reverse(ADD), new(receiver, territory=""))
    assert [webhook.territory for webhook in Webhook.objects.order_by("pk")] == [rho(), None]


def test_many_cannot_be_deleted_if_one_is_anothers(editor: Client, theirs: Webhook, receiver: Receiver) -> None:
    own = receiver.webhook(territory=pavia())
    url = reverse("wagtail_bulk_action", args=["portal", "webhook", "delete"])
    assert refused(editor.post(f"{url}?id={own.pk}&id={theirs.pk}"))
    assert Webhook.objects.count() == 2


@pytest.mark.parametrize("whose", ["own", "theirs"])
def test_wagtails_api_tells_nothing_of_them(whose: str, client: Client, person: Any, receiver: Receiver) -> None:
    webhook = receiver.webhook(territory=pavia() if whose == "own" else rho())
    headers = bearer(person)
    for path in ("", f"{webhook.pk}/"):
        answer = client.get(f"/api/wagtail/v3/snippets/portal.Webhook/{path}", headers=headers)
        text = answer.content.decode()
        assert webhook.nonce not in text
        assert secret_of(webhook) not in text
        if whose == "theirs":
            assert receiver.address not in text
    url = f"/api/wagtail/v3/snippets/portal.Webhook/{webhook.pk}/"
    changed = client.patch(url, {"nonce": "x", "pause": ""}, content_type="application/json", headers=headers)
    assert changed.status_code >= 400 or whose == "own"
    assert stored(webhook)["nonce"] == webhook.nonce  # type: ignore[index]
