"""`/embed/agenda.js`: the custom element `<agora-agenda>`, told where the platform is and what its words are."""

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.filters import EMBED_NAMES, REPEATABLE
from portal.sites import base

SOURCE = Path(__file__).parent / "static/events/agora-agenda.js"
JS_TYPE = "text/javascript; charset=utf-8"


@require_safe
def element(request: HttpRequest) -> HttpResponse:
    """Answer with the script; pages keep it for an hour and go on with it while they ask for a newer one."""
    response = HttpResponse(script(base()), content_type=JS_TYPE)
    # The page that loads it may be isolated (Cross-Origin-Embedder-Policy).
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=3600, stale_while_revalidate=86400)
    return response


@cache
def script(site: str) -> str:
    """Return the file, which is one function, called with what it has to know of the platform at an address."""
    known = {
        "site": site,
        "names": EMBED_NAMES,
        "repeatable": [name for name in REPEATABLE if name in EMBED_NAMES],
        "source": settings.SOURCE_LANGUAGE,
        "words": {code: _words(code) for code, _name in settings.LANGUAGES},
    }
    return f"{SOURCE.read_text().rstrip()}({json.dumps(known, ensure_ascii=False)});\n"


def _words(language: str) -> dict[str, str]:
    """Return what the element says by itself in a language; all else comes with the dates."""
    with translation.override(language):
        return {
            "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
            "label": _("Next dates"),
            "all": _("All dates on Agorà"),
            "before": _("Before:"),
            "now": _("now:"),
            "empty": _("No dates here for now"),
            "error": _("The dates cannot be loaded just now."),
            "refused": _("These dates cannot be shown"),
        }
