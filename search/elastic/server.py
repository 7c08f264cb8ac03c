"""The search server: how it is reached, and how it is left alone for a while after it did not answer."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPStatus
from time import monotonic
from typing import Any

from django.conf import settings
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError

logger = logging.getLogger(__name__)
#: How long a reader may be kept waiting, and a write in the background.
READING_SECONDS, WRITING_SECONDS = 1.5, 30
#: For how long a server that did not answer is not asked again.
REST_SECONDS = 10
_rest: dict[str, float] = {"until": 0.0}


class UnavailableError(Exception):
    """The search server does not answer, or not with what it should."""


def asking() -> Elasticsearch:
    """Return the client for readers, who cannot wait."""
    return _client(settings.SEARCH_URL, READING_SECONDS)


def writing() -> Elasticsearch:
    """Return the client for work in the background."""
    return _client(settings.SEARCH_URL, WRITING_SECONDS)


@lru_cache(maxsize=4)
def _client(url: str, seconds: float) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)


def is_rested() -> bool:
    """Tell whether the server is left alone for now."""
    return monotonic() < _rest["until"]


def rest(seconds: float = REST_SECONDS) -> None:
    """Leave the server alone for a while; 0 asks it again at once."""
    _rest["until"] = monotonic() + seconds


@contextmanager
def readers_patience() -> Iterator[None]:
    """Raise UnavailableError where the server fails a reader, or failed one a moment ago."""
    if is_rested():
        raise UnavailableError("It did not answer a moment ago")
    try:
        yield
    except (TransportError, ApiError) as error:
        if not _is_our_fault(error):
            rest()
        logger.error("The search server did not answer, the database does: %s", error)
        raise UnavailableError(str(error)) from error


@contextmanager
def told_apart() -> Iterator[None]:
    """Raise UnavailableError where the server fails work in the background."""
    try:
        yield
    except TransportError as error:
        raise UnavailableError(str(error)) from error
    except ApiError as error:
        if _is_our_fault(error):
            raise
        raise UnavailableError(str(error)) from error


def _is_our_fault(error: Any) -> bool:
    """Tell whether the server is well and only this request is wrong; one without its index is not well."""
    if not isinstance(error, ApiError) or isinstance(error, NotFoundError):
        return False
    return HTTPStatus.BAD_REQUEST <= error.meta.status < HTTPStatus.TOO_MANY_REQUESTS
