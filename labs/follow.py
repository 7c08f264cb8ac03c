"""Records of the directory, closures and follow-ups take effect when they are saved."""

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver

from labs.models import Closure, Consent, Contact, DecisionFollowUp, Indicator, Organisation, Place
from portal.follow import thing_gone, touch
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
def _record_gone(sender: type, instance: Model, **kwargs: Any) -> None:
    thing_gone.send(sender=touch, thing=instance)
    raise_stamp([instance.territory_id])
