"""A consent that has ended is as good as withdrawn: the person is forgotten."""

from django.db.models import Q

from labs.models import Contact
from portal.ticking import every_tick


@every_tick
def forget_without_consent() -> int:
    """Erase the person of every contact whose consents have ended; return how many."""
    person = ~Q(person_name="") | ~Q(phone="") | ~Q(email="")
    ended = Contact.objects.filter(person).exclude(pk__in=Contact.objects.with_consent().values("pk"))
    for contact in ended:
        contact.settle()
    return len(ended)
