"""An editor adds a source, sees what would come, says what its categories mean, and corrects what is not right."""

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from wagtail.models import Site

from events.models import ExternalItem, Occurrence, Source
from events.sources.admin import forms, views
from tests import factories as f
from tests.events.sources.others import agenda, party, shown, told

pytestmark = pytest.mark.django_db
NEW = {"name": "Comune", "kind": "calendar", "interval": "60", "language": "it", "website": ""}


@pytest.fixture
def reading(others, monkeypatch):
    """Let the admin read the server of others as if it were public."""
    real = views.refresh
    monkeypatch.setattr(views, "refresh", lambda sources, **options: real(sources, others.fetcher(), **options))
    return others


def url(name, *args, model=Source):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def test_from_an_address_to_the_agenda(reading, editor):
    work = f.TopicFactory(name="lavoro")
    reading.pages["/agenda.ics"] = agenda(party(CATEGORIES="Impiego"), "UID:x\nSUMMARY:Rotto\nDTSTART:ieri")
    answer = editor.post(url("add"), NEW | {"address": f"{reading.address}/agenda.ics"})
    source = Source.objects.get()
    preview = reverse("preview_source", args=[source.pk])
    assert (answer.status_code, answer.headers["Location"], source.territory.slug) == (302, preview, "pavia")
    found = editor.get(preview).context["verdicts"]
    assert [(each.title, each.state) for each in found] == [("Festa in piazza", "new"), ("Rotto", "error")]
    assert (shown(), ExternalItem.objects.count()) == ([], 0)
    category = source.categories.get()
    assert editor.post(preview, {"show": "1", f"topic-{category.pk}": work.pk}).status_code == 302
    assert shown() == ["Festa in piazza"]
    assert [topic.name for topic in ExternalItem.objects.get().topics] == ["lavoro"]
    assert [each.state for each in editor.get(preview).context["verdicts"]] == ["same", "error"]
    editor.post(preview, {"stop": "1"})
    assert shown() == []


def test_what_is_wrong_is_said_in_the_admin(reading, editor):
    source = reading.source("/nothing.ics", active=False)
    preview = reverse("preview_source", args=[source.pk])
    answer = editor.get(preview).content.decode()
    assert "Questo indirizzo risponde con un errore (404)." in answer
    assert "Questo indirizzo risponde con un errore (404)." in editor.get(url("list")).content.decode()


def test_what_was_never_read_is_not_shown_and_that_is_said(reading, editor):
    source = reading.source("/nothing.ics", active=False)
    preview = reverse("preview_source", args=[source.pk])
    assert 'name="show"' not in editor.get(preview).content.decode()
    answer = editor.post(preview, {"show": "1"}, follow=True)
    assert (answer.status_code, Source.objects.get().active) == (200, False)
    assert "Da qui non si è ancora letto niente" in answer.content.decode()
    reading.pages["/nothing.ics"] = agenda()
    editor.post(preview, {"read": "1"})
    assert 'name="show"' in editor.get(preview).content.decode()


NO_SOURCES = ["ftp://x.example/", "nonsense", "https://agora.example/x.ics", "webcal://pavia.example/x.ics", ""]


@pytest.mark.parametrize("address", NO_SOURCES)
def test_what_is_no_address_or_ours_is_refused(reading, editor, address):
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    assert editor.post(url("add"), NEW | {"address": address}).status_code == 200
    assert not Source.objects.exists()


def test_the_language_of_a_source_is_one_of_the_platform_s(reading, editor):
    address = {"address": f"{reading.address}/agenda.ics"}
    refused = editor.post(url("add"), NEW | address | {"language": "italiano"})
    assert set(refused.context["form"].errors) == {"language"}
    assert editor.post(url("add"), NEW | address | {"language": "zh-hans"}).status_code == 302


def test_a_language_that_was_written_freely_becomes_the_one_it_means():
    said = {"EN": "en", "en-GB": "en", "zh-hans": "zh-hans", "italiano": "it", "": "it"}
    for written in said:
        Source.objects.create(name=written, address=f"https://x.example/{written}", language=written)
    import_module("events.migrations.0013_languages_of_sources").choose(apps, None)
    assert {source.name: source.language for source in Source.objects.all()} == said


def test_an_address_is_read_once_for_a_territory(reading, editor):
    everywhere = Client()
    everywhere.force_login(f.user("radice", is_superuser=True))
    reading.pages["/agenda.ics"] = agenda()
    source = reading.source(name="Biblioteca", active=False)
    there = NEW | {"address": f"{source.address} "}
    for person, facts in ((editor, {}), (everywhere, {"territory": source.territory.pk})):
        answer = person.post(url("add"), there | facts)
        assert (answer.status_code, Source.objects.count()) == (200, 1)
        assert answer.context["form"].errors == {"address": ["Si legge già, come «Biblioteca»."]}
    assert editor.post(url("edit", source.pk), there).status_code == 302
    rho = f.TerritoryFactory(slug="rho")
    assert everywhere.post(url("add"), there | {"territory": rho.pk}).status_code == 302


def test_corrections_hold_whatever_the_source_says_next(reading, editor, client):
    topic, place = f.TopicFactory(name="feste"), f.PlaceFactory(name="Sala civica")
    reading.pages["/agenda.ics"] = agenda(party(LOCATION="qualche parte"))
    source = reading.source()
    reading.read(source)
    edit = url("edit", told()["festa-1"].pk, model=ExternalItem)
    said = {"own_title": "Festa del patrono", "own_summary": "Con la banda", "own_topics": topic.pk}
    assert editor.post(edit, said | {"own_place": place.pk}).status_code == 302
    reading.pages["/agenda.ics"] = agenda(party("FESTA!!!", LOCATION="altrove", DESCRIPTION="Altro"))
    reading.read(source)
    (date,) = client.get("/api/v1/occurrences/?topic=feste").json()["items"]
    assert (date["title"], date["summary"], date["place"]["name"]) == (
        "Festa del patrono",
        "Con la banda",
        "Sala civica",
    )
    assert told()["festa-1"].said["title"] == "FESTA!!!"
    editor.post(edit, said | {"hidden": "on"})
    assert shown() == []
    reading.pages["/agenda.ics"] = agenda(party("Ancora"))
    reading.read(source)
    assert shown() == []


def test_another_territory_s_sources_are_out_of_reach(reading, editor):
    rho = f.TerritoryFactory(slug="rho")
    reading.pages["/agenda.ics"] = agenda()
    source = reading.source(territory=rho)
    reading.read(source)
    item = ExternalItem.objects.get()
    addresses = [reverse("preview_source", args=[source.pk]), reverse("item_twin", args=[item.pk])]
    addresses += [url("edit", source.pk), url("edit", item.pk, model=ExternalItem)]
    for address in addresses:
        assert editor.get(address).status_code in (302, 403), address
        assert editor.post(address, {"stop": "1", "twin": "alone"}).status_code in (302, 403)
    source.refresh_from_db()
    assert source.active
    assert "Festa in piazza" not in editor.get(url("list", model=ExternalItem)).content.decode()


def test_nobody_writes_an_item_by_hand(reading, editor):
    assert editor.get(url("add", model=ExternalItem)).status_code in (302, 403)


def test_loopback_is_refused_unless_who_runs_the_platform_names_it(others, editor, settings):
    others.pages["/agenda.ics"] = agenda()
    address = f"http://127.0.0.1:{others.port}/agenda.ics"
    source = others.source(active=False)
    Source.objects.filter(pk=source.pk).update(address=address)
    preview = reverse("preview_source", args=[source.pk])
    editor.get(preview)
    source.refresh_from_db()
    assert source.problem
    assert others.asked == []
    settings.SOURCE_NETWORKS = ["10.0.0.0/8", "127.0.0.0/8"]
    editor.post(preview, {"read": "1"})
    source.refresh_from_db()
    assert (source.problem, len(others.asked)) == ("", 1)


def test_the_address_of_a_site_is_enough(others, editor, settings):
    settings.SOURCE_NETWORKS = ["127.0.0.0/8"]
    link = b'<html><link rel="alternate" type="text/calendar" href="/agenda.ics"></html>'
    others.pages |= {"/": link, "/agenda.ics": agenda()}
    site = f"http://127.0.0.1:{others.port}"
    assert '<option value="" selected>Riconoscilo dall' in editor.get(url("add")).content.decode()
    answer = editor.post(url("add"), NEW | {"kind": "", "address": f"{site}/"}, follow=True)
    source = Source.objects.get()
    assert (source.kind, source.address, source.website) == ("calendar", f"{site}/agenda.ics", f"{site}/")
    said = answer.content.decode()
    assert "È un calendario: arrivano i suoi eventi con tutte le date." in said
    assert "Festa in piazza" in said


def test_a_site_that_tells_nothing_is_refused_at_its_address(others, editor, settings):
    settings.SOURCE_NETWORKS = ["127.0.0.0/8"]
    others.pages["/"] = b"<html>Benvenuti</html>"
    answer = editor.post(url("add"), NEW | {"kind": "", "address": f"http://127.0.0.1:{others.port}/"})
    assert "nessun calendario" in answer.context["form"].errors["address"][0]
    assert not Source.objects.exists()


def test_a_site_that_is_read_already_is_said_to_be_whatever_its_address(others, editor, settings):
    settings.SOURCE_NETWORKS = ["127.0.0.0/8"]
    others.pages |= {"/": b'<a href="/agenda.ics">Agenda</a>', "/agenda.ics": agenda()}
    for page in ("agenda.ics", ""):
        answer = editor.post(url("add"), NEW | {"kind": "", "address": f"http://127.0.0.1:{others.port}/{page}"})
    assert answer.context["form"].errors == {"address": ["Si legge già, come «Comune»."]}
    assert Source.objects.count() == 1


def test_beside_each_correction_stands_what_the_source_says(reading, editor):
    said = {"LOCATION": "Sala <b>civica</b>\\, Pavia", "CATEGORIES": "Musica,Feste"}
    reading.pages["/agenda.ics"] = agenda(party("Festa &lt;script&gt;", **said))
    reading.read(reading.source())
    page = editor.get(url("edit", told()["festa-1"].pk, model=ExternalItem))
    helps = {name: field.help_text for name, field in page.context["form"].fields.items()}
    follows = "Se lo lasci vuoto, segue la fonte."
    assert helps["own_title"] == f"La fonte dice: «{escape(told()['festa-1'].said['title'])}». {follows}"
    assert helps["own_summary"] == f"La fonte non dice niente. {follows}"
    assert helps["own_topics"] == f"La fonte dice: «Musica, Feste». {follows}"
    assert all(str(help_text) in page.content.decode() for help_text in helps.values())
    assert "<b>civica" not in page.content.decode()


def test_a_correction_does_not_write_back_what_was_read_meanwhile(reading, editor, monkeypatch):
    reading.pages["/agenda.ics"] = agenda()
    source = reading.source()
    reading.read(source)
    real = forms.ItemForm.clean

    def clean(form):
        reading.pages["/agenda.ics"] = agenda(party("Festa in cortile"))
        reading.read(source)
        return real(form)

    monkeypatch.setattr(forms.ItemForm, "clean", clean)
    editor.post(url("edit", told()["festa-1"].pk, model=ExternalItem), {"own_summary": "Con la banda"})
    item = told()["festa-1"]
    assert (item.title, item.summary, shown()) == ("Festa in cortile", "Con la banda", ["Festa in cortile"])


def test_the_form_of_a_source_does_not_write_back_what_was_read_meanwhile(reading, editor, monkeypatch):
    reading.pages["/agenda.ics"] = agenda()
    source = reading.source()
    real = forms.SourceForm.clean

    def clean(form):
        reading.read(source)
        return real(form)

    monkeypatch.setattr(forms.SourceForm, "clean", clean)
    editor.post(url("edit", source.pk), NEW | {"name": "Municipio", "address": source.address})
    now = Source.objects.get()
    assert (now.name, bool(now.read_at), bool(now.reading), bool(now.next_at)) == ("Municipio", True, True, True)
    assert Occurrence.objects.get().series.source["name"] == "Municipio"
