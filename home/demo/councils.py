"""Councils, with the meetings behind them and the one to come."""

from typing import Any

from home.demo import directory
from home.demo.calendar import parent_of
from home.demo.meetings import publish_meeting
from home.demo.publishing import publish
from home.demo.texts import body, read
from labs.models import CouncilMember, CouncilPage, Organisation


def load() -> None:
    """Publish the councils of labs, territories and the platform with their meetings."""
    for slug, councils in read("councils").items():
        for facts in councils:
            council = publish(_council(facts), parent_of(facts["lab"], slug), f"council/{facts['id']}")
            for number, meeting in enumerate(facts["meetings"]):
                publish_meeting(council, f"meeting/{facts['id']}/{number}", meeting)


def _council(facts: dict[str, Any]) -> CouncilPage:
    notice = read("notices")["council"][facts["basis"]]
    page = CouncilPage(
        title=facts["title"],
        kind=facts["kind"],
        cadence=facts["cadence"],
        summary=facts["summary"],
        body=body(f"council/{facts['id']}", [*facts["body"], f"! {notice}"]),
        contact=directory.contact(facts.get("contact")),
    )
    page.members.set([_member(words) for words in facts["members"]])
    return page


def _member(words: str) -> CouncilMember:
    """Return a member: the organisation with this slug, else a role in these words."""
    organisation = Organisation.objects.filter(slug=words).first()
    return CouncilMember(organisation=organisation, role="" if organisation else words)
