"""The addresses of open data, relative to where the API is mounted."""

from ninja import Router

from home.open_data import catalog
from home.open_data.data_sets import DATA_SETS
from portal.open_data import downloads

router = Router()
catalog.mount(router)
downloads.mount(router, DATA_SETS)
