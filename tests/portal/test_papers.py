"""What is read of the files that people upload, and what is said of those that cannot be."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from portal.models import DocumentText, PortalDocument
from portal.papers import extract, reading
from tests.portal import papers_made as made

State = DocumentText.State


def read(kind, content, **bounds):
    return reading.read_content(kind, content, **bounds)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("pdf", made.pdf("= Festa dell’orto\n Portate una seggiola")),
        (
            "docx",
            made.docx(
                "<w:p><w:r><w:t>Festa del</w:t></w:r><w:r><w:t>l’orto</w:t></w:r></w:p>"
                "<w:p><w:r><w:t>Portate una seggiola</w:t></w:r></w:p>"
            ),
        ),
        (
            "odt",
            made.odt("<text:h>Festa dell’<text:span>orto</text:span></text:h><text:p>Portate una seggiola</text:p>"),
        ),
        ("txt", "Festa dell’orto\r\nPortate una seggiola".encode("cp1252")),
    ],
)
def test_a_file_is_read_with_its_words_whole(kind, content):
    assert read(kind, content) == (State.READ, "Festa dell’orto Portate una seggiola")


def test_what_was_struck_out_or_is_there_twice_is_left_out():
    body = (
        "<w:p><w:r><w:t>Resta</w:t></w:r><w:del><w:r><w:delText>Tolto</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>Spostato</w:t></w:r></w:moveFrom>"
        "<mc:AlternateContent><mc:Choice><w:t>Riquadro</w:t></mc:Choice>"
        "<mc:Fallback><w:t>Riquadro</w:t></mc:Fallback></mc:AlternateContent></w:p>"
    )
    assert read("docx", made.docx(body)).text == "RestaRiquadro"
    body = (
        "<text:tracked-changes><text:p>Tolto</text:p></text:tracked-changes>"
        "<text:p>Resta<office:annotation><text:p>Nota</text:p></office:annotation></text:p>"
    )
    assert read("odt", made.odt(body)).text == "Resta"


ENTITIES = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:p xmlns:w="x">&b;</w:p>'


@pytest.mark.parametrize(
    ("kind", "content", "state"),
    [
        ("pdf", made.pdf("#rect(fill: red)"), State.EMPTY),
        ("pdf", made.locked_pdf("Segreto"), State.LOCKED),
        ("pdf", b"%PDF-1.7 a flyer", State.BROKEN),
        ("pdf", b"", State.BROKEN),
        ("docx", b"PK\x03\x04 nothing", State.BROKEN),
        ("docx", made.zipped(word__document=ENTITIES), State.BROKEN),
        ("docx", made.zipped(word__document="<not closed"), State.BROKEN),
        ("docx", made.docx(" " * (extract.MAX_UNPACKED + 1)), State.LARGE),
        ("docx", made.docx("<w:p/>"), State.EMPTY),
        ("odt", made.odt("<text:p>!?</text:p>"), State.EMPTY),
    ],
)
def test_what_cannot_be_read_is_told_apart(kind, content, state):
    assert read(kind, content) == (state, "")


def test_a_long_file_is_read_in_part_and_a_slow_one_is_left():
    long = ("parola " * extract.MAX_CHARACTERS).encode()
    found = read("txt", long)
    assert found.state == State.PARTLY
    assert len(found.text) <= extract.MAX_CHARACTERS
    assert read("txt", b"ciao", seconds=0.001).state == State.SLOW


def test_every_kind_that_is_asked_for_can_be_read():
    assert set(reading.KINDS) == extract.KINDS.keys()


def stored(territory, name, content, **facts):
    territory.refresh_from_db()
    file = ContentFile(content, name)
    return PortalDocument.objects.create(title=name, file=file, collection=territory.closed_collection, **facts)


@pytest.mark.django_db
def test_an_editor_sees_which_of_her_files_nobody_finds(editor, person):
    from tests import factories as f

    pavia, rho = (f.territory_page(slug).own_territory for slug in ("pavia", "rho"))
    stored(pavia, "scansione.pdf", made.pdf("#rect(fill: red)"))
    stored(pavia, "verbale.pdf", made.pdf("Verbale"))
    stored(pavia, "conti.xlsx", b"PK\x03\x04")
    stored(rho, "altrui.pdf", b"%PDF-1.7 a flyer")
    assert reading.read_papers() == 4
    assert reading.read_papers() == 0
    html = editor.get(reverse("unread_papers")).content.decode()
    assert "scansione.pdf" in html
    assert "1 testo di documento" in " ".join(html.split())
    assert not any(name in html for name in ("verbale.pdf", "conti.xlsx", "altrui.pdf"))


@pytest.mark.django_db
def test_who_keeps_no_documents_sees_no_report(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("nobody", password="x"))
    assert client.get(reverse("unread_papers")).status_code in (302, 403)


@pytest.mark.django_db
def test_a_file_that_is_gone_is_told_and_stops_nobody():
    from tests import factories as f

    territory = f.territory_page().own_territory
    lost = stored(territory, "perso.pdf", made.pdf("Perso"))
    lost.file.storage.delete(lost.file.name)
    kept = stored(territory, "qui.pdf", made.pdf("Qui"))
    reading.read_papers()
    states = dict(DocumentText.objects.values_list("document", "state"))
    assert states == {lost.pk: State.MISSING, kept.pk: State.READ}
