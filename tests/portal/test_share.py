"""Share pictures and the head that names them: what a network shows of an address that somebody sends a friend."""

import html
import re
from io import BytesIO

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from events.models import Occurrence
from portal.models import PortalImage
from portal.share.things import of_page
from tests import factories as f

# Wagtail leaves the files that it opens for sizes and renditions to the garbage collector.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")]


def head(client, path):
    """Return the `og:` and `twitter:` names of a page with their values."""
    response = client.get(path)
    assert response.status_code == 200
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


def picture_of(client, path):
    """Return the path of a page's share picture, without the host of the settings."""
    address = head(client, path)["og:image"]
    assert address.startswith("https://agora.example/share/")
    return address.removeprefix("https://agora.example")


def drawn(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert len(response.content) < 100_000
    picture = Image.open(BytesIO(response.content))
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    return response


def photo(colour="#2a7f3f", size=(1600, 900)):
    """Make a picture that is white but for a square of one colour at its left edge."""
    drawing, content = Image.new("RGB", size, "white"), BytesIO()
    drawing.paste(colour, (0, size[1] // 2 - 150, 300, size[1] // 2 + 150))
    drawing.save(content, "JPEG")
    file = SimpleUploadedFile("foto.jpg", content.getvalue())
    return PortalImage.objects.create(title="Cortile", description="Il cortile", file=file)


def pages():
    """Make one page of each type and return their paths."""
    lab = f.lab()
    council = f.council(below=lab)
    activity = f.activity(below=lab, summary="Si studia insieme.")
    things = [f.home(), f.territory_page(), lab, activity, f.event(below=lab), council]
    things += [f.meeting(below=council), f.content()]
    date = Occurrence.objects.filter(series=activity.translation_key).first()
    return [*(thing.path_for_reader() for thing in things), date.path, "/it/agenda/", "/it/cerca/"]


def test_every_page_says_what_to_show_and_its_picture_can_be_had(client):
    wanted = {
        *("og:title", "og:description", "og:type", "og:site_name", "og:locale", "og:image", "og:image:alt"),
        *("twitter:card", "twitter:title", "twitter:image", "twitter:image:alt"),
    }
    for path in pages():
        said = head(client, path)
        assert {name for name in wanted if said.get(name)} == wanted, path
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:locale"] == "it_IT"
        drawn(client, picture_of(client, path))


def test_a_cancelled_date_says_so_before_anybody_opens_it(client):
    row = Occurrence.objects.filter(series=f.activity().translation_key).first()
    before = picture_of(client, row.path)
    f.ChangeFactory(occurrence=row)
    said = head(client, row.path)
    assert said["og:description"].startswith("Annullato · ")
    assert "Annullato" in said["og:image:alt"]
    assert not said["og:image"].endswith(before)


def test_a_picture_may_be_kept_for_ever_and_has_an_etag(client):
    path = picture_of(client, f.lab().url)
    response = drawn(client, path)
    assert "immutable" in response["Cache-Control"]
    assert client.get(path, headers={"if-none-match": response["ETag"]}).status_code == 304
    assert not response.cookies


@pytest.mark.parametrize("change", ["title", "colour"])
def test_what_changes_has_another_address_and_the_former_leads_there(client, change):
    lab = f.lab()
    before = picture_of(client, lab.url)
    if change == "title":
        lab.title = "La Torretta nuova"
        lab.save_revision().publish()
    else:
        lab.territory.colour = "#123456"
        lab.territory.save()
    after = picture_of(client, lab.url)
    assert after != before
    assert drawn(client, after).content != b""
    response = client.get(before)
    assert response.status_code == 302
    assert response["Location"].endswith(after)
    assert "no-cache" in response["Cache-Control"]


def test_made_up_addresses_draw_nothing(client, monkeypatch):
    lab = f.lab()
    path = picture_of(client, lab.url)

    def refused(*args, **options):
        raise AssertionError("drawn")

    monkeypatch.setattr(typst, "compile", refused)
    assert client.get(re.sub(r"[^/]+\.png$", "0123456789abcdef.png", path)).status_code == 302
    key = lab.translation_key
    for made_up in (
        f"/share/xx/pages/{key}/0.png",
        f"/share/it/things/{key}/0.png",
        "/share/it/pages/0/0.png",
        "/share/it/dates/nothing/0.png",
        "/share/it/dates/6f1ed002-ab55-11ea-bb37-0242ac130002/0.png",
        "/share/it/territories/atlantis/0.png",
        "/share/it/agenda/atlantis/0.png",
    ):
        assert client.get(made_up).status_code == 404, made_up


def test_what_is_not_public_any_more_has_no_picture(client):
    lab = f.lab()
    path = picture_of(client, lab.url)
    lab.unpublish()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "title", ["Parola " * 36, "Lunghissimaparolasenzaspazi" * 9, "درس اللغة العربية للجميع", "🎉", "#set text(red) $"]
)
def test_any_title_is_drawn(client, title):
    drawn(client, picture_of(client, f.content(title[:255].strip(), slug="pagina").url))


def test_words_and_picture_are_in_the_readers_language(client):
    f.english_home()
    row = Occurrence.objects.filter(series=f.activity().translation_key).first()
    assert row is not None
    said = head(client, row.path_in("en"))
    assert said["og:locale"] == "en_GB"
    assert "/share/en/" in said["og:image"]
    assert said["og:description"].startswith("Tuesday")


def test_a_page_with_a_photo_shows_it_around_its_focal_point(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = photo()
    lab = f.lab(image=image)
    before = picture_of(client, lab.url)
    response = client.get(before)
    assert (before[-4:], response["Content-Type"], response.status_code) == (".jpg", "image/jpeg", 200)
    assert len(response.content) < 200_000
    middle = Image.open(BytesIO(response.content)).getpixel((930, 263))
    assert min(middle) > 240, "the middle of the photo is white"
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 150, 450, 300, 300
    image.save()
    after = picture_of(client, lab.url)
    assert after != before
    picture = Image.open(BytesIO(client.get(after).content))
    assert picture.size == (1200, 630)
    shown = [picture.getpixel((x, 263)) for x in range(700, 1200, 20)]
    assert any(green > red + 40 and green > blue + 40 for red, green, blue in shown), "the focal point is in sight"


def test_a_date_shows_the_photo_of_its_page(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    activity = f.activity(image=photo())
    row = Occurrence.objects.filter(series=activity.translation_key).first()
    path = picture_of(client, row.path)
    assert path.endswith(".jpg")
    assert client.get(path)["Content-Type"] == "image/jpeg"


def test_a_photo_that_cannot_be_read_leaves_the_ring(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = photo()
    image.file.storage.delete(image.file.name)
    lab = f.lab(image=image)
    response = client.get(picture_of(client, f.territory_page("pavia").url))
    assert response.status_code == 200
    card = of_page(str(lab.translation_key))
    assert Image.open(BytesIO(card.draw())).size == (1200, 630)


def test_a_picture_is_drawn_once(client, monkeypatch):
    calls, compiled = [], typst.compile
    monkeypatch.setattr(typst, "compile", lambda *args, **options: calls.append(1) or compiled(*args, **options))
    path = picture_of(client, f.content("Una pagina mai vista", slug="mai-vista").url)
    for _time in range(2):
        client.get(path)
    assert len(calls) == 1
