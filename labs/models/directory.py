"""The directory that labs share: organisations, places, and contacts whose person is shown under consent only."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.search import index

from labs.findable import FindableContact, FindableOrganisation, FindablePlace
from portal.addresses import reader_language
from portal.entries import findable
from portal.follow import touch
from portal.localized import LocalizedField
from portal.public_slug import LastingSlugMixin

TERRITORY_HELP = _("Whose editors keep this record; without it, the platform's do.")


def territory_field() -> models.ForeignKey:
    """Return the field that says whose record it is."""
    return models.ForeignKey(
        "portal.Territory",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("territory"),
        help_text=TERRITORY_HELP,
    )


class PublicRecordMixin(models.Model):
    """A record with a page of its own at `url_name`, one address for each language."""

    url_name: ClassVar[str]

    class Meta:
        abstract = True

    def path_in(self, language: str | None = None) -> str:
        """Return the path of this record's page in a language (default: the reader's)."""
        with translation.override(language or reader_language()):
            return reverse(self.url_name, args=[self.slug])  # type: ignore[attr-defined]

    def path_for_reader(self) -> str:
        """Return this record's path in the reader's language."""
        return self.path_in()


@findable
class Organisation(FindableOrganisation, PublicRecordMixin, index.Indexed, LastingSlugMixin):
    """A body that takes part: public, third sector, or an informal group without legal form."""

    name = models.CharField(_("name"), max_length=160)
    aliases = models.CharField(_("other names"), max_length=255, blank=True)
    legal_form = models.CharField(
        _("legal form"), max_length=120, blank=True, help_text=_("Empty for an informal group.")
    )
    summary = LocalizedField(_("what it does"), blank=True, multiline=True)
    website = models.URLField(_("website"), blank=True)
    phone = models.CharField(
        _("switchboard"), max_length=40, blank=True, help_text=_("Of the organisation, never of a person.")
    )
    email = models.EmailField(_("office e-mail"), blank=True, help_text=_("Of the organisation, never of a person."))
    territory = territory_field()
    modified = models.DateTimeField(auto_now=True, editable=False)

    url_name = "organisation"

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("aliases"), FieldPanel("legal_form"), FieldPanel("summary")],
            heading=_("What"),
        ),
        MultiFieldPanel(
            [FieldPanel("website"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])], heading=_("Contacts")
        ),
        FieldPanel("territory"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("aliases"),
        index.AutocompleteField("name"),
        index.FilterField("territory"),
    ]
    api_fields = ["slug", "name", "legal_form", "summary", "website", "phone", "email", "modified"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name


@findable
class Place(FindablePlace, PublicRecordMixin, index.Indexed, LastingSlugMixin):
    """Somewhere things happen: a lab's own rooms, a library, a square."""

    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=80, blank=True, help_text=_("For example: library, oratory, school."))
    address = models.CharField(_("address"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        "portal.Municipality",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="places",
        verbose_name=_("municipality"),
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    directions = LocalizedField(_("how to get there"), blank=True, multiline=True)
    accessibility = LocalizedField(
        _("accessibility"), blank=True, multiline=True, help_text=_("Steps, lift, toilet, parking.")
    )
    territory = territory_field()
    modified = models.DateTimeField(auto_now=True, editable=False)

    url_name = "place"

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("kind")], heading=_("What")),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("municipality"),
                FieldRowPanel([FieldPanel("lat"), FieldPanel("lon")]),
                FieldPanel("directions"),
                FieldPanel("accessibility"),
            ],
            heading=_("Where"),
        ),
        FieldPanel("territory"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("territory")]
    api_fields = ["slug", "name", "kind", "address", "lat", "lon", "directions", "accessibility", "modified"]

    class Meta:
        ordering = ["name"]
        verbose_name = _("place")
        verbose_name_plural = _("places")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse half a position, or one off the map."""
        super().clean()
        if (self.lat is None) != (self.lon is None):
            raise ValidationError({"lon": _("Give both latitude and longitude, or neither.")})
        if self.lat is not None and not (-90 <= self.lat <= 90 and -180 <= (self.lon or 0) <= 180):
            raise ValidationError({"lat": _("This position is not on the map.")})


class ContactQuerySet(models.QuerySet):
    """Contacts, with what may be shown of them."""

    def with_consent(self, today: date | None = None) -> "ContactQuerySet":
        """Return the contacts whose person may be shown today."""
        return self.filter(consents__in=Consent.objects.valid(today)).distinct()


@findable
class Contact(FindableContact, index.Indexed, ClusterableModel):
    """Whom to ask: a role in an organisation; the person behind it only while a consent holds."""

    role = LocalizedField(_("role"), help_text=_("For example: referent of the lab. Never a person's name."))
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="contacts",
        verbose_name=_("organisation"),
    )
    person_name = models.CharField(_("person's name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    territory = territory_field()
    modified = models.DateTimeField(auto_now=True, editable=False)

    personal_fields = ("person_name", "phone", "email")

    panels = [
        MultiFieldPanel([FieldPanel("role"), FieldPanel("organisation")], heading=_("Role")),
        MultiFieldPanel(
            [FieldPanel("person_name"), FieldRowPanel([FieldPanel("phone"), FieldPanel("email")])],
            heading=_("Person"),
            help_text=_("Shown only while a consent holds; erased when it is withdrawn."),
        ),
        InlinePanel("consents", heading=_("Consent"), label=_("Consent")),
        FieldPanel("territory"),
    ]
    search_fields = [index.FilterField("territory")]

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")

    def __str__(self) -> str:
        where = f", {self.organisation}" if self.organisation_id else ""
        return f"{self.role}{where}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the consents, forget the person if none of them holds, then let everything follow."""
        self._saving = True
        super().save(*args, **kwargs)
        self._saving = False
        self.settle()

    def settle(self) -> None:
        """Forget the person where no consent holds, and bring up to date what shows this contact."""
        if not self.has_consent:
            self.erase_person()
        touch(self)

    @property
    def has_consent(self) -> bool:
        """Whether a consent holds today."""
        today = timezone.localdate()
        return any(consent.holds(today) for consent in self.consents.all())

    @property
    def person(self) -> dict[str, str]:
        """What may be shown of the person today: name, phone and e-mail, or nothing."""
        if not self.has_consent:
            return {}
        return {name: value for name in self.personal_fields if (value := getattr(self, name))}

    def erase_person(self) -> None:
        """Forget the person: nothing of it stays in the row."""
        Contact.objects.filter(pk=self.pk).update(**dict.fromkeys(self.personal_fields, ""), modified=timezone.now())
        for name in self.personal_fields:
            setattr(self, name, "")


class ConsentQuerySet(models.QuerySet):
    """Consents by whether they hold."""

    def valid(self, today: date | None = None) -> "ConsentQuerySet":
        """Return the consents that hold on a day (default: today)."""
        today = today or timezone.localdate()
        lasting = Q(until=None) | Q(until__gte=today)
        return self.filter(lasting, withdrawn_on=None, given_on__lte=today)


class Consent(models.Model):
    """A person's agreement to be shown: what for, given when and how, by which document, until when."""

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(_("what for"), max_length=200)
    given_on = models.DateField(_("given on"))
    how = models.CharField(_("how"), max_length=120, help_text=_("For example: signed form, e-mail."))
    document = models.CharField(_("by which document"), max_length=200, help_text=_("Where the signed form is kept."))
    until = models.DateField(_("until"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)

    panels = [
        FieldPanel("purpose"),
        FieldRowPanel([FieldPanel("given_on"), FieldPanel("how")]),
        FieldPanel("document"),
        FieldRowPanel([FieldPanel("until"), FieldPanel("withdrawn_on")]),
    ]
    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.purpose} ({self.given_on})"

    def clean(self) -> None:
        """Refuse an end before the beginning."""
        super().clean()
        if self.until and self.given_on and self.until < self.given_on:
            raise ValidationError({"until": _("The consent would end before it begins.")})

    def holds(self, today: date) -> bool:
        """Tell whether this consent holds on a day."""
        ended = self.withdrawn_on is not None or (self.until is not None and self.until < today)
        return not ended and self.given_on <= today
