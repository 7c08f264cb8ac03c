"""What the public pages say beside their content: the words that every language of the platform must have.

They are the templates outside the admin, the modules below, and what the choices below are called. All else (the admin,
problems told to programs) is in Italian and English only.
"""

import polib
from django.db.models import TextChoices
from django.utils import translation

from events.models.occurrences import Kind, Status
from labs.models.councils import CouncilPage
from labs.models.meetings import DecisionFollowUp
from labs.models.relations import LabOrganisation, LabResource, SocialChannel

MODULES = {
    "events/agenda.py",
    "events/agenda_form.py",
    "events/calendar_sheet.py",
    "events/dated_context.py",
    "events/embed_element.py",
    "events/filter_words.py",
    "events/flyers/dated_subjects.py",
    "events/flyers/days.py",
    "events/flyers/facts.py",
    "events/flyers/subjects.py",
    "events/ical/gone.py",
    "events/partner_page.py",
    "events/share_cards.py",
    "events/urls.py",
    "events/wording.py",
    "home/open_data/page.py",
    "home/urls.py",
    "labs/feeds.py",
    "labs/urls.py",
    "portal/calendar_names.py",
    "portal/date_phrases.py",
    "portal/feedback/form.py",
    "portal/feedback/views.py",
    "portal/filters/parsing.py",
    "portal/filters/values.py",
    "portal/links.py",
    "portal/period_names.py",
    "portal/print_layouts.py",
    "portal/rule_patterns.py",
    "portal/rule_sentence.py",
    "portal/share/card.py",
    "portal/time_spans.py",
    "portal/urls.py",
    "portal/weekday_phrases.py",
    "search/chips.py",
    "search/choices.py",
    "search/kinds.py",
    "search/suggestions.py",
    "search/urls.py",
    "search/views.py",
}
CHOICES: tuple[type[TextChoices], ...] = (
    Kind,
    Status,
    CouncilPage.Kind,
    DecisionFollowUp.State,
    LabOrganisation.Relation,
    LabResource.Kind,
    SocialChannel.Network,
)

#: What of a path says that a template is for editors.
FOR_EDITORS = ("/admin/", "/webhooks/", "/widgets/", "/preview_frame")

#: A message as a catalogue knows it: its context and its words in English.
Message = tuple[str | None, str]


def vocabulary(app: str, collected: polib.POFile) -> set[Message]:
    """Return the messages of an app that its public pages say, of a catalogue that tells where each one stands."""
    with translation.override(None):
        called = {str(label) for choice in CHOICES for label in choice.labels}
    return {
        (entry.msgctxt, entry.msgid)
        for entry in collected
        if entry.msgid in called or any(_is_public(f"{app}/{file}") for file, _line in entry.occurrences)
    }


def _is_public(file: str) -> bool:
    return file in MODULES or (file.endswith(".html") and not any(part in file for part in FOR_EDITORS))
