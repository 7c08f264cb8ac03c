"""Topics and audiences: the two vocabularies, each word leading to the agenda narrowed by it."""

from typing import Any

from portal import links
from portal.addresses import absolute
from portal.api.records import RecordResource
from portal.api.schemas import NamedItem
from portal.models import Audience, Topic
from portal.public import Publicity


class TopicResource(RecordResource):
    """The words that things are about."""

    name, kind = "topics", "topic"
    title, single_title = "Topics", "One topic"
    about = "The words that things are about; each leads to the agenda narrowed by it."
    key = ("Its lasting short name, or its id.", "compiti")
    schema = NamedItem
    model = Topic
    said_in = ("name", "labels")

    def facts(self, record: Topic, publicity: Publicity) -> dict[str, Any]:
        """Return the topic's name in the active language and its agenda."""
        return {"title": record.label, "url": absolute(links.agenda(topic=record.slug))}


class AudienceResource(RecordResource):
    """For whom things are."""

    name, kind = "audiences", "audience"
    title, single_title = "Audiences", "One audience"
    about = "The groups of people that things are for; each leads to the agenda narrowed by it."
    key = ("Its lasting short name, or its id.", "bambini")
    schema = NamedItem
    model = Audience
    order = ("position", "slug")
    said_in = ("labels",)

    def facts(self, record: Audience, publicity: Publicity) -> dict[str, Any]:
        """Return the audience's agenda."""
        return {"url": absolute(links.agenda(audience=record.slug))}
