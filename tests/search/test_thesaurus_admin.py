"""The thesaurus in the admin: written by the platform's editors, saved and brought as a sheet."""

import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from search.models import SynonymSet
from tests import factories as f
from tests.search.asking import titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def platform(client):
    client.force_login(f.platform_editor())
    return client


def bring(client, content, name="parole.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post(reverse("import_words"), {"file": SimpleUploadedFile(name, content)})


def test_an_editor_writes_a_set_and_it_holds_at_once(platform):
    f.content("Guardaroba")
    add = reverse("wagtailsnippets_search_synonymset:add")
    answer = platform.post(add, {"expressions": "guardaroba\r\nxylofono\r\n"})
    assert answer.status_code == 302
    assert titles("xylofono") == ["Guardaroba"]
    assert "guardaroba = xylofono" in platform.get(reverse("wagtailsnippets_search_synonymset:list")).content.decode()


@pytest.mark.parametrize("expressions", ["solo", "orto\norto", "orto\n…", "per\nper"])
def test_what_is_no_set_is_refused_with_its_reason(platform, expressions):
    number = SynonymSet.objects.count()
    answer = platform.post(reverse("wagtailsnippets_search_synonymset:add"), {"expressions": expressions})
    assert answer.status_code == 200
    assert answer.context["form"].errors["expressions"]
    assert SynonymSet.objects.count() == number


def test_what_was_saved_as_a_sheet_changes_nothing_when_it_is_brought(platform):
    SynonymSet.objects.create(expressions='dire "ciao", e basta\nsalutare')
    saved = platform.get(reverse("words_as_csv"))
    assert ['dire "ciao", e basta', "salutare"] in list(csv.reader(StringIO(saved.content.decode(), newline="")))
    before = SynonymSet.objects.count()
    assert bring(platform, saved.content).status_code == 200
    assert SynonymSet.objects.count() == before


def test_a_sheet_is_taken_but_for_the_lines_that_cannot_be(platform):
    number = SynonymSet.objects.count()
    html = bring(platform, "\ufefftorchio;pressa\n\nuno solo;\nmola;macina;mola\n").content.decode()
    assert SynonymSet.objects.count() == number + 2
    assert "Riga 3" in html or "Line 3" in html
    assert "uno solo" in html


@pytest.mark.parametrize(
    "broken", ['gatto,"micio', 'gatto,"micio"o', f"gatto,{'micio' * 30_000}"], ids=["not closed", "within", "endless"]
)
def test_a_line_that_cannot_be_read_is_refused_alone(platform, broken):
    number = SynonymSet.objects.count()
    html = bring(platform, f"torchio,pressa\n{broken}\nmola,macina\nrosa,fiore").content.decode()
    assert SynonymSet.objects.count() == number + 3
    assert not SynonymSet.objects.filter(expressions__contains="gatto").exists()
    assert "Controlla le virgolette" in html[html.index("Riga 2") :]


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02", "però,ma".encode("cp1252"), BytesIO(b"a,b\n" * 400_000).getvalue(), b""]
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(platform, content):
    number = SynonymSet.objects.count()
    answer = bring(platform, content)
    assert answer.context["form"].errors["file"]
    assert SynonymSet.objects.count() == number


def test_the_editors_of_a_territory_do_not_write_for_all(editor):
    for address in ("import_words", "words_as_csv", "wagtailsnippets_search_synonymset:add"):
        assert editor.get(reverse(address)).status_code in (302, 403)
