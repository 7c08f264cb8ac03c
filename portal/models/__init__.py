"""The models of the ground: territories, vocabularies, files, freshness and the abstract page."""

from portal.models.document_text import DocumentText
from portal.models.feedback import Feedback
from portal.models.freshness import Stamp
from portal.models.media import PortalDocument, PortalImage, PortalRendition
from portal.models.pages import PortalPage
from portal.models.quarter import Quarter
from portal.models.taxonomy import Audience, TaggedPage, Topic
from portal.models.territory import Municipality, Territory, TerritoryGroup
from portal.models.verified import VerifiedMixin

__all__ = [
    "Audience",
    "DocumentText",
    "Feedback",
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
    "Topic",
    "VerifiedMixin",
]
