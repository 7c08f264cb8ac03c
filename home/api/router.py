"""The addresses of territories, pages and navigation, relative to where the API is mounted."""

from ninja import Router

from home.api import navigation, pages
from home.api.territories import TerritoryResource

router = Router()
TerritoryResource().mount(router)
pages.mount(router)
navigation.mount(router)
