"""What machines are told of a filter that cannot be read."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.api.problems import problem_response
from portal.filters import Filter, Problem


def refused(chosen: Filter, problems: Sequence[Problem]) -> HttpResponse:
    """Return 400 as problem+json, in the language asked for, naming every problem at once."""
    with translation.override(chosen.lang or settings.SOURCE_LANGUAGE):
        return problem_response(400, _("Some filters of this address cannot be read."), problems)
