"""Every door by which files come in asks the same: forms, the admin's views and choosers, the API of Wagtail."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import APIToken, Collection, UploadedFile

from tests.portal.brought_files import (
    REFUSED_DOCUMENTS,
    REFUSED_PICTURES,
    SECRET,
    SVG,
    WINDOWS_PROGRAM,
    docx,
    drawn,
    each,
    located,
    uploaded,
)

# Wagtail leaves the files that it opens for sizes and renditions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")


@pytest.fixture
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def editor(db: None) -> Any:
    return get_user_model().objects.create_superuser("editor", "editor@agora.example", "x")


@pytest.fixture
def admin(client: Client, editor: Any) -> Iterator[Client]:
    client.force_login(editor)
    with override("it"):
        yield client


def assert_nothing_is_left(media: Path) -> None:
    for model in (get_image_model(), get_document_model(), UploadedFile):
        assert not model.objects.exists()
    assert [path for path in media.rglob("*") if path.is_file()] == []


def root() -> int:
    return Collection.get_first_root_node().pk


def described(**more: Any) -> dict[str, Any]:
    return {"title": "Cortile", "description": "Bambini che giocano in cortile", "collection": root(), **more}


@pytest.mark.parametrize(("name", "content", "code"), each(REFUSED_PICTURES))
def test_the_form_of_a_picture_says_one_sentence(
    editor: Any, media: Path, name: str, content: bytes, code: str
) -> None:
    form = get_image_form(get_image_model())(described(), {"file": uploaded(name, content)}, user=editor)
    assert not form.is_valid()
    assert list(form.errors) == ["file"]
    assert [error["code"] for error in form.errors.get_json_data()["file"]] == [code]
    assert_nothing_is_left(media)


@pytest.mark.parametrize(("name", "content", "code"), each(REFUSED_DOCUMENTS))
def test_the_form_of_a_document_says_one_sentence(
    editor: Any, media: Path, name: str, content: bytes, code: str
) -> None:
    data = {"title": "Volantino", "collection": root()}
    form = get_document_form(get_document_model())(data, {"file": uploaded(name, content)}, user=editor)
    assert not form.is_valid()
    assert list(form.errors) == ["file"]
    assert [error["code"] for error in form.errors.get_json_data()["file"]] == [code]
    assert_nothing_is_left(media)


def too_big_picture() -> bytes:
    return drawn("PNG") + bytes(10 * 2**20)


def too_big_document() -> bytes:
    return b"%PDF-1.7" + bytes(20 * 2**20)


SAMPLE_PICTURES = {
    name: REFUSED_PICTURES[name][:2]
    for name in (
        "an SVG with a script",
        "200 megapixels, which Pillow refuses",
        "a cut JPEG",
        "a PNG of nothing but its signature",
    )
}
SAMPLE_DOCUMENTS = {
    name: REFUSED_DOCUMENTS[name][:2]
    for name in ("a Windows program named pdf", "a docx with macros", "a docx that unpacks without end", "an SVG")
}


@pytest.mark.parametrize(
    ("name", "content"), [*each(SAMPLE_PICTURES), pytest.param("a.png", too_big_picture(), id="11 megabytes")]
)
def test_the_admin_refuses_a_picture_and_keeps_nothing(admin: Client, media: Path, name: str, content: bytes) -> None:
    answer = admin.post(reverse("wagtailimages:add"), described(file=uploaded(name, content)))
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert_nothing_is_left(media)

    several = admin.post(
        reverse("wagtailimages:add_multiple"),
        {"title": name, "collection": root(), "files[]": uploaded(name, content)},
    ).json()
    assert several["success"] is False
    assert several["error_message"] == answer.context["form"].errors["file"][0]
    assert_nothing_is_left(media)


@pytest.mark.parametrize(
    ("name", "content"), [*each(SAMPLE_DOCUMENTS), pytest.param("a.pdf", too_big_document(), id="21 megabytes")]
)
def test_the_admin_refuses_a_document_and_keeps_nothing(admin: Client, media: Path, name: str, content: bytes) -> None:
    data = {"title": "Volantino", "collection": root()}
    answer = admin.post(reverse("wagtaildocs:add"), {**data, "file": uploaded(name, content)})
    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert_nothing_is_left(media)

    several = admin.post(reverse("wagtaildocs:add_multiple"), {**data, "files[]": uploaded(name, content)}).json()
    assert several["success"] is False
    assert several["error_message"] == answer.context["form"].errors["file"][0]
    assert_nothing_is_left(media)


def test_the_choosers_refuse_too(admin: Client, media: Path) -> None:
    picture = {f"image-chooser-upload-{name}": value for name, value in described().items()}
    picture["image-chooser-upload-file"] = uploaded("a.svg", SVG)
    answer = admin.post(reverse("wagtailimages_chooser:create"), picture)
    assert answer.json()["step"] == "reshow_creation_form"

    document = {
        "document-chooser-upload-title": "Volantino",
        "document-chooser-upload-collection": root(),
        "document-chooser-upload-file": uploaded("a.pdf", WINDOWS_PROGRAM),
    }
    answer = admin.post(reverse("wagtaildocs_chooser:create"), document)
    assert answer.json()["step"] == "reshow_creation_form"
    assert_nothing_is_left(media)


@pytest.fixture
def bearer(editor: Any) -> dict[str, str]:
    _token, plain = APIToken.create_token(user=editor, name="test")
    return {"Authorization": f"Bearer {plain}"}


def test_the_api_refuses_a_picture_and_keeps_nothing(client: Client, media: Path, bearer: dict[str, str]) -> None:
    data = {"title": "Cortile", "description": "Bambini che giocano", "file": uploaded("a.png", SVG)}
    answer = client.post(reverse("wagtailapi_v3:create_image"), data, headers=bearer)
    assert answer.status_code == 422
    assert [error["loc"] for error in answer.json()["errors"]] == [["file"]]
    assert_nothing_is_left(media)


def test_the_api_refuses_a_document_and_keeps_nothing(client: Client, media: Path, bearer: dict[str, str]) -> None:
    data = {"title": "Volantino", "file": uploaded("a.pdf", WINDOWS_PROGRAM)}
    answer = client.post(reverse("wagtailapi_v3:create_document"), data, headers=bearer)
    assert answer.status_code == 422
    assert [error["loc"] for error in answer.json()["errors"]] == [["file"]]
    assert_nothing_is_left(media)


@pytest.mark.parametrize("in_memory", [0, 2**20])
def test_a_picture_is_stored_upright_and_silent(admin: Client, media: Path, settings: Any, in_memory: int) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    file = uploaded("a.jpg", drawn("JPEG", exif=located()))
    assert admin.post(reverse("wagtailimages:add"), described(file=file)).status_code == 302
    image = get_image_model().objects.get()
    stored = (media / image.file.name).read_bytes()
    assert SECRET not in stored
    assert (image.width, image.height, image.file_size) == (20, 40, len(stored))


@pytest.mark.parametrize("in_memory", [0, 2**20])
def test_many_pictures_wait_for_their_words_already_silent(
    admin: Client, media: Path, settings: Any, in_memory: int
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = in_memory
    data = {"title": "IMG_1234.jpg", "collection": root()}
    file = uploaded("IMG_1234.jpg", drawn("JPEG", exif=located()))
    answer = admin.post(reverse("wagtailimages:add_multiple"), {**data, "files[]": file}).json()
    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert SECRET not in Path(waiting.file.path).read_bytes()
    assert not get_image_model().objects.exists()

    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    words = {f"uploaded-image-{waiting.pk}-{name}": value for name, value in described().items()}
    lazy = {**words, f"uploaded-image-{waiting.pk}-description": "IMG_1234"}
    assert admin.post(url, lazy).json()["success"] is False
    assert admin.post(url, words).json()["success"] is True
    image = get_image_model().objects.get()
    assert (image.width, image.height) == (20, 40)
    assert SECRET not in (media / image.file.name).read_bytes()
    assert [path.name for path in media.rglob("*.jpg")].count("IMG_1234.jpg") == 1
    assert not UploadedFile.objects.exists()


def test_a_document_is_stored_as_it_came(admin: Client, media: Path) -> None:
    content = docx()
    data = {"title": "Volantino", "collection": root(), "language": "ar", "file": uploaded("a.docx", content)}
    assert admin.post(reverse("wagtaildocs:add"), data).status_code == 302
    document = get_document_model().objects.get()
    assert (media / document.file.name).read_bytes() == content
    assert document.language == "ar"


def test_many_documents_need_no_second_step(admin: Client, media: Path) -> None:
    data = {"title": "Volantino", "collection": root(), "files[]": uploaded("a.docx", docx())}
    answer = admin.post(reverse("wagtaildocs:add_multiple"), data).json()
    assert get_document_model().objects.get(pk=answer["doc_id"]).language == "it"


def test_a_refused_replacement_leaves_the_file_that_was(admin: Client, media: Path) -> None:
    admin.post(reverse("wagtailimages:add"), described(file=uploaded("a.png", drawn("PNG"))))
    image = get_image_model().objects.get()
    stored = (media / image.file.name).read_bytes()
    url = reverse("wagtailimages:edit", args=[image.pk])
    assert admin.post(url, described(file=uploaded("b.png", SVG))).status_code == 200
    assert (media / image.file.name).read_bytes() == stored
    assert [path.name for path in (media / "original_images").iterdir()] == ["a.png"]
    assert admin.post(url, described(title="Altro")).status_code == 302
    image.refresh_from_db()
    assert image.title == "Altro"
