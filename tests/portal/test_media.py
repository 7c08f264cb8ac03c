import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import APIToken, Collection

from portal.models import PortalDocument, PortalImage, PortalRendition, Territory

# Wagtail leaves the files that it opens for sizes and renditions to the garbage collector.
pytestmark = [pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"), pytest.mark.django_db]


def picture(name: str = "a.png") -> ContentFile:
    content = io.BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    return ContentFile(content.getvalue(), name)


@pytest.fixture
def image(settings: Any, tmp_path: Path) -> PortalImage:
    settings.MEDIA_ROOT = tmp_path
    return PortalImage.objects.create(title="Cortile", file=picture(), description="Bambini in cortile")


@pytest.fixture
def bearer() -> dict[str, str]:
    editor = get_user_model().objects.create_superuser("editor", "editor@agora.example", "x")
    _token, plain = APIToken.create_token(user=editor, name="test")
    return {"Authorization": f"Bearer {plain}"}


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_picture_without_words_is_refused(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PortalImage(title="Cortile", description=text).clean()
    assert list(refused.value.message_dict) == ["description"]


def test_a_decorative_picture_needs_no_words() -> None:
    PortalImage(title="Cortile", is_decorative=True).clean()


@pytest.mark.parametrize(
    "text",
    [
        "IMG_1234",
        "img_1234.JPG",
        "DSC00012",
        "20260512_101010",
        "locandina-2026",
        "Foto gruppo.jpeg",
        "torretta",
        "Torretta.png",
    ],
)
@pytest.mark.parametrize("decorative", [True, False])
def test_the_name_of_a_file_says_nothing(text: str, decorative: bool) -> None:
    image = PortalImage(file=picture("torretta.png"), description=text, is_decorative=decorative)
    with pytest.raises(ValidationError) as refused:
        image.clean()
    assert list(refused.value.message_dict) == ["description"]


@pytest.mark.parametrize(
    "text", ["Cortile", "La Torretta vista da via Verdi 3", "Il logo di #OP Café", "L’orto, a maggio."]
)
def test_words_about_a_picture_are_welcome(text: str) -> None:
    image = PortalImage(file=picture("torretta.png"), description=f"  {text} ")
    image.clean()
    assert image.description == image.default_alt_text == text


def test_the_title_is_never_read_in_place_of_the_picture() -> None:
    assert PortalImage(title="IMG_1234").default_alt_text == ""


def test_a_decorative_picture_is_silent_also_when_it_comes_from_the_database(image: PortalImage) -> None:
    image.is_decorative = True
    image.save()
    found = PortalImage.objects.get(pk=image.pk)
    assert found.is_decorative is True
    assert PortalRendition(image=found).alt == ""


def test_a_rendition_carries_the_words_and_is_made_once(image: PortalImage) -> None:
    first, again = image.get_rendition("width-2"), PortalImage.objects.get().get_rendition("width-2")
    assert first.alt == "Bambini in cortile"
    assert first.pk == again.pk
    assert PortalRendition.objects.count() == 1


def test_the_forms_ask_for_what_residents_need() -> None:
    assert {"description", "is_decorative", "rights"} <= get_image_form(PortalImage).base_fields.keys()
    assert {"language", "rights"} <= get_document_form(PortalDocument).base_fields.keys()


def test_the_api_answers_the_words_of_a_picture(client: Client, image: PortalImage) -> None:
    answer = client.get(reverse("wagtailapi_v3:detail_image", args=[image.pk])).json()
    assert answer["description"] == "Bambini in cortile"
    assert answer["is_decorative"] is False
    assert answer["rights"] == ""


def test_a_partial_update_is_refused_with_a_reason_where_the_words_are_missing(
    client: Client, image: PortalImage, bearer: dict[str, str]
) -> None:
    PortalImage.objects.update(description="", is_decorative=True)
    url = reverse("wagtailapi_v3:update_image", args=[image.pk])
    answer = client.patch(url, {"is_decorative": False}, content_type="application/json", headers=bearer)
    assert answer.status_code == 422
    assert len(answer.json()["errors"]) == 1
    assert PortalImage.objects.get().is_decorative is True

    better = {"is_decorative": False, "description": "L’orto a maggio"}
    answer = client.patch(url, better, content_type="application/json", headers=bearer)
    assert answer.status_code == 200
    assert PortalImage.objects.get().default_alt_text == "L’orto a maggio"


def test_a_document_may_be_in_the_languages_of_the_people() -> None:
    with override("it"):
        choices = dict(PortalDocument._meta.get_field("language").flatchoices)
        assert choices["ar"] == "Arabo"
    assert {"it", "en", "uk", "zh-hans", "sq", "ro"} <= choices.keys()


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        PortalDocument(title="Volantino", language="xx").clean_fields(exclude=["file", "collection"])
    assert list(refused.value.message_dict) == ["language"]


def test_a_document_knows_its_territory_by_its_collection() -> None:
    root = Collection.get_first_root_node()
    Territory.objects.create(slug="pavia", name="Pavia", collection=root.add_child(name="Pavia"))
    open_one = root.add_child(name="Rho")
    closed_one = open_one.add_child(name="Rho, not yet public")
    deeper = closed_one.add_child(name="Verbali")
    rho = Territory.objects.create(slug="rho", name="Rho", collection=open_one, closed_collection=closed_one)
    assert {PortalDocument(collection=place).territory for place in (open_one, closed_one, deeper)} == {rho}
    assert PortalDocument(collection=root).territory is None
