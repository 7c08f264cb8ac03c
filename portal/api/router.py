"""The addresses of the ground's resources, relative to where the API is mounted."""

from ninja import Router

from portal.api.vocabularies import AudienceResource, TopicResource

router = Router()
for resource in (TopicResource(), AudienceResource()):
    resource.mount(router)
