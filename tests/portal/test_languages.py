"""Every public page answers in every language; the source's fate is its translations'."""

import pytest
from django.test import TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.fields import TranslatableField, get_translatable_fields
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from events.models import ActivityPage, Schedule
from portal.models import PortalPage
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture
def english():
    f.english_home()
    return Locale.objects.get(language_code="en")


def translate(page: PortalPage, locale: Locale, words: dict[str, str]) -> PortalPage:
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string, locale=locale, context=segment.context, data=words[segment.string.data]
            )
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=True)
    return page.get_translation(locale)


def republish(page: PortalPage) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        page.save_revision().publish()


def test_an_untranslated_page_answers_under_every_language(client, english):
    page = f.activity("Spazio Compiti")
    address = f"/en/pavia/{page.lab.slug}/{page.slug}/"
    response = client.get(address)
    assert response.status_code == 200
    assert response.context["content_language"] == "it"
    assert response.context["canonical"] == f"https://agora.example/it{address[3:]}"


def test_a_translation_answers_with_its_own_words(client, english):
    page = f.lab("La Torretta", summary="Un luogo per tutti")
    translate(page, english, {"Un luogo per tutti": "A place for everyone"})
    assert "A place for everyone" in client.get("/en/pavia/la-torretta/").content.decode()


def test_publishing_the_source_brings_the_translation_up_to_date(english):
    page = f.lab("La Torretta", summary="Un luogo per tutti")
    translated = translate(page, english, {"Un luogo per tutti": "A place for everyone"})
    page.area = "Pavia est"
    republish(page)
    translated.refresh_from_db()
    assert (translated.area, translated.summary) == ("Pavia est", "A place for everyone")


def test_unpublishing_and_deleting_the_source_does_the_same_to_the_translation(client, english):
    page = f.lab("La Torretta")
    translated = translate(page, english, {})
    page.unpublish()
    translated.refresh_from_db()
    assert not translated.live
    assert client.get("/en/pavia/la-torretta/").status_code == 404
    republish(page)
    translated.refresh_from_db()
    assert translated.live
    page.delete()
    assert not type(page).objects.filter(translation_key=page.translation_key).exists()
    assert client.get("/en/pavia/la-torretta/").status_code == 404


def test_schedules_keep_their_identity_in_a_translation(english):
    page = f.activity()
    translated = translate(page, english, {})
    assert [s.translation_key for s in translated.schedules.all()] == [s.translation_key for s in page.schedules.all()]
    republish(page)
    assert page.schedules.get().translation_key == translated.schedules.get().translation_key


def test_a_copy_has_an_identity_of_its_own():
    page = f.activity()
    copy = page.copy(update_attrs={"slug": "copia", "title": "Copia"})
    assert copy.schedules.get().translation_key != page.schedules.get().translation_key
    assert copy.translation_key != page.translation_key


def test_lasting_slugs_are_unique_and_stay(english):
    first, second = f.lab("Spazio Compiti"), f.lab("Spazio Compiti", "rho")
    assert (first.public_slug, second.public_slug) == ("spazio-compiti", "spazio-compiti-2")
    first.title, first.slug = "Altro nome", "altro-nome"
    first.save_revision().publish()
    first.refresh_from_db()
    assert first.public_slug == "spazio-compiti"
    assert translate(first, english, {}).public_slug is None


def test_a_page_is_begun_in_the_source_language_and_stays_in_its_tree(client, english):
    lab = f.lab()
    translated = translate(lab, english, {})
    client.force_login(f.platform_editor())
    add = reverse("wagtailadmin_pages:add", args=["events", "activitypage", translated.pk])
    assert client.get(add).url == reverse("wagtailadmin_home")
    assert not ActivityPage.can_create_at(translated)
    assert ActivityPage.can_create_at(lab)
    assert not f.activity("Ballo", lab).can_move_to(translated)


def test_a_translator_is_offered_words_and_no_facts():
    offered = {name: field for model in (ActivityPage, Schedule) for name, field in _fields(model)}
    assert isinstance(offered["cost"], TranslatableField)
    for fact in ("place", "is_free", "verified_on", "topics", "start_date", "start_time", "rrule"):
        assert not offered[fact].is_overridable(None)


def _fields(model):
    return [(field.field_name, field) for field in get_translatable_fields(model)]
