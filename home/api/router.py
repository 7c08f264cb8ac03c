"""The addresses of territories, pages and navigation, relative to where the API is mounted."""

from ninja import Router

from home.api import drafts, navigation, pages
from home.api.territories import TerritoryResource

router = Router()
TerritoryResource().mount(router)
# Before that of a page by its id, which any word would be.
drafts.mount(router)
pages.mount(router)
navigation.mount(router)
