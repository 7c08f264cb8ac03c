"""One of everything that the machines' doors show, with every field filled and something private beside it."""

import datetime as dt
from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from PIL import Image

from labs.models import (
    Contact,
    CouncilMember,
    Decision,
    DecisionFollowUp,
    Indicator,
    LabDocument,
    LabOrganisation,
    LabPlace,
    LabResource,
    MeetingAttachment,
    MeetingAttendance,
    OpeningHours,
    SocialChannel,
)
from portal.models import PortalDocument, PortalImage, Stamp
from tests import factories as f

NOW = dt.datetime(2026, 11, 20, 10, tzinfo=ZoneInfo("Europe/Rome"))
SECRET_MINUTES = "SEGRETO-BOZZA"
SECRET_PERSON = "PERSONA-SENZA-CONSENSO"
SECRET_TITLE = "TITOLO-IN-BOZZA"
SECRET_PAPER = "CARTA-CHIUSA"
SECRETS = (SECRET_MINUTES, SECRET_PERSON, SECRET_TITLE, SECRET_PAPER)


def picture():
    content = BytesIO()
    Image.new("RGB", (96, 54), "#1a4f8b").save(content, "PNG")
    return PortalImage.objects.create(
        title="Facciata", description="La facciata", file=ContentFile(content.getvalue(), "facciata.png")
    )


def document(title, territory):
    territory.refresh_from_db()
    file = ContentFile(b"%PDF-1.7 text", f"{title.lower()}.pdf")
    return PortalDocument.objects.create(title=title, file=file, collection=territory.closed_collection)


def hidden_contact(territory):
    """Return a contact whose row still holds a person without a consent."""
    contact = f.ContactFactory(organisation=None, territory=territory)
    Contact.objects.filter(pk=contact.pk).update(person_name=SECRET_PERSON, phone=SECRET_PERSON)
    return contact


def make(now=NOW):
    """Make the world; call it while the time is `now`."""
    # The home was written before, on the day of the test.
    Stamp.objects.all().delete()
    f.english_home()
    page = f.territory_page("pavia", summary="La rete di Pavia", image=picture())
    territory = page.own_territory
    town = f.MunicipalityFactory(territory=territory)
    place = f.PlaceFactory(
        name="La Torretta", municipality=town, lat=45.18, lon=9.15, directions={"it": "Con l'autobus 3"}
    )
    body = f.OrganisationFactory(
        name="Comune di Pavia",
        aliases="Il Comune, Municipio",
        legal_form="ente pubblico",
        phone="0382 1",
        territory=territory,
    )
    shown = f.ContactFactory(organisation=body, territory=territory)
    f.ConsentFactory(contact=shown)
    Contact.objects.filter(pk=shown.pk).update(person_name="PERSONA CON CONSENSO", email="consenso@agora.example")
    world = SimpleNamespace(territory=territory, territory_page=page, town=town, place=place, organisation=body)
    world.audience, world.topic = f.AudienceFactory(), f.TopicFactory(labels={"it": "compiti", "en": "homework"})
    world.lab = _lab(world, shown, now)
    world.hosted = f.lab("Gruppo ospite", host=world.lab, contact=hidden_contact(territory))
    world.activity = f.activity(
        below=world.lab,
        topics=[world.topic],
        audiences=[world.audience],
        summary="Aiuto nei compiti",
        is_free=False,
        cost="1 euro",
        how_to_join="Basta venire",
        conditions="Dieci posti",
        image=picture(),
        verified_on=now.date(),
    )
    world.event = f.event(
        below=world.lab, place=place, online_url="https://video.example/1", contact=hidden_contact(territory)
    )
    _council(world, now)
    world.indicator = Indicator.objects.create(
        slug="pavia-persone",
        label={"it": "Persone incontrate", "en": "People met"},
        value="1234",
        qualifier="oltre",
        period="2025",
        definition={"it": "Chi è entrato almeno una volta."},
        source="Relazione della rete",
        territory=territory,
    )
    world.content = f.content(summary="Chi siamo in breve", body=[("text", "<p>Siamo <b>una rete</b>.</p>")])
    return world


def _lab(world, contact, now):
    lab = f.lab(
        summary="Un laboratorio",
        kind_label="Laboratorio di quartiere",
        area="Ticinello",
        image=picture(),
        body=[("heading", "Che cosa si fa"), ("text", "<p>Di tutto.</p>")],
        place=world.place,
        referent_organisation=world.organisation,
        contact=contact,
        verified_on=now.date(),
        audiences=[world.audience],
        opening_hours=[OpeningHours(weekday=0, opens=dt.time(9), closes=dt.time(12, 30), note="tranne agosto")],
        connected_places=[LabPlace(place=f.PlaceFactory(name="Biblioteca", municipality=world.town), note="letture")],
        organisations=[LabOrganisation(organisation=world.organisation, relation="hosts", weight=3)],
        channels=[SocialChannel(network="facebook", url="https://facebook.example/torretta")],
        papers=[LabDocument(document=document("Volantino", world.territory))],
        resources=[LabResource(kind="funding", name="Bando", url="https://bando.example/")],
    )
    lab.topics.add(world.topic)
    lab.save_revision().publish()
    lab.title = SECRET_TITLE
    lab.save_revision()
    return type(lab).objects.get(pk=lab.pk)


def _council(world, now):
    members = [CouncilMember(organisation=world.organisation), CouncilMember(role="abitanti del quartiere")]
    world.council = f.council(below=world.lab, cadence="ogni mese", members=members)
    facts = {"starts_at": now - dt.timedelta(days=10), "agenda": "<p>Il bilancio</p>", "place": world.place}
    world.approved = f.meeting(
        "Riunione di novembre",
        world.council,
        **facts,
        minutes="<p>Si è deciso.</p>",
        minutes_state="approved",
        approved_on=now.date(),
        minutes_document=document("Verbale", world.territory),
        citizens=7,
        attendance=[MeetingAttendance(organisation=world.organisation, people=2)],
        attachments=[MeetingAttachment(document=document("Allegato", world.territory))],
        decisions=[Decision(text="Aprire di sabato", responsible_organisation=world.organisation)],
    )
    decision = world.approved.decisions.get()
    DecisionFollowUp.objects.create(
        decision_key=decision.translation_key,
        meeting=world.approved,
        state="done",
        due_on=now.date(),
        produced="Orario nuovo",
    )
    world.draft = f.meeting(
        "Riunione senza verbale",
        world.council,
        **facts | {"starts_at": now - dt.timedelta(days=3)},
        minutes=f"<p>{SECRET_MINUTES}</p>",
        minutes_state="draft",
        minutes_document=document(SECRET_PAPER, world.territory),
        attendance=[MeetingAttendance(organisation=world.organisation, people=9)],
        decisions=[Decision(text=SECRET_MINUTES)],
    )
