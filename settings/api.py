"""The machines' doors put together: the platform's API, and Wagtail's own two beside it."""

from functools import partial

from django.conf import settings
from django.urls import URLPattern, URLResolver, path
from ninja import Swagger
from ninja.openapi.views import openapi_view

from events.api.router import router as events_router
from home.api.router import router as home_router
from home.hsds.router import router as hsds_router
from home.open_data.router import router as open_data_router
from labs.api.router import router as labs_router
from portal.api.openapi import DescribedAPI
from portal.api.problems import answer_problems
from portal.api.router import router as portal_router
from search.api.router import router as search_router
from settings.wagtail_api import v2, v3

api = DescribedAPI(
    examples=settings.BASE_DIR / "settings" / "api_examples",
    title=f"{settings.WAGTAIL_SITE_NAME} API",
    version="1.0.0",
    description=(
        "What the labs of all territories publish: read-only, without a key. Unknown parameters are refused; errors "
        "are problem+json (RFC 9457); every answer has an ETag."
    ),
    urls_namespace="api",
    # The page is served with its own scripts; the badge of an outside validator would call a third party.
    docs=Swagger(settings={"validatorUrl": None}),
    servers=[{"url": settings.PUBLIC_URL}],
)
answer_problems(api)
for router in (home_router, labs_router, events_router, search_router, portal_router, open_data_router, hsds_router):
    api.add_router("", router)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", api.urls),
    path("v1/docs/", partial(openapi_view, api=api)),
    path("wagtail/v2/", v2.urls),
    path("wagtail/v3/", v3.urls),
]
