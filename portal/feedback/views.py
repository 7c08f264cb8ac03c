"""`/it/parere/`: takes an answer about a page, says thank you, and leads back.

There is no session and so nothing that another site could act in the name of. What another site could do is send votes
through its visitors' browsers: a browser says where a form comes from, and those are refused
(https://www.w3.org/TR/fetch-metadata/, https://www.rfc-editor.org/rfc/rfc6454#section-7).
"""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal import links
from portal.feedback.form import YES, FeedbackForm
from portal.feedback.storing import TooManyError, place_at, store
from portal.sites import base

TOO_MANY_REQUESTS = 429


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """Take an answer and lead to the thanks; show the form again, with all that was written, where something lacks."""
    if request.method == "POST":
        return _take(request)
    about = request.GET.get("about", "")
    known = place_at(request, about) is not None
    return _page(request, {"thanks": known and "thanks" in request.GET, "asked_about": about if known else ""})


def _take(request: HttpRequest) -> HttpResponse:
    form = FeedbackForm(request.POST)
    valid = form.is_valid()
    about = request.POST.get("about", "")[:255]
    place = place_at(request, about)
    shown = {"answer": form, "asked_about": about if place else ""}
    if not _is_ours(request) or place is None:
        return _page(request, shown | {"refused": _("This form does not come from a page of ours.")}, status=400)
    if not valid:
        return _page(request, shown, status=400)
    try:
        store(place, clear=form.cleaned_data["clear"] == YES, sentence=form.cleaned_data["sentence"])
    except TooManyError:
        message = _("We have had a great many answers today. Please come back tomorrow.")
        return _page(request, shown | {"refused": message}, status=TOO_MANY_REQUESTS)
    # Seen once more by who reloads, not sent once more.
    return HttpResponseRedirect(links.feedback(about=about, thanks="1"), status=303)


def _is_ours(request: HttpRequest) -> bool:
    """Tell whether the form stood on a page of this site; a browser that says neither is given the benefit."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in (request.get_host(), urlsplit(base()).netloc)


def _page(request: HttpRequest, shown: dict, status: int = 200) -> HttpResponse:
    return render(
        request, "portal/feedback/page.html", {"here": _("Was this information clear?"), **shown}, status=status
    )
