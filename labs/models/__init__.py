"""The models of the labs: pages of labs and councils, the directory, opening hours, closures and indicators."""

from labs.models.councils import CouncilMember, CouncilPage
from labs.models.directory import Consent, Contact, Organisation, Place
from labs.models.hours import Closure, OpeningHours
from labs.models.indicators import Indicator
from labs.models.labs import CommunityHousePage, CommunityLabPage, LabPage, OpCafePage, SocialLabPage
from labs.models.meetings import Decision, DecisionFollowUp, MeetingAttachment, MeetingAttendance, MeetingPage
from labs.models.relations import LabDocument, LabOrganisation, LabPlace, LabResource, SocialChannel

__all__ = [
    "Closure",
    "CommunityHousePage",
    "CommunityLabPage",
    "Consent",
    "Contact",
    "CouncilMember",
    "CouncilPage",
    "Decision",
    "DecisionFollowUp",
    "Indicator",
    "LabDocument",
    "LabOrganisation",
    "LabPage",
    "LabPlace",
    "LabResource",
    "MeetingAttachment",
    "MeetingAttendance",
    "MeetingPage",
    "OpCafePage",
    "OpeningHours",
    "Organisation",
    "Place",
    "SocialChannel",
    "SocialLabPage",
]
