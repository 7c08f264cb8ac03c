"""The models of the ground: territories, vocabularies, files, freshness and the abstract page."""

from portal.models.document_text import DocumentText
from portal.models.feedback import Feedback
from portal.models.freshness import Stamp
from portal.models.front_ends import Draft, FrontEnd
from portal.models.media import PortalDocument, PortalImage, PortalRendition
from portal.models.pages import PortalPage
from portal.models.quarter import Quarter
from portal.models.taxonomy import Audience, TaggedPage, Topic
from portal.models.territory import Municipality, Territory, TerritoryGroup
from portal.models.verified import VerifiedMixin
from portal.models.webhooks import Attempt, Message, ToldPage, Webhook

__all__ = [
    "Attempt",
    "Audience",
    "DocumentText",
    "Draft",
    "Feedback",
    "FrontEnd",
    "Message",
    "Municipality",
    "PortalDocument",
    "PortalImage",
    "PortalPage",
    "PortalRendition",
    "Quarter",
    "Stamp",
    "TaggedPage",
    "Territory",
    "TerritoryGroup",
    "ToldPage",
    "Topic",
    "VerifiedMixin",
    "Webhook",
]
