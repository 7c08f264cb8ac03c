"""The addresses of the labs' resources, relative to where the API is mounted."""

from ninja import Router

from labs.api.councils import CouncilResource
from labs.api.decisions import DecisionResource
from labs.api.indicators import IndicatorResource
from labs.api.labs import LabResource
from labs.api.meetings import MeetingResource
from labs.api.organisations import OrganisationResource
from labs.api.places import PlaceResource

router = Router()
for resource in (
    LabResource(),
    CouncilResource(),
    MeetingResource(),
    DecisionResource(),
    OrganisationResource(),
    PlaceResource(),
    IndicatorResource(),
):
    resource.mount(router)
