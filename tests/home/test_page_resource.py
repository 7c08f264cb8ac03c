"""One page of any type in one shape: its body, its pictures, what is picked and expanded, and what it costs."""

import datetime as dt
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from home.api.page_schemas import FIELDS, Page
from home.models import HomePage
from labs.models import CommunityHousePage, CommunityLabPage, OpCafePage
from portal.api import body
from portal.blocks import BodyBlock
from portal.models import PortalImage
from tests import api_world
from tests import factories as f
from tests.home import big_lab
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

PAGES = "/api/v1/pages/"


def told(client, page, **query):
    response = client.get(PAGES, {"id": page.translation_key, **query})
    assert response.status_code == 200, response.content
    return response.json()


def every_type():
    lab = f.lab()
    house, cafe, group = (
        f.publish(kind(title=kind.__name__, slug=kind.__name__.lower()), f.territory_page())
        for kind in (CommunityHousePage, OpCafePage, CommunityLabPage)
    )
    council = f.council(below=lab)
    pages = [f.territory_page(), lab, house, cafe, group, council, f.meeting(below=council), f.content()]
    return [HomePage.objects.first(), *pages, f.activity(below=lab), f.event(below=lab)]


def test_every_type_has_the_shape_that_is_promised(client):
    for page in every_type():
        item = told(client, page)
        assert item["type"] == page._meta.label
        assert Page.model_validate(item).root.type == page._meta.label
        by_path = client.get(PAGES, {"path": item["path"]}).json()
        assert by_path == item


def test_a_type_tells_the_facts_of_its_own_resource(client):
    lab = f.lab("La Torretta", area="Ticinello")
    activity = f.activity(below=lab, cost="1 euro", is_free=False)
    for page, address in ((lab, "labs"), (activity, "activities")):
        facts = client.get(f"/api/v1/{address}/{page.translation_key}/").json()
        item = told(client, page)
        assert {name: item[name] for name in facts} == facts
    territory = told(client, f.territory_page())
    assert (territory["slug"], territory["network"]) == ("pavia", "Rete Pavia")


def test_a_big_lab_costs_twelve_queries_and_no_more_than_a_small_one(client):
    lab = big_lab.make(10)
    item = told(client, lab)
    assert len(item["body"]) == 40
    assert sum(block["type"] == "figure" for block in item["body"]) == big_lab.PICTURES
    many = queries_of(client, f"{PAGES}?path=/it/pavia/la-grande/")
    assert len(many) <= 12, "\n".join(many)
    small = big_lab.make(1, "La Piccola")
    few = queries_of(client, f"{PAGES}?path=/it/pavia/{small.slug}/")
    assert len(many) == len(few)


def test_a_translation_costs_twelve_queries_too(client):
    f.english_home()
    f.translated(f.territory_page())
    lab = big_lab.make(10)
    f.translated(lab, title="The big one")
    found = queries_of(client, f"{PAGES}?path=/it/pavia/la-grande/&lang=en")
    assert len(found) <= 12, "\n".join(found)


def test_what_was_answered_is_remembered_until_something_changes(client, django_assert_num_queries):
    page = f.content("Chi siamo")
    first = client.get(PAGES, {"path": "/it/chi-siamo/"})
    with django_assert_num_queries(1):
        again = client.get(PAGES, {"path": "/it/chi-siamo/"})
    assert again.content == first.content
    with django_assert_num_queries(1):
        assert (
            client.get(PAGES, {"path": "/it/chi-siamo/"}, headers={"if-none-match": first["ETag"]}).status_code == 304
        )
    page.title = "Chi siamo noi"
    page.save_revision().publish()
    changed = client.get(PAGES, {"path": "/it/chi-siamo/"}, headers={"if-none-match": first["ETag"]})
    assert changed.json()["title"] == "Chi siamo noi"


def test_a_page_with_dates_is_told_anew_when_its_next_date_is_over(client, time_machine):
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    time_machine.move_to(now, tick=False)
    today = timezone.localdate(now)
    page = f.activity(schedules=[f.schedule(today, rrule="FREQ=DAILY;COUNT=5")])
    first = client.get(PAGES, {"id": page.translation_key})
    next_date = dt.datetime.fromisoformat(first.json()["next_date"])
    time_machine.move_to(next_date + dt.timedelta(hours=5), tick=False)
    later = client.get(PAGES, {"id": page.translation_key}, headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200
    assert dt.datetime.fromisoformat(later.json()["next_date"]) > next_date


# --- body ---


def test_every_block_that_editors_have_is_told():
    assert set(body._READERS) == set(BodyBlock().child_blocks)


def test_blocks_come_as_data_and_as_html(client):
    page = f.content(
        body=[
            ("heading", "Come si <arriva>"),
            ("callout", {"tone": "warning", "text": "<p>Porta <b>chiusa</b></p>"}),
            ("link", {"label": "Il bando", "page": None, "address": "https://bando.example/?a=1&b=2"}),
            ("question", {"question": "Quando?", "answer": "<p>Oggi</p>"}),
            ("embed", {"title": "La festa", "address": "https://www.youtube.com/watch?v=1"}),
        ]
    )
    heading, callout, link, question, embed = told(client, page)["body"]
    assert (heading["value"], heading["html"]) == ("Come si <arriva>", "<h2>Come si &lt;arriva&gt;</h2>")
    assert callout["html"] == '<aside data-tone="warning" aria-label="Attenzione"><p>Porta <b>chiusa</b></p></aside>'
    assert link["html"] == '<p><a href="https://bando.example/?a=1&amp;b=2">Il bando</a></p>'
    assert question["html"] == "<details><summary>Quando?</summary><p>Oggi</p></details>"
    assert embed["value"] == {
        "url": "https://www.youtube.com/watch?v=1",
        "title": "La festa",
        "provider": "YouTube",
        "media": "video",
    }
    assert "iframe" not in embed["html"]
    assert all(len(block["id"]) == 36 for block in (heading, embed))


def test_what_runs_or_loads_goes_out_as_nothing(client):
    hostile = '<p onclick="x()">a<script>alert(1)</script><img src=x onerror=y><a href="javascript:z()">b</a></p>'
    link = {"label": "c", "page": None, "address": "javascript:alert(1)"}
    page = f.content(body=[("text", hostile), ("callout", {"tone": "info", "text": hostile}), ("link", link)])
    blocks = told(client, page)["body"]
    assert blocks[0]["html"] == "<p>a<a>b</a></p>"
    assert blocks[2]["value"]["url"] == ""
    for each in ("script", "onclick", "onerror", "javascript:", "<img"):
        assert each not in str(blocks)


def test_an_embed_is_a_plain_link_on_our_own_page(client):
    page = f.content(body=[("embed", {"title": "La festa", "address": "https://video.example/w/abc"})])
    html = client.get(f"/it/{page.slug}/").content.decode()
    assert 'href="https://video.example/w/abc"' in html
    assert "video.example)" in html
    assert "<iframe" not in html


def test_a_document_has_its_size_its_type_and_its_language(client):
    territory = f.territory_page().own_territory
    page = f.content(body=[("documents", {"heading": "", "documents": [api_world.document("Statuto", territory)]})])
    (document,) = told(client, page)["body"][0]["value"]["documents"]
    assert (document["size"], document["media_type"], document["language"]) == (13, "application/pdf", "it")


# --- pictures ---


def figure(client, image):
    page = f.content(f"Con {image.pk}", body=[("figure", {"image": image, "caption": ""})])
    (block,) = told(client, page)["body"]
    return block["value"]["image"], block["html"]


def test_a_picture_comes_in_three_formats_and_four_widths(client):
    image = big_picture(
        2000, 1000, focal_point_x=1500, focal_point_y=250, focal_point_width=200, focal_point_height=100
    )
    picture, html = figure(client, image)
    sizes = {}
    for each in picture["renditions"]:
        sizes.setdefault(each["media_type"], []).append((each["width"], each["height"]))
    four = [(480, 240), (800, 400), (1200, 600), (1600, 800)]
    assert sizes == {"image/avif": four, "image/webp": four, "image/jpeg": four}
    assert picture["focal_point"] == {"x": 0.75, "y": 0.25, "width": 0.1, "height": 0.1}
    assert (picture["alt"], picture["decorative"], picture["width"]) == ("Un muro", False, 1600)
    assert html.count("<source") == 2
    assert 'alt="Un muro"' in html


@pytest.mark.parametrize(("width", "widths"), [(96, [96]), (480, [480]), (900, [480, 800, 900])])
def test_no_picture_is_wider_than_its_original(client, width, widths):
    picture, _html = figure(client, big_picture(width, 33))
    assert sorted({each["width"] for each in picture["renditions"]}) == widths


def test_a_picture_is_drawn_when_it_is_asked_for_and_as_it_was_told(client):
    image = big_picture(1000, 501)
    picture, _html = figure(client, image)
    assert image.renditions.count() == 0
    for each in picture["renditions"]:
        response = client.get(each["url"].removeprefix("https://agora.example"))
        assert (response.status_code, response["Content-Type"]) == (200, each["media_type"])
        assert "immutable" in response["Cache-Control"]
        with Image.open(BytesIO(b"".join(response.streaming_content))) as drawn:
            assert drawn.size == (each["width"], each["height"])
    asked = picture["url"].removeprefix("https://agora.example")
    assert client.get(asked.replace("/1200/", "/1201/").replace("/800/", "/801/")).status_code == 403


def test_a_decorative_picture_says_nothing(client):
    picture, html = figure(client, big_picture(100, 100, is_decorative=True))
    assert (picture["decorative"], picture["alt"]) == (True, "")
    assert 'alt=""' in html


def big_picture(width, height, **facts):
    content = BytesIO()
    Image.new("RGB", (width, height), "#1a4f8b").save(content, "JPEG")
    file = ContentFile(content.getvalue(), "muro.jpg")
    return PortalImage.objects.create(title="Muro", description="Un muro", file=file, **facts)


# --- fields and expand ---


def test_fields_pick_names(client):
    item = told(client, f.lab(), fields="title, seo,kind")
    assert item == {"title": "La Torretta", "seo": item["seo"], "kind": "social_lab"}
    assert told(client, f.content(), fields="title,kind") == {"title": "Chi siamo"}


@pytest.mark.parametrize(("name", "sent"), [("fields", "title,colour_of_eyes"), ("expand", "lab,friends")])
def test_unknown_names_are_refused_and_the_known_ones_told(client, name, sent):
    page = f.content()
    response = client.get(PAGES, {"id": page.translation_key, name: sent})
    assert response.status_code == 400
    (error,) = response.json()["errors"]
    assert error["parameter"] == name
    assert sent.split(",")[1] in error["message"]
    assert "body" in FIELDS
    assert ("body" if name == "fields" else "territory") in error["allowed"]


def test_expand_follows_one_step(client):
    place, organisation = f.PlaceFactory(), f.OrganisationFactory(name="Comune")
    lab = f.lab(place=place, referent_organisation=organisation, host=f.lab("Bar", slug="bar"))
    activity = f.activity(below=lab)
    found = told(client, activity, expand="territory,lab,place,host")["expanded"]
    assert set(found) == {"territory", "lab", "place"}
    assert found["lab"] == client.get(f"/api/v1/labs/{lab.public_slug}/").json()
    assert found["place"]["slug"] == place.slug
    assert found["territory"]["slug"] == "pavia"
    found = told(client, lab, expand="organisation,host,children", fields="title")
    assert set(found) == {"title", "expanded"}
    assert found["expanded"]["organisation"]["title"] == "Comune"
    assert found["expanded"]["host"]["title"] == "Bar"
    assert [(child["type"], child["path"]) for child in found["expanded"]["children"]] == [
        ("events.ActivityPage", "/it/pavia/la-torretta/spazio-compiti/")
    ]


def test_expand_shows_nothing_that_is_not_public(client):
    host = f.lab("Bar", slug="bar")
    lab = f.lab(host=host)
    f.activity(below=lab).unpublish()
    host.unpublish()
    assert told(client, lab, expand="host,children")["expanded"] == {"host": None, "children": []}


def test_a_meeting_leads_to_its_council(client):
    council = f.council()
    meeting = f.meeting(below=council, agenda="<p>Ordine</p>")
    item = told(client, meeting, expand="council")
    assert item["expanded"]["council"] == client.get(f"/api/v1/councils/{council.public_slug}/").json()
    assert item["body"] == [{"type": "agenda", "id": "", "value": "<p>Ordine</p>", "html": "<p>Ordine</p>"}]


def test_children_cost_the_same_however_many(client):
    lab = f.lab()
    address = f"{PAGES}?id={lab.translation_key}&expand=children"
    f.activity("Attività", lab)
    one = len(queries_of(client, address))
    f.activity("Seconda", lab), f.activity("Terza", lab)
    assert len(client.get(address).json()["expanded"]["children"]) == 3
    assert len(queries_of(client, address)) == one


# --- sites ---


def test_a_path_is_read_as_the_site_has_it(client):
    f.lab()
    Site.objects.create(hostname="pavia.example", port=443, root_page=f.territory_page("pavia"))
    found = client.get(PAGES, {"path": "/it/la-torretta/", "site": "pavia.example"}).json()
    assert (found["title"], found["url"]) == ("La Torretta", "https://pavia.example/it/la-torretta/")
    assert client.get(PAGES, {"path": "/it/pavia/la-torretta/", "site": "agora.example"}).json() == found
    refused = client.get(PAGES, {"path": "/it/", "site": "altrove.example"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["allowed"] == ["agora.example", "pavia.example"]
