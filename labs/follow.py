"""Records of the directory, closures and follow-ups take effect when they are saved."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from labs.models import Closure, Consent, Contact, DecisionFollowUp, Indicator, LabPage, Organisation, Place
from portal.follow import publicity_stale, rows_stale, thing_gone, touch
from portal.freshness import raise_stamp


@receiver(post_save, sender=Organisation)
@receiver(post_save, sender=Place)
@receiver([post_save, post_delete], sender=Closure)
@receiver([post_save, post_delete], sender=Indicator)
@receiver([post_save, post_delete], sender=DecisionFollowUp)
def _follow_record(sender: type, instance: Model, **kwargs: Any) -> None:
    touch(instance.meeting if isinstance(instance, DecisionFollowUp) else instance)


@receiver([post_save, post_delete], sender=Consent)
def _follow_consent(sender: type, instance: Consent, **kwargs: Any) -> None:
    """Settle the contact of a consent that is written by itself; one saved with its contact is settled there."""
    if not getattr(instance.contact, "_saving", False):
        for contact in Contact.objects.filter(pk=instance.contact_id):
            contact.settle()


@receiver(pre_delete, sender=Organisation)
@receiver(pre_delete, sender=Place)
@receiver(pre_delete, sender=Contact)
def _record_gone(sender: type, instance: Organisation | Place | Contact, **kwargs: Any) -> None:
    thing_gone.send(sender=touch, thing=instance)
    raise_stamp([instance.territory_id])


@receiver(rows_stale)
def _name_contacts(sender: Any, things: Iterable[Model], **kwargs: Any) -> list[Contact]:
    """Name the contacts of these labs and organisations: they are found by them."""
    labs = [thing.pk for thing in things if isinstance(thing, LabPage)]
    organisations = [thing.pk for thing in things if isinstance(thing, Organisation)]
    return list(Contact.objects.filter(Q(labs__in=labs) | Q(organisation__in=organisations)).distinct())


@receiver(publicity_stale)
def _name_contacts_below(sender: Any, pages: QuerySet[Page], **kwargs: Any) -> list[Contact]:
    """Name the contacts of labs among these pages: they are public while one of their labs is."""
    return list(Contact.objects.filter(labs__in=pages).distinct())


@receiver(post_delete, sender=LabPage)
def _follow_lost_lab(sender: type, instance: LabPage, **kwargs: Any) -> None:
    """Let a contact stand on what other labs it has."""
    touch(*Contact.objects.filter(pk=instance.contact_id))
