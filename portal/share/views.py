"""`/share/<language>/<kind>/<thing>/<version>.<form>`: only the picture of what a thing is now is ever drawn."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from portal.media_files import YEAR
from portal.share.things import card_of

MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


@require_safe
def share_picture(request: HttpRequest, language: str, kind: str, thing: str, version: str, form: str) -> HttpResponse:
    """Answer the picture, to be kept for ever; from a former version's address lead to the present one."""
    if language not in dict(settings.LANGUAGES) or form not in MEDIA_TYPES:
        raise Http404
    with translation.override(language):
        card = card_of(kind, thing)
        if card is None:
            raise Http404
        if (card.version, card.form) != (version, form):
            return _never_kept(redirect(card.address))
        response = HttpResponse(card.draw(), content_type=MEDIA_TYPES[form])
    response["ETag"] = f'"{version}"'
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response


def _never_kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, no_cache=True)
    return response


urlpatterns: list[URLPattern] = [
    path("share/<str:language>/<slug:kind>/<slug:thing>/<slug:version>.<slug:form>", share_picture),
]
