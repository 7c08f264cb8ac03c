"""What every resource of the platform's API shares: strict queries, pages of a list, freshness and problem+json.

Nothing is imported here, so that models may use `portal.api.serializers`; take what you need from the module that
holds it. A resource is a subclass of `portal.api.resource.Resource`.
"""
