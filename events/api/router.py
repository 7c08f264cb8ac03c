"""The addresses of the calendar's resources, relative to where the API is mounted."""

from ninja import Router

from events.api.dated import ActivityResource, EventResource
from events.api.occurrences import OccurrenceResource

router = Router()
for resource in (ActivityResource(), EventResource(), OccurrenceResource()):
    resource.mount(router)
